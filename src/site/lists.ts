import { byRisk, compareText, type ServerEntry, type ToolEntry } from '#domain/catalogue.ts';

/** Items on one page of a list, unless it says otherwise. */
export const listPageSize = 40;

/** Servers on one page of their list. Filtering fetches all pages, so they are few. */
export const serverPageSize = 100;

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

/** The pages that a page leads to: first, last and neighbours; `gap` stands for those between, unless it is only one. */
export function pageNumbers(current: number, last: number): (number | 'gap')[] {
  const near = [1, current - 2, current - 1, current, current + 1, current + 2, last];
  const shown = [...new Set(near)].filter((number) => number >= 1 && number <= last).sort((a, b) => a - b);
  return shown.flatMap((number, index) => {
    const skipped = number - (shown[index - 1] ?? 0) - 1;
    return skipped === 0 ? [number] : [skipped === 1 ? number - 1 : 'gap', number];
  });
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

/** Servers by display name, without regard to case; those of one name by id. */
export function sortByName(servers: readonly ServerEntry[]): readonly ServerEntry[] {
  return servers.toSorted(
    (a, b) => compareText(a.name.toLowerCase(), b.name.toLowerCase()) || compareText(a.id, b.id),
  );
}
