import { formatNumber, revealHidden } from '#domain/text.ts';
import { type Level, levels } from '#schema/vocabulary.ts';
import { make } from '../tester/dom.ts';

/** Words of a stranger: text and nothing else, hidden characters visible, direction isolated. */
export function words(text: string): HTMLElement {
  return make('span', { dir: 'auto', 'data-untrusted': true }, revealHidden(text));
}

/** The name of a tool, with a link where it has a page. */
export function toolName(name: string, url: string | null): HTMLElement {
  const shown = revealHidden(name);
  return url === null
    ? make('code', { class: 'name', dir: 'auto', 'data-untrusted': true }, shown)
    : make('a', { class: 'name', href: url, dir: 'auto', 'data-untrusted': true }, shown);
}

/** The name of a server, with a link where it has a page. */
export function serverName({
  name,
  url,
}: {
  readonly name: string;
  readonly url: string | null;
}): HTMLElement {
  return url === null ? words(name) : make('a', { href: url }, words(name));
}

/** Bars and word of a level. */
export function levelBadge(level: Level): HTMLElement {
  return make('span', { class: 'level', 'data-level': level }, levels[level].label);
}

/**
 * A part of the results with its heading, which links of the page lead to. Neither the heading nor a `section` around it has the id:
 * the page would offer an address to copy that holds no stack.
 */
export function makeSection(
  id: string,
  heading: string,
  ...contents: readonly (Node | string)[]
): HTMLElement {
  const title = make('h2', { tabindex: '-1' }, heading);
  return make(
    'div',
    { id, class: 'part-of-results', role: 'region', 'aria-label': heading },
    title,
    ...contents,
  );
}

/** A table in a box of its own that scrolls where it is too wide. */
export function makeTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (Node | string)[])[],
): HTMLElement {
  return make(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    make(
      'table',
      {},
      make('caption', { class: 'visually-hidden' }, caption),
      make('thead', {}, make('tr', {}, ...head.map((cell) => make('th', { scope: 'col' }, cell)))),
      make(
        'tbody',
        {},
        ...rows.map((cells) =>
          make(
            'tr',
            {},
            ...cells.map((cell, index) =>
              index === 0
                ? make('th', { scope: 'row' }, cell)
                : make('td', { 'data-label': head[index] }, cell),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A number with a bar as long as its share of the largest. */
export function makeBar(value: number, largest: number): HTMLElement {
  const bar = make('span', { class: 'bar-fill' });
  bar.style.inlineSize = `${String(largest === 0 ? 0 : Math.max(1, (value / largest) * 100))}%`;
  return make(
    'span',
    { class: 'measure' },
    make('span', { class: 'figure' }, formatNumber(value)),
    make('span', { class: 'bar-line', 'aria-hidden': 'true' }, bar),
  );
}

/** Makes an element of a drawing. */
export function makeSvg(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
