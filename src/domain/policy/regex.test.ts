import { expect, test } from 'vitest';
import { compilePattern, largestPattern, longestPattern } from './regex.ts';

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

const long = `it has more than ${longestPattern} characters`;
const large = `its repetitions come to more than ${largestPattern} steps`;

test.each([
  ['a megabyte', 'a'.repeat(1_000_000), long],
  ['one character too many', 'a'.repeat(longestPattern + 1), long],
  ['a repetition of repetitions', '(a{1000}){1000}', large],
  ['three of them', '(((a{100}){100}){100}){100}', large],
  ['repetitions one after the other', 'a{1000}'.repeat(140), large],
  ['a long group, repeated', `(?:${'a'.repeat(980)}){1000}`, large],
  ['empty groups, repeated', '(?:){1000}'.repeat(90), large],
  ['a lower bound alone', '(?:ab){1001,}', large],
  ['a count beyond numbers', `a{${'9'.repeat(400)}}`, large],
])('a pattern that costs too much is refused before it is compiled: %s', (_name, source, reason) => {
  expect(compilePattern(source)).toEqual({ ok: false, reason });
});

test.each([
  ['as long as may be', 'a'.repeat(longestPattern), 'a'.repeat(longestPattern)],
  ['as large as may be', `(?:ab){${largestPattern / 2}}`, 'ab'.repeat(largestPattern / 2)],
  ['braces that repeat nothing', String.raw`^\{9999\}[{9999}]\Q{9\E$`, '{9999}9{9'],
  ['a class of letters by its name', String.raw`^\p{Greek}{1000}$`, 'α'.repeat(1000)],
  ['a host name', String.raw`^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,63}$`, 'docs.example.org'],
  ['nested groups', `${'('.repeat(400)}a${')'.repeat(400)}`, 'a'],
])('a pattern of a size that somebody may write compiles: %s', (_name, source, match) => {
  const pattern = compilePattern(source);
  expect(pattern.ok && pattern.test(match)).toBe(true);
});
