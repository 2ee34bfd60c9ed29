import { formatNumber, plural } from '#domain/text.ts';

/** What is to be said of the rows that a list shows. */
export interface Shown {
  /** What a row is, in the singular. */
  readonly noun: string;
  /** Rows of the whole list. */
  readonly total: number;
  /** Rows that are left. */
  readonly count: number;
  /** Whether the list was narrowed, and not only sorted. */
  readonly narrowed: boolean;
  /** What is to be said of the search; empty when nothing is. */
  readonly remark: string;
  /** What the order is called. */
  readonly order: string;
}

/** The sentence above a list that was narrowed or sorted. */
export function describeShown({ noun, total, count, narrowed, remark, order }: Shown): string {
  const all = plural(total, noun);
  if (narrowed && count === 0) return `None of ${all} matches.`;
  const found = narrowed ? `${formatNumber(count)} of ${all} ${count === 1 ? 'matches' : 'match'}` : all;
  return `${[found, remark, count > 1 ? order : ''].filter(Boolean).join(', ')}.`;
}
