import type { ApiServer, ApiTool } from '#schema/api.ts';
import { levels, riskClasses } from '#schema/vocabulary.ts';
import { listParameters } from '#domain/parameters.ts';
import type { Facet } from '#client/search/index.ts';
import { foldName, foldServerName, isGrammar, listSynonyms, stemWord } from '#domain/search-terms.ts';
import { firstSentence, plural, revealHidden } from '#domain/text.ts';
import { splitWords } from '#domain/words.ts';

/** What search reads of a tool of the API. */
export type SearchedTool = Pick<ApiTool, 'name' | 'url' | 'title' | 'description' | 'class' | 'level'> & {
  readonly capabilities: readonly Pick<ApiTool['capabilities'][number], 'id' | 'label'>[];
  readonly annotations: Pick<ApiTool['annotations'], 'declared'>;
  readonly definition: Pick<ApiTool['definition'], 'inputSchema'>;
  readonly review: Pick<NonNullable<ApiTool['review']>, 'current'> | null;
};

/** What search reads of a server of the API. */
export type SearchedServer = Pick<ApiServer, 'id' | 'name' | 'url' | 'transports' | 'recordedToolCount'> & {
  readonly source: Pick<ApiServer['source'], 'package' | 'endpoint'>;
  readonly tools: readonly SearchedTool[];
};

/** What the search index is told about one page. */
export interface SearchRecord {
  /** Path of the page, base path left out: the browser puts it back. */
  readonly url: string;
  /** What a result shows. A server has no level and no class. */
  readonly meta: Readonly<Record<string, string>>;
  /** Words of the name and what means the same, as they are, with what each says about the page. */
  readonly names: Words;
  /** Stems of all other words. */
  readonly texts: Words;
  /** The names by which the page comes first, folded. */
  readonly whole: readonly string[];
  /** Ids by which results are narrowed. A server has none, which tells it from a tool. */
  readonly facets: Partial<Readonly<Record<Facet, readonly string[]>>>;
}

/** Words with weights, whole numbers from 1. */
export type Words = ReadonlyMap<string, number>;

/** Characters of a description that are searched. */
const longestDescription = 600;
/** Characters of the sentence that a result shows. */
const longestSummary = 160;
/** Parameters whose names are searched. */
const mostParameters = 40;
/** Longest word that is searched; what is longer is no word. */
const longestWord = 40;

/** What a word says about a page by where it stands. */
const weights = {
  /** Of a name of one word; longer names share it out. */
  name: 24,
  /** Of the server, about a tool. */
  server: 6,
  title: 8,
  synonym: 4,
  label: 3,
  summary: 5,
  description: 3,
  /** Added for each time that a description repeats a word, twice at most. */
  again: 1,
  parameter: 2,
} as const;

/** The records of a server and its tools, in the order of the API. Throws when an address lies outside the base path. */
export function listSearchRecords(server: SearchedServer, basePath: string): SearchRecord[] {
  return [
    describeServer(server, basePath),
    ...server.tools.map((tool) => describeTool(tool, server, basePath)),
  ];
}

