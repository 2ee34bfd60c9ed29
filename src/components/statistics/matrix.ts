import { type Level, levels } from '#schema/vocabulary.ts';
import { drawingWidth } from './bars.ts';

/** A column of the matrix. */
export interface MatrixColumn {
  readonly id: Level;
  /** Middle of the column. */
  readonly x: number;
  /** Its heading, a word a line. */
  readonly lines: readonly string[];
}

/** One class of tools across the levels. */
export interface MatrixRow {
  /** Upper edge. */
  readonly y: number;
  readonly cells: readonly MatrixCell[];
}

/** How many tools have one class and one level. */
export interface MatrixCell {
  readonly level: Level;
  /** Middle of the cell. */
  readonly x: number;
  /** Radius of its disc, whose area stands for the count. */
  readonly radius: number;
  readonly count: number;
}

/** Where everything of the matrix stands, in units of the drawing. */
export interface Matrix {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
}

const labelWidth = 74;
/** The heading of the last column is wider than the column. */
const endMargin = 8;
const headHeight = 38;
const rowHeight = 60;
const largestRadius = 17;

/**
 * Lays out discs in a grid of classes and levels.
 * @param counts for each class, the tools of each of the levels
 */
export function layOutMatrix(ids: readonly Level[], counts: readonly (readonly number[])[]): Matrix {
  const columnWidth = (drawingWidth - labelWidth - endMargin) / ids.length;
  const columns = ids.map((id, index) => ({
    id,
    x: Math.round(labelWidth + (index + 0.5) * columnWidth),
    lines: levels[id].label.split(' '),
  }));
  const most = Math.max(1, ...counts.flat());
  const rows = counts.map((row, index) => ({
    y: headHeight + index * rowHeight,
    cells: columns.map(({ id, x }, column) => {
      const count = row[column] ?? 0;
      const radius = Math.sqrt(count / most) * largestRadius;
      // A disc that is there is seen.
      return { level: id, x, count, radius: count === 0 ? 0 : Math.max(1.5, Math.round(radius * 10) / 10) };
    }),
  }));
  return { width: drawingWidth, height: headHeight + counts.length * rowHeight, columns, rows };
}
