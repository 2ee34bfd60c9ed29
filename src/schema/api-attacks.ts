import { z } from 'zod';
import { apiVersion } from './api.ts';
import { attackSchema } from './attack.ts';
import { idSchema } from './common.ts';
import { frameworks } from './frameworks.ts';
import { idsOf, levels, riskClasses } from './vocabulary.ts';

const path = z.string().regex(/^\//);

/** One attack pattern in the API: its record as it stands, and the tools of the catalogue to which it fits. */
const apiAttackSchema = attackSchema.extend({
  id: idSchema,
  url: path.describe('Page of the pattern on this site.'),
  tools: z
    .array(
      z.strictObject({
        id: z.string().describe('<server-id>/<slug>; stable.'),
        name: z.string().describe('Raw name, as the server names it: untrusted text.'),
        url: path,
        class: z.enum(idsOf(riskClasses)),
        level: z.enum(idsOf(levels)),
      }),
    )
    .describe('Tools whose pages name the pattern, the most dangerous first.'),
});

/** The attack patterns with all their facts: `api/v1/attacks.json`. */
export const apiAttacksSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  note: z.string().describe('What a reader must know before quoting the mappings and the incidents.'),
  frameworks: z.array(
    z.strictObject({
      id: z.enum(idsOf(frameworks)).describe('Key below mappings.'),
      label: z.string(),
      edition: z.string().describe('Edition whose ids and titles are used.'),
      url: z.string(),
      note: z.string().describe('Where ids and titles were read, and what is left out.'),
      entries: z
        .array(z.strictObject({ id: z.string(), title: z.string(), parent: z.string().nullable() }))
        .describe('Ids that mappings may name; parent is the technique of which a sub-technique is a part.'),
    }),
  ),
  attacks: z.array(apiAttackSchema),
});

export type ApiAttacks = z.output<typeof apiAttacksSchema>;
