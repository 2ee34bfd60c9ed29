import fc from 'fast-check';
import type { JsonObject } from '#schema/common.ts';
import type { Condition, Limit, Policy, Rule, ToolRule } from '#schema/policy.ts';
import type { Call } from './evaluate.ts';

/** Few names, so that calls and policies meet; some differ only in case, some are found on every object, one looks like a wildcard. */
export const anyToolName: fc.Arbitrary<string> = fc.constantFrom(
  'w',
  'W',
  'refund',
  'a/b',
  '*',
  '1',
  'constructor',
  '__proto__',
);

/** Names that a policy can list; an entry called `__proto__` is refused by the schema. */
const anyListedName = anyToolName.filter((name) => name !== '__proto__');

/** Values that the conditions and the arguments share, so that comparisons hold now and then. */
const anyScalar = fc.constantFrom<(string | number | boolean)[]>('prod', '5', 5, 0, -1.5, true, '', 'true');
const anyNumber = fc.constantFrom(5, 0, -1.5, 100);
const anyPattern = fc.oneof(
  fc.constantFrom('^prod$', 'o', '(', '(?=x)', '^(a+)+$'),
  fc.string({ maxLength: 8 }),
);
const anyPath = fc.constantFrom(
  'args.a',
  'args.b',
  'args.a.b',
  'args.constructor',
  'args.__proto__',
  'args.c',
);

const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ path: anyPath, op: fc.constantFrom('eq', 'neq', 'contains'), value: anyScalar }),
  fc.record({
    path: anyPath,
    op: fc.constantFrom('in', 'not_in'),
    value: fc.array(anyScalar, { maxLength: 3 }),
  }),
  fc.record({ path: anyPath, op: fc.constantFrom('lt', 'lte', 'gt', 'gte'), value: anyNumber }),
  fc.record({ path: anyPath, op: fc.constant('regex'), value: anyPattern }),
  fc.record({ path: anyPath, op: fc.constant('exists'), value: fc.boolean() }),
);

const anyRule: fc.Arbitrary<Rule> = fc.record(
  { conditions: fc.array(anyCondition, { maxLength: 2 }), on_deny: fc.string({ maxLength: 10 }) },
  { requiredKeys: ['conditions'] },
);

const anyLimit: fc.Arbitrary<Limit> = fc.record({
  counter: fc.constantFrom('rate', 'other', '/'),
  window: fc.constantFrom('minute', 'hour', 'day'),
  max: fc.integer({ min: 1, max: 3 }),
  scope: fc.constant('grant'),
});
const anyLimits = fc.array(anyLimit, { maxLength: 2 });

const anyToolRule: fc.Arbitrary<ToolRule> = fc.record(
  {
    require: fc.array(anyRule, { maxLength: 1 }),
    deny_if: fc.array(anyRule, { maxLength: 2 }),
    limits: anyLimits,
  },
  { requiredKeys: [] },
);

/** A policy that the schema accepts, with whatever lint would say about it. */
export const anyPolicy: fc.Arbitrary<Policy> = fc.record(
  {
    version: fc.constant('1'),
    default: fc.constantFrom('allow', 'deny'),
    hide: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom('*' as const, ['*']) },
      {
        weight: 8,
        arbitrary: fc.uniqueArray(fc.constantFrom('w', 'refund', 'constructor', '__proto__'), {
          maxLength: 2,
        }),
      },
    ),
    all_tools: fc.record({ limits: anyLimits }, { requiredKeys: [] }),
    tools: fc.dictionary(fc.oneof(fc.constant('w'), anyListedName), anyToolRule, {
      maxKeys: 5,
      noNullPrototype: true,
    }),
  },
  { requiredKeys: ['version', 'default'] },
);

/** Arguments of a call: whatever JSON holds, under whatever key, and often what the conditions look for. */
export const anyArguments: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.oneof(fc.constantFrom('a', 'b', 'constructor', '__proto__'), fc.string({ maxLength: 5 })),
  fc.oneof(
    anyScalar,
    fc.array(anyScalar, { maxLength: 2 }),
    fc.record({ b: anyScalar }),
    fc.jsonValue({ maxDepth: 2 }),
  ),
  { maxKeys: 3, noNullPrototype: true },
);

