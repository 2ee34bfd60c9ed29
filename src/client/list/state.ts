/** What a list was asked for. */
export interface ListState {
  /** Words; empty for none. */
  readonly query: string;
  /** The chosen value of each control that narrows; those without a choice are absent. */
  readonly choice: Readonly<Record<string, string>>;
  /** Key of the column by which rows are sorted; empty for the order of the page. */
  readonly sort: string;
  /** Whether the column is sorted the other way round than it is at first. */
  readonly reversed: boolean;
}

/** Reads what was asked from the query part of an address. Values that no control offers are left out. */
export function readState(
  search: string,
  offered: Readonly<Record<string, readonly string[]>>,
  sorts: readonly string[],
): ListState {
  const parameters = new URLSearchParams(search);
  const sort = parameters.get('sort') ?? '';
  const key = sort.replace(/^-/, '');
  const known = sorts.includes(key);
  return {
    query: (parameters.get('q') ?? '').trim(),
    choice: Object.fromEntries(
      Object.entries(offered).flatMap(([name, values]) => {
        const value = parameters.get(name) ?? '';
        return values.includes(value) ? [[name, value]] : [];
      }),
    ),
    sort: known ? key : '',
    reversed: known && sort.startsWith('-'),
  };
}

/** The query part of the address, with its question mark; empty when nothing is asked. */
export function writeState({ query, choice, sort, reversed }: ListState): string {
  const parts = [
    ...(query === '' ? [] : [`q=${encodeURIComponent(query).replaceAll('%20', '+')}`]),
    ...Object.entries(choice).flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`])),
    ...(sort === '' ? [] : [`sort=${reversed ? '-' : ''}${sort}`]),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
