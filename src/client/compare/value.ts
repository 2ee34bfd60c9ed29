import { make } from '#client/tester/dom.ts';
import { revealHidden } from '#domain/text.ts';
import { levels } from '#schema/vocabulary.ts';
import type { RowCell } from './rows.ts';

/** More items of a cell than this are folded. */
const mostItems = 12;

/**
 * What a cell says.
 * @param list whether it is one of lists, which also of one item is shown as such
 * @param most the largest number of the row, for bars
 */
export function makeValue(
  { items, note, weight, shares = [] }: RowCell,
  list: boolean,
  most: number,
): Node[] {
  const made = items.map(makeItem);
  return [
    ...(shares.length > 0 ? [makeShares(shares)] : []),
    ...(list || made.length > 1 ? makeList(made) : made),
    ...(weight !== undefined && most > 0 ? [makeBar(weight / most)] : []),
    ...(note === undefined
      ? []
      : [make('span', { class: made.length === 0 ? 'none' : 'note' }, revealHidden(note))]),
  ];
}

function makeList(items: readonly HTMLElement[]): HTMLElement[] {
  const listOf = (part: readonly HTMLElement[]): HTMLElement =>
    make(
      'ul',
      {},
      ...part.map((item) => make('li', item.matches('[data-own]') ? { class: 'own' } : {}, item)),
    );
  if (items.length === 0) return [];
  if (items.length <= mostItems + 1) return [listOf(items)];
  const rest = items.slice(mostItems);
  return [
    listOf(items.slice(0, mostItems)),
    make('details', {}, make('summary', {}, `${rest.length.toString()} more`), listOf(rest)),
  ];
}

function makeItem({ text, strange, level, href, note, own }: RowCell['items'][number]): HTMLElement {
  const words =
    strange === undefined ? document.createTextNode(revealHidden(text)) : makeStrange(text, strange);
  const badge =
    level === undefined ? [] : [make('span', { class: 'level', 'data-level': level }, levels[level].label)];
  // A badge has the words of its level; a name stands beside its badge.
  const main =
    badge.length > 0 && strange === undefined ? badge : [makeLink(words, href ?? null), ' ', ...badge];
  return make(
    'span',
    { class: 'item', 'data-own': own ? true : undefined },
    ...main,
    ...(note === undefined ? [] : [' ', make('span', { class: 'note' }, revealHidden(note))]),
    ...(own ? [make('span', { class: 'visually-hidden' }, ' (not everywhere)')] : []),
  );
}

/** Words of strangers, as text. */
export function makeStrange(text: string, as: 'name' | 'title' | 'sentence'): HTMLElement {
  return make(
    as === 'sentence' ? 'q' : 'span',
    { class: as === 'name' ? 'name' : undefined, dir: 'auto', 'data-untrusted': true },
    ...(as === 'name' ? breakName(revealHidden(text)) : [revealHidden(text)]),
  );
}

/** A name that breaks after its signs, where there is no room for it in one line. */
function breakName(name: string): (Node | string)[] {
  return name
    .split(/(?<=[_./-])/)
    .flatMap((part, index) => (index === 0 ? [part] : [document.createElement('wbr'), part]));
}

/** A bar in proportion to the largest number of its row; the number stands beside it. */
function makeBar(share: number): HTMLElement {
  const part = make('span', {});
  part.style.inlineSize = share === 0 ? '0' : `max(2px, ${(share * 100).toFixed(1)}%)`;
  return make('span', { class: 'bar', 'aria-hidden': 'true' }, part);
}

/** A bar whose parts are levels; the numbers stand below it. */
function makeShares(shares: NonNullable<RowCell['shares']>): HTMLElement {
  return make(
    'span',
    { class: 'bar shares', 'aria-hidden': 'true' },
    ...shares.map(({ level, count }) => {
      const part = make('span', { class: `fill-${level}` });
      part.style.flexGrow = count.toString();
      return part;
    }),
  );
}

/** The words as a link, where there is an address. */
export function makeLink(words: Node, href: string | null): Node {
  return href === null ? words : make('a', { href }, words);
}
