import { z } from 'zod';
import { apiServerSchema, apiVersion } from './api.ts';
import { attackSchema } from './attack.ts';
import { dateSchema, idSchema } from './common.ts';
import { siteSchema } from './site.ts';
import {
  attackScopes,
  capabilities,
  confidences,
  flags,
  hints,
  idsOf,
  incidentKinds,
  levels,
  policyFormats,
  riskClasses,
} from './vocabulary.ts';

const path = z.string().regex(/^\//);
const argument = z.string().describe('Name of a top-level argument, untrusted text.');
const hintIds = z.enum(idsOf(hints));

/** An argument that a recommended policy can bound. */
const boundSchema = z.union([
  z.strictObject({ kind: z.enum(['at-most', 'at-host', 'reading-sql', 'reason']), argument }),
  z.strictObject({
    kind: z.literal('below-folder'),
    argument,
    place: z.enum(['machine', 'repository']).describe('Where the path leads.'),
  }),
  z.strictObject({
    kind: z.enum(['one-of', 'off']),
    argument,
    optional: z.boolean().describe('The argument may be left out, and then nothing needs to be bounded.'),
  }),
]);

/** One tool without its definition: what is needed to combine, compare and control it. */
export const apiProfileToolSchema = z.strictObject({
  id: z.string().describe('<server-id>/<slug>; stable.'),
  name: z.string().describe('Raw name, as the server names it: untrusted text.'),
  title: z.string().nullable().describe('Title that the server gives, untrusted text.'),
  url: path.nullable().describe('Page of the tool on this site; null where it has none.'),
  summary: z
    .string()
    .describe(
      'First sentence of the description, untrusted text; cut with an ellipsis where it is very long.',
    ),
  class: z.enum(idsOf(riskClasses)),
  level: z.enum(idsOf(levels)),
  confidence: z.enum(idsOf(confidences)),
  levelSentence: z.string().describe('The level in one sentence that names the base and what moved it.'),
  capabilities: z.array(z.enum(idsOf(capabilities))),
  flags: z.array(z.enum(idsOf(flags))),
  bounds: z.array(boundSchema).describe('Arguments that a recommended policy can bound.'),
  attacks: z.array(idSchema).describe('Ids of the patterns that fit it, in the order of its page.'),
  reviewed: z.boolean().describe('Whether a person judged this very definition.'),
  tokens: z.int().describe('Tokens of the definition as a client sends it, in o200k_base.'),
  parameters: z.int().nullable().describe('Top-level arguments; null where the input is not documented.'),
  requiredParameters: z.int().nullable().describe('How many of them are required.'),
  descriptionLength: z.int().describe('Characters of the description as captured.'),
  declaredHints: z
    .partialRecord(hintIds, z.boolean())
    .describe('What the vendor declares; absent is not declared.'),
  assessedHints: z
    .partialRecord(hintIds, z.boolean())
    .describe('What the record shows; absent is not shown.'),
  hintConflicts: z.array(hintIds).describe('Hints whose declared value contradicts the assessed one.'),
});

/** One server with its tools, without definitions: `api/v1/profiles/<id>.json`. */
export const apiProfileSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  ...apiServerSchema.pick({
    id: true,
    name: true,
    url: true,
    source: true,
    licence: true,
    transports: true,
    declaredToolCount: true,
    recordedToolCount: true,
    tokens: true,
    notices: true,
  }).shape,
  captured: dateSchema,
  tools: z.array(apiProfileToolSchema),
});

/** An attack pattern as far as it is needed to tell which tools it fits. */
const patternSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  url: path.describe('Page of the pattern on this site.'),
  scope: z.enum(idsOf(attackScopes)),
  exposure: attackSchema.shape.exposure.omit({ rule: true }),
  incidents: z
    .array(z.strictObject({ kind: z.enum(idsOf(incidentKinds)) }))
    .describe('An item for each documented incident.'),
});

/** One server in the list of profiles. */
const listedServerSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  url: path.describe('Page of the server on this site.'),
  profile: path.describe('Its profile.'),
  tools: z.int().describe('Recorded tools.'),
  tokens: z.int().describe('Tokens of all recorded definitions together.'),
  packages: z
    .array(z.string())
    .describe('What it is started from: npm:<name>, pypi:<name> or oci:<image>, without versions.'),
  endpoints: z.array(z.string()).describe('Addresses at which it is hosted.'),
  repository: z.string().nullable(),
  byLevel: z.partialRecord(z.enum(idsOf(levels)), z.int()).describe('Tools by level; absent is none.'),
});

/** What a browser needs to find servers and to judge what they make possible together: `api/v1/profiles.json`. */
export const apiProfilesSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  updated: dateSchema.describe('The newest capture date.'),
  policy: z
    .strictObject({
      numbers: siteSchema.shape.policyNumbers.unwrap(),
      values: siteSchema.shape.policyArguments.unwrap(),
      formats: z.array(z.enum(idsOf(policyFormats))),
    })
    .describe(
      'What the operator of this site has stated about recommended policies, and the formats in order.',
    ),
  attacks: z.array(patternSchema),
  servers: z.array(listedServerSchema),
});

/** One tool without its definition. */
export type ProfileTool = Readonly<z.output<typeof apiProfileToolSchema>>;
/** One server with its tools, without definitions. */
export type ApiProfile = Readonly<z.output<typeof apiProfileSchema>>;
/** The list of profiles. */
export type ApiProfiles = Readonly<z.output<typeof apiProfilesSchema>>;
/** One server in the list of profiles. */
export type ListedServer = Readonly<z.output<typeof listedServerSchema>>;
/** An attack pattern as far as it is needed to tell which tools it fits. */
export type ListedPattern = Readonly<z.output<typeof patternSchema>>;
