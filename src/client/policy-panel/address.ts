/** What a reader has chosen: one of the variants of a policy. */
export interface Choice {
  /** Id of a preset. */
  readonly preset: string;
  /** Id of a format. */
  readonly format: string;
}

/** What can be chosen on a page. */
export interface Offer {
  readonly presets: readonly string[];
  readonly formats: readonly string[];
}

/** The choice that a fragment such as `#policy-strict-codex` names; undefined when it names none that the page offers. */
export function readFragment(hash: string, { presets, formats }: Offer): Choice | undefined {
  const [, preset = '', format = ''] = /^#policy-([a-z]+)-([a-z-]+)$/.exec(hash) ?? [];
  return presets.includes(preset) && formats.includes(format) ? { preset, format } : undefined;
}

/** The fragment of a choice, with its number sign. */
export function writeFragment({ preset, format }: Choice): string {
  return `#policy-${preset}-${format}`;
}
