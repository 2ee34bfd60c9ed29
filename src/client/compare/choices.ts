import type { Level } from '#schema/vocabulary.ts';

/** One of the things that a combobox offers. */
export interface Choice {
  /** Id that is handed on. */
  readonly value: string;
  /** Words of strangers, as they are. */
  readonly label: string;
  /** Said after the label: "github · 26 tools". */
  readonly note: string;
  readonly level?: Level;
}

/** The choices that hold every word of what was typed, in label or note: first those that begin with it. */
export function matchChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const query = typed.trim().toLowerCase();
  if (query === '') return choices;
  const words = query.split(/[\s_-]+/);
  const ranked = choices.flatMap((choice) => {
    const label = choice.label.toLowerCase();
    const text = `${label} ${choice.note.toLowerCase()} ${choice.value.toLowerCase()}`;
    if (!words.every((word) => text.includes(word))) return [];
    const rank = label === query ? 0 : label.startsWith(query) ? 1 : label.includes(query) ? 2 : 3;
    return [{ choice, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ choice }) => choice);
}
