import type { ApiServer, ApiTool } from '#schema/api.ts';
import { type Level, levels, riskClasses } from '#schema/vocabulary.ts';
import { listParameters } from '#domain/parameters.ts';
import { isCorrectable, listSlips, listSpellings, listSynonyms, slipMarks } from '#domain/search-terms.ts';
import { firstSentence, plural, revealHidden } from '#domain/text.ts';
import { splitWords } from '#domain/words.ts';

/** What the search index is told about one page. */
export interface SearchRecord {
  /** Path of the page, base path left out: the browser puts it back. */
  readonly url: string;
  /** Words that find the page and are not shown. */
  readonly content: string;
  /** What a result shows, and the spellings of its name. All of it is searched. */
  readonly meta: Readonly<Record<string, string>>;
  /** Ids by which results are narrowed. A server has none, which tells it from a tool. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** `danger`: level, then name, then server; the order of lists without a query. A server has none. */
  readonly sort: Readonly<Record<string, string>>;
}

/** Characters of a description that are searched. */
const longestDescription = 600;
/** Characters of the sentence that a result shows. */
const longestSummary = 160;
/** Parameters whose names are searched. */
const mostParameters = 40;
/** Different words in the names of a server and its tools that are found although they are misspelt. */
const mostCorrectable = 500;

/** The order of a list: what matters most first, what is not classified last. */
const levelOrder: readonly Level[] = ['critical', 'high', 'medium', 'low', 'unknown'];

/** The records of a server and its tools, in the order of the API. Throws when an address lies outside the base path. */
export function listSearchRecords(server: ApiServer, basePath: string): SearchRecord[] {
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

function describeServer(server: ApiServer, basePath: string): SearchRecord {
  const name = showText(server.name);
  return {
    url: dropBasePath(server.url, basePath),
    content: foldText(['server', server.id, server.source.package ?? '', server.source.endpoint ?? '']),
    meta: {
      title: name,
      serverId: server.id,
      summary: `${plural(server.recordedToolCount, 'tool')} recorded.`,
      alias: listSpellings(name),
      slips: listServerSlips(server),
    },
    filters: {},
    sort: {},
  };
}

/** Each word of the names, marked as such, and the marked spellings under which a misspelt one meets it. */
function listServerSlips(server: ApiServer): string {
  const names = [server.name, server.id, ...server.tools.map(({ name }) => name)].map(hideHidden);
  const words = [...new Set(names.flatMap(splitWords))].filter(isCorrectable).slice(0, mostCorrectable);
  const slips = new Set(words.flatMap(listSlips));
  return [
    ...words.map((word) => `${slipMarks.word}${word}`),
    ...[...slips].map((slip) => `${slipMarks.slip}${slip}`),
  ].join(' ');
}

function describeTool(tool: ApiTool, server: ApiServer, basePath: string): SearchRecord {
  const description = hideHidden(tool.description ?? '');
  return {
    url: dropBasePath(tool.url, basePath),
    content: foldText([
      splitWords(tool.name).join(' '),
      hideHidden(tool.title ?? ''),
      description.slice(0, longestDescription),
      ...tool.capabilities.map(({ label }) => label),
      riskClasses[tool.class].label,
      levels[tool.level].label,
      ...listParameterNames(tool),
    ]),
    meta: {
      title: showText(tool.name),
      server: showText(server.name),
      serverId: server.id,
      level: tool.level,
      class: tool.class,
      summary: shorten(showText(firstSentence(tool.description ?? '')), longestSummary),
      alias: listSpellings(hideHidden(tool.name)),
      also: listSynonyms(hideHidden(tool.name)).join(' '),
    },
    filters: {
      level: [tool.level],
      class: [tool.class],
      capability: tool.capabilities.map(({ id }) => id),
    },
    sort: { danger: `${levelOrder.indexOf(tool.level).toString()} ${tool.name.toLowerCase()} ${server.id}` },
  };
}

function listParameterNames(tool: ApiTool): string[] {
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
