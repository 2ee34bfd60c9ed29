import type { ToolEntry } from '#domain/catalogue.ts';
import { byRisk } from '#domain/catalogue.ts';

/** Tools on one page of a list. */
export const listPageSize = 50;

/** One page of a list. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly current: number;
  readonly last: number;
  readonly total: number;
}

/** How many pages a list of this length has; an empty list has one. */
export function countPages(length: number): number {
  return Math.max(1, Math.ceil(length / listPageSize));
}

/** The static paths of a list: the first page has no number. */
export function pagePaths(length: number): (string | undefined)[] {
  return Array.from({ length: countPages(length) }, (_, index) =>
    index === 0 ? undefined : `page/${(index + 1).toString()}`,
  );
}

/** The page that a path such as `page/3` stands for. */
export function takePage<T>(items: readonly T[], path: string | undefined): ListPage<T> {
  const current = path === undefined ? 1 : Number(path.replace('page/', ''));
  const start = (current - 1) * listPageSize;
  return {
    items: items.slice(start, start + listPageSize),
    current,
    last: countPages(items.length),
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
