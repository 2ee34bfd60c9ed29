import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#schema/common.ts';
import type { Condition, Policy } from '#schema/policy.ts';
import { createCounters, evaluate } from './evaluate.ts';
import { explainPolicy } from './explain.ts';
import { isPolicy, lintPolicy } from './lint.ts';
import { simulateServer } from './simulate.ts';

/** JSON nested deeper than a function can call itself. */
const deepList = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
const deepObject = JSON.parse('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)) as JsonObject;
const many = <T>(make: (index: number) => T, count = 100_000): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const base = { version: '1', default: 'allow' };
const rulesOf = (document: unknown): string[] => lintPolicy(document, {}).map(({ rule }) => rule);

describe.each([
  ['a list', deepList],
  ['an object', deepObject],
])('%s that is nested very deep', (_name, deep) => {
  const inTool = (rule: unknown) => ({ ...base, tools: { w: rule } });
  test.each<[string, unknown]>([
    ['the document', deep],
    ['version', { ...base, version: deep }],
    ['hide', { ...base, hide: { deep } }],
    ['a name in hide', { ...base, hide: [deep] }],
    ['all_tools', { ...base, all_tools: [deep] }],
    ['tools', { ...base, tools: [deep] }],
    ['a tool', inTool([deep])],
    ['a rule', inTool({ deny_if: [[deep]] })],
    ['a message', inTool({ deny_if: [{ conditions: [], on_deny: deep }] })],
    ['a condition', inTool({ require: [{ conditions: [[deep]] }] })],
    ['a value', inTool({ require: [{ conditions: [{ path: 'args.a', op: 'eq', value: { deep } }] }] })],
    ['an unknown field', { ...base, extra: deep }],
  ])('%s is refused', (_place, document) => {
    expect(rulesOf(document)).toContain('schema');
    expect(isPolicy(document)).toBe(false);
  });

  test('an argument is compared like the rest', () => {
    const conditions: Condition[] = [{ path: 'args.a.a', op: 'neq', value: 'x' }];
    const policy: Policy = { version: '1', default: 'deny', tools: { w: { require: [{ conditions }] } } };
    const call = { tool: 'w', args: { a: { a: deep } }, grant: 'g', at: 0 };
    expect(evaluate(policy, call, createCounters()).outcome).toBe('allow');
  });

  test('an input schema is read as far as the path leads', () => {
    const document = inTool({ require: [{ conditions: [{ path: 'args.a', op: 'lt', value: 1 }] }] });
    const inputSchemaOf = () => ({ properties: { a: { type: deep, properties: deep } } });
    expect(lintPolicy(document, { inputSchemaOf })).toEqual([]);
  });
});

describe('long lists', () => {
  const limit = (index: number) => ({ counter: `c${index}`, window: 'day', max: 1, scope: 'grant' });
  const conditions = many((index) => ({ path: `args.a${index}`, op: 'eq', value: index }), 50_000);

  test.each<[string, unknown, readonly string[]]>([
    ['names in hide', { ...base, hide: many((index) => `t${index}`) }, []],
    ['one name in hide', { ...base, hide: many(() => 't') }, many(() => 'hide-names', 99_999)],
    ['blank names', { ...base, hide: many(() => '') }, many(() => 'hide-names')],
    ['stars', { ...base, hide: many(() => '*') }, ['hide-star', ...many(() => 'hide-names', 99_999)]],
    ['limits', { ...base, all_tools: { limits: many(limit) } }, []],
    ['tools', { ...base, tools: Object.fromEntries(many((index) => [`t${index}`, {}])) }, []],
    [
      'unknown fields',
      Object.fromEntries([...Object.entries(base), ...many((index) => [`x${index}`, 1])]),
      many(() => 'schema'),
    ],
    [
      'rules that need each argument that others compare',
      { ...base, tools: { w: { require: [{ conditions }], deny_if: [{ conditions }] } } },
      [],
    ],
    [
      'values',
      {
        ...base,
        tools: { w: { require: [{ conditions: [{ path: 'args.a', op: 'in', value: many(() => ({})) }] }] } },
      },
      many(() => 'schema'),
    ],
  ])('%s', (_name, document, rules) => {
    expect(rulesOf(document).toSorted()).toEqual(rules.toSorted());
  });

  test('a long name, path and text', () => {
    const long = 'a'.repeat(1_000_000);
    const document = {
      ...base,
      hide: [long, `${long}*`],
      tools: {
        [long]: {
          require: [{ conditions: [{ path: `args${'.a'.repeat(100_000)}`, op: 'regex', value: long }] }],
        },
      },
    };
    expect(rulesOf(document)).toEqual(['regex-compiles', 'no-wildcards', 'dead-entry']);
  });

  test('are explained and tried out', () => {
    const names = many((index) => `t${index}`, 5_000);
    const policy = {
      version: '1' as const,
      default: 'deny' as const,
      hide: names,
      tools: Object.fromEntries(names.map((name) => [name, {}])),
    };
    expect(explainPolicy(policy)).toHaveLength(5_002);
    expect(simulateServer(policy, names, 0).get('t4999')).toEqual({ kind: 'hidden' });
  });
});

test('what no JSON file holds is refused too', () => {
  const cyclic: Record<string, unknown> = { ...base };
  cyclic['tools'] = { w: cyclic };
  for (const document of [
    undefined,
    10n,
    Symbol('s'),
    () => 1,
    cyclic,
    { ...base, hide: [10n, Symbol('s')] },
    new Map(),
  ]) {
    expect(rulesOf(document)).toContain('schema');
  }
});
