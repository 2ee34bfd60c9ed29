import type { ListState } from './state.ts';

/** What is known of a row, apart from its markup. */
export interface RowFacts {
  /** Everything that is searched, in lower case. */
  readonly text: string;
  /** What it can be narrowed by: `level-high`, `class-write`. */
  readonly marks: ReadonlySet<string>;
  /** What it is sorted by, one for each column. */
  readonly keys: readonly string[];
}

/** Whether a row has every word, each anywhere in a word of its own, and every chosen value. */
export function isWanted(
  { text, marks }: Pick<RowFacts, 'text' | 'marks'>,
  { query, choice }: Pick<ListState, 'query' | 'choice'>,
): boolean {
  return (
    query
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    Object.entries(choice).every(([name, value]) => value === '' || marks.has(`${name}-${value}`))
  );
}

/** Rows by one column. Numbers are compared as such, letters without regard to case; rows that are alike stay in their order. */
export function sortRows<Row extends Pick<RowFacts, 'keys'>>(
  rows: readonly Row[],
  column: number,
  descending: boolean,
): Row[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compareKeys(a.keys[column] ?? '', b.keys[column] ?? ''));
}

const number = /^-?\d+(?:\.\d+)?$/;

function compareKeys(a: string, b: string): number {
  if (number.test(a) && number.test(b)) return Number(a) - Number(b);
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