/** The text, or its beginning up to a word with an ellipsis, in at most `limit` characters. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const atWord = cut.replace(/\s+\S*$/u, '');
  // A text without spaces is cut anywhere, but not through a character of two units.
  return `${(atWord === '' ? cut : atWord).replace(/[\ud800-\udbff]$/, '')}…`;
}

function describeServer(server: SearchedServer, basePath: string): SearchRecord {
  const name = hideHidden(server.name);
  const names = new Map<string, number>();
  addWords(names, listWords(`${name} ${server.id}`), weighName(name));
  const texts = new Map<string, number>();
  addStems(texts, `server ${server.source.package ?? ''} ${server.source.endpoint ?? ''}`, weights.label);
  return {
    url: dropBasePath(server.url, basePath),
    meta: {
      title: showText(server.name),
      serverId: server.id,
      summary: `${plural(server.recordedToolCount, 'tool')} recorded.`,
    },
    names,
    texts,
    whole: listDifferent([foldName(name), foldServerName(name), foldName(server.id)]),
    facets: {},
  };
}

function describeTool(tool: SearchedTool, server: SearchedServer, basePath: string): SearchRecord {
  const name = hideHidden(tool.name);
  return {
    url: dropBasePath(tool.url, basePath),
    meta: {
      title: showText(tool.name),
      server: showText(server.name),
      serverId: server.id,
      level: tool.level,
      class: tool.class,
      summary: shorten(showText(firstSentence(tool.description ?? '')), longestSummary),
    },
    names: listNameWords(tool, server),
    texts: listTextStems(tool),
    whole: listDifferent([foldName(name)]),
    facets: {
      level: [tool.level],
      class: [tool.class],
      capability: tool.capabilities.map(({ id }) => id),
      transport: server.transports,
      hints: [
        Object.values(tool.annotations.declared).some((hint) => hint !== null) ? 'declared' : 'undeclared',
      ],
      review: [tool.review?.current ? 'reviewed' : 'unreviewed'],
    },
  };
}

function listNameWords(tool: SearchedTool, server: SearchedServer): Words {
  const name = hideHidden(tool.name);
  const words = new Map<string, number>();
  addWords(words, splitWords(name), weighName(name));
  addWords(words, listWords(hideHidden(tool.title ?? '')), weights.title);
  addWords(words, listWords(`${hideHidden(server.name)} ${server.id}`), weights.server);
  addWords(words, listSynonyms(name), weights.synonym);
  return words;
}

function listTextStems(tool: SearchedTool): Words {
  const stems = new Map<string, number>();
  const description = hideHidden(tool.description ?? '').slice(0, longestDescription);
  const summary = hideHidden(firstSentence(tool.description ?? ''));
  addStems(stems, summary.slice(0, longestDescription), weights.summary);
  addStems(stems, description, weights.description);
  const labels = tool.capabilities.map(({ label }) => label);
  addStems(
    stems,
    [...labels, riskClasses[tool.class].label, levels[tool.level].label].join(' '),
    weights.label,
  );
  addStems(stems, listParameterNames(tool).join(' '), weights.parameter);
  return stems;
}

/** A word says the more about a name the fewer there are. */
function weighName(name: string): number {
  const count = Math.max(1, splitWords(name).length);
  return Math.round(weights.name / (1 + 0.12 * (count - 1)));
}

function addWords(words: Map<string, number>, all: readonly string[], weight: number): void {
  for (const word of all) {
    if (word.length <= longestWord) words.set(word, Math.max(weight, words.get(word) ?? 0));
  }
}

/** Words of prose: what is written in capitals inside is a word as a whole, too, such as GitHub. */
function listWords(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).flatMap((word) => {
    const parts = splitWords(word);
    return parts.length > 1 ? [...parts, word.toLowerCase()] : parts;
  });
}

function addStems(stems: Map<string, number>, text: string, weight: number): void {
  const counts = new Map<string, number>();
  for (const word of listWords(text)) {
    if (word.length < 2 || word.length > longestWord || isGrammar(word)) continue;
    const stem = stemWord(word);
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  for (const [stem, count] of counts) {
    const worth = weight + Math.min(2, count - 1) * weights.again;
    stems.set(stem, Math.max(worth, stems.get(stem) ?? 0));
  }
}

function listDifferent(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== '');
}

function listParameterNames(tool: SearchedTool): string[] {
  const names = new Set(listParameters(tool.definition.inputSchema ?? undefined).map(({ name }) => name));
  return [...names].slice(0, mostParameters).map(hideHidden);
}

function dropBasePath(url: string, basePath: string): string {
  if (url.startsWith(basePath)) return `/${url.slice(basePath.length)}`;
  throw new Error(
    `The API names the page ${url}, which is not below the base path ${basePath}. Build the pages and the index with one BASE_PATH.`,
  );
}

/** For reading: on one line, hidden characters visible. */
function showText(text: string): string {
  return foldText([revealHidden(text)]);
}

/** For finding: hidden characters taken out, so that they do not cut a word. */
function hideHidden(text: string): string {
  return revealHidden(text).replace(/⟨U\+[0-9A-F]{4,6}⟩/g, '');
}

function foldText(parts: readonly string[]): string {
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}
