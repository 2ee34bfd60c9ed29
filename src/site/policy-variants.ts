import type { PolicyVariant } from '#domain/profile.ts';
import type { Preset } from '#schema/vocabulary.ts';

/** Presets of one format whose snippet is the same, shown once. */
export interface MergedVariant extends Omit<PolicyVariant, 'preset'> {
  readonly presets: readonly Preset[];
}

/** The variants of a policy with those put together that are the same text, so that a page holds each text once. */
export function mergeVariants(variants: readonly PolicyVariant[]): MergedVariant[] {
  const merged: (MergedVariant & { presets: Preset[] })[] = [];
  for (const { preset, target, snippet, caption } of variants) {
    const twin = merged.find((other) => other.target === target && textOf(other.snippet) === textOf(snippet));
    if (twin) twin.presets.push(preset);
    else merged.push({ presets: [preset], target, snippet, caption });
  }
  return merged;
}

function textOf(snippet: PolicyVariant['snippet']): string {
  return snippet.kind === 'snippet' ? [snippet.text, ...snippet.losses].join('\n') : snippet.reason;
}
