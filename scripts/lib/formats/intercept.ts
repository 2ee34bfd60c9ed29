import { parseDocument } from 'yaml';
import { z } from 'zod';
import { compilePattern } from '#domain/policy/regex.ts';
import { explainShape } from './explain.ts';

const path = z.string().regex(/^args\.[^\s]+$/, 'must be args.<field>');
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const whole = z.number().refine((value) => !Number.isInteger(value) || Number.isSafeInteger(value), {
  error: 'must fit a whole number of 64 bits',
});

/** Only the operators that generated rules use; their meaning is the same here and in the gateway. */
const conditionSchema = z.discriminatedUnion('op', [
  z.strictObject({ path, op: z.literal('eq'), value: z.boolean() }),
  z.strictObject({ path, op: z.literal('in'), value: z.array(scalar) }),
  z.strictObject({ path, op: z.literal('gte'), value: whole }),
  z.strictObject({ path, op: z.literal('lte'), value: whole }),
  z.strictObject({
    path,
    op: z.literal('regex'),
    value: z.string().refine((value) => compilePattern(value).ok, 'must be a pattern in RE2 syntax'),
  }),
]);

const name = z.string().min(1, 'must not be empty');

const ruleSchema = z.union(
  [
    z.strictObject({ name, action: z.literal('deny'), on_deny: z.string() }),
    z.strictObject({
      name,
      rate_limit: z
        .string()
        .regex(/^[1-9]\d*\/(?:minute|hour|day)$/, 'must be calls and a window, such as "10/hour"'),
    }),
    z.strictObject({ name, conditions: z.array(conditionSchema).min(1), on_deny: z.string() }),
  ],
  'must be a refusal, a rate limit such as "10/hour", or a list of conditions',
);

const toolName = z
  .string()
  .regex(/\S/, 'must not be blank')
  .refine((text) => text !== '*', 'must not be "*", which means every tool');

const unique = (list: readonly string[]): boolean => new Set(list).size === list.length;

/** The part of a policy file of Intercept that a snippet may hold. Tools come as pairs, so that no name is lost. */
export const interceptSchema = z
  .strictObject({
    version: z.literal('1'),
    default: z.enum(['allow', 'deny']),
    hide: z.array(toolName).min(1).refine(unique, 'must name each tool once').optional(),
    tools: z.map(toolName, z.strictObject({ rules: z.array(ruleSchema) })),
  })
  .superRefine(({ hide, tools }, context) => {
    for (const [tool, { rules }] of tools) {
      const refuse = (message: string): void =>
        context.addIssue({ code: 'custom', path: ['tools', tool], message });
      const limits = rules.filter((rule) => 'rate_limit' in rule).length;
      if (hide?.includes(tool) === true) refuse('is hidden, so its rules never apply');
      if (limits > 1) refuse('must not have two limits: they would share a counter');
      if (limits > 0 && tool.includes('.')) refuse('cannot be counted, because its name has a dot');
    }
  });

/** A rule of a policy file of Intercept as far as a snippet states it. */
export type InterceptRule = z.output<typeof ruleSchema>;

/** A policy file of Intercept as far as a snippet states it. */
export type InterceptFile = z.output<typeof interceptSchema>;

/** What is wrong with a text as a policy file of Intercept. */
export function explainIntercept(text: string): string[] {
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) return document.errors.map(({ message }) => `the YAML: ${message}.`);
  if (/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u.test(text)) {
    return ['the YAML: holds a character that a reader of YAML folds or refuses; write it as an escape.'];
  }
  return explainShape(readFile(text), interceptSchema);
}

/** The values of the file. `tools` is a map, whose keys may be anything. */
export function readFile(text: string): unknown {
  const whole = parseDocument(text).toJS({ mapAsMap: true }) as unknown;
  if (!(whole instanceof Map)) return whole;
  const tools: unknown = whole.get('tools');
  const plain = Object.fromEntries([...whole].map(([key, value]) => [String(key), toPlain(value)]));
  return {
    ...plain,
    ...(tools instanceof Map
      ? { tools: new Map([...tools].map(([key, value]) => [key, toPlain(value)])) }
      : {}),
  };
}

function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, each]) => [String(key), toPlain(each)]));
}
