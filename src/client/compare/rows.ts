import type { Level } from '#schema/vocabulary.ts';

/** One thing that a cell says. */
export interface Item {
  /** Shown to readers. */
  readonly text: string;
  /** Set for words of strangers, which are shown as such: a name, or a sentence in quotation marks. */
  readonly strange?: 'name' | 'sentence';
  /** Set where a badge of this level stands in front; without text, the badge is all. */
  readonly level?: Level;
  readonly href?: string;
  /** Said after it, softer: "3 tools". */
  readonly note?: string;
}

/** What one fact is for one of the compared. */
export interface Cell {
  readonly items: readonly Item[];
  /** The number that the text states, for a bar that is drawn in proportion to the largest of the row. */
  readonly weight?: number;
  /** What the items count by level, for a bar of as many parts. */
  readonly shares?: readonly { readonly level: Level; readonly count: number }[];
  /** Said below the items, or in place of them. */
  readonly note?: string;
}

/** A fact that is looked up for each of the compared. */
export interface Fact<Subject> {
  /** Heading of the row. */
  readonly label: string;
  readonly read: (subject: Subject) => Cell;
  /** Set where a difference says nothing, such as between two names: the row is always shown and never counted. */
  readonly plain?: true;
  /** Set where a cell is a list, so that what only some of the compared have is marked. */
  readonly list?: true;
}

/** A cell, with what tells its items from those of the others. */
export interface RowCell extends Cell {
  readonly items: readonly (Item & {
    /** Set where a list of another of the compared lacks it. */
    readonly own: boolean;
  })[];
}

/** A row of the table. */
export interface Row {
  readonly label: string;
  /** Whether the cells are lists. */
  readonly list: boolean;
  /** In the order of the compared. */
  readonly cells: readonly RowCell[];
  /** `plain`: shown, but not compared. */
  readonly standing: 'differs' | 'same' | 'plain';
}

/** The rows of a table, from a table of facts. Nothing differs where only one is given. */
export function compare<Subject>(facts: readonly Fact<Subject>[], subjects: readonly Subject[]): Row[] {
  return facts.map(({ label, read, plain, list }) => {
    const cells = subjects.map(read);
    const same = new Set(cells.map(keyOfCell)).size <= 1;
    // How many tools of a server have something is another question than whether any has.
    const everywhere = ({ text }: Item): boolean =>
      cells.every(({ items }) => items.some((other) => other.text === text));
    return {
      label,
      list: list === true,
      cells: cells.map((cell) => ({
        ...cell,
        items: cell.items.map((item) => ({
          ...item,
          own: list === true && !everywhere(item),
        })),
      })),
      standing: plain ? 'plain' : same ? 'same' : 'differs',
    };
  });
}

/** How many facts are compared, and how many of them differ. */
export function countDifferences(rows: readonly Row[]): { readonly differ: number; readonly of: number } {
  return {
    differ: rows.filter(({ standing }) => standing === 'differs').length,
    of: rows.filter(({ standing }) => standing !== 'plain').length,
  };
}

/** How many are compared and how far they differ, in a sentence. */
export function wordDifferences(
  rows: readonly Row[],
  compared: number,
  kind: 'tools' | 'servers',
  onlyDifferences: boolean,
): string {
  const noun = kind.slice(0, -1);
  if (compared === 0) return '';
  if (compared === 1) return `One ${noun} is shown. Add another to compare it with.`;
  const { differ, of } = countDifferences(rows);
  const subject = `${compared.toString()} ${kind}`;
  if (differ === 0) return `${subject} compared: none of ${of.toString()} facts differs.`;
  const counts = `${subject} compared: ${differ.toString()} of ${of.toString()} facts ${differ === 1 ? 'differs' : 'differ'}.`;
  const hidden = of - differ;
  if (!onlyDifferences || hidden === 0) return counts;
  return `${counts} ${hidden === 1 ? 'The one that is the same is' : `The ${hidden.toString()} that are the same are`} left out.`;
}

function keyOfCell({ items, note }: Cell): string {
  return JSON.stringify([items.map(keyOfItem), note]);
}

function keyOfItem({ text, level, note }: Item): string {
  return JSON.stringify([text, level, note]);
}
