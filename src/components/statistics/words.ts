import { formatShare } from '#domain/accuracy/ratio.ts';
import type { Bin } from '#domain/statistics.ts';
import { formatNumber, plural } from '#domain/text.ts';

/** A count with its denominator: `47 of 471 tools`. */
export function outOfPlain(count: number, total: number, noun = 'tool'): string {
  return `${formatNumber(count)} of ${plural(total, noun)}`;
}

/** A count with its denominator and share: `47 of 471 tools (9.9%)`; without tools there is no share. */
export function outOf(count: number, total: number, noun = 'tool'): string {
  const counts = outOfPlain(count, total, noun);
  return total === 0 ? counts : `${counts} (${formatShare(count / total)})`;
}

/** The numbers that a bin holds: `none`, `3`, `51 to 100`, `25 or more`. */
export function binLabel({ from, to }: Bin): string {
  if (to === null) return `${formatNumber(from)} or more`;
  if (from === to) return from === 0 ? 'none' : formatNumber(from);
  return `${formatNumber(from)} to ${formatNumber(to)}`;
}
