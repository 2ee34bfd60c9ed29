import { foldName, isGrammar, readQuery, stemWord } from '#domain/search-terms.ts';
import { markWords, type Stretch } from './mark.ts';
import type { Answer } from './finder.ts';

/** A page of prose that was found: an attack pattern, a guide, a framework, or what tells of the site. */
export interface ProseHit {
  /** Address of the page or of the section, base path included. */
  readonly url: string;
  readonly title: readonly Stretch[];
  /** What kind of page it is, as words to show. */
  readonly kind: string;
  /** Heading of the section that the address leads to; undefined for the page as a whole. */
  readonly section: readonly Stretch[] | undefined;
  /** Words around what was found. */
  readonly excerpt: readonly Stretch[];
}

/** The part of the index's own script that is used. */
export interface ProseScript {
  readonly createInstance: (options: Readonly<Record<string, unknown>>) => ProseIndex;
}

/** An opened index. */
export interface ProseIndex {
  readonly search: (term: string) => Promise<{ readonly results: readonly ProseResult[] } | null>;
  readonly destroy: () => Promise<void>;
}

/** A page that was found and whose details are still in the index. */
export interface ProseResult {
  readonly score: number;
  readonly data: () => Promise<ProsePage>;
}

/** A page as the index describes it; the excerpts are HTML. */
export interface ProsePage {
  readonly url: string;
  /** The whole text. */
  readonly content: string;
  readonly excerpt: string;
  /** `title`, and `name`: other words by which the page may be known. */
  readonly meta: Readonly<Record<string, string | undefined>>;
  /** `kind` alone. */
  readonly filters: Readonly<Record<string, readonly string[] | undefined>>;
  /** The parts of the page in which something was found. */
  readonly sub_results: readonly ProseSection[];
}

/** A part of a page, from a heading with an id to the next. */
export interface ProseSection {
  readonly title: string;
  readonly url: string;
  readonly excerpt: string;
  readonly weighted_locations: readonly { readonly balanced_score: number }[];
}

/** What a match in a title and in another name is worth beside one in the text. */
const metaWeights = { title: 5, name: 4 };
/** A score below it comes from words that nearly every page has, or from the first letters of a word alone. */
const leastScore = 0.2;
/** Results with less than this part of the best score only mention what was searched for. */
const leastShare = 0.25;
/** What a question in words has beside its subject; `isGrammar` knows the rest. */
const asking =
  /^(?:did|does|do|can|could|should|would|will|must|what|why|when|where|which|who|me|my|we|our|you|your|about)$/;
/**
 * Opens the index.
 * @param script the module that the indexer wrote beside it
 */
export function openProseIndex(
  script: ProseScript,
  address: { readonly basePath: string; readonly baseUrl: string },
): ProseIndex {
  // Some dozens of pages are searched in a millisecond: a worker would cost more than it saves.
  return script.createInstance({
    ...address,
    noWorker: true,
    excerptEllipsis: '…',
    ranking: { metaWeights },
  });
}

/** Finds at most so many pages, best first. Where the query is a tool's name, only those whose title has its words. */
export async function findProse(
  index: ProseIndex,
  answer: Pick<Answer, 'question' | 'corrected' | 'first'>,
  most: number,
): Promise<readonly ProseHit[]> {
  for (const term of listTerms(answer)) {
    const found = (await index.search(term))?.results ?? [];
    const hits = await pickHits(found, readQuery(term), namesTool(answer), most);
    if (hits.length > 0) return hits;
  }
  return [];
}

/** Takes an excerpt of the index apart: text in which `<` and `>` are escaped, with `mark` elements around words. */
export function readExcerpt(html: string): Stretch[] {
  let marked = false;
  return html.split(/(<\/?mark>)/).flatMap((piece, at) => {
    // Every second piece is a tag.
    if (at % 2 === 1) marked = piece === '<mark>';
    else if (piece !== '') return [{ text: decodeEntities(piece), marked }];
    return [];
  });
}

/** The page as a result: the section that answers best, unless the title of the page has all words. */
export function describePage(page: ProsePage, words: readonly string[]): ProseHit {
  const { title = page.url } = page.meta;
  const section = isTitled(page, words) ? undefined : chooseSection(page, words);
  return {
    url: section?.url ?? page.url,
    title: markWords(title, words),
    kind: page.filters['kind']?.[0] ?? '',
    section: section && markWords(section.title, words),
    excerpt: readExcerpt((section ?? page).excerpt.trim()),
  };
}

/** What to ask, one after the other until something is found: the telling words as they were typed; those words split; the corrected ones. */
function listTerms({ question: { query }, corrected }: Pick<Answer, 'question' | 'corrected'>): string[] {
  const telling = query
    .split(/\s+/)
    .filter((word) => word.length > 1 && !isGrammar(word.toLowerCase()) && !asking.test(word.toLowerCase()));
  const typed = telling.join(' ') || query;
  return [...new Set([typed, readQuery(typed).join(' '), corrected ?? typed])];
}

/** Whether the query is the name of a tool or server, or the beginning of one: then prose that only mentions the words is noise. */
function namesTool({ question: { query }, first: [best] }: Pick<Answer, 'question' | 'first'>): boolean {
  const name = foldName(query);
  return name !== '' && foldName(best?.meta['title'] ?? '').startsWith(name);
}

async function pickHits(
  results: readonly ProseResult[],
  words: readonly string[],
  titledOnly: boolean,
  most: number,
): Promise<readonly ProseHit[]> {
  const least = Math.max(leastScore, (results[0]?.score ?? 0) * leastShare);
  const best = results.slice(0, most).filter(({ score }) => score >= least);
  const pages = await Promise.all(best.map(({ data }) => data()));
  return pages
    .filter((page) => isTitled(page, words) || (!titledOnly && isWritten(page, words)))
    .map((page) => describePage(page, words));
}

/** Whether a page has each of the words in some form: of a word that no page has, the index finds the first letters. */
function isWritten(
  { content, meta: { title = '', name = '' } }: ProsePage,
  words: readonly string[],
): boolean {
  const text = `${title} ${name} ${content}`.toLowerCase();
  return words.every((word) => text.includes(stemWord(word).replace(/y$/, '')));
}

/** Whether each of the words is in the title of a page, or in its other name. */
function isTitled({ meta: { title = '', name = '' } }: ProsePage, words: readonly string[]): boolean {
  return hasAll(`${title} ${name}`, words);
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => markWords(text, [word]).some(({ marked }) => marked));
}

/** The section whose heading has all words, else the one with most of what was found; undefined when the page has no sections. */
function chooseSection({ sub_results }: ProsePage, words: readonly string[]): ProseSection | undefined {
  const sections = sub_results.filter(({ url }) => url.includes('#'));
  const weigh = ({ weighted_locations }: ProseSection): number =>
    weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);
  return (
    sections.find(({ title }) => hasAll(title, words)) ?? sections.toSorted((a, b) => weigh(b) - weigh(a))[0]
  );
}

/** The index escapes these two and no other, so that anything else that looks like an entity is the text itself. */
function decodeEntities(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}
