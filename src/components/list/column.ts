/** A column whose heading sorts the rows. */
export interface Column {
  /** Names the column in the address. */
  readonly key: string;
  readonly label: string;
  /** Which way round the column is sorted at first. */
  readonly first: 'ascending' | 'descending';
  /** What is said of the order, upwards and downwards: `by name`, `most dangerous first`. */
  readonly said: readonly [up: string, down: string];
  /** Whether the page itself is sorted by it. */
  readonly sorted?: boolean;
}

/** Something by which a list can be narrowed: a choice of one value. */
export interface ListFacet {
  /** Names it in the address, and in the marks of the rows. */
  readonly name: string;
  readonly label: string;
  /** What no choice is called. */
  readonly any: string;
  readonly values: readonly { readonly id: string; readonly label: string; readonly count: number }[];
}
