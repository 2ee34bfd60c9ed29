import { readNumbers } from '#domain/postings.ts';
import { type Choice, type Counts, type Facet, facets } from './index.ts';
import type { FacetFile } from './store.ts';

/** Levels in the order of lists: what matters most first, what is not classified last. */
const levelOrder: readonly string[] = ['critical', 'high', 'medium', 'low', 'unknown'];

/** The facets of all pages. */
export interface FacetTable {
  /** The pages that a choice leaves, in their order. */
  readonly narrow: (pages: readonly number[], choice: Choice) => readonly number[];
  /** The same pages, the highest level first; what has none is last. */
  readonly sortByLevel: (pages: readonly number[]) => readonly number[];
  readonly countValues: (pages: readonly number[], facet: Facet) => Counts[string];
  /** A server has no level. */
  readonly isTool: (page: number) => boolean;
}

/** Makes a table of the facets of an index. */
export function readFacets({ values, kinds, pages: text }: FacetFile): FacetTable {
  const kindOf = Uint32Array.from(readNumbers(text));
  const isLeft = (choice: Choice): readonly boolean[] =>
    kinds.map((kind) =>
      facets.every(
        (facet) =>
          choice[facet].length === 0 ||
          kind.some((at) => values[at]?.[0] === facet && choice[facet].includes(values[at][1])),
      ),
    );
  const levels = kinds.map((kind) => {
    const level = kind.map((at) => values[at]).find((value) => value?.[0] === 'level')?.[1];
    return level === undefined ? levelOrder.length : levelOrder.indexOf(level);
  });
  const levelOf = (page: number): number => levels[kindOf[page] ?? 0] ?? levelOrder.length;
  return {
    narrow: (pages, choice) => {
      const left = isLeft(choice);
      return pages.filter((page) => left[kindOf[page] ?? 0]);
    },
    sortByLevel: (pages) => {
      const byLevel = Map.groupBy(pages, levelOf);
      return Array.from({ length: levelOrder.length + 1 }, (_, level) => byLevel.get(level) ?? []).flat();
    },
    countValues: (pages, facet) => {
      const ofKind = new Uint32Array(kinds.length);
      for (const page of pages) {
        const kind = kindOf[page] ?? 0;
        ofKind[kind] = (ofKind[kind] ?? 0) + 1;
      }
      const counts: Record<string, number> = {};
      for (const [kind, count] of ofKind.entries()) {
        if (count === 0) continue;
        for (const at of kinds[kind] ?? []) {
          const [name, id] = values[at] ?? ['', ''];
          if (name === facet) counts[id] = (counts[id] ?? 0) + count;
        }
      }
      return counts;
    },
    isTool: (page) => levelOf(page) < levelOrder.length,
  };
}
