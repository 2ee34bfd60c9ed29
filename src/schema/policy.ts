import { z } from 'zod';

/** What an operator's value must be. The semantics stand in `domain/policy/operators.ts`. */
const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);

const pathSchema = z
  .string()
  .regex(/^args(?:\.[^.\s[\]*]+)+$/, 'must be args.<field> with further fields joined by dots; array indexes and wildcards do not exist');

const comparison = (op: 'lt' | 'lte' | 'gt' | 'gte') =>
  z.strictObject({ path: pathSchema, op: z.literal(op), value: z.number(`"${op}" compares with a number`) });

/** One comparison of one argument with one value. */
export const conditionSchema = z.discriminatedUnion('op', [
  z.strictObject({ path: pathSchema, op: z.literal('eq'), value: scalarSchema }),
  z.strictObject({ path: pathSchema, op: z.literal('neq'), value: scalarSchema }),
  z.strictObject({ path: pathSchema, op: z.literal('in'), value: z.array(scalarSchema) }),
  z.strictObject({ path: pathSchema, op: z.literal('not_in'), value: z.array(scalarSchema) }),
  comparison('lt'),
  comparison('lte'),
  comparison('gt'),
  comparison('gte'),
  z.strictObject({ path: pathSchema, op: z.literal('regex'), value: z.string() }),
  z.strictObject({ path: pathSchema, op: z.literal('contains'), value: scalarSchema }),
  z.strictObject({ path: pathSchema, op: z.literal('exists'), value: z.boolean() }),
]);

/** Conditions that must all hold, and the message for the agent when the rule denies. */
export const ruleSchema = z.strictObject({
  /** All must hold. Empty: always holds. */
  conditions: z.array(conditionSchema),
  /** The message that the agent gets. */
  on_deny: z.string().optional(),
});

/** A quota in a calendar-aligned UTC window. */
export const limitSchema = z.strictObject({
  /** Unique name; last segment of the rule id. */
  counter: z.string().min(1),
  window: z.enum(['minute', 'hour', 'day']),
  /** Calls allowed in one window. */
  max: z.int().positive(),
  /** One counter for each grant, that is for each labelled access token. */
  scope: z.literal('grant'),
});

/** What applies to one tool. `{}` allows it. */
export const toolRuleSchema = z.strictObject({
  /** The call is denied unless every rule holds. */
  require: z.array(ruleSchema).optional(),
  /** The call is denied when one rule holds. */
  deny_if: z.array(ruleSchema).optional(),
  limits: z.array(limitSchema).optional(),
});

/** The policy document, version 1, as a gateway takes it. */
export const policySchema = z.strictObject({
  version: z.literal('1', 'only the string "1" is recognised'),
  /** Decides about tools that are not listed under `tools`. */
  default: z.enum(['allow', 'deny']),
  /** Tools that are removed from the list and denied at call time; `"*"` means all. */
  hide: z
    .union([z.literal('*'), z.array(z.string().trim().min(1, 'a name in hide must not be blank'))])
    .refine((hide) => hide === '*' || new Set(hide).size === hide.length, 'a name stands twice in hide')
    .optional(),
  /** A quota over every call. */
  all_tools: z.strictObject({ limits: z.array(limitSchema) }).optional(),
  tools: z.record(z.string().min(1), toolRuleSchema).optional(),
});

export type Condition = z.output<typeof conditionSchema>;
export type Rule = z.output<typeof ruleSchema>;
export type Limit = z.output<typeof limitSchema>;
export type ToolRule = z.output<typeof toolRuleSchema>;
/** The policy document, version 1. */
export type Policy = z.output<typeof policySchema>;
