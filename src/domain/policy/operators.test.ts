import { describe, expect, test } from 'vitest';
import { conditionSchema } from '#schema/policy.ts';
import { holds, operators } from './operators.ts';

/** Operator, value, the argument `a` (undefined: absent), whether it holds. */
const cases: readonly (readonly [string, unknown, unknown, boolean])[] = [
  ['eq', 5, 5, true],
  ['eq', 5, '5', true],
  ['eq', '5', 5, true],
  ['eq', '5.0', 5, false],
  ['eq', true, 'true', true],
  ['eq', 'null', null, false],
  ['eq', 'prod', ['prod'], false],
  ['eq', '', undefined, false],
  ['neq', 'prod', 'dev', true],
  ['neq', 'prod', 'prod', false],
  ['neq', 'prod', ['prod'], true],
  ['neq', 'prod', undefined, false],
  ['in', ['a', 1], '1', true],
  ['in', ['a'], 'b', false],
  ['in', [], 'b', false],
  ['in', ['a'], undefined, false],
  ['not_in', ['a'], 'b', true],
  ['not_in', ['a', 1], '1', false],
  ['not_in', ['a'], undefined, false],
  ['lt', 10, 9.5, true],
  ['lt', 10, 10, false],
  ['lte', 10, 10, true],
  ['lte', 10, '5', false],
  ['gt', 100, 101, true],
  ['gt', 100, '500', false],
  ['gt', 100, undefined, false],
  ['gte', 100, 100, true],
  ['gte', -1, true, false],
  ['regex', 'b+', 'abbc', true],
  ['regex', '^b', 'ab', false],
  ['regex', '5', 5, false],
  ['regex', '^ls$', 'ls\nrm', false],
  ['regex', '(?=b)', 'b', false],
  ['regex', '', undefined, false],
  ['contains', 'ell', 'hello', true],
  ['contains', 5, 'a5', false],
  ['contains', 5, ['5'], true],
  ['contains', 'el', ['hello'], false],
  ['contains', 'a', { a: 1 }, false],
  ['exists', true, false, true],
  ['exists', true, null, false],
  ['exists', true, undefined, false],
  ['exists', false, undefined, true],
  ['exists', false, null, true],
  ['exists', false, 0, false],
  // Odd values.
  ['eq', 0, -0, true],
  ['eq', '0', -0, true],
  ['eq', '-0', -0, false],
  ['eq', 1e21, '1e+21', true],
  ['eq', 9007199254740993, 9007199254740992, true],
  ['eq', 0.3, 0.1 + 0.2, false],
  ['eq', '', '', true],
  ['eq', '', null, false],
  ['eq', 'a', {}, false],
  ['eq', '[object Object]', {}, false],
  ['eq', 'Prod', 'prod', false],
  ['eq', 'prod', ' prod', false],
  ['eq', false, 0, false],
  ['eq', 1, true, false],
  ['eq', 'NaN', Number.NaN, true],
  ['neq', 'null', null, true],
  ['neq', 5, '5', false],
  ['in', ['a', false, 0], 'false', true],
  ['in', ['a'], ['a'], false],
  ['in', [''], null, false],
  ['not_in', [], 'b', true],
  ['not_in', ['a'], null, true],
  ['not_in', ['a'], ['a'], true],
  ['lt', 0, -0, false],
  ['lt', 1, null, false],
  ['lt', 1, Number.NaN, false],
  ['gte', 1, Number.NaN, false],
  ['gt', 9007199254740991, 9007199254740992, true],
  ['lte', 1, [0], false],
  ['gt', 0, { valueOf: 1 }, false],
  ['regex', '', '', true],
  ['regex', '^$', '\n', false],
  ['regex', '(?i)PROD', 'prod', true],
  ['regex', '.', ['a'], false],
  ['regex', 'null', null, false],
  ['regex', '^.$', '😀', true],
  ['contains', '', '', true],
  ['contains', '', [], false],
  ['contains', true, ['true'], true],
  ['contains', 'a', [['a'], { a: 'a' }, null], false],
  ['contains', 'null', [null], false],
  ['contains', 0, [-0], true],
  ['contains', 'a', null, false],
  ['exists', true, '', true],
  ['exists', true, [], true],
  ['exists', false, {}, false],
];

test.each(cases)('%s %j on %j: %s', (op, value, argument, expected) => {
  const condition = conditionSchema.parse({ path: 'args.a', op, value });
  expect(holds(condition, argument === undefined ? {} : { a: argument })).toBe(expected);
});

test('every operator of the table has a case', () => {
  expect(new Set(cases.map(([op]) => op))).toEqual(new Set(Object.keys(operators)));
});

describe('paths', () => {
  const exists = (path: string, args: Record<string, unknown>): boolean =>
    holds({ path, op: 'exists', value: true }, args);

  test('fields of fields are found', () => {
    expect(holds({ path: 'args.owner.name', op: 'eq', value: 'x' }, { owner: { name: 'x' } })).toBe(true);
  });

  test.each([
    'args.__proto__',
    'args.constructor',
    'args.constructor.name',
    'args.text.length',
    'args.list.length',
  ])('what is inherited or belongs to a list or text is absent: %s', (path) => {
    expect(exists(path, { text: 'abc', list: [1] })).toBe(false);
  });

  test('a path ends where a value has no fields, also at null', () => {
    expect(exists('args.owner.name', { owner: null })).toBe(false);
    expect(exists('args.owner.name', { owner: 'name' })).toBe(false);
    expect(exists('args.owner.name', { owner: { name: null } })).toBe(false);
    expect(exists('args.owner.name', { owner: { name: false } })).toBe(true);
  });

  test('a field of its own that is called like an inherited one is there', () => {
    const args = JSON.parse('{"__proto__": {"constructor": 1}}') as Record<string, unknown>;
    expect(exists('args.__proto__.constructor', args)).toBe(true);
  });

  test('lists have no index, and a dot in a key cannot be reached', () => {
    expect(exists('args.list.0', { list: [1] })).toBe(false);
    expect(exists('args.a.b', { 'a.b': 1 })).toBe(false);
  });
});
