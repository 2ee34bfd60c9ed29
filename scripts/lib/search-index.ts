import type { FacetFile, Head, Lexicon, WordFile } from '#client/search/store.ts';
import { type Posting, writeNumbers, writePostings } from '#domain/postings.ts';
import type { SearchRecord, Words } from './search-records.ts';

/** Pages whose details are in one file: a page of results needs that many files, and each brings so many others. */
const perFile = 16;

/** Characters after which a file of a lexicon ends; compressed, about half. */
const fileSize = 16_000;

/** The files of an index by their names without ending, and what says where things are in them. */
export interface IndexFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly head: Omit<Head, 'version'>;
}

/** Makes the files of the index of some pages. The order of the records does not matter. */
export function makeIndexFiles(unsorted: readonly SearchRecord[]): IndexFiles {
  // The number of a page is its place by name: names need no list of their own, and neighbours in results lie in the same file.
  const records = unsorted
    .map((record) => ({ record, key: `${(record.meta['title'] ?? '').toLowerCase()}\n${record.url}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ record }) => record);
  const files = new Map<string, string>();
  const starts: Record<Lexicon, string[]> = {
    names: addLexicon(files, 'names', listTerms(records.map(({ names }) => names))),
    texts: addLexicon(files, 'texts', listTerms(records.map(({ texts }) => texts))),
    whole: addLexicon(files, 'whole', listWholeNames(records)),
  };
  for (let first = 0; first < records.length; first += perFile) {
    const details = records.slice(first, first + perFile).map(({ url, meta }) => ({ url, meta }));
    files.set(`pages/${(first / perFile).toString()}`, JSON.stringify(details));
  }
  files.set('facets', JSON.stringify(listFacets(records)));
  files.set('words', JSON.stringify(countWords(records)));
  return { files, head: { pages: records.length, perFile, starts } };
}

function listTerms(all: readonly Words[]): Map<string, string> {
  const terms = new Map<string, Posting[]>();
  for (const [page, words] of all.entries()) {
    for (const [term, weight] of words) {
      const postings = terms.get(term);
      if (postings) postings.push({ page, weight });
      else terms.set(term, [{ page, weight }]);
    }
  }
  return new Map(Array.from(terms, ([term, postings]) => [term, writePostings(postings)]));
}

/** Folded names; of each a line for every spelling, with its tools and its servers. */
function listWholeNames(records: readonly SearchRecord[]): Map<string, string> {
  const names = new Map<string, Map<string, [Posting[], Posting[]]>>();
  for (const [page, { whole, meta, facets }] of records.entries()) {
    for (const key of whole) {
      const spellings = names.get(key) ?? new Map<string, [Posting[], Posting[]]>();
      names.set(key, spellings);
      const title = (meta['title'] ?? '').replace(/[\t\n]/g, ' ');
      const [tools, servers] = spellings.get(title) ?? [[], []];
      spellings.set(title, [tools, servers]);
      (facets.level ? tools : servers).push({ page, weight: 1 });
    }
  }
  return new Map(
    Array.from(names, ([key, spellings]) => [
      key,
      Array.from(
        spellings,
        ([spelling, [tools, servers]]) => `${spelling}\t${writePostings(tools)}\t${writePostings(servers)}`,
      ).join('\n'),
    ]),
  );
}

/** Adds the files of a lexicon; answers with the first term of each. */
function addLexicon(
  files: Map<string, string>,
  lexicon: Lexicon,
  terms: ReadonlyMap<string, string>,
): string[] {
  const starts: string[] = [];
  let entries: [string, string][] = [];
  let size = 0;
  const end = (): void => {
    const [first] = entries;
    if (!first) return;
    files.set(`${lexicon}/${starts.length.toString()}`, JSON.stringify(Object.fromEntries(entries)));
    starts.push(first[0]);
    entries = [];
    size = 0;
  };
  for (const [term, postings] of [...terms].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const length = term.length + postings.length;
    if (size + length > fileSize) end();
    entries.push([term, postings]);
    size += length;
  }
  end();
  return starts;
}

function listFacets(records: readonly SearchRecord[]): FacetFile {
  const values = new Map<string, readonly [string, string]>();
  const places = new Map<string, number>();
  const kinds = new Map<string, number>();
  const pages = records.map(({ facets }) => {
    const pairs = Object.entries(facets).flatMap(([facet, ids]) => ids.map((id) => [facet, id] as const));
    const kind = pairs.map((pair) => {
      const key = pair.join(' ');
      const place = places.get(key) ?? places.size;
      places.set(key, place);
      values.set(key, pair);
      return place;
    });
    const key = kind.join(' ');
    const number = kinds.get(key) ?? kinds.size;
    kinds.set(key, number);
    return number;
  });
  return {
    values: [...values.values()],
    kinds: Array.from(kinds.keys(), (key) => (key === '' ? [] : key.split(' ').map(Number))),
    pages: writeNumbers(pages),
  };
}

function countWords(records: readonly SearchRecord[]): WordFile {
  const counts = new Map<string, number>();
  for (const { names } of records) {
    for (const word of names.keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
