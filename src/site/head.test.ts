import { expect, test } from 'vitest';
import { absoluteUrl, fitDescription, writeDisputeAddress } from './head.ts';

test('a description is folded, and cut at a word', () => {
  expect(fitDescription('  One\n two  ')).toBe('One two');
  expect(fitDescription('one two three', 9)).toBe('one two…');
  expect(fitDescription('one two three', 13)).toBe('one two three');
  expect(fitDescription('word '.repeat(100)).length).toBeLessThanOrEqual(200);
});

test('an address is full only when the site has one', () => {
  expect(absoluteUrl(new URL('https://example.org'), '/base/tools/')).toBe('https://example.org/base/tools/');
  expect(absoluteUrl(undefined, '/base/tools/')).toBeUndefined();
});

test('a dispute says what it is about, whatever the address has already', () => {
  expect(writeDisputeAddress('https://example.org/new?template=verdict#form', 'notes/a&b')).toBe(
    'https://example.org/new?template=verdict&title=Verdict+on+notes%2Fa%26b#form',
  );
  expect(writeDisputeAddress('https://example.org/new', 'notes')).toBe(
    'https://example.org/new?title=Verdict+on+notes',
  );
});
