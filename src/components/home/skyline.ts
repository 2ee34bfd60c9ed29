import { idsOf, type Level, levels } from '#schema/vocabulary.ts';

/** A row, a part of one, or several whole rows of bars of one level. In columns and rows. */
export interface Block {
  readonly level: Level;
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** Tools as bars, in the order of reading, the highest level first. */
export interface Skyline {
  readonly blocks: readonly Block[];
  readonly rows: number;
}

/** Bars at most; in larger catalogues a bar stands for more than one tool. */
const mostBars = 640;

/** How many tools one bar stands for: 1, 2, 5, 10, 20, 50 and so on. */
export function chooseUnit(total: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [1, 2, 5]) if (total <= mostBars * step * power) return step * power;
  }
}

/** Lays bars out in rows. A level that has a tool has a bar. */
export function layOutSkyline(
  counts: Readonly<Record<Level, number>>,
  unit: number,
  columns: number,
): Skyline {
  const blocks: Block[] = [];
  let at = 0;
  for (const level of order) {
    const end = at + (counts[level] === 0 ? 0 : Math.max(1, Math.round(counts[level] / unit)));
    while (at < end) {
      const column = at % columns;
      const left = end - at;
      const whole = column === 0 ? Math.floor(left / columns) : 0;
      const wide = whole > 0 ? columns : Math.min(columns - column, left);
      const rows = Math.max(whole, 1);
      blocks.push({ level, column, row: Math.floor(at / columns), columns: wide, rows });
      at += wide * rows;
    }
  }
  return { blocks, rows: Math.ceil(at / columns) };
}

/** From the highest level down; what is not classified stands at the end. */
const order: readonly Level[] = [
  ...idsOf(levels)
    .filter((level) => level !== 'unknown')
    .toReversed(),
  'unknown',
];
