import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readState, writeState } from './state.ts';

const offered = { level: ['low', 'high'], class: ['read', 'write'] };
const sorts = ['name', 'tokens'];
const nothing = { query: '', choice: {}, sort: '', reversed: false };

test('what is asked makes a readable address, and nothing makes none', () => {
  const state = { query: 'api key', choice: { level: 'high' }, sort: 'tokens', reversed: true };
  expect(writeState(state)).toBe('?q=api+key&level=high&sort=-tokens');
  expect(writeState(nothing)).toBe('');
});

test('what the list does not offer is left out of an address', () => {
  expect(readState('?level=severe&class=read&sort=-weight&page=2', offered, sorts)).toEqual({
    ...nothing,
    choice: { class: 'read' },
  });
});

test('everything that is asked comes back from its address', () => {
  const text = fc.string({ unit: 'grapheme' }).map((value) => value.trim());
  const level = fc.constantFrom(...offered.level);
  const order = fc.constantFrom(...sorts);
  fc.assert(
    fc.property(text, level, order, fc.boolean(), (query, chosen, sort, reversed) => {
      const state = { query, choice: { level: chosen }, sort, reversed };
      expect(readState(writeState(state), offered, sorts)).toEqual(state);
    }),
  );
});
