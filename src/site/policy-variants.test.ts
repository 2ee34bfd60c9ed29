import { expect, test } from 'vitest';
import { embedJson, mergePolicies } from './policy-variants.ts';

type Policies = Parameters<typeof mergePolicies>[0];
type WrittenPolicy = Policies[number];

function makePolicy(
  target: WrittenPolicy['target'],
  preset: WrittenPolicy['preset'],
  text: string,
  losses: readonly string[] = [],
): WrittenPolicy {
  return {
    target,
    preset,
    snippet: {
      kind: 'snippet',
      text,
      losses: losses.map((loss) => ({ text: loss, tools: [], changes: [] })),
      caption: undefined,
      placeholders: [],
    },
  };
}

test('presets of one format with one text are shown once, the others apart, in order', () => {
  const merged = mergePolicies([
    makePolicy('gateway', 'strict', 'hide'),
    makePolicy('gateway', 'recommended', 'limit'),
    makePolicy('gateway', 'permissive', 'limit'),
    makePolicy('claude-code', 'strict', 'hide'),
    makePolicy('claude-code', 'recommended', 'ask'),
    makePolicy('claude-code', 'permissive', 'hide'),
  ]);
  expect(merged.map(({ target, presets, preset }) => [target, presets, preset])).toEqual([
    ['gateway', ['strict'], 'strict'],
    ['gateway', ['recommended', 'permissive'], 'recommended'],
    ['claude-code', ['strict', 'permissive'], 'strict'],
    ['claude-code', ['recommended'], 'recommended'],
  ]);
});

test('one text that loses different things stays apart', () => {
  const merged = mergePolicies([
    makePolicy('claude-code', 'strict', 'deny'),
    makePolicy('claude-code', 'recommended', 'deny', ['No message.']),
  ]);
  expect(merged.map(({ presets }) => presets)).toEqual([['strict'], ['recommended']]);
});

test('what cannot be written is put together by its reason', () => {
  const snippet = { kind: 'impossible', reason: 'Two tools would share a rule.' } as const;
  const merged = mergePolicies([
    { target: 'claude-code', preset: 'strict', snippet },
    { target: 'claude-code', preset: 'permissive', snippet },
  ]);
  expect(merged.map(({ presets }) => presets)).toEqual([['strict', 'permissive']]);
});

test('embedded JSON ends no element, hides nothing, and means the same', () => {
  const value = { name: '</script><!--', hidden: 'a\u200bb\u{e0041}\u2028', plain: 'naïve 検索 "x"' };
  const text = embedJson(value);
  expect(text).toMatch(/^[ -;=-~]*$/);
  expect(JSON.parse(text)).toEqual(value);
});
