import { readQuery } from '#domain/search-terms.ts';

/** The groups by which results are narrowed; the index and the address of the page use the same names. */
export const facets = ['level', 'class', 'capability'] as const;

/** Name of a facet. */
export type Facet = (typeof facets)[number];

/** The chosen ids of each facet. Any of one facet, but one of every facet that has any. */
export type Choice = Readonly<Record<Facet, readonly string[]>>;

/** What the index keeps for a result. */
export interface HitData {
  /** Address of the page, base path included. */
  readonly url: string;
  readonly meta: Readonly<Record<string, string | undefined>>;
}

/** A result whose details are still in the index. */
export interface Hit {
  readonly id: string;
  readonly data: () => Promise<HitData>;
}

/** Numbers of tools by value, of each facet. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Answer {
  readonly results: readonly Hit[];
  /** How many of the results have each value. */
  readonly filters: Counts;
  /** The same, had no filter been set. */
  readonly totalFilters: Counts;
}

interface SearchOptions {
  readonly filters: Readonly<Record<string, { readonly any: readonly string[] }>>;
  readonly sort: Readonly<Record<string, 'asc' | 'desc'>>;
}

/** The part of the index's own script that is used. */
export interface SearchIndex {
  readonly options: (options: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly filters: () => Promise<Counts>;
  readonly search: (term: string | null, options: SearchOptions) => Promise<Answer>;
}

/** Where an index lies. */
export interface IndexAddress {
  /** The script that reads the index. */
  readonly scriptUrl: string;
  /** The folder of the index, with a slash at its end. */
  readonly bundleUrl: string;
  /** Path of the site on its host, with slashes at both ends. */
  readonly baseUrl: string;
}

/** What a query found. */
export interface Found {
  /** Best first. */
  readonly hits: readonly Hit[];
  readonly tools: number;
  readonly servers: number;
  /** What choosing each value would show, the other facets left as they are. */
  readonly counts: Counts;
}

/** What a match in a field is worth beside one in the text, so that the tool of exactly that name comes first. */
const metaWeights = { title: 8, server: 2, serverId: 2, alias: 0.6, summary: 1, level: 0.2, class: 0.2 };

/** Results among which a tool of exactly the name asked for is looked for, since the index does not tell case and hyphens. */
const mostNamesakes = 40;

/** Loads the index. Rejects when it is not there. */
export async function openIndex({ scriptUrl, bundleUrl, baseUrl }: IndexAddress): Promise<SearchIndex> {
  const index = (await import(/* @vite-ignore */ scriptUrl)) as SearchIndex;
  await index.options({ basePath: bundleUrl, baseUrl, ranking: { metaWeights } });
  // Without this, answers count only the facets by which they are narrowed.
  await index.filters();
  return index;
}

/** Finds tools and servers. An empty query lists what the choice leaves, the highest level first. */
export async function find(index: SearchIndex, query: string, choice: Choice): Promise<Found> {
  const answer = await ask(index, query, choice);
  const used = facets.filter((facet) => choice[facet].length > 0);
  const counts = { ...answer.filters };
  for (const facet of used) {
    // Counting is what takes time in a large catalogue, so a sole facet takes the counts that came with the answer.
    const others = { ...choice, [facet]: [] };
    const widened = used.length === 1 ? answer.totalFilters : (await ask(index, query, others)).filters;
    counts[facet] = widened[facet] ?? {};
  }
  // Every tool has one level, and no server has any.
  const tools = Object.values(answer.filters['level'] ?? {}).reduce((sum, count) => sum + count, 0);
  return {
    hits: await hoistName(answer.results, query.trim()),
    tools,
    servers: answer.results.length - tools,
    counts,
  };
}

/** The union of what the readings of a query find, that of the typed one first. */
async function ask(index: SearchIndex, query: string, choice: Choice): Promise<Answer> {
  const { typed, words } = readQuery(query);
  const used = facets.filter((facet) => choice[facet].length > 0);
  const filters = Object.fromEntries(used.map((facet) => [facet, { any: choice[facet] }]));
  if (typed === '') {
    const answer = await index.search(null, { filters, sort: { danger: 'asc' } });
    // Without a term the index counts what the filters leave, here as well.
    return { ...answer, totalFilters: await index.filters() };
  }
  const search = (term: string): Promise<Answer> => index.search(term, { filters, sort: {} });
  if (words === undefined) return search(typed);
  // All words of a term must match, so the third answer is what the first two have in common: counted twice, listed once.
  const [first, second, both] = await Promise.all([
    search(typed),
    search(words),
    search(`${typed} ${words}`),
  ]);
  const seen = new Set(first.results.map(({ id }) => id));
  return {
    results: [...first.results, ...second.results.filter(({ id }) => !seen.has(id))],
    filters: mergeCounts(first.filters, second.filters, both.filters),
    totalFilters: mergeCounts(first.totalFilters, second.totalFilters, both.totalFilters),
  };
}

async function hoistName(hits: readonly Hit[], name: string): Promise<readonly Hit[]> {
  if (name === '' || name.includes(' ')) return hits;
  const first = hits.slice(0, mostNamesakes);
  const data = await Promise.all(first.map((hit) => hit.data()));
  const named = first.filter((_, position) => data[position]?.meta['title'] === name);
  return [...named, ...hits.filter((hit) => !named.includes(hit))];
}

function mergeCounts(first: Counts, second: Counts, both: Counts): Counts {
  const merge = (facet: Facet): [Facet, Counts[string]] => {
    const values = Object.keys({ ...first[facet], ...second[facet] });
    const count = (value: string): number =>
      (first[facet]?.[value] ?? 0) + (second[facet]?.[value] ?? 0) - (both[facet]?.[value] ?? 0);
    return [facet, Object.fromEntries(values.map((value) => [value, count(value)]))];
  };
  return Object.fromEntries(facets.map(merge));
}
