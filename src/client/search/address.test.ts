import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddress, writeAddress } from './address.ts';

const nothing = { query: '', choice: { level: [], class: [], capability: [] } };

test('a question makes a readable address', () => {
  const choice = { level: ['high', 'critical'], class: ['write'], capability: ['key-issuance'] };
  expect(writeAddress({ query: 'api key', choice })).toBe(
    '?q=api+key&level=high,critical&class=write&capability=key-issuance',
  );
});

test('nothing asked leaves the address alone', () => {
  expect(writeAddress(nothing)).toBe('');
  expect(readAddress('')).toEqual(nothing);
});

test('an address that a form without the script has made is understood', () => {
  expect(readAddress('?q=+key+&level=high&level=low&class=')).toEqual({
    query: 'key',
    choice: { level: ['high', 'low'], class: [], capability: [] },
  });
});

test('every question comes back from its address', () => {
  const query = fc.string({ unit: 'grapheme' }).map((text) => text.trim());
  fc.assert(
    fc.property(
      query,
      fc.subarray(['low', 'high']),
      fc.subarray(['read', 'write']),
      (text, level, riskClass) => {
        const state = { query: text, choice: { level, class: riskClass, capability: [] } };
        expect(readAddress(writeAddress(state))).toEqual(state);
      },
    ),
  );
});
