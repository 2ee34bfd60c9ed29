import { splitWords, stem } from './words.ts';

/** Words of a name that take part in its suffixes; what is longer is found by its first words. */
const mostWords = 12;

/** What stands before words that serve to correct queries, so that no ordinary query meets them. */
export const slipMarks = { word: 'qw', slip: 'qz' } as const;

/** The ways in which one query is read; what any of them finds is a result. */
export interface QueryReading {
  /** As typed, spaces folded, quotation marks dropped, a slash between server and tool read as a space. Its results come first. */
  readonly typed: string;
  /** The words inside the identifiers of the query; undefined when that is what was typed anyway. */
  readonly words: string | undefined;
}

/**
 * Every spelling under which people look for a name, joined by spaces, each once: as it is, in words, and from each of its words to
 * the end in snake case and in one word. The index matches the beginnings of words and keeps underscores, so `api_key`, `apikey` and
 * `createApi` find `create_api_key` only through these. A hyphen is no letter to the index: `create-api-key` is looked up as one word.
 */
export function listSpellings(name: string): string {
  const words = splitWords(name).slice(0, mostWords);
  const spellings = new Set([name.trim(), ...words]);
  for (let start = 0; start < words.length; start += 1) {
    const rest = words.slice(start);
    spellings.add(rest.join('_')).add(rest.join(''));
  }
  return [...spellings].join(' ');
}

/**
 * Reads a query. Identifiers in camel, snake or kebab case are read as their words too, so that `createApiKey` also finds what only
 * speaks of creating an API key. Letters that stand alone after splitting (`OAuth`) and words of grammar say nothing and are left out.
 */
export function readQuery(query: string): QueryReading {
  const typed = query
    .replace(/["“”/]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const split = splitWords(typed);
  const telling = split.filter((word) => word.length > 1 && !grammar.has(word));
  const words = (telling.length > 0 ? telling : split).join(' ');
  return { typed, words: words === '' || words === typed.toLowerCase() ? undefined : words };
}

/** Words that people use for what the words of a name say, each once and none of the name itself. */
export function listSynonyms(name: string): string[] {
  const own = splitWords(name);
  const others = own.flatMap((word) => synonyms.get(stem(word)) ?? []);
  return [...new Set(others)].filter((word) => !own.includes(word));
}

/**
 * The spellings under which a word meets those that differ from it by one letter: itself, and without each of its letters. Two words
 * of which one has a letter more, another letter or two letters swapped have one of these in common.
 */
export function listSlips(word: string): string[] {
  const without = Array.from(word, (_, at) => `${word.slice(0, at)}${word.slice(at + 1)}`);
  return [...new Set([word, ...without])];
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
  'a an and as at by for from how in into is it its me my of on or that the this to what where which with'.split(
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
