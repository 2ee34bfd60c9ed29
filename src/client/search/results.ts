/** How a result looks, in the dialog and on the search page, and what is said about all of them. */

import { levels, riskClasses, type Term } from '#schema/vocabulary.ts';
import { joinList, plural } from '#domain/text.ts';
import { make, makeButton } from '../tester/dom.ts';
import type { Found, FoundCounts, HitData } from './index.ts';
import { markWords, type Stretch } from './mark.ts';
import type { ProseHit } from './prose-index.ts';

/**
 * A result as an item of a list, in which the name is a link, or as an option, which is a link as a whole. Whatever strangers wrote is put
 * in as text; the index holds it with its hidden characters made visible.
 */
export function makeHit(
  { url, meta }: HitData,
  words: readonly string[],
  as: 'item' | 'option',
): HTMLElement {
  const { title, level, class: riskClass, server, serverId, summary } = meta;
  const name = make('code', { class: 'hit-name', dir: 'auto', 'data-untrusted': true });
  name.append(...mark(title ?? url, words));
  const parts = [
    ...(level === undefined
      ? []
      : [make('span', { class: 'level', 'data-level': level }, labelOf(levels, level))]),
    make(
      'span',
      { class: 'hit-from' },
      make('span', { class: 'tag' }, riskClass === undefined ? 'Server' : labelOf(riskClasses, riskClass)),
      ...(server === undefined
        ? []
        : [' ', make('span', { dir: 'auto', 'data-untrusted': true }, ...mark(server, words))]),
      ...(serverId === undefined ? [] : [' ', make('span', { class: 'hit-id' }, serverId)]),
    ),
    ...(summary === undefined || summary === ''
      ? []
      : [
          make(
            'span',
            { class: 'hit-summary', dir: 'auto', 'data-untrusted': true },
            ...mark(summary, words),
          ),
        ]),
  ];
  return makeResult(url, name, parts, as);
}

/** What the results that are no tools and servers are called together. */
export const proseName = 'Guides and attack patterns';

/** A page of prose as an item of a list or as an option, like a tool. */
export function makeProseHit(
  { url, title, kind, section, excerpt }: ProseHit,
  as: 'item' | 'option',
): HTMLElement {
  const name = make('span', { class: 'hit-name hit-title' }, ...markStretches(title));
  const parts = [
    make(
      'span',
      { class: 'hit-from' },
      make('span', { class: 'tag' }, kind),
      ...(section === undefined ? [] : [' ', make('span', {}, ...markStretches(section))]),
    ),
    make('span', { class: 'hit-summary' }, ...markStretches(excerpt)),
  ];
  return makeResult(url, name, parts, as);
}

/** What to know before reading the results: whether words were corrected, and whether some have only some of the words. */
export function makeNotes({ corrected, partial }: Found): HTMLElement[] {
  return [
    ...(corrected === undefined
      ? []
      : [make('p', {}, 'Showing results for ', make('b', { dir: 'auto' }, corrected), '.')]),
    ...(partial ? [make('p', {}, 'Few have all of these words; these have some of them.')] : []),
  ];
}

/** The notes as one text, for a screen reader. */
export function readNotes(notes: Element): string {
  return [...notes.children].map(({ textContent }) => textContent).join(' ');
}

/**
 * How much was found, as a sentence: `36 tools and 1 server match.` Without counts, in results. Pages of prose have a sentence of their
 * own.
 */
export function describeAnswer({ hits }: Found, prose: number, counts?: FoundCounts): string {
  const parts = counts === undefined ? [plural(hits.length, 'result')] : listKinds(counts);
  if (hits.length === 0 && prose === 0) return 'Nothing matches.';
  const tools =
    hits.length === 0
      ? 'No tool or server matches.'
      : `${joinList(parts)} ${hits.length === 1 ? 'matches' : 'match'}.`;
  return prose === 0 ? tools : `${tools} ${describeProse(prose)}.`;
}

/** Pages of prose by number: `2 guides and attack patterns`. */
export function describeProse(count: number): string {
  return plural(count, 'guide or attack pattern', 'guides and attack patterns');
}

/** Tools and servers by number, those of which there are none left out. */
export function listKinds({ tools, servers }: FoundCounts): string[] {
  return [...(tools > 0 ? [plural(tools, 'tool')] : []), ...(servers > 0 ? [plural(servers, 'server')] : [])];
}

/** What can be done about an empty result. */
export interface Remedies {
  /** Searches for something else. */
  readonly search: (query: string) => void;
  /** Searches for the same without the choices; left out where there are none. */
  readonly clear?: () => void;
}

/**
 * What to try when no tool and no server was found: no filters, one of the words, a shorter one.
 * @param prose pages of prose that were found all the same
 */
export function makeAdvice(query: string, prose: number, { search, clear }: Remedies): HTMLElement[] {
  const words = [...new Set(query.split(/\s+/).filter((word) => word.length > 2))].slice(0, 5);
  return [
    make(
      'p',
      {},
      make('b', {}, prose === 0 ? 'Nothing matches' : 'No tool or server matches'),
      ...(query === '' ? [] : [' “', make('bdi', {}, query), '”']),
      '.',
    ),
    make(
      'ul',
      {},
      ...(clear ? [make('li', {}, makeButton('Search without the filters', clear))] : []),
      ...(words.length > 1
        ? [
            make(
              'li',
              { class: 'fewer' },
              'Try one of the words: ',
              ...words.map((word) => makeButton(word, () => search(word))),
            ),
          ]
        : []),
      make('li', {}, 'Try the beginning of a word, or a part of the name.'),
      make('li', {}, 'Try other words for it: what the tool does, and to what.'),
    ),
  ];
}

function makeResult(
  url: string,
  name: HTMLElement,
  parts: readonly HTMLElement[],
  as: 'item' | 'option',
): HTMLElement {
  return as === 'item'
    ? make('li', { class: 'hit' }, make('a', { class: 'hit-link', href: url }, name), ...parts)
    : make('a', { class: 'hit', role: 'option', href: url, tabindex: '-1' }, name, ...parts);
}

function mark(text: string, words: readonly string[]): (Node | string)[] {
  return markStretches(markWords(text, words));
}

function markStretches(stretches: readonly Stretch[]): (Node | string)[] {
  return stretches.map(({ text, marked }) => (marked ? make('mark', {}, text) : text));
}

function labelOf(terms: Readonly<Record<string, Term>>, id: string): string {
  return Object.hasOwn(terms, id) ? (terms[id]?.label ?? id) : id;
}
