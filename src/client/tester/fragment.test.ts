import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeState, encodeState, fragmentPrefix, longestFragment, type TesterState } from './fragment.ts';

const states: fc.Arbitrary<TesterState> = fc.record({
  policy: fc.option(fc.string({ unit: 'binary', maxLength: 300 }), { nil: undefined }),
  preset: fc.constantFrom('strict', 'recommended', 'permissive', undefined),
  tool: fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
  args: fc.option(fc.json(), { nil: undefined }),
  server: fc.option(fc.string(), { nil: undefined }),
});

const write = (value: unknown): string =>
  fragmentPrefix + deflateRawSync(JSON.stringify(value)).toString('base64url');

test('what is written is read, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(states, async (state) => {
      const fragment = await encodeState(state);
      expect(fragment).toMatch(/^#t1\.[\w-]+$/);
      expect(await decodeState(fragment ?? '')).toEqual({ ok: true, state });
    }),
  );
});

test('a state that would make too long an address has no fragment', async () => {
  const noise = Array.from({ length: 20_000 }, (_, index) => ((index * 7919) % 104_729).toString(36)).join(
    '',
  );
  expect(await encodeState({ policy: noise })).toBeUndefined();
  expect(await encodeState({ policy: 'a'.repeat(20_000) })).toBeDefined();
});

test.each(['', '#policy-strict-gateway', '#t2.abc', '#t1'])('%j is not of the tester', async (fragment) => {
  expect(await decodeState(fragment)).toBeUndefined();
});

test.each([
  ['a part is missing', write(['{}', null, null, null, null]).slice(0, -4)],
  ['it is not base64', '#t1.%%%'],
  ['it is not packed', '#t1.AAAA'],
  ['it holds an object', write({ policy: '{}' })],
  ['it holds too few fields', write(['{}'])],
  ['a field is no text', write([1, null, null, null, null])],
])('a link of which %s is damaged', async (_, fragment) => {
  const reason = 'The link is damaged: a part of it is missing or changed.';
  expect(await decodeState(fragment)).toEqual({ ok: false, reason });
});

test('a link of a later program may say more', async () => {
  expect(await decodeState(write([null, 'strict', 'a', null, null, 'more']))).toMatchObject({
    ok: true,
    state: { preset: 'strict', tool: 'a' },
  });
});

test('an unknown preset is left out', async () => {
  expect(await decodeState(write([null, 'bold', 'a', null, null]))).toMatchObject({
    ok: true,
    state: { preset: undefined, tool: 'a' },
  });
});

test('a small link that unfolds to more than the tester takes is refused', async () => {
  const fragment = write(['a'.repeat(5_000_000), null, null, null, null]);
  expect(fragment.length).toBeLessThan(longestFragment);
  expect(await decodeState(fragment)).toMatchObject({ ok: false });
  expect(await decodeState(`${fragmentPrefix}${'A'.repeat(longestFragment)}`)).toMatchObject({ ok: false });
});
