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

  test('lists have no index, and a dot in a key cannot be reached', () => {
    expect(exists('args.list.0', { list: [1] })).toBe(false);
    expect(exists('args.a.b', { 'a.b': 1 })).toBe(false);
  });
});
