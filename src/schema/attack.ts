import { z } from 'zod';
import { linkSchema, textSchema } from './common.ts';
import {
  argumentRuleKinds,
  attackScopes,
  capabilities,
  confidences,
  flags,
  controlKinds,
  idsOf,
  incidentKinds,
  riskClasses,
} from './vocabulary.ts';

/** A day, a month or a year, as far as the source establishes it. */
const partialDateSchema = z
  .string()
  .regex(
    /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/,
    'must be YYYY-MM-DD, YYYY-MM or YYYY',
  );

/** One documented event. */
export const incidentSchema = z.strictObject({
  /** When; its length states its precision. */
  date: partialDateSchema,
  /** What happened, to whom, by what means: one sentence in our own words. */
  title: textSchema,
  kind: z.enum(idsOf(incidentKinds)),
  /** CVE id of the record. */
  cve: z
    .string()
    .regex(/^CVE-\d{4}-\d{4,}$/, 'must be CVE-YYYY-NNNN')
    .optional(),
  /** Score in the CVE record, with the version of the scoring system. */
  cvss: z
    .strictObject({ score: z.number().min(0).max(10), version: z.enum(['3.0', '3.1', '4.0']) })
    .optional(),
  /** The source. */
  url: linkSchema,
  /** Whether the source itself was read; otherwise the fact was read in another one. */
  opened: z.boolean(),
  /** What is uncertain. */
  note: textSchema.optional(),
});

/** Entries of one framework, each with its id and its exact title; `src/schema/frameworks.ts` has what there is. */
const mappingSchema = z.array(z.strictObject({ id: textSchema, title: textSchema }));

/** Front matter of one attack pattern: `content/attacks/<id>.mdx`. The prose is the body. */
export const attackSchema = z.strictObject({
  /** Display name. */
  name: textSchema,
  /** What happens, to whom, by what means. Plain text. */
  summary: textSchema,
  /** What the pattern abuses. */
  scope: z.enum(idsOf(attackScopes)),
  /** How well the pattern itself is documented. */
  confidence: z.enum(idsOf(confidences)),
  /** What must be true before it works. */
  preconditions: z.array(textSchema).min(1),
  /** Which tools are exposed: those of one of the classes that have one of the capabilities. */
  exposure: z.strictObject({
    classes: z.array(z.enum(idsOf(riskClasses))).min(1),
    capabilities: z.array(z.enum(idsOf(capabilities))).min(1),
    /** Words of which the tool must have one in the name of an argument, where access alone is not enough. */
    arguments: z
      .array(z.string().regex(/^[a-z]+$/, 'must be a single word in lower case'))
      .min(1)
      .optional(),
    /**
     * Flags of which the definition must bear one, for patterns that abuse the listing: its text must give a reason. A pattern of
     * scope `metadata` with neither flags nor arguments is named on no tool's page.
     */
    flags: z
      .array(z.enum(idsOf(flags)))
      .min(1)
      .optional(),
    /** The rule in a sentence. */
    rule: textSchema,
  }),
  /** What the pattern needs of a tool, so that the effect of a policy can be computed. */
  needs: z.strictObject({
    /** Whether one call completes the abuse, or only many do. */
    calls: z.enum(['one', 'many']),
    /** What one successful call yields, singular and plural: "key", "keys". */
    yields: z.tuple([textSchema, textSchema]),
    /** Kinds of rules about arguments that the abuse cannot respect: the scenario gives such arguments a hostile value. */
    breaks: z.array(z.enum(argumentRuleKinds)).min(1).optional(),
    /** Set where no tool completes the abuse alone: a policy about one tool's calls is one part of the answer. */
    chain: z.literal(true).optional(),
  }),
  incidents: z.array(incidentSchema),
  /** Identifiers in public frameworks. Our judgement. */
  mappings: z.strictObject({
    owaspMcp: mappingSchema,
    owaspLlm: mappingSchema,
    owaspAgentic: mappingSchema,
    atlas: mappingSchema,
    cwe: mappingSchema,
  }),
  /** What helps. */
  controls: z.array(z.strictObject({ kind: z.enum(idsOf(controlKinds)), note: textSchema })).min(1),
  /** What the controls cannot stop. */
  limits: textSchema,
  references: z.array(z.strictObject({ title: textSchema, url: linkSchema, opened: z.boolean() })),
});

/** One attack pattern, with the id that its file name gives it. */
export type Attack = Readonly<z.output<typeof attackSchema>> & { readonly id: string };

/** Front matter of a guide: `content/guides/<id>.mdx`. */
export const guideSchema = z.strictObject({
  title: textSchema,
  /** One sentence: what the reader learns. */
  summary: textSchema,
  /** Position in lists of guides. */
  order: z.int(),
});

/** One guide, with the id that its file name gives it. */
export type Guide = Readonly<z.output<typeof guideSchema>> & { readonly id: string };
