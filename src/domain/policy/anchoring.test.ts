import { expect, test } from 'vitest';
import { findAnchoring } from './anchoring.ts';

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
])('%s: start %s, end %s', (pattern, start, end) => {
  expect(findAnchoring(pattern)).toEqual({ start, end });
});
