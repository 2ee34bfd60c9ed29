import { z } from 'zod';

/** What an operator's value must be. The semantics stand in `domain/policy/operators.ts`. */
const scalarSchema = z.union(
  [z.string(), z.number(), z.boolean()],
  'must be a text, a number, true or false',
);

const pathSchema = z
  .string('must be a text such as "args.amount"')
  .regex(
    /^args(?:\.[^.\s[\]*]+)+$/,
    'must be args.<field>, with further fields joined by dots; array indexes and wildcards do not exist',
  );

const comparison = <Op extends string>(op: Op) =>
  z.strictObject({
    path: pathSchema,
    op: z.literal(op),
    value: z.number(`must be a number, not a text: "${op}" compares numbers`),
  });

const membership = <Op extends string>(op: Op) =>
  z.strictObject({
    path: pathSchema,
    op: z.literal(op),
    value: z.array(scalarSchema, `must be a list: "${op}" compares with each of its values`),
  });

const scalarComparison = <Op extends string>(op: Op) =>
  z.strictObject({ path: pathSchema, op: z.literal(op), value: scalarSchema });

/** One comparison of one argument with one value. */
export const conditionSchema = z.discriminatedUnion(
  'op',
  [
    scalarComparison('eq'),
    scalarComparison('neq'),
    membership('in'),
    membership('not_in'),
    comparison('lt'),
    comparison('lte'),
    comparison('gt'),
    comparison('gte'),
    z.strictObject({
      path: pathSchema,
      op: z.literal('regex'),
      value: z.string('must be a text: a regular expression in RE2 syntax'),
    }),
    scalarComparison('contains'),
    z.strictObject({
      path: pathSchema,
      op: z.literal('exists'),
      value: z.boolean('must be true or false, without quotation marks'),
    }),
  ],
  'must be one of eq, neq, in, not_in, lt, lte, gt, gte, regex, contains, exists',
);

/** Conditions that must all hold, and the message for the agent when the rule denies. */
export const ruleSchema = z.strictObject(
  {
    /** All must hold. Empty: always holds. */
    conditions: z.array(conditionSchema, 'must be a list of conditions, which may be empty'),
    /** The message that the agent gets. */
    on_deny: z.string('must be a text').optional(),
  },
  { error: wordObject('must be an object with "conditions"') },
);

/** A quota in a calendar-aligned UTC window. */
export const limitSchema = z.strictObject(
  {
    /** Unique name; last segment of the rule id. */
    counter: z.string('must be a text').min(1, 'must not be empty'),
    /** The stretch of time after which the count starts afresh, at :00 of the minute, hour or day in UTC. */
    window: z.enum(['minute', 'hour', 'day'], 'must be "minute", "hour" or "day"'),
    /** Calls allowed in one window. */
    max: z
      .int({ error: 'must be a whole number', abort: true })
      .positive('must be 1 or more; a limit cannot forbid every call'),
    /** One counter for each grant, that is for each labelled access token. */
    scope: z.literal('grant', 'must be "grant"'),
  },
  { error: wordObject('must be an object with "counter", "window", "max" and "scope"') },
);

/** What applies to one tool. `{}` allows it. */
export const toolRuleSchema = z.strictObject(
  {
    /** The call is denied unless every rule holds. */
    require: z.array(ruleSchema, 'must be a list of rules').optional(),
    /** The call is denied when one rule holds. */
    deny_if: z.array(ruleSchema, 'must be a list of rules').optional(),
    /** Quotas of this tool. */
    limits: z.array(limitSchema, 'must be a list of limits').optional(),
  },
  { error: wordObject('must be an object; {} allows the tool') },
);

/** Names, byte by byte as the server gives them: nothing is trimmed, or the name would no longer match. */
const hideSchema = z
  .union([z.literal('*'), z.array(z.string())], 'must be a list of tool names, or "*"')
  .superRefine((hide, context) => {
    if (hide === '*') return;
    hide.forEach((name, index) => {
      if (name.trim() === '') {
        context.addIssue({ code: 'custom', path: [index], message: 'a name in hide must not be blank' });
      } else if (hide.indexOf(name) !== index) {
        context.addIssue({ code: 'custom', path: [index], message: 'a name stands twice in hide' });
      }
    });
  });

/** The policy document, version 1, as a gateway takes it. */
export const policySchema = z.strictObject(
  {
    /** Format of the document. */
    version: z.literal('1', 'must be the text "1"; no other version is recognised'),
    /** Decides about tools that are not listed under `tools`. */
    default: z.enum(['allow', 'deny'], 'must be "allow" or "deny"'),
    /** Tools that are removed from the list and denied at call time; `"*"` means all. */
    hide: hideSchema.optional(),
    /** A quota over every call. */
    all_tools: z
      .strictObject(
        { limits: z.array(limitSchema, 'must be a list of limits').optional() },
        { error: wordObject('must be an object with "limits"') },
      )
      .optional(),
    /** Rules by tool name. */
    tools: z
      .record(z.string().min(1, 'must not be empty'), toolRuleSchema, {
        error: wordObject('must be an object that maps tool names to rules'),
      })
      .optional(),
  },
  { error: wordObject('must be an object: a policy document') },
);

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

/** Words a value of the wrong type; unknown keys keep the library's own words, which name the keys. */
function wordObject(
  wrongType: string,
): (issue: { readonly code?: string | undefined }) => string | undefined {
  return (issue) => (issue.code === 'invalid_type' ? wrongType : undefined);
}
