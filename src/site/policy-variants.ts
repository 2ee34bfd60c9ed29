import type { WrittenPolicy } from '#domain/policy-set.ts';
import type { Preset } from '#schema/vocabulary.ts';

/** Presets of one format whose snippet is the same: shown once, and one raw file for all. */
export type MergedPolicy<T extends WrittenPolicy> = Omit<T, 'preset'> & {
  readonly presets: readonly Preset[];
  /** The preset whose name the raw file bears. */
  readonly preset: Preset;
};

/** The policies with those put together that are the same text with the same losses, so that each text exists once. */
export function mergePolicies<T extends WrittenPolicy>(policies: readonly T[]): MergedPolicy<T>[] {
  const groups = Map.groupBy(policies, ({ target, snippet }) => `${target}\n${textOf(snippet)}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    const presets = members.map(({ preset }) => preset);
    return first
      ? [{ ...first, presets, preset: presets.includes('recommended') ? 'recommended' : first.preset }]
      : [];
  });
}

/**
 * A value as JSON that can stand in a script element: it ends no element, and characters that nobody sees are escaped, since words
 * of strangers are never shown with them.
 */
export function embedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function textOf(snippet: WrittenPolicy['snippet']): string {
  return snippet.kind === 'snippet'
    ? [snippet.text, ...snippet.losses.map(({ text }) => text)].join('\n')
    : snippet.reason;
}
