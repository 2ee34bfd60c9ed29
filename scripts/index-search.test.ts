import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Choice,
  countFacets,
  everything,
  facets,
  find,
  type Found,
  type FoundCounts,
  type HitData,
  openIndex,
  type Order,
  type Question,
  type SearchIndex,
} from '#client/search/index.ts';
import { buildSearchIndex, indexFolder, type SearchIndexStats } from './index-search.ts';
import { basePath, catalogue, writeApi } from './lib/searched-site.fixture.ts';
import { serveDirectory, type StaticServer } from './lib/serve.ts';

const none = everything;

let folder: string;
let siteDir: string;
let stats: SearchIndexStats;
let server: StaticServer;
let index: SearchIndex;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'index-search-'));
  siteDir = path.join(folder, 'site');
  writeApi(siteDir);
  stats = buildSearchIndex({ siteDir, basePath });
  server = await serveDirectory({ directory: siteDir, port: 0, basePath });
  index = await openIndex({ bundleUrl: `${server.url}${indexFolder}/`, baseUrl: basePath });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('buildSearchIndex', () => {
  test('records every tool and server', () => {
    expect(stats.records).toBe(13);
  });

  test('names all files by what is in them but the one that is read first', () => {
    const target = path.join(siteDir, indexFolder);
    const before = readdirSync(target).filter((name) => name !== 'head.json');
    expect(before).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/)]);
    const other = path.join(folder, 'renamed');
    writeApi(other, { ...catalogue, Files: [{ name: 'list_all_files' }] });
    buildSearchIndex({ siteDir: other, basePath });
    expect(readdirSync(path.join(other, indexFolder))).not.toContain(before[0]);
  });

  test('replaces what was there', () => {
    const other = path.join(folder, 'renamed');
    buildSearchIndex({ siteDir: other, basePath });
    writeApi(other, catalogue);
    buildSearchIndex({ siteDir: other, basePath });
    expect(readdirSync(path.join(other, indexFolder))).toHaveLength(2);
  });

  test('makes the same files of the same site', () => {
    const before = readAll(path.join(siteDir, indexFolder));
    const again = path.join(folder, 'again');
    writeApi(again);
    buildSearchIndex({ siteDir: again, basePath });
    expect(readAll(path.join(again, indexFolder))).toEqual(before);
  });

  test('says what to do when the pages are not there', () => {
    expect(() => buildSearchIndex({ siteDir: path.join(folder, 'empty'), basePath })).toThrow(
      /There is nothing to index: .*servers is missing\. Render the pages first/,
    );
  });

  test('says what to do when the pages were built for another base path', () => {
    const other = path.join(folder, 'other');
    writeApi(other);
    expect(() => buildSearchIndex({ siteDir: other, basePath: '/elsewhere/' })).toThrow(
      /not below the base path \/elsewhere\/\. Build the pages and the index with one BASE_PATH/,
    );
  });
});

describe('a name', () => {
  test.each([
    'create_api_key',
    'createApiKey',
    'create-api-key',
    'create api key',
    'api key',
    'apikey',
    'api_key',
    'createapikey',
  ])('create_api_key is found by %s', async (query) => {
    expect(await listNames(await ask(query, none))).toContain('create_api_key');
  });

  test.each([
    'create_api_key',
    'createApiKey',
    'create-api-key',
    'createApiKeys',
    'create_api_key_for_client',
    'revoke_api_key',
  ])('%s comes first when it is spelled exactly so', async (query) => {
    expect((await listNames(await ask(query, none)))[0]).toBe(query);
  });

  test.each(['delete_f', 'deleteF', 'delete f'])('is found while it is typed: %s', async (query) => {
    expect(await listNames(await ask(query, none))).toContain('delete_file');
  });

  test('with a hidden character is found without it, and shows it', async () => {
    expect(await listNames(await ask('oddname', none))).toEqual(['odd⟨U+200B⟩name']);
  });
});

