import { readQuery } from '#domain/search-terms.ts';
import { correctQuery, isFarFetched } from './correction.ts';
import { hoistName } from './names.ts';
import { findNearest } from './nearest.ts';

/** The groups by which results are narrowed; the index and the address of the page use the same names. */
export const facets = ['level', 'class', 'capability'] as const;

/** Name of a facet. */
export type Facet = (typeof facets)[number];

/** The chosen ids of each facet. One of a facet is enough, and each facet with a choice must be met. */
export type Choice = Readonly<Record<Facet, readonly string[]>>;

/** What the index keeps for a result. */
export interface HitData {
  /** Address of the page, base path included. */
  readonly url: string;
  readonly meta: Readonly<Record<string, string | undefined>>;
  /** Words that find the page and are not shown. */
  readonly content?: string;
  /** Ids by which results are narrowed. */
  readonly filters?: Readonly<Record<string, readonly string[] | undefined>>;
}

/** A result whose details are still in the index. */
export interface Hit {
  readonly id: string;
  /** How well it matches, comparable within one answer. */
  readonly score: number;
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

/** Asks the index itself for one term, which no facet narrows; best first. */
export type LookUp = (term: string) => Promise<readonly Hit[]>;

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
const metaWeights = {
  title: 8,
  server: 2,
  serverId: 2,
  alias: 0.6,
  also: 0.4,
  summary: 1,
  level: 0.2,
  class: 0.2,
  slips: 0.01,
};

/** With fewer results than this, those that have only some of the words follow. */
const fewResults = 5;

/** Results that are listed when there are few. */
const mostNearest = 20;

/** No facet narrows. */
const everything: Choice = { level: [], class: [], capability: [] };

/** Loads the index. Rejects when it is not there. */
export async function openIndex({ scriptUrl, bundleUrl, baseUrl }: IndexAddress): Promise<SearchIndex> {
  const index = (await import(/* @vite-ignore */ scriptUrl)) as SearchIndex;
  await index.options({ basePath: bundleUrl, baseUrl, ranking: { metaWeights } });
  // Without this, answers count only the facets by which they are narrowed.
  await index.filters();
  return index;
}

/**
 * Finds tools and servers. An empty query lists what the choice leaves, the highest level first. Misspelt words are read as the words
 * of names that they are near to; when few results have all words, the nearest of those that have some follow.
 */
export async function find(index: SearchIndex, query: string, choice: Choice): Promise<Found> {
  const lookUp: LookUp = async (term) => (await index.search(term, { filters: {}, sort: {} })).results;
  const asked = await correctQuery(lookUp, query);
  if (await isFarFetched(lookUp, asked)) return { hits: [], tools: 0, servers: 0, counts: {} };
  if (/\S\s+\S/.test(asked.trim())) {
    const { results } = await ask(index, asked, everything);
    if (results.length < fewResults) return findFew(lookUp, asked, choice, results);
  }
  const answer = await ask(index, asked, choice);
  const used = facets.filter((facet) => choice[facet].length > 0);
  const counts = { ...answer.filters };
  for (const facet of used) {
    // Counting is what takes time in a large catalogue, so a sole facet takes the counts that came with the answer.
    const others = { ...choice, [facet]: [] };
    const widened = used.length === 1 ? answer.totalFilters : (await ask(index, asked, others)).filters;
    counts[facet] = widened[facet] ?? {};
  }
  // Every tool has one level, and servers have none.
  const tools = Object.values(answer.filters['level'] ?? {}).reduce((sum, count) => sum + count, 0);
  return {
    hits: await hoistName(answer.results, asked.trim()),
    tools,
    servers: answer.results.length - tools,
    counts,
  };
}

/** Few results and the nearest others: so few that they are narrowed and counted here. */
async function findFew(
  lookUp: LookUp,
  query: string,
  choice: Choice,
  results: readonly Hit[],
): Promise<Found> {
  const known = new Set(results.map(({ id }) => id));
  const nearest = (await findNearest(lookUp, query, mostNearest)).filter(({ id }) => !known.has(id));
  const hits = await hoistName([...results, ...nearest].slice(0, mostNearest), query.trim());
  const all = await Promise.all(
    hits.map(async (hit) => ({ hit, filters: (await hit.data()).filters ?? {} })),
  );
  const narrow = (by: readonly Facet[]): typeof all =>
    all.filter(({ filters }) =>
      by.every(
        (facet) =>
          choice[facet].length === 0 || choice[facet].some((value) => filters[facet]?.includes(value)),
      ),
    );
  const left = narrow(facets);
  const counts = facets.map((facet) => {
    const values = narrow(facets.filter((other) => other !== facet)).flatMap(
      ({ filters }) => filters[facet] ?? [],
    );
    return [facet, countValues(values)] as const;
  });
  // Every tool has one level, and servers have none.
  const tools = left.filter(({ filters }) => (filters['level'] ?? []).length > 0).length;
  return {
    hits: left.map(({ hit }) => hit),
    tools,
    servers: left.length - tools,
    counts: Object.fromEntries(counts),
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

function countValues(values: readonly string[]): Counts[string] {
  return Object.fromEntries(
    [...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length]),
  );
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
