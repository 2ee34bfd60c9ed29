import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFragment, writeFragment } from './address.ts';

const offer = { presets: ['strict', 'recommended'], formats: ['gateway', 'gateway-part', 'codex'] };

test('a fragment names a variant', () => {
  expect(writeFragment({ preset: 'strict', format: 'gateway-part' })).toBe('#policy-strict-gateway-part');
  expect(readFragment('#policy-strict-gateway-part', offer)).toEqual({
    preset: 'strict',
    format: 'gateway-part',
  });
});

test.each([
  '',
  '#',
  '#control',
  '#policy-strict',
  '#policy-strict-cursor',
  '#policy-lax-codex',
  '#xpolicy-strict-codex',
])('%j names none', (hash) => expect(readFragment(hash, offer)).toBeUndefined());

test('every variant comes back from its fragment', () => {
  const choice = fc.record({
    preset: fc.constantFrom(...offer.presets),
    format: fc.constantFrom(...offer.formats),
  });
  fc.assert(
    fc.property(choice, (one) => {
      expect(readFragment(writeFragment(one), offer)).toEqual(one);
    }),
  );
});
