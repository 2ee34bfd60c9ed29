import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddress, writeAddress } from './address.ts';
import { everything, facets, type Question } from './index.ts';

const nothing: Question = { query: '', choice: everything, order: 'relevance' };

test('a question makes a readable address', () => {
  const choice = { ...everything, level: ['high', 'critical'], class: ['write'], hints: ['undeclared'] };
  expect(writeAddress({ query: 'api key', choice, order: 'name' })).toBe(
    '?q=api+key&level=high,critical&class=write&hints=undeclared&sort=name',
  );
});

test('nothing asked leaves the address alone', () => {
  expect(writeAddress(nothing)).toBe('');
  expect(readAddress('')).toEqual(nothing);
});

test('an address that a form without the script has made is understood', () => {
  expect(readAddress('?q=+key+&level=high&level=low&class=&sort=level')).toEqual({
    query: 'key',
    choice: { ...everything, level: ['high', 'low'] },
    order: 'level',
  });
});

test('an order that does not exist is the usual one', () => {
  expect(readAddress('?sort=price').order).toBe('relevance');
});

test('every question comes back from its address', () => {
  const choice = fc.record(
    Object.fromEntries(facets.map((facet) => [facet, fc.subarray(['low', 'high'])])),
  ) as fc.Arbitrary<Question['choice']>;
  fc.assert(
    fc.property(
      fc.record<Question>({
        query: fc.string({ unit: 'grapheme' }).map((text) => text.trim()),
        choice,
        order: fc.constantFrom('relevance', 'level', 'name'),
      }),
      (question) => {
        expect(readAddress(writeAddress(question))).toEqual(question);
      },
    ),
  );
});
