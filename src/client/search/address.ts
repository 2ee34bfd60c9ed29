import type { Choice } from './index.ts';

/** What the search page was asked. */
export interface SearchState {
  readonly query: string;
  readonly choice: Choice;
}

/** Reads a question from the query part of an address. Values may be joined by commas or given one by one, as a form does. */
export function readAddress(search: string): SearchState {
  const parameters = new URLSearchParams(search);
  const list = (name: string): string[] =>
    parameters
      .getAll(name)
      .flatMap((value) => value.split(','))
      .filter((value) => value !== '');
  return {
    query: (parameters.get('q') ?? '').trim(),
    choice: { level: list('level'), class: list('class'), capability: list('capability') },
  };
}

/** The query part of the address of a question, with its question mark; empty when nothing is asked. */
export function writeAddress({ query, choice }: SearchState): string {
  const parts = [
    ...(query === '' ? [] : [`q=${encodeURIComponent(query).replaceAll('%20', '+')}`]),
    // Ids need no escape, and commas stay readable.
    ...Object.entries(choice).flatMap(([facet, values]: [string, readonly string[]]) =>
      values.length === 0 ? [] : [`${facet}=${values.join(',')}`],
    ),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
