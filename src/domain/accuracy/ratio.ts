/** A share of counted cases, and how far it can be trusted. */
export interface Ratio {
  /** Cases that count for the figure. */
  readonly hits: number;
  /** All cases that were looked at. */
  readonly of: number;
  /** `hits` divided by `of`, from 0 to 1; null when there was no case. */
  readonly value: number | null;
  /** Where the share of all such tools lies with 95 % confidence (Wilson); null when there was no case. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** Two-sided 95 % quantile of the normal distribution. */
const z = 1.959964;

/**
 * A share with its Wilson interval, which holds for few cases and for shares near 0 and 1, where the usual interval leaves
 * the scale. It takes tools for independent, which tools of one server are not: the truth is somewhat wider.
 */
export function toRatio(hits: number, of: number): Ratio {
  if (of === 0) return { hits, of, value: null, interval: null };
  const value = hits / of;
  const scale = 1 + (z * z) / of;
  const middle = (value + (z * z) / (2 * of)) / scale;
  const reach = (z / scale) * Math.sqrt((value * (1 - value)) / of + (z * z) / (4 * of * of));
  return {
    hits,
    of,
    value,
    interval: { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) },
  };
}

/** The share of some items that meet a condition. */
export function shareOf<T>(items: readonly T[], meets: (item: T) => boolean): Ratio {
  return toRatio(items.filter(meets).length, items.length);
}

/** How well one answer is found among others. */
export interface Score {
  /** Of the cases where the rules give the answer, those where the label does, too. */
  readonly precision: Ratio;
  /** Of the cases where the label gives the answer, those where the rules do, too. */
  readonly recall: Ratio;
  /** Harmonic mean of the two; null when neither the rules nor a label give the answer. */
  readonly f1: number | null;
}

/** A score from counts: right answers, answers that the rules give, answers that labels give. */
export function toScore(right: number, given: number, wanted: number): Score {
  return {
    precision: toRatio(right, given),
    recall: toRatio(right, wanted),
    f1: given + wanted === 0 ? null : (2 * right) / (given + wanted),
  };
}

/** A share for people: `97.4%`, rounded down so that nothing below its floor looks as if it had reached it. */
export function formatShare(value: number | null): string {
  // The small number makes up for shares such as 0.29, which binary fractions leave a trace below.
  return value === null ? 'no case' : `${(Math.floor(value * 1000 + 1e-9) / 10).toFixed(1)}%`;
}

/** The interval of a share for people: `94.0 to 98.9%`, rounded outwards; empty when there was no case. */
export function formatInterval({ interval }: Ratio): string {
  if (interval === null) return '';
  const high = Math.ceil(interval.high * 1000 - 1e-9) / 10;
  return `${formatShare(interval.low).replace('%', '')} to ${high.toFixed(1)}%`;
}
