import { levelRank } from '#domain/risk/level-rank.ts';
import { splitWords } from '#domain/words.ts';
import { isLevel } from './labels.ts';
import { isWanted, type RowFacts, sortRows } from './rows.ts';
import type { ListState } from './state.ts';

/** What a list shows when something is asked of it. */
export interface Answer {
  readonly rows: readonly HTMLTableRowElement[];
  /** How many rows there are; more than `rows` when not all are shown at once. */
  readonly count: number;
  /** What is to be said beside the count, such as a spelling that was corrected. */
  readonly remark?: string;
}

/** Where the rows of a list come from. */
export interface RowSource {
  /** @param shown how many rows to show when there are many */
  readonly ask: (state: ListState, sort: SortedBy, shown: number) => Promise<Answer>;
}

/** The column that a list is sorted by. */
export interface SortedBy {
  readonly key: string;
  /** Position of the column; -1 when it has none. */
  readonly column: number;
  readonly descending: boolean;
}

/** Rows that stand in the page, and those of the other pages of the list, which are fetched when something is asked. */
export function readTable(body: HTMLTableSectionElement, pages: readonly string[]): RowSource {
  const own = [...body.rows];
  let all: Promise<readonly Row[]> | undefined;
  return {
    ask: async (state, { column, descending }) => {
      all ??= gatherRows(own, pages);
      all.catch(() => {
        all = undefined;
      });
      const wanted = (await all).filter((row) => isWanted(row, state));
      const sorted = column < 0 ? wanted : sortRows(wanted, column, descending);
      return { rows: sorted.map(({ element }) => element), count: sorted.length };
    },
  };
}

interface Row extends RowFacts {
  readonly element: HTMLTableRowElement;
}

/** @param pages addresses of all pages in order; empty for the present one */
async function gatherRows(own: readonly HTMLTableRowElement[], pages: readonly string[]): Promise<Row[]> {
  const rows = await Promise.all(pages.map(async (page) => (page === '' ? own : fetchRows(page))));
  return (pages.length === 0 ? own : rows.flat()).map(readRow);
}

async function fetchRows(page: string): Promise<HTMLTableRowElement[]> {
  const response = await fetch(page);
  if (!response.ok) throw new Error(`${page} answered with ${response.status.toString()}.`);
  const text = await response.text();
  const parsed = new DOMParser().parseFromString(text, 'text/html');
  const rows = parsed.querySelectorAll<HTMLTableRowElement>('filtered-list .scroll tbody tr');
  return [...rows].map((row) => document.importNode(row, true));
}

function readRow(element: HTMLTableRowElement): Row {
  const cells = [...element.cells];
  const name = element.querySelector('a')?.textContent ?? '';
  return {
    element,
    text: `${cells.map(({ textContent }) => textContent).join(' ')} ${splitWords(name).join(' ')}`.toLowerCase(),
    marks: new Set(element.dataset['is']?.split(' ')),
    keys: cells.map((cell, column) => readKey(cell) ?? (column === 0 ? name : cell.textContent).trim()),
  };
}

/** What a cell is sorted by, when that is not its text: levels have an order of their own. */
function readKey(cell: HTMLTableCellElement): string | undefined {
  const level = cell.querySelector<HTMLElement>('.level')?.dataset['level'] ?? '';
  return cell.dataset['sort'] ?? (isLevel(level) ? levelRank[level].toString() : undefined);
}
