import { foldName, foldServerName, readQuery } from '#domain/search-terms.ts';
import { readPostings } from '#domain/postings.ts';
import { type Reading, readUnknown } from './correction.ts';
import type { Store } from './store.ts';
import { type Weights, weighWord } from './weigh.ts';

/** Pages that a query found, before facets narrow and another order is asked for. */
export interface Match {
  /** Best first. */
  readonly pages: readonly number[];
  /** By page. */
  readonly scores: Float32Array;
  /** How many of the pages have all words. They come first. */
  readonly complete: number;
  /** The words that were looked up. */
  readonly words: readonly string[];
  readonly corrected: string | undefined;
}

/** With fewer complete results than this, those that have only some of the words follow. */
const fewResults = 5;
/** Results that are listed when there are few complete ones. */
const mostPartial = 20;
/** Added for a page of just the name that was asked for, so that it comes first. */
const sameName = 1_000;
/** The score of a page is multiplied by this when its name begins with what was asked for: it is probably being typed. */
const longerName = 1.3;
/** Files of whole names that are read for the beginning of a name. */
const mostNameFiles = 2;

/** Finds the pages of a query: by words of names and their beginnings, by the other words, and by whole names. */
export async function matchQuery(store: Store, query: string): Promise<Match> {
  const words = readQuery(query);
  const [weights, namesakes] = await Promise.all([
    Promise.all(words.map((word, at) => weighWord(store, word, at === words.length - 1))),
    findNamesakes(store, query),
  ]);
  const readings = await Promise.all(
    words.map(async (word, at): Promise<Reading> => {
      const found = weights[at] ?? { inNames: false, pages: new Map() };
      return found.inNames ? { words: [word], pages: found.pages } : readUnknown(store, word, found.pages);
    }),
  );
  const used = readings.flatMap((reading) => reading.words);
  const corrected = readings.some((reading) => reading.corrected === true) ? used.join(' ') : undefined;
  const again = corrected === undefined ? namesakes : await findNamesakes(store, corrected);
  return {
    ...rank(
      readings.map(({ pages }) => pages),
      again,
      store.head.pages,
    ),
    words: used,
    corrected,
  };
}

/** Pages by their whole names. */
interface Namesakes {
  /** Pages of the name that was asked for, and which of them come first. */
  readonly same: Weights;
  /** Pages with names that begin with what was asked for, when those are not too many. */
  readonly longer: ReadonlySet<number>;
}

/**
 * Pages whose whole name was asked for: first those that are written the same way, then those under another spelling. Under another
 * spelling, words in a row ask rather for a server, an identifier rather for a tool.
 */
async function findNamesakes(store: Store, query: string): Promise<Namesakes> {
  const same = new Map<number, number>();
  const longer = new Set<number>();
  const typed = query.trim();
  const folded = foldName(typed);
  const see = (key: string, lines: string, isServers: boolean): void => {
    for (const [spelling = '', tools = '', servers = ''] of lines
      .split('\n')
      .map((line) => line.split('\t'))) {
      const add = (text: string, worth: number): void => {
        readPostings(text, (page) => {
          if (key !== folded && !isServers) longer.add(page);
          else same.set(page, Math.max(same.get(page) ?? 0, spelling === typed ? 3 : worth));
        });
      };
      if (!isServers) add(tools, 2);
      add(servers, typed.includes(' ') ? 2 : 1);
    }
  };
  if (folded !== '') {
    const wide = await store.terms('whole', folded, mostNameFiles);
    for (const file of wide.length > 0 ? wide : await store.terms('whole', `${folded} `)) {
      for (const key of Object.keys(file)) {
        if (key.startsWith(folded)) see(key, file[key] ?? '', false);
      }
    }
  }
  const server = foldServerName(typed);
  if (server !== '' && server !== folded) {
    for (const file of await store.terms('whole', `${server} `)) {
      if (Object.hasOwn(file, server)) see(server, file[server] ?? '', true);
    }
  }
  return { same, longer };
}

/** Puts pages in order. A rare word counts for more than a common one. */
function rank(
  found: readonly Weights[],
  { same, longer }: Namesakes,
  total: number,
): Pick<Match, 'pages' | 'scores' | 'complete'> {
  const known = found.filter((pages) => pages.size > 0);
  const scores = new Float32Array(total);
  const counts = new Uint8Array(total);
  for (const pages of known) {
    const rarity = Math.log(1 + total / (1 + pages.size));
    for (const [page, weight] of pages) {
      scores[page] = (scores[page] ?? 0) + rarity * weight;
      counts[page] = (counts[page] ?? 0) + 1;
    }
  }
  for (const page of longer) scores[page] = (scores[page] ?? 0) * longerName;
  for (const [page, worth] of same) {
    scores[page] = (scores[page] ?? 0) + sameName * worth;
    counts[page] = found.length;
  }
  const having = (least: number, most: number): number[] => {
    const pages: number[] = [];
    for (let page = 0; page < total; page += 1) {
      const count = counts[page] ?? 0;
      if (count >= least && count <= most) pages.push(page);
    }
    return sortBest(pages, scores);
  };
  const complete = found.length === 0 ? [] : having(found.length, found.length);
  if (complete.length >= fewResults || found.length < 2) {
    return { pages: complete, scores, complete: complete.length };
  }
  const half = Math.ceil(known.length / 2);
  const partial = having(Math.max(1, half), found.length - 1);
  const rest = partial.length > 0 ? partial : having(1, found.length - 1);
  const pages = [...complete, ...rest.slice(0, mostPartial - complete.length)];
  return { pages, scores, complete: complete.length };
}

/** Best first, and of equal ones the first by name; as numbers, because there may be thousands. */
function sortBest(pages: readonly number[], scores: Float32Array): number[] {
  const keys = Float64Array.from(pages, (page) => -Math.round((scores[page] ?? 0) * 1_000) * 2 ** 22 + page);
  return Array.from(keys.sort(), (key) => ((key % 2 ** 22) + 2 ** 22) % 2 ** 22);
}
