import {
  countFacets,
  find,
  type Found,
  type FoundCounts,
  type Hit,
  type HitData,
  openIndex,
  type Question,
  type SearchIndex,
} from './index.ts';

/** A question, what it found, and the first results with their details. */
export interface Answer extends Found {
  readonly question: Question;
  readonly first: readonly HitData[];
}

/** The index, opened when it is first needed; after a failure the next question tries again. */
export interface Finder {
  /** Begins to load the index. */
  readonly warmUp: () => void;
  /** Answers with the details of at most so many results. Rejects when the index cannot be had. */
  readonly find: (question: Question, most: number) => Promise<Answer>;
  readonly count: (answer: Answer) => Promise<FoundCounts>;
}

/** What is said when the index cannot be had. */
export const failure = 'Search could not be loaded. Check the connection and try again.';

/** Folder of the index below the home page. */
const folder = 'search-index/';

/** A finder on the index of the site whose home page has this path, with slashes at both ends. */
export function createFinder(baseUrl: string): Finder {
  let opened: Promise<SearchIndex> | undefined;
  const open = (): Promise<SearchIndex> => {
    opened ??= openIndex({ bundleUrl: `${baseUrl}${folder}`, baseUrl }).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    warmUp: () => {
      open().catch(() => undefined);
    },
    find: async (question, most) => {
      const found = await find(await open(), question);
      return { ...found, question, first: await loadHits(found.hits.slice(0, most)) };
    },
    count: async (answer) => countFacets(await open(), answer.question, answer),
  };
}

/** The details of results, in their order. */
export function loadHits(hits: readonly Hit[]): Promise<HitData[]> {
  return Promise.all(hits.map((hit) => hit.data()));
}
