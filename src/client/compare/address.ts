/** What stands side by side. */
export type Kind = 'tools' | 'servers';

/** What an address asks for. */
export interface Comparison {
  readonly kind: Kind;
  /** Ids as they are written, each once, in the order of the columns: `<server-id>/<slug>` or `<server-id>`. Not checked. */
  readonly ids: readonly string[];
  /** Whether facts that are the same everywhere are left out. */
  readonly onlyDifferences: boolean;
}

/** Most columns that are still readable beside each other. */
export const mostCompared = 4;

/** Longest id that is looked for; longer ones are no id of any catalogue. */
const longestId = 200;

/** Reads the query part of an address. Tools come first where it names both; of more than four, the first four count. */
export function readAddress(search: string): Comparison & { readonly tooMany: boolean } {
  const parameters = new URLSearchParams(search);
  const tools = readIds(parameters, 'tools');
  const kind = tools.length === 0 && parameters.has('servers') ? 'servers' : 'tools';
  const ids = kind === 'tools' ? tools : readIds(parameters, 'servers');
  return {
    kind,
    ids: ids.slice(0, mostCompared),
    onlyDifferences: parameters.get('only') === 'differences',
    tooMany: ids.length > mostCompared,
  };
}

/** The query part of the address of a comparison, with its question mark. Empty for the one that a visit begins with. */
export function writeAddress({ kind, ids, onlyDifferences }: Comparison): string {
  if (ids.length === 0) return kind === 'tools' ? '' : '?servers=';
  // Slashes and commas stay readable; ids of the catalogue need no escape.
  const list = ids.map((id) => encodeURIComponent(id).replaceAll('%2F', '/')).join(',');
  return `?${kind}=${list}${onlyDifferences ? '&only=differences' : ''}`;
}

/** The comparison with one more at the end; the same when it is there already, or four are. */
export function addId(comparison: Comparison, id: string): Comparison {
  const { ids } = comparison;
  return ids.includes(id) || ids.length >= mostCompared ? comparison : { ...comparison, ids: [...ids, id] };
}

/** The comparison without one. */
export function removeId(comparison: Comparison, id: string): Comparison {
  return { ...comparison, ids: comparison.ids.filter((other) => other !== id) };
}

/** The comparison with one moved by so many columns, as far as there are columns. */
export function moveId(comparison: Comparison, id: string, by: -1 | 1): Comparison {
  const from = comparison.ids.indexOf(id);
  const to = from + by;
  const other = comparison.ids[to];
  if (from < 0 || other === undefined) return comparison;
  return {
    ...comparison,
    ids: comparison.ids.map((each, index) => (index === from ? other : index === to ? id : each)),
  };
}

/** The comparison of the other kind: the servers of the tools; a server does not say which of its tools. */
export function changeKind(comparison: Comparison, kind: Kind): Comparison {
  if (kind === comparison.kind) return comparison;
  const ids = kind === 'servers' ? [...new Set(comparison.ids.map(serverOf))] : [];
  return { ...comparison, kind, ids };
}

/** The server of the tool of this id. */
export function serverOf(toolId: string): string {
  return toolId.split('/')[0] ?? '';
}

function readIds(parameters: URLSearchParams, kind: Kind): string[] {
  const ids = parameters
    .getAll(kind)
    .flatMap((value) => value.split(','))
    .map((id) => id.trim().slice(0, longestId))
    .filter((id) => id !== '');
  return [...new Set(ids)];
}