/** Calls close enough to one another to use up limits, now and then in a later window, and from a clock that steps back. */
export const anyCalls: fc.Arbitrary<Call[]> = fc
  .array(
    fc.record({
      tool: fc.oneof(
        { weight: 10, arbitrary: fc.constant('w') },
        { weight: 9, arbitrary: anyToolName },
        { weight: 1, arbitrary: fc.string() },
      ),
      args: anyArguments,
      grant: fc.constantFrom('one', 'two'),
      wait: fc.constantFrom(0, 0, 0, 1000, 61_000, 3_600_000, 86_400_000, -61_000, -90_000_000, 1e12),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((steps) => {
    let at = 0;
    return steps.map(({ wait, ...call }) => ({ ...call, at: (at += wait) }));
  });

/** Bursts of calls that use up the limits of every row of the table, with the arguments of schemas of several shapes. */
export function anyBursts(tools: readonly string[]): fc.Arbitrary<Call[]> {
  const args = fc.constantFrom<JsonObject[]>(
    {},
    { id: 'x' },
    { amount: 5 },
    { all: true, filter: { ids: [1] } },
  );
  const waits = fc.constantFrom(0, 1000, 60_000, 3_600_000);
  const burst = fc.record({
    tool: fc.constantFrom(...tools),
    args,
    wait: waits,
    size: fc.integer({ min: 1, max: 70 }),
  });
  return fc.array(burst, { minLength: 1, maxLength: 6 }).map((bursts) => {
    let at = 0;
    return bursts.flatMap(({ tool, args: given, wait, size }) => {
      at += wait;
      return Array.from({ length: size }, (): Call => ({ tool, args: given, grant: 'g', at }));
    });
  });
}

/** A step from a valid policy to one that somebody mistyped. `remove` takes away the first entry of an object or a list. */
interface Damage {
  readonly place: number;
  readonly kind: 'replace' | 'remove' | 'add';
  readonly key: string;
  readonly value: unknown;
}

const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('*', 'args', ['a', 'a'], [''], ['*', '*'], { conditions: [{}] }, { '': {} }),
);
const anyDamage: fc.Arbitrary<Damage> = fc.record({
  place: fc.nat({ max: 40 }),
  kind: fc.constantFrom('replace', 'remove', 'add'),
  key: fc.constantFrom('reason', 'rate_limit', 'conditions', 'limits', 'tools', '', '__proto__'),
  value: anyValue,
});

/** Any JSON value, policies of which one field is something else, and policies of which up to three places are damaged. */
export const anyDocument: fc.Arbitrary<unknown> = fc.oneof(
  anyValue,
  fc
    .tuple(anyPolicy, fc.constantFrom('version', 'default', 'hide', 'all_tools', 'tools'), anyValue)
    .map(([policy, field, value]) => ({ ...policy, [field]: value })),
  fc
    .tuple(anyPolicy, fc.array(anyDamage, { maxLength: 3 }))
    .map(([policy, damages]) => damages.reduce<unknown>(doDamage, policy)),
);

/** A pattern in RE2 syntax together with a text that it matches as a whole. */
export interface PatternWithMatch {
  readonly pattern: string;
  readonly match: string;
}

/** Nested groups, alternatives and repetitions, as they make an engine that backtracks hang. No part matches a line break. */
export const anyPatternWithMatch: fc.Arbitrary<PatternWithMatch> = fc.letrec<{ node: PatternWithMatch }>(
  (tie) => {
    const node = tie('node');
    const part = fc.constantFrom(
      { pattern: 'a', match: 'a' },
      { pattern: '[ab]', match: 'b' },
      { pattern: '.', match: '-' },
      { pattern: String.raw`\w`, match: 'a' },
      { pattern: '(?i:A)', match: 'a' },
      { pattern: String.raw`\x{1F600}`, match: '😀' },
    );
    const sequence = fc.tuple(node, node).map(([first, second]) => ({
      pattern: first.pattern + second.pattern,
      match: first.match + second.match,
    }));
    const alternatives = fc.tuple(node, node).map(([first, second]) => ({
      pattern: `(${first.pattern}|${second.pattern})`,
      match: second.match,
    }));
    const repetition = fc
      .tuple(node, fc.constantFrom(['*', 0], ['?', 1], ['+', 3], ['*?', 2], ['{2,5}', 4], ['{2,}', 2]))
      .map(([{ pattern, match }, [suffix, times]]) => ({
        pattern: `(?:${pattern})${suffix}`,
        match: match.repeat(times),
      }));
    return {
      node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, part, sequence, alternatives, repetition),
    };
  },
).node;

/** The document with one of its values damaged. Places count from the innermost first value; beyond the last, nothing happens. */
function doDamage(document: unknown, { place, kind, key, value }: Damage): unknown {
  let visited = 0;
  const damage = (old: unknown): unknown => {
    if (kind === 'replace' || typeof old !== 'object' || old === null) return value;
    if (Array.isArray(old)) return kind === 'add' ? [...(old as unknown[]), value] : old.slice(1);
    return kind === 'add' ? { ...old, [key]: value } : Object.fromEntries(Object.entries(old).slice(1));
  };
  return JSON.parse(JSON.stringify(document), (_key, old: unknown) =>
    visited++ === place ? damage(old) : old,
  );
}