describe('a query', () => {
  test.each([
    ['key vault', 'Key Vault'],
    ['key-vault', 'Key Vault'],
  ])('finds a server by %s', async (query, name) => {
    const found = await ask(query, none);
    expect((await listNames(found))[0]).toBe(name);
    expect([found.servers, found.tools]).toEqual([1, 4]);
  });

  test.each([
    ['keyName', 'create_api_key'],
    ['issues keys', 'create_api_key'],
    ['github', 'delete_file'],
    ['GitHub', 'delete_file'],
    ['hidden words', 'odd⟨U+200B⟩name'],
    ['key-vault/create_api_key', 'create_api_key'],
  ])('finds by other words than the name: %s', async (query, name) => {
    expect(await listNames(await ask(query, none))).toContain(name);
  });

  test('leads to the page below the base path', async () => {
    const [hit] = (await ask('list_files', none)).hits;
    expect((await hit?.data())?.url).toBe('/catalogue/tools/files/list_files/');
  });

  test.each([
    ['creat_api_key_for_clietn', 'create_api_key_for_client'],
    ['delte file', 'delete_file'],
    ['revokeApiKay', 'revoke_api_key'],
    ['kebba hous', 'Kebab House'],
  ])('finds %s although it is misspelt', async (query, name) => {
    expect((await listNames(await ask(query, none)))[0]).toBe(name);
  });

  test('finds by words that mean the same as those of the name', async () => {
    expect((await listNames(await ask('remove document', none)))[0]).toBe('delete_file');
  });

  test('is followed by what has only some of its words when few have all', async () => {
    const names = await listNames(await ask('please list the files of a zeppelin', none));
    expect(names[0]).toBe('list_files');
    expect(names).toContain('Files');
  });

  test('lists the server first when its name is asked for in words, the tool when its name is', async () => {
    expect((await listNames(await ask('camel corp', none)))[0]).toBe('Camel Corp');
    expect((await listNames(await ask('create api key', none)))[0]).not.toBe('Key Vault');
  });

  test('does not find what only begins with the first letters of a word', async () => {
    // Several texts have the word "a".
    expect(await ask('azure', none)).toMatchObject({ hits: [], tools: 0, servers: 0 });
  });

  test('that matches nothing finds nothing', async () => {
    expect(await ask('zeppelin', none)).toMatchObject({ hits: [], tools: 0, servers: 0 });
  });
});

describe('what is said of an answer', () => {
  test('a corrected query is told, and its words are those to mark', async () => {
    const found = await ask('delte File', none);
    expect(found).toMatchObject({ corrected: 'delete file', words: ['delete', 'file'] });
  });

  test('a query without a slip is not corrected, whatever its spelling', async () => {
    for (const query of ['deleteFile', 'delete-file', 'DELETE files', 'apikey', 'zeppelin', 'lis', '']) {
      expect({ query, corrected: (await ask(query, none)).corrected }).toEqual({
        query,
        corrected: undefined,
      });
    }
  });

  test('words to mark are split as names are, compounds included', async () => {
    expect((await ask('revokeApiKey', none)).words).toEqual(['revoke', 'api', 'key']);
    expect((await ask('apikey', none)).words).toEqual(['api', 'key']);
    expect((await ask('list of files', none)).words).toEqual(['list', 'files']);
  });

  test('hits with only some of the words are told', async () => {
    expect((await ask('list files zeppelin', none)).partial).toBe(true);
    expect((await ask('list files', none)).partial).toBe(true);
    expect((await ask('api key', none)).partial).toBe(false);
    expect((await ask('file', none)).partial).toBe(false);
  });
});

describe('a site that is published anew', () => {
  test('is searched as it is now by a page that was opened before', async () => {
    const other = path.join(folder, 'published');
    writeApi(other);
    buildSearchIndex({ siteDir: other, basePath });
    const host = await serveDirectory({ directory: other, port: 0, basePath });
    try {
      const opened = await openIndex({ bundleUrl: `${host.url}${indexFolder}/`, baseUrl: basePath });
      const question = (query: string): Question => ({ query, choice: none, order: 'relevance' });
      const old = await find(opened, question('create_api_key'));
      writeApi(other, { Files: [{ name: 'a_new_tool' }, { name: 'create_api_key' }] });
      buildSearchIndex({ siteDir: other, basePath });
      await expect(listNames(old)).rejects.toThrow(/The search index is incomplete: .* answers 404\./);
      expect((await listNames(await find(opened, question('create_api_key'))))[0]).toBe('create_api_key');
      expect(await listNames(await find(opened, question('new tool')))).toContain('a_new_tool');
    } finally {
      await host.close();
    }
  });
});

