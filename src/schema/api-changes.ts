import { z } from 'zod';
import { apiVersion } from './api.ts';
import { dateSchema, idSchema } from './common.ts';
import { capabilities, flags, idsOf, levels, riskClasses } from './vocabulary.ts';

const path = z.string().regex(/^\//);
const difference = <T extends z.ZodType>(item: T) =>
  z.strictObject({ gained: z.array(item), lost: z.array(item) });
const verdict = z
  .strictObject({
    class: z.enum(idsOf(riskClasses)),
    level: z.enum(idsOf(levels)),
    policy: z.string().describe('What the recommended policy does with it.'),
    reviewed: z.boolean().describe('Whether a review judged this very definition.'),
  })
  .nullable();

/** What changed between captures, newest first: `api/v1/changes.json`. */
export const apiChangesSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  changes: z.array(
    z.strictObject({
      server: idSchema,
      url: path.describe('Page of the changes of this server.'),
      date: dateSchema.describe('The day of the newer capture.'),
      previous: dateSchema.describe('The day of the capture before it.'),
      version: z.strictObject({ before: z.string().nullable(), after: z.string().nullable() }),
      riskier: z.boolean().describe('Whether one of the tools got riskier.'),
      tools: z.array(
        z.strictObject({
          name: z.string().describe('Raw name, untrusted text.'),
          url: path.nullable().describe('Page of the tool; null when it is no longer recorded.'),
          kind: z.enum(['changed', 'added', 'removed']),
          riskier: z.boolean(),
          before: verdict.describe('By the rules of today; null when the tool was added.'),
          after: verdict.describe('By the rules of today; null when the tool was removed.'),
          reasons: z
            .array(
              z.strictObject({
                signal: z.string(),
                label: z.string(),
                text: z.string(),
                quotes: z.array(z.string()).describe('Words of the definition, untrusted text.'),
              }),
            )
            .describe('Why it is riskier; empty when it is not.'),
          capabilities: difference(z.enum(idsOf(capabilities))),
          flags: difference(z.enum(idsOf(flags))),
          fields: z.array(z.string()).describe('Paths that differ, at most fifty. Untrusted text.'),
          fieldCount: z.int().describe('How many paths differ.'),
        }),
      ),
    }),
  ),
});

export type ApiChanges = z.output<typeof apiChangesSchema>;
