/** A source of numbers that look random and are the same for the same seed. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  readonly next: () => number;
  /** A whole number between two bounds, both included. */
  readonly integer: (least: number, most: number) => number;
  /** True in this share of calls. */
  readonly chance: (share: number) => boolean;
  /** One of the items, each as likely as the others. */
  readonly pick: <T>(items: NonEmpty<T>) => T;
  /** A number whose distribution runs through these points. */
  readonly draw: (distribution: Distribution) => number;
}

/** A list with something in it. */
export type NonEmpty<T> = readonly [T, ...T[]];

/**
 * A distribution by its quantiles, in rising order: this share of numbers is at most this large. The shares begin with 0 and
 * end with 1; values are positive, and grow by equal ratios between two points, because lengths and counts are spread so.
 */
export type Distribution = NonEmpty<readonly [share: number, value: number]>;

/** Makes a source of numbers; Mulberry32, see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    integer,
    chance: (share) => next() < share,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
    draw: (distribution) => readQuantile(distribution, next()),
  };
}

/** The words of a text, as a list that can be picked from. */
export function listWords(text: string): NonEmpty<string> {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  return [first, ...rest];
}

function readQuantile(distribution: Distribution, share: number): number {
  let [lower] = distribution;
  for (const upper of distribution) {
    if (share <= upper[0] && upper[0] > lower[0]) {
      const way = (share - lower[0]) / (upper[0] - lower[0]);
      return lower[1] * (upper[1] / lower[1]) ** way;
    }
    lower = upper;
  }
  return lower[1];
}
