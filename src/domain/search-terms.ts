import { splitWords, stem } from './words.ts';

/** Words of a query that are looked up; nobody types more. */
const mostWords = 20;

/**
 * The words of a query, in lower case and each once: identifiers are split as names are, so that `createApiKey`, `create_api_key` and
 * `create api key` ask for the same. Letters that stand alone (`OAuth` has one) and words of grammar say nothing and are left out,
 * unless there are no others.
 */
export function readQuery(query: string): string[] {
  const all = [...new Set(splitWords(query))].slice(0, mostWords);
  const telling = all.filter((word) => word.length > 1 && !isGrammar(word));
  return telling.length > 0 ? telling : all;
}

/** Whether a word serves only grammar. */
export function isGrammar(word: string): boolean {
  return grammar.has(word);
}

/** A name without case and separators: two spellings of one name have the same. Empty for a name without letter and digit. */
export function foldName(name: string): string {
  return splitWords(name).join('');
}

/** Without what says only that it is a server: `GitHub (reference server)` and `SmartLead MCP Server` are GitHub and SmartLead. */
export function foldServerName(name: string): string {
  return foldName(name.replace(/\([^)]*\)\s*$/, '').replace(/(?:\s+(?:mcp|server))+\s*$/i, ''));
}

/** Endings that a word loses, with the least number of letters that must be left. The first that fits is taken. */
const endings: readonly (readonly [RegExp, number])[] = [
  [/(?:ations?|ating|ated|ates|ate)$/, 4],
  [/ments?$/, 5],
  [/(?:ions?|ings?)$/, 3],
  [/(?:ed|e)$/, 3],
];

/** What the forms of an English word have in common: create, creates, creating and creation are `creat`. Other words stay. */
export function stemWord(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const singular = stem(word);
  for (const [ending, least] of endings) {
    const kept = singular.replace(ending, '');
    if (kept === singular || kept.length < least) continue;
    // Running, planned: a letter that is doubled only before an ending.
    return /(?:ed|ing)s?$/.test(singular) ? kept.replace(/([bdfgmnprt])\1$/, '$1') : kept;
  }
  return singular;
}

/** Words that people use for what the words of a name say, each once and none of the name itself. */
export function listSynonyms(name: string): string[] {
  const own = splitWords(name);
  const others = own.flatMap((word) => synonyms.get(stem(word)) ?? []);
  return [...new Set(others)].filter((word) => !own.includes(word));
}

/** Whether slips in a word are looked for: short words have too many neighbours, and numbers have no spelling. */
export function isCorrectable(word: string): boolean {
  return /^\p{L}{4,20}$/u.test(word);
}

/** How many letters were left out, added, changed or swapped with their neighbour between two words. */
export function countSlips(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(changed, swapped, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
  }
  return at(a.length, b.length);
}

const grammar: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'a an and are as at be by for from how in into is it its me my of on or that the this to what where which with'.split(
    ' ',
  ),
);

/** Words of tool names, each with those that people use for it when they do not know the name. Singular; a line per word. */
const sameMeaning: readonly string[] = [
  // What a call does.
  'add attach insert more',
  'apply install',
  'cancel stop end terminate unsubscribe',
  'capture record',
  'clear delete remove wipe',
  'click press tap',
  'close exit',
  'commit change history',
  'confirm approve',
  'copy duplicate clone',
  'crawl spider scrape',
  'create make new add open start',
  'delete remove erase drop wipe destroy clear',
  'deploy release publish launch',
  'describe details inspect',
  'drag move',
  'edit change modify',
  'emulate simulate',
  'evaluate run execute',
  'exec run execute command shell',
  'execute exec run command',
  'explain help',
  'extract parse scrape',
  'fetch get download',
  'fill enter input',
  'find search lookup',
  'fork copy duplicate clone',
  'forward tunnel expose',
  'geocode address coordinates location',
  'generate create make',
  'get read retrieve fetch view show download',
  'handle dismiss accept',
  'install add',
  'issue create generate',
  'kill terminate stop end',
  'list show view enumerate',
  'merge combine accept',
  'monitor watch track',
  'move rename',
  'navigate go visit open',
  'parse convert extract',
  'patch update change modify',
  'pause suspend halt',
  'post send publish write create',
  'promote release',
  'push commit upload',
  'put store save upload',
  'query search ask',
  'reply respond answer',
  'reset rotate regenerate renew',
  'resize size',
  'resolve find lookup',
  'restart reboot',
  'restore recover',
  'retrieve get read fetch view',
  'review approve reject',
  'rollback revert undo',
  'scale resize',
  'scrape fetch extract',
  'search find lookup',
  'select choose pick',
  'send publish enqueue',
  'set change update',
  'toggle switch',
  'trigger start run',
  'type enter write',
  'uninstall remove delete',
  'update change modify edit alter',
  'upgrade update',
  'upload attach send',
  'verify check assert',
  'wait delay sleep',
  'write save overwrite store',
  // What it is done to.
  'addon plugin extension',
  'agent assistant bot',
  'alarm timer reminder',
  'analytics statistics metrics traffic',
  'backup dump',
  'balance money account',
  'block paragraph',
  'bucket storage object',
  'channel room chat',
  'code source',
  'comment note reply',
  'config configuration settings',
  'console output',
  'context cluster switch',
  'cookie session login',
  'cost price billing',
  'coupon discount voucher',
  'credential password secret',
  'cron schedule job timer',
  'customer client',
  'database db',
  'dialog popup alert',
  'directions route driving',
  'directory folder subfolder',
  'dispute chargeback',
  'distance travel',
  'docs documentation manual',
  'domain dns hostname',
  'elevation altitude height',
  'embedding vector',
  'entity memory remember',
  'env environment variable',
  'extension plugin',
  'feedback rating',
  'file document',
  'function serverless lambda',
  'gzip compress zip',
  'history past',
  'image picture photo',
  'inference model llm',
  'info metadata details',
  'invoice bill charge',
  'key token',
  'kv key value store',
  'link url',
  'log logs output',
  'maintenance downtime',
  'map sitemap urls links',
  'media image audio photo',
  'message chat text',
  'migration schema',
  'model llm',
  'network internet traffic',
  'node machine host',
  'object storage file',
  'observation memory remember fact',
  'option dropdown menu',
  'organization company team',
  'page tab website',
  'paper article study publication',
  'payment pay charge',
  'place business',
  'product item',
  'ps process',
  'queue message topic',
  'reaction emoji',
  'refund repay reimburse money',
  'relation link edge',
  'repository repo project',
  'route mock intercept',
  'screenshot picture image capture',
  'secret credential password',
  'snapshot capture',
  'sql table database',
  'status state progress',
  'subscription plan membership',
  'tab window',
  'team organization group',
  'thread conversation',
  'tree hierarchy structure',
  'user member account person people',
  'video recording screencast',
  'worker function script serverless',
  'zone dns domain',
];

const synonyms: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ buildSynonyms();

function buildSynonyms(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    sameMeaning.map((line) => {
      const [word = '', ...others] = line.split(' ');
      return [stem(word), others];
    }),
  );
}
