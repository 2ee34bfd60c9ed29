import { type Choice, facets, type Order, type Question } from './index.ts';

const orders: readonly Order[] = ['relevance', 'level', 'name'];

/** Reads a question from the query part of an address. Values may be joined by commas or given one by one, as a form does. */
export function readAddress(search: string): Question {
  const parameters = new URLSearchParams(search);
  const list = (name: string): string[] =>
    parameters
      .getAll(name)
      .flatMap((value) => value.split(','))
      .filter((value) => value !== '');
  return {
    query: (parameters.get('q') ?? '').trim(),
    choice: Object.fromEntries(facets.map((facet) => [facet, list(facet)])) as unknown as Choice,
    order: orders.find((order) => order === parameters.get('sort')) ?? 'relevance',
  };
}

/** The query part of the address of a question, with its question mark; empty when nothing is asked. */
export function writeAddress({ query, choice, order }: Question): string {
  const parts = [
    ...(query === '' ? [] : [`q=${encodeURIComponent(query).replaceAll('%20', '+')}`]),
    // Ids need no escape, and commas stay readable.
    ...facets.flatMap((facet) => (choice[facet].length === 0 ? [] : [`${facet}=${choice[facet].join(',')}`])),
    ...(order === 'relevance' ? [] : [`sort=${order}`]),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
