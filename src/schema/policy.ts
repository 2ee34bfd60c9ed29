import { z } from 'zod';

/*
 * The format as the build reads it and as `api/v1/schema/policy.json` publishes it. `domain/policy/form.ts` decides the
 * same without the library, and words what is wrong; the tests hold the two together.
 */

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);

const pathSchema = z
  .string()
  .regex(/^args(?:\.[^.\s[\]*]+)+$/)
  .describe('args.<field>, with further fields joined by dots. List indexes and wildcards do not exist.');

const condition = <Op extends string, Value extends z.ZodType>(op: Op, value: Value) =>
  z.strictObject({ path: pathSchema, op: z.literal(op), value });

/** One comparison of one argument with one value. The semantics stand in `domain/policy/operators.ts`. */
export const conditionSchema = z.discriminatedUnion('op', [
  condition('eq', scalarSchema),
  condition('neq', scalarSchema),
  condition('in', z.array(scalarSchema)),
  condition('not_in', z.array(scalarSchema)),
  condition('lt', z.number()),
  condition('lte', z.number()),
  condition('gt', z.number()),
  condition('gte', z.number()),
  condition('regex', z.string().describe('A pattern in RE2 syntax, searched for anywhere in the text.')),
  condition('contains', scalarSchema),
  condition('exists', z.boolean()),
]);

/** Conditions that must all hold, and the message for the agent when the rule denies. */
export const ruleSchema = z.strictObject({
  /** All must hold. Empty: always holds. */
  conditions: z.array(conditionSchema).describe('All must hold. An empty list always holds.'),
  /** The message that the agent gets. */
  on_deny: z.string().optional().describe('The message that the agent gets.'),
});

/** A quota in a calendar-aligned UTC window. */
export const limitSchema = z.strictObject({
  /** Unique name; last segment of the rule id. */
  counter: z.string().min(1).describe('Name of the counter, unique in its list.'),
  /** The stretch of time after which the count starts afresh, at :00 of the minute, hour or day in UTC. */
  window: z
    .enum(['minute', 'hour', 'day'])
    .describe('The count starts afresh with each minute, hour or day in UTC.'),
  /** Calls allowed in one window. */
  max: z.int().positive().describe('Calls allowed in one window.'),
  /** One counter for each grant, that is for each labelled access token. */
  scope: z.literal('grant').describe('Calls are counted for each labelled access token.'),
});

/** What applies to one tool. `{}` allows it. */
export const toolRuleSchema = z.strictObject({
  /** The call is denied unless every rule holds. */
  require: z.array(ruleSchema).optional().describe('The call is denied unless every rule holds.'),
  /** The call is denied when one rule holds. */
  deny_if: z.array(ruleSchema).optional().describe('The call is denied when one rule holds.'),
  /** Quotas of this tool. */
  limits: z.array(limitSchema).optional().describe('Quotas of this tool.'),
});

/** Names, byte by byte as the server gives them: nothing is trimmed, or the name would no longer match. */
const hideSchema = z.union([
  z.literal('*'),
  z
    .array(z.string().regex(/\S/))
    .refine((names) => new Set(names).size === names.length, 'a name stands twice in hide')
    .meta({ uniqueItems: true }),
]);

/**
 * Rules by tool name. The library drops an entry called `__proto__` without a word, and the tool would go unprotected, so
 * it is refused before the entries are read; the pattern of the keys says the same in the JSON Schema.
 */
const toolsSchema = z
  .custom<Readonly<Record<string, unknown>>>(
    (tools) => typeof tools === 'object' && tools !== null && !Object.hasOwn(tools, '__proto__'),
    'must be an object that maps tool names to rules, and no tool may be called "__proto__"',
  )
  .pipe(
    z.record(
      z
        .string()
        .min(1)
        .regex(/^(?!__proto__$)/),
      toolRuleSchema,
    ),
  );

/** The policy document, version 1, as a gateway takes it. */
export const policySchema = z
  .strictObject({
    /** Format of the document. */
    version: z.literal('1'),
    /** Decides about tools that are not listed under `tools`. */
    default: z.enum(['allow', 'deny']).describe('Decides about tools that are not listed under "tools".'),
    /** Tools that are removed from the list and denied at call time; `"*"` means all. */
    hide: hideSchema
      .optional()
      .describe('Tools that are removed from the list and denied at call time; "*" means all.'),
    /** A quota over every call. */
    all_tools: z
      .strictObject({ limits: z.array(limitSchema).optional() })
      .optional()
      .describe('Quotas over the calls of all tools together.'),
    /** Rules by tool name. */
    tools: toolsSchema.optional().describe('Rules by tool name. {} allows the tool.'),
  })
  .describe('A policy for the tools of one server, version 1.');

/** One comparison of one argument with one value. */
export type Condition = z.output<typeof conditionSchema>;
/** Conditions that must all hold, and the message when the rule denies. */
export type Rule = z.output<typeof ruleSchema>;
/** A quota in a calendar-aligned UTC window. */
export type Limit = z.output<typeof limitSchema>;
/** What applies to one tool. */
export type ToolRule = z.output<typeof toolRuleSchema>;
/** The policy document, version 1. */
export type Policy = z.output<typeof policySchema>;
