import type { Level } from '#schema/vocabulary.ts';

/** Order of the levels; `unknown` stands apart. */
export const levelRank: Readonly<Record<Level, number>> = {
  unknown: -1,
  low: 0,
  medium: 1,
  high: 2,
  critical: 3,
};
