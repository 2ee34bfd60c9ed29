import type { Tool } from '#schema/tool.ts';
import type { Content } from './read.ts';

/** What the checks look up, built once. */
export interface ContentIndex {
  /** Tools by raw name, by server id. */
  readonly toolsOf: ReadonlyMap<string, ReadonlyMap<string, Tool>>;
  /** Ids of the attack patterns and guides that have a file, whether or not it was refused. */
  readonly proseIds: Readonly<Record<'attack' | 'guide', ReadonlySet<string>>>;
}

/** Builds the index of a content folder. */
export function indexContent({ servers, prose, refused }: Content): ContentIndex {
  const refusedIds = (folder: string): string[] =>
    [...refused]
      .filter((path) => path.startsWith(folder))
      .map((path) => path.slice(folder.length, -'.mdx'.length));
  const idsOf = (wanted: 'attack' | 'guide'): string[] =>
    prose.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  return {
    toolsOf: new Map(
      servers.map(({ server }) => [server.id, new Map(server.tools.map((tool) => [tool.name, tool]))]),
    ),
    proseIds: {
      attack: new Set([...idsOf('attack'), ...refusedIds('attacks/')]),
      guide: new Set([...idsOf('guide'), ...refusedIds('guides/')]),
    },
  };
}

/** An item whose key an earlier item has already. */
export interface Repeated<T> {
  readonly key: string;
  readonly item: T;
  /** Index of the item. */
  readonly index: number;
  /** Index of the first item with the key. */
  readonly first: number;
}

/** The items whose key an earlier item has already. */
export function findRepeated<T>(items: readonly T[], keyOf: (item: T) => string): Repeated<T>[] {
  const firsts = new Map<string, number>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, index);
    return first === undefined ? [] : [{ key, item, index, first }];
  });
}
