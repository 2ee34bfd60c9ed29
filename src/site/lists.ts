import type { ToolEntry } from '#domain/catalogue.ts';
import { byRisk } from '#domain/catalogue.ts';

/** Items on one page of a list, unless it says otherwise. */
export const listPageSize = 50;

/** Changes on one page of a list: each names several tools. */
export const changePageSize = 10;

/** One page of a list. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly current: number;
  readonly last: number;
  readonly total: number;
}

/** How many pages a list of this length has; an empty list has one. */
export function countPages(length: number, size = listPageSize): number {
  return Math.max(1, Math.ceil(length / size));
}

/** The static paths of a list: the first page has no number. */
export function pagePaths(length: number, size = listPageSize): (string | undefined)[] {
  return Array.from({ length: countPages(length, size) }, (_, index) =>
    index === 0 ? undefined : `page/${(index + 1).toString()}`,
  );
}

/** The page that a path such as `page/3` stands for. */
export function takePage<T>(items: readonly T[], path: string | undefined, size = listPageSize): ListPage<T> {
  const current = path === undefined ? 1 : Number(path.replace('page/', ''));
  const start = (current - 1) * size;
  return {
    items: items.slice(start, start + size),
    current,
    last: countPages(items.length, size),
    total: items.length,
  };
}

const sorted = new WeakMap<readonly ToolEntry[], readonly ToolEntry[]>();

/** Tools by risk, sorted once for each list. */
export function sortByRisk(tools: readonly ToolEntry[]): readonly ToolEntry[] {
  const known = sorted.get(tools);
  if (known) return known;
  const result = [...tools].sort(byRisk);
  sorted.set(tools, result);
  return result;
}
