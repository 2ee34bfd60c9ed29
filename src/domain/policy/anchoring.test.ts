import fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { findAnchoring } from './anchoring.ts';
import { compilePattern } from './regex.ts';

test.each([
  ['^ls$', true, true],
  [String.raw`\Als\z`, true, true],
  ['ls', false, false],
  ['^ls', true, false],
  ['ls$', false, true],
  ['^a|b$', false, false],
  ['^a$|^b$', true, true],
  ['^(a|b)$', true, true],
  ['(?:^a$|^b$)', true, true],
  ['(^a)(b$)', false, false],
  ['(?i)^a$', true, true],
  ['(?m)^a$', false, false],
  [String.raw`^a\$`, true, false],
  [String.raw`^a\\$`, true, true],
  ['^[|]$', true, true],
  ['^[^]|]$', true, true],
  [String.raw`^\Q|\E$`, true, true],
  ['', false, false],
  ['^?a$', false, true],
  [String.raw`\A{0}a\z`, false, true],
  ['^+a$', false, true],
  ['(?m)(^a$)', false, false],
  ['^a(?m)$', false, false],
  ['(?m:^)a$', false, false],
  [String.raw`(?m)\Aa\z`, true, true],
  ['(?-m)^a$', true, true],
  ['(?P<m>^a$)', true, true],
])('%s: start %s, end %s', (pattern, start, end) => {
  expect(findAnchoring(pattern)).toEqual({ start, end });
});

test('what is said to be tied never matches elsewhere', () => {
  const anyPattern = fc
    .array(
      fc.constantFrom(
        ...['^', '^', '$', '$', '(', '(?:', ')', ')', '|', '|', '*', '?', '+', '{0}', '{2}', 'a', 'b', '.'],
        ...['(?i)', '(?m)', '(?-m)', '(?m:', '(?s)', '(?P<n>', '[a|]', '[^)]', '[]a]', '[[:alpha:])]'],
        ...[
          String.raw`\A`,
          String.raw`\z`,
          String.raw`\Q|\E`,
          String.raw`\(`,
          String.raw`\$`,
          String.raw`\b`,
        ],
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => parts.join(''))
    .filter((pattern) => compilePattern(pattern).ok);
  fc.assert(
    fc.property(
      anyPattern,
      fc.constantFrom('ab\nab\n', '\na\nb', 'a(a|a$', '||a\n', 'aa bb\n\n'),
      (pattern, text) => {
        const { start, end } = findAnchoring(pattern);
        const matcher = RE2JS.compile(pattern).matcher(text);
        while (matcher.find()) {
          if (start) expect(matcher.start()).toBe(0);
          if (end) expect(matcher.end()).toBe(text.length);
        }
      },
    ),
    { numRuns: 3000 },
  );
});
