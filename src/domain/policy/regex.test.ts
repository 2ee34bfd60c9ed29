import { expect, test } from 'vitest';
import { compilePattern } from './regex.ts';

test('a pattern searches anywhere in the text', () => {
  const pattern = compilePattern('b{2}');
  expect(pattern.ok && pattern.test('abbc')).toBe(true);
  expect(pattern.ok && pattern.test('abc')).toBe(false);
});

test('what RE2 does not have is refused with a reason', () => {
  const reasons = ['(', '(?=x)', '(?<!x)', String.raw`(a)\1`, '[a', 'a{1001}'].map((source) => {
    const pattern = compilePattern(source);
    return pattern.ok ? 'compiles' : pattern.reason;
  });
  expect(reasons).toMatchInlineSnapshot(`
    [
      "missing closing ) at (",
      "RE2 has no look-around at (?=",
      "RE2 has no look-around at (?<!x)",
      "RE2 has no back-references at \\1",
      "missing closing ] at [a",
      "invalid repeat count at {1001}",
    ]
  `);
});

test('an answer does not change when a pattern has left the cache', () => {
  const first = compilePattern('^kept$');
  for (let index = 0; index < 2000; index += 1) compilePattern(`^filler${String(index)}$`);
  const again = compilePattern('^kept$');
  expect(again).not.toBe(first);
  expect(again.ok && again.test('kept')).toBe(true);
});

test('a pattern that makes backtracking engines hang answers', () => {
  const pattern = compilePattern('^(a+)+$');
  expect(pattern.ok && pattern.test(`${'a'.repeat(20_000)}b`)).toBe(false);
});