describe('order', () => {
  test('by name is from a to z, servers among tools', async () => {
    const names = await listNames(await ask('', none, 'name'));
    expect(names).toEqual(names.toSorted((a = '', b = '') => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    expect(names).toHaveLength(13);
  });

  test('by level has the highest first, each level by name, and servers last', async () => {
    const found = await ask('key', none, 'level');
    const levels = (await listData(found)).map(({ meta }) => meta['level']);
    expect(levels).toEqual(['critical', 'high', 'high', 'high', 'high', 'medium', undefined]);
    expect((await listNames(found)).slice(1, 5)).toEqual([
      'create_api_key',
      'create_api_key_for_client',
      'createApiKey',
      'revoke_api_key',
    ]);
  });

  test('changes nothing about what is found', async () => {
    const sorted = async (order: Order): Promise<unknown> =>
      (await listNames(await ask('key', none, order))).sort();
    expect(await sorted('name')).toEqual(await sorted('relevance'));
    expect(await sorted('level')).toEqual(await sorted('relevance'));
  });

  test('without a query is by level', async () => {
    const choice = { ...none, class: ['read', 'destructive'] };
    expect(await listNames(await ask('', choice))).toEqual(await listNames(await ask('', choice, 'level')));
  });
});

describe('facets', () => {
  test('several values of one facet widen, several facets narrow', async () => {
    const levels = await ask('', { ...none, level: ['critical', 'low'] });
    expect(await listNames(levels)).toEqual([
      'createApiKeys',
      'delete_file',
      'list_files',
      'odd⟨U+200B⟩name',
    ]);
    const both = await ask('', { ...none, level: ['critical', 'low'], class: ['destructive'] });
    expect(await listNames(both)).toEqual(['delete_file']);
  });

  test('transport, hints and review narrow', async () => {
    expect(await listNames(await ask('', { ...none, transport: ['stdio'], hints: ['undeclared'] }))).toEqual([
      'delete_file',
      'odd⟨U+200B⟩name',
    ]);
    expect(await listNames(await ask('', { ...none, hints: ['declared'] }))).toEqual(['list_files']);
    expect(await listNames(await ask('', { ...none, review: ['reviewed'] }))).toEqual(['createApiKey']);
  });

  test('a value that nothing has leaves nothing', async () => {
    expect(await ask('key', { ...none, level: ['nowhere'] })).toMatchObject({
      hits: [],
      tools: 0,
      servers: 0,
    });
  });

  test('are not fetched for an answer by relevance', async () => {
    const fresh = await openIndex({ bundleUrl: `${server.url}${indexFolder}/`, baseUrl: basePath });
    const fetched = await recordFetches(async () => {
      const { hits } = await find(fresh, { query: 'create_api_key', choice: none, order: 'relevance' });
      await hits[0]?.data();
    });
    expect(fetched.length).toBeGreaterThan(0);
    expect(fetched.filter((url) => url.endsWith('facets.json'))).toEqual([]);
  });

  test('each count is the number of tools that its value would show', async () => {
    for (const query of ['', 'create_api_key', 'api key', 'file', 'remove a key or zeppelin', 'delte file']) {
      for (const choice of [
        none,
        { ...none, level: ['high'] },
        { ...none, level: ['high'], class: ['write'] },
      ]) {
        if (query === '' && choice === none) continue;
        const { counts, tools, servers, hits } = await ask(query, choice);
        expect(tools + servers).toBe(hits.length);
        for (const facet of facets) {
          for (const [value, count] of Object.entries(counts[facet] ?? {})) {
            const alone = await ask(query, { ...choice, [facet]: [value] });
            expect({ query, choice, facet, value, count }).toEqual({
              query,
              choice,
              facet,
              value,
              count: alone.tools,
            });
          }
        }
      }
    }
  });
});

/** What a question finds and how much it is, as a page asks for both. */
async function ask(query: string, choice: Choice, order: Order = 'relevance'): Promise<Found & FoundCounts> {
  const question = { query, choice, order };
  const found = await find(index, question);
  return { ...found, ...(await countFacets(index, question, found)) };
}

function listData({ hits }: Found): Promise<HitData[]> {
  return Promise.all(hits.map((hit) => hit.data()));
}

async function listNames(found: Found): Promise<(string | undefined)[]> {
  return (await listData(found)).map(({ meta }) => meta['title']);
}

/** Addresses that are fetched while something is done. */
async function recordFetches(act: () => Promise<void>): Promise<string[]> {
  const { fetch: real } = globalThis;
  const urls: string[] = [];
  globalThis.fetch = (input, init) => {
    urls.push(input instanceof Request ? input.url : input.toString());
    return real(input, init);
  };
  try {
    await act();
  } finally {
    globalThis.fetch = real;
  }
  return urls;
}

function readAll(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    files.map((file) => [path.relative(directory, file), readFileSync(file, 'base64')]),
  );
}
