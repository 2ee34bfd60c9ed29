import { type FacetTable, readFacets } from './facets.ts';
import { type Match, matchQuery } from './match.ts';
import { openStore, type Store } from './store.ts';

/** The groups by which results are narrowed; the index and the address of the page use the same names. */
export const facets = ['level', 'class', 'capability', 'transport', 'hints', 'review'] as const;

/** Name of a facet. */
export type Facet = (typeof facets)[number];

/** The chosen ids of each facet. One of a facet is enough, and each facet with a choice must be met. */
export type Choice = Readonly<Record<Facet, readonly string[]>>;

/** What results are put in order by: how well they match, the highest level first, or names from a to z. */
export type Order = 'relevance' | 'level' | 'name';

/** What is asked. */
export interface Question {
  readonly query: string;
  readonly choice: Choice;
  readonly order: Order;
}

/** What the index keeps for a result. */
export interface HitData {
  /** Address of the page, base path included. */
  readonly url: string;
  /** What a result shows: `title`, `server`, `serverId`, `level`, `class` and `summary`; a server has no level, class and server. */
  readonly meta: Readonly<Record<string, string | undefined>>;
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

/** The index of one build of the site. It keeps what it has fetched and the answers to the latest queries. */
interface Edition {
  /** What a query matches. */
  readonly match: (query: string) => Promise<Match>;
  /** Fetched at the first call. */
  readonly facets: () => Promise<FacetTable>;
  readonly details: Store['details'];
}

/** An opened index. */
export interface SearchIndex {
  readonly current: () => Edition;
  /** Opens the index again: the site may have been published anew since, and then the files of before are gone. */
  readonly renew: () => Promise<Edition>;
}

/** Where an index lies. */
export interface IndexAddress {
  /** The folder of the index, with a slash at its end. */
  readonly bundleUrl: string;
  /** Path of the site on its host, with slashes at both ends. */
  readonly baseUrl: string;
}

/** What a question found. */
export interface Found {
  /** In the order asked for. */
  readonly hits: readonly Hit[];
  /** The query that was used instead; undefined when no word was corrected. */
  readonly corrected: string | undefined;
  /** Whether some hits have only some of the words. */
  readonly partial: boolean;
  /** Words to mark in results: lower case, after correction, split as names are. */
  readonly words: readonly string[];
}

/** How much a question found, and what other choices would show. */
export interface FoundCounts {
  readonly tools: number;
  readonly servers: number;
  /** What choosing each value would show, the other facets left as they are. */
  readonly counts: Counts;
}

/** No facet narrows. */
export const everything: Choice = {
  level: [],
  class: [],
  capability: [],
  transport: [],
  hints: [],
  review: [],
};

/** Answers that are kept, so that deleting letters and going back are immediate. */
const keptAnswers = 50;

/**
 * Opens the index: reads where its parts are, a few kilobytes, and no facet. Worth calling when a search box gets the focus. Rejects
 * when the index is not there.
 */
export async function openIndex(address: IndexAddress): Promise<SearchIndex> {
  const open = async (): Promise<Edition> => createEdition(await openStore(address));
  let edition = await open();
  return {
    current: () => edition,
    renew: async () => (edition = await open()),
  };
}

/**
 * Finds tools and servers. An empty query lists what the choice leaves, the highest level first. Misspelt words are read as the words
 * of names that they are near to; when few results have all words, the nearest of those that have some follow. Facets are fetched
 * only for a choice and for the order by level.
 */
export async function find(index: SearchIndex, question: Question): Promise<Found> {
  try {
    return await findIn(index, index.current(), question);
  } catch {
    return findIn(index, await index.renew(), question);
  }
}

/** Counts what a question found, and what it would with each other choice. Fetches the facets at the first call. */
export async function countFacets(
  index: SearchIndex,
  { query, choice }: Question,
  { hits }: Pick<Found, 'hits'>,
): Promise<FoundCounts> {
  const edition = index.current();
  const [{ pages }, table] = await Promise.all([edition.match(query.trim()), edition.facets()]);
  const found = hits.map(({ id }) => Number(id));
  const tools = found.filter(table.isTool).length;
  const counts = facets.map((facet) => {
    const widened = choice[facet].length === 0 ? found : table.narrow(pages, { ...choice, [facet]: [] });
    return [facet, table.countValues(widened, facet)] as const;
  });
  return { tools, servers: found.length - tools, counts: Object.fromEntries(counts) };
}

async function findIn(index: SearchIndex, edition: Edition, question: Question): Promise<Found> {
  const { choice, order } = question;
  const query = question.query.trim();
  const { pages, scores, complete, words, corrected } = await edition.match(query);
  const chosen = facets.some((facet) => choice[facet].length > 0);
  const byLevel = order === 'level' || (order === 'relevance' && query === '');
  const table = chosen || byLevel ? await edition.facets() : undefined;
  const left = (chosen && table?.narrow(pages, choice)) || pages;
  // Pages are numbered by name.
  const byName = order === 'relevance' && query !== '' ? left : left.toSorted((a, b) => a - b);
  const sorted = (byLevel && table?.sortByLevel(byName)) || byName;
  return {
    hits: sorted.map((page) => ({
      id: page.toString(),
      score: scores[page] ?? 0,
      data: () => edition.details(page).catch((error: unknown) => failAfterRenewal(index, error)),
    })),
    corrected,
    partial: complete < pages.length,
    words,
  };
}

/** The numbers of pages may have changed, so the answer cannot be completed; the next question is answered from the new files. */
async function failAfterRenewal(index: SearchIndex, error: unknown): Promise<never> {
  await index.renew();
  throw error;
}

function createEdition(store: Store): Edition {
  const matches = new Map<string, Promise<Match>>();
  let table: Promise<FacetTable> | undefined;
  return {
    match: (query) => {
      const known = matches.get(query);
      if (known) return known;
      const match = query === '' ? Promise.resolve(matchAll(store.head.pages)) : matchQuery(store, query);
      matches.set(query, match);
      match.catch(() => matches.delete(query));
      const [oldest] = matches.keys();
      if (matches.size > keptAnswers && oldest !== undefined) matches.delete(oldest);
      return match;
    },
    facets: () => {
      table ??= store.facets().then(readFacets);
      table.catch(() => (table = undefined));
      return table;
    },
    details: store.details,
  };
}

function matchAll(total: number): Match {
  const pages = Array.from({ length: total }, (_, page) => page);
  return { pages, scores: new Float32Array(0), complete: total, words: [], corrected: undefined };
}
