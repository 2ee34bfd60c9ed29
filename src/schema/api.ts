import { z } from 'zod';
import { dateSchema, digestSchema, evidenceSchema, idSchema } from './common.ts';
import { policySchema } from './policy.ts';
import { reviewSchema } from './review.ts';
import {
  attackScopes,
  capabilities,
  confidences,
  effects,
  flags,
  hints,
  idsOf,
  levels,
  presets,
  riskClasses,
} from './vocabulary.ts';

/** Version of the API's shape; a change that breaks readers changes it and the path. */
export const apiVersion = 1;

const path = z.string().regex(/^\//);
const levelSchema = z.enum(idsOf(levels)).describe('How much a call matters.');
const classSchema = z.enum(idsOf(riskClasses)).describe('What the worst ordinary call of the tool does.');
const evidenceList = z.array(evidenceSchema);
const byPreset = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ strict: schema, recommended: schema, permissive: schema });
const byHint = <T extends z.ZodType>(schema: T) =>
  z.strictObject({
    readOnlyHint: schema,
    destructiveHint: schema,
    idempotentHint: schema,
    openWorldHint: schema,
  });
const effectSchema = z.strictObject({ effect: z.enum(idsOf(effects)), sentence: z.string() });

/** One tool in the API: the profile, mapped field by field. */
export const apiToolSchema = z.strictObject({
  id: z.string().describe('<server-id>/<slug>; stable.'),
  name: z.string().describe('Raw name, as the server names it.'),
  slug: z.string().describe('Path segment of the page.'),
  url: path.describe('Page of the tool on this site.'),
  title: z.string().nullable().describe('Title that the server gives, untrusted text.'),
  description: z.string().nullable().describe('Description as captured, untrusted text.'),
  class: classSchema,
  level: levelSchema,
  confidence: z.enum(idsOf(confidences)),
  levelSentence: z.string().describe('The level in one sentence that names the base and what moved it.'),
  reasons: z.array(z.strictObject({ rule: z.string(), text: z.string(), evidence: evidenceList })),
  capabilities: z.array(
    z.strictObject({ id: z.enum(idsOf(capabilities)), label: z.string(), evidence: evidenceList }),
  ),
  flags: z.array(z.strictObject({ id: z.enum(idsOf(flags)), label: z.string(), evidence: evidenceList })),
  annotations: z.strictObject({
    declared: byHint(z.boolean().nullable()).describe('What the vendor declares; null is not declared.'),
    assessed: byHint(z.boolean().nullable()).describe('What the record shows; null is not shown.'),
    conflicts: z.array(
      z.strictObject({ hint: z.enum(idsOf(hints)), declared: z.boolean(), assessed: z.boolean() }),
    ),
  }),
  policy: byPreset(policySchema).describe(
    'Gateway documents, version 1. Each controls this tool and leaves the others as they are.',
  ),
  captions: byPreset(z.string()).describe(
    'What happened when each document was run over the tools of the server.',
  ),
  policyFiles: z.array(
    z.strictObject({
      preset: z.enum(idsOf(presets)),
      format: z.string(),
      url: path,
      losses: z.array(z.string()),
    }),
  ),
  attacks: z.array(
    z.strictObject({
      id: idSchema,
      name: z.string(),
      url: path,
      scope: z.enum(idsOf(attackScopes)),
      reason: z.string(),
      evidence: evidenceList,
      effect: byPreset(effectSchema).describe('What each document does against the pattern.'),
    }),
  ),
  faq: z.array(z.strictObject({ question: z.string(), answer: z.string() })),
  definition: z.strictObject({
    digest: digestSchema,
    capturedOn: dateSchema,
    tokens: z
      .int()
      .describe(
        'What a model is sent of it, in tokens of o200k_base: the JSON of a function tool with name, description and input schema.',
      ),
    inputSchema: z.record(z.string(), z.unknown()).nullable(),
    outputSchema: z.record(z.string(), z.unknown()).nullable(),
  }),
  review: reviewSchema
    .extend({ current: z.boolean().describe('False when it judged an earlier definition.') })
    .nullable(),
});

/** One server in the API, with its tools: `api/v1/servers/<id>.json`. */
export const apiServerSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  id: idSchema,
  name: z.string(),
  url: path,
  source: z.strictObject({
    package: z.string().nullable(),
    version: z.string().nullable(),
    repository: z.string().nullable(),
    endpoint: z.string().nullable(),
    homepage: z.string().nullable(),
  }),
  licence: z.string().nullable(),
  transports: z.array(z.string()),
  capture: z.strictObject({ method: z.string(), date: dateSchema, command: z.string().nullable() }),
  declaredToolCount: z.int(),
  recordedToolCount: z.int(),
  tokens: z.int().describe('Tokens of all recorded definitions together.'),
  badge: z
    .strictObject({ svg: path, shields: path })
    .describe('The badge as a drawing, and as an answer for the endpoint badge of Shields.'),
  notices: z.array(z.strictObject({ kind: z.string(), text: z.string() })),
  policy: byPreset(policySchema)
    .nullable()
    .describe('Whole-server documents; null when no tool is recorded.'),
  captions: byPreset(z.string()).nullable(),
  policyFiles: apiToolSchema.shape.policyFiles,
  tools: z.array(apiToolSchema),
});

/** The badge of a server as Shields reads it: `api/v1/badges/<id>.json`. The keys are those of Shields, not ours. */
export const shieldsBadgeSchema = z.strictObject({
  schemaVersion: z.literal(1),
  label: z.string(),
  message: z.string().min(1),
  color: z.string().regex(/^[0-9a-f]{6}$/),
});

/** The catalogue at a glance: `api/v1/index.json`. */
export const apiIndexSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  title: z.string(),
  updated: dateSchema.describe('The newest capture date.'),
  totals: z.strictObject({
    servers: z.int(),
    tools: z.int(),
    attacks: z.int(),
    reviewed: z.int(),
    byLevel: z.record(z.enum(idsOf(levels)), z.int()),
    byClass: z.record(z.enum(idsOf(riskClasses)), z.int()),
  }),
  changes: path.describe('What changed between captures.'),
  attacks: z
    .strictObject({ json: path, csv: path, atlasLayer: path })
    .describe(
      'The attack patterns: all facts, a table with a row for each incident, a layer for the ATLAS Navigator.',
    ),
  profiles: path.describe(
    'Every server with what it is recognised by; leads to facts of its tools without definitions.',
  ),
  schemas: z.strictObject({
    index: path,
    server: path,
    policy: path,
    changes: path,
    attacks: path,
    profiles: path,
    profile: path,
  }),
  servers: z.array(
    z.strictObject({
      id: idSchema,
      name: z.string(),
      url: path,
      api: path,
      recordedToolCount: z.int(),
      declaredToolCount: z.int(),
      captured: dateSchema,
    }),
  ),
});

export type ApiTool = z.output<typeof apiToolSchema>;
export type ApiServer = z.output<typeof apiServerSchema>;
export type ApiIndex = z.output<typeof apiIndexSchema>;
export type ShieldsBadge = z.output<typeof shieldsBadgeSchema>;
