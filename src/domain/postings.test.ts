import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Posting, readNumbers, readPostings, writeNumbers, writePostings } from './postings.ts';

const whole = fc.oneof(fc.nat(40), fc.nat(5_000), fc.nat(2 ** 30));

test('numbers come back from their text, which JSON does not change', () => {
  fc.assert(
    fc.property(fc.array(whole), (numbers) => {
      const text = writeNumbers(numbers);
      expect(JSON.stringify(text)).toBe(`"${text}"`);
      expect(readNumbers(text)).toEqual(numbers);
    }),
  );
});

test('postings come back, heaviest first and each weight by page', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ page: fc.nat(100_000), weight: fc.integer({ min: 1, max: 40 }) }), {
        selector: ({ page }) => page,
      }),
      (postings) => {
        const read: Posting[] = [];
        readPostings(writePostings(postings), (page, weight) => read.push({ page, weight }));
        expect(read).toEqual(postings.toSorted((a, b) => b.weight - a.weight || a.page - b.page));
      },
    ),
  );
});

test('neighbours cost a character each', () => {
  const postings = Array.from({ length: 1_000 }, (_, at) => ({ page: 500 + at, weight: 3 }));
  expect(writePostings(postings).length).toBeLessThan(1_010);
});
