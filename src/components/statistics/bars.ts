/** What a bar stands for. */
export interface BarRow {
  readonly label: string;
  readonly count: number;
}

/** A bar with its label, in units of the drawing. */
export interface Bar {
  /** The label in lines that fit the width. */
  readonly lines: readonly string[];
  /** Base line of the first line of the label. */
  readonly labelY: number;
  /** Left and upper edge of the bar. */
  readonly x: number;
  readonly y: number;
  /** 0 only for a count of 0. */
  readonly width: number;
  readonly count: number;
}

/** Width of every drawing: about what the narrowest phone shows, so that letters are hardly scaled there. */
export const drawingWidth = 320;

/** Height of a bar. */
export const barHeight = 9;

/** From one line of a label to the next. */
export const lineHeight = 16;

/** Below each row. */
const gap = 12;
/** Room for the number after the longest bar. */
const numberWidth = 48;
/** Letters that fit a line in any usual font. */
const lineLength = 42;
/** Letters of a label that has room on the left of its bar, and the width of one. */
const shortLabel = 14;
const letterWidth = 6.8;

/** Lays out one bar below the other; the longest takes the whole width. Labels stand on the left when all are short, else above. */
export function layOutBars(rows: readonly BarRow[]): {
  readonly height: number;
  readonly bars: readonly Bar[];
} {
  const longestLabel = Math.max(0, ...rows.map(({ label }) => label.length));
  const beside = longestLabel <= shortLabel;
  const x = beside ? Math.ceil(longestLabel * letterWidth) + 10 : 0;
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const bars: Bar[] = [];
  let top = 0;
  for (const { label, count } of rows) {
    const lines = wrapLabel(label);
    const y = beside ? top + 4 : top + lines.length * lineHeight;
    const width = (count / most) * (drawingWidth - numberWidth - x);
    bars.push({
      lines,
      labelY: beside ? y + barHeight : top + lineHeight - 5,
      x,
      y,
      // A bar that is there is seen.
      width: count === 0 ? 0 : Math.max(1, Math.round(width * 10) / 10),
      count,
    });
    top = y + barHeight + gap;
  }
  return { height: top, bars };
}

/** The label in lines; a word that is longer than a line stays whole. */
export function wrapLabel(label: string): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < lineLength)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
