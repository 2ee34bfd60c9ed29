import { make } from '#client/tester/dom.ts';
import { revealHidden } from '#domain/text.ts';
import type { Row } from './rows.ts';
import { makeLink, makeStrange, makeValue } from './value.ts';

/** One of the compared, as the head of its column. */
export interface Column {
  readonly id: string;
  /** Words of strangers. */
  readonly name: string;
  readonly url: string | null;
  /** Which of several of this name it is: its server, or its id. */
  readonly from: string;
  /** Whether the name is one that programs use. */
  readonly code: boolean;
}

/** What the table is made from. */
export interface TableInput {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly onlyDifferences: boolean;
  /** Room for it, in pixels: it is laid out for that before it is in the page. */
  readonly room: number;
  readonly remove: (id: string) => void;
  readonly move: (id: string, by: -1 | 1) => void;
}

/** Widths of columns, in the size of letters of the page. */
const factWidth = 11;
const columnWidth = 11;
const narrowestColumn = 8.5;

/**
 * The comparison as a table. Styles lay its rows out anew in narrow windows, and some browsers take an element that is laid out in
 * another way for no part of a table, so every role is named.
 */
export function makeTable({
  caption,
  columns,
  rows,
  onlyDifferences,
  room,
  remove,
  move,
}: TableInput): HTMLElement {
  const shown = rows.filter(({ standing }) => !onlyDifferences || columns.length < 2 || standing !== 'same');
  const box = make(
    'div',
    { class: 'compare-table' },
    make(
      'table',
      { role: 'table' },
      make('caption', { class: 'visually-hidden' }, caption),
      make(
        'thead',
        { role: 'rowgroup' },
        make(
          'tr',
          { role: 'row' },
          make('th', { role: 'columnheader', scope: 'col', class: 'corner' }, 'Fact'),
          ...columns.map(makeHead),
        ),
      ),
      make(
        'tbody',
        { role: 'rowgroup' },
        makeOrderRow(columns, remove, move),
        ...shown.map((row) =>
          makeRow(
            row,
            columns.map((column) => labelColumn(column, columns)),
          ),
        ),
      ),
    ),
  );
  box.style.setProperty('--columns', columns.length.toString());
  const layOut = (width: number): void => {
    box.dataset['layout'] = chooseLayout(width / rootSize(), columns.length);
  };
  layOut(room);
  new ResizeObserver(() => layOut(box.clientWidth)).observe(box);
  return box;
}

/**
 * How a comparison is laid out so that its columns stay readable: facts at the side, each fact above its values, or the values below one
 * another.
 * @param width of the table, in the size of letters of the page
 */
export function chooseLayout(width: number, columns: number): 'side' | 'above' | 'below' {
  if (width >= factWidth + columns * columnWidth) return 'side';
  return width >= columns * narrowestColumn ? 'above' : 'below';
}

function rootSize(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

/** The shortest label that tells a column from the others. */
function labelColumn({ name, from }: Column, columns: readonly Column[]): string {
  const namesakes = columns.filter((other) => other.name === name);
  return revealHidden(namesakes.length > 1 ? `${name} · ${from}` : name);
}

function makeHead({ name, url, from, code }: Column): HTMLElement {
  return make(
    'th',
    { role: 'columnheader', scope: 'col' },
    makeLink(makeStrange(name, code ? 'name' : 'title'), url),
    make('span', { class: 'from' }, revealHidden(from)),
  );
}

function makeOrderRow(
  columns: readonly Column[],
  remove: TableInput['remove'],
  move: TableInput['move'],
): HTMLElement {
  return make(
    'tr',
    { role: 'row', class: 'order no-print' },
    make('th', { role: 'rowheader', scope: 'row' }, 'Arrange'),
    ...columns.map(({ id, name, from }, index) => {
      const what = `${revealHidden(name)} (${revealHidden(from)})`;
      const button = (label: string, act: string, sign: string, does: () => void): HTMLElement => {
        const made = make(
          'button',
          {
            class: 'button',
            type: 'button',
            'aria-label': label,
            title: label,
            'data-act': act,
            'data-id': id,
          },
          make('span', { 'aria-hidden': 'true' }, sign),
        );
        made.addEventListener('click', does);
        return made;
      };
      const moves = [
        ...(index > 0 ? [button(`Move ${what} one earlier`, 'left', '←', () => move(id, -1))] : []),
        ...(index < columns.length - 1
          ? [button(`Move ${what} one later`, 'right', '→', () => move(id, 1))]
          : []),
      ];
      return make(
        'td',
        { role: 'cell' },
        makeWhose(what),
        make(
          'div',
          {},
          ...moves,
          button(`Remove ${what}`, 'remove', '× Remove', () => remove(id)),
        ),
      );
    }),
  );
}

function makeRow({ label, list, cells, standing }: Row, whose: readonly string[]): HTMLElement {
  const differs = standing === 'differs';
  const most = Math.max(0, ...cells.map(({ weight = 0 }) => weight));
  return make(
    'tr',
    { role: 'row', 'data-standing': standing },
    make(
      'th',
      { role: 'rowheader', scope: 'row' },
      label,
      ...(differs
        ? [
            make('span', { class: 'mark', 'aria-hidden': 'true' }, '≠'),
            make('span', { class: 'visually-hidden' }, ', differs'),
          ]
        : []),
    ),
    ...cells.map((cell, index) =>
      make(
        'td',
        { role: 'cell' },
        makeWhose(whose[index] ?? ''),
        make('div', {}, ...makeValue(cell, list, most)),
      ),
    ),
  );
}

/** Where columns stand below one another, each value says whose it is; otherwise the head of the column does. */
function makeWhose(text: string): HTMLElement {
  return make('span', { class: 'whose', 'aria-hidden': 'true', dir: 'auto', 'data-untrusted': true }, text);
}
