import type { HitData, IndexAddress } from './index.ts';

/** Sorted terms, cut into files. */
export const lexicons = ['names', 'texts', 'whole'] as const;

/**
 * Name of a lexicon: `names` has the words of names and what means the same, as they are; `texts` has the stems of all other words;
 * `whole` has folded names with the spellings and pages that have them.
 */
export type Lexicon = (typeof lexicons)[number];

/** The file that says where everything is: `head.json`. Its name stays, those of the others change with what they hold. */
export interface Head {
  /** Folder of the other files. */
  readonly version: string;
  /** Number of tools and servers. They are numbered by name. */
  readonly pages: number;
  /** Pages whose details are in one file. */
  readonly perFile: number;
  /** The first term of each file of a lexicon. */
  readonly starts: Readonly<Record<Lexicon, readonly string[]>>;
}

/** A file of a lexicon: terms in order, with their postings. */
export type Terms = Readonly<Record<string, string>>;

/** Which pages have which values of the facets: `facets.json`. */
export interface FacetFile {
  /** Facet and id of each value. */
  readonly values: readonly (readonly [string, string])[];
  /** Combinations of values, as places in `values`. A server has none. */
  readonly kinds: readonly (readonly number[])[];
  /** The combination of each page, as `writeNumbers` writes them. */
  readonly pages: string;
}

/** Words of names for corrections, in order, with how many pages have them: `words.json`. */
export type WordFile = Readonly<Record<string, number>>;

/** Files of an index, each fetched once. */
export interface Store {
  readonly head: Head;
  /** The files of a lexicon that can have terms with this beginning, in order; none when there are more than `most`. */
  readonly terms: (lexicon: Lexicon, beginning: string, most?: number) => Promise<readonly Terms[]>;
  readonly details: (page: number) => Promise<HitData>;
  readonly facets: () => Promise<FacetFile>;
  readonly words: () => Promise<WordFile>;
}

/** Reads the head of an index. Rejects when it is not there. */
export async function openStore({ bundleUrl, baseUrl }: IndexAddress): Promise<Store> {
  // Only this file keeps its name, so that only this one may be older than the site.
  const head = (await fetchJson(`${bundleUrl}head.json`, 'no-cache')) as Head;
  const files = new Map<string, Promise<unknown>>();
  const read = (name: string): Promise<unknown> => {
    const known = files.get(name);
    if (known) return known;
    const file = fetchJson(`${bundleUrl}${head.version}/${name}.json`, 'default');
    files.set(name, file);
    // After a failure the next question tries again.
    file.catch(() => files.delete(name));
    return file;
  };
  return {
    head,
    terms: async (lexicon, beginning, most = Infinity) => {
      const [first, last] = findRange(head.starts[lexicon], beginning);
      if (head.pages === 0 || last - first >= most) return [];
      const names = Array.from(
        { length: last - first + 1 },
        (_, at) => `${lexicon}/${(first + at).toString()}`,
      );
      return (await Promise.all(names.map(read))) as Terms[];
    },
    details: async (page) => {
      const { perFile } = head;
      const file = (await read(`pages/${Math.floor(page / perFile).toString()}`)) as HitData[];
      const data = file[page % perFile];
      if (!data) throw new Error(`The search index has no page ${page.toString()}.`);
      return { ...data, url: `${baseUrl}${data.url.slice(1)}` };
    },
    facets: () => read('facets') as Promise<FacetFile>,
    words: () => read('words') as Promise<WordFile>,
  };
}

/** The first and the last file that can have terms with this beginning. */
function findRange(starts: readonly string[], beginning: string): [number, number] {
  const upTo = (text: string): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? '') <= text) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };
  return [upTo(beginning), upTo(`${beginning}\uffff`)];
}

async function fetchJson(url: string, cache: RequestCache): Promise<unknown> {
  const response = await fetch(url, { cache });
  if (!response.ok)
    throw new Error(`The search index is incomplete: ${url} answers ${response.status.toString()}.`);
  return response.json();
}
