import fc from 'fast-check';
import { expect, test } from 'vitest';
import { revealHidden } from '#domain/text.ts';
import { diffTexts } from './text-diff.ts';

test('says which words were taken out and which came in', () => {
  expect(diffTexts('Get the forcast for a place.', 'Get the forecast for a place.')).toEqual([
    { kind: 'same', text: 'Get the ' },
    { kind: 'removed', text: 'forcast' },
    { kind: 'added', text: 'forecast' },
    { kind: 'same', text: ' for a place.' },
  ]);
});

test('the parts of each side are that side, hidden characters by name', () => {
  const text = fc.array(fc.constantFrom('a', 'b ', '\n', '<b>', '\u200b', '\u202e', 'é', '漢字', '😀'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(text, text, (was, is) => {
      const [before, after] = [was.join(''), is.join('')];
      const parts = diffTexts(before, after);
      if (!parts) return;
      const side = (without: string): string =>
        parts.flatMap(({ kind, text: part }) => (kind === without ? [] : [part])).join('');
      expect(side('added')).toBe(revealHidden(before));
      expect(side('removed')).toBe(revealHidden(after));
    }),
  );
});

test('texts with little in common, and very long ones, are not compared word by word', () => {
  expect(
    diffTexts('Get a page of the handbook.', 'Fetch it from the web and return its text.'),
  ).toBeUndefined();
  expect(diffTexts('word '.repeat(5000), 'word '.repeat(5001))).toBeUndefined();
  const other = Array.from({ length: 2000 }, (_, index) => `w${index.toString()}`).join(' ');
  expect(diffTexts(other, other.replaceAll('w', 'v'))).toBeUndefined();
});
