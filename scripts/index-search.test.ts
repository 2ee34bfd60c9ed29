import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiServer, ApiTool } from '#schema/api.ts';
import type { Capability, Level, RiskClass } from '#schema/vocabulary.ts';
import { type Choice, find, type Found, openIndex, type SearchIndex } from '#client/search/index.ts';
import { buildSearchIndex, type SearchIndexStats } from './index-search.ts';
import { serveDirectory, type StaticServer } from './lib/serve.ts';

const basePath = '/catalogue/';
const none: Choice = { level: [], class: [], capability: [] };

/** The part of a tool that search reads. */
interface Sketch {
  readonly name: string;
  readonly description?: string;
  readonly level?: Level;
  readonly class?: RiskClass;
  readonly capabilities?: readonly Capability[];
  readonly parameters?: readonly string[];
}

const catalogue: Readonly<Record<string, readonly Sketch[]>> = {
  'Key Vault': [
    {
      name: 'create_api_key',
      description: 'Issues a new key for an agent. The full key is shown once.',
      level: 'high',
      class: 'write',
      capabilities: ['key-issuance'],
      parameters: ['keyName'],
    },
    {
      name: 'revoke_api_key',
      description:
        'Ends a key. Call create_api_key first, since create_api_key gives the new one; create_api_key is safe.',
      level: 'high',
      class: 'destructive',
      capabilities: ['key-rotation'],
    },
    {
      name: 'create_api_key_for_client',
      description: 'Issues a key for a client.',
      level: 'high',
      class: 'write',
    },
    { name: 'createApiKeys', description: 'Issues many keys.', level: 'critical', class: 'write' },
  ],
  'Camel Corp': [{ name: 'createApiKey', description: 'Makes a key.', level: 'high', class: 'write' }],
  'Kebab House': [{ name: 'create-api-key', description: 'Bakes a key.', level: 'medium', class: 'write' }],
  Files: [
    { name: 'list_files', description: 'Lists files of a folder.', level: 'low', class: 'read' },
    {
      name: 'delete_file',
      description: 'Deletes a file on GitHub.',
      level: 'critical',
      class: 'destructive',
    },
    {
      name: 'odd\u200bname',
      description: '<img src=x onerror=alert(1)> and hid\u200bden words.',
      level: 'low',
      class: 'read',
    },
  ],
};

let folder: string;
let siteDir: string;
let stats: SearchIndexStats;
let server: StaticServer;
let index: SearchIndex;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'index-search-'));
  siteDir = path.join(folder, 'site');
  writeApi(siteDir);
  stats = await buildSearchIndex({ siteDir, basePath });
  server = await serveDirectory({ directory: siteDir, port: 0, basePath });
  // Node imports no script from a server, but the script fetches everything else from there, as in a browser.
  const scriptUrl = pathToFileURL(path.join(siteDir, 'pagefind/pagefind.js')).href;
  index = await openIndex({ scriptUrl, bundleUrl: `${server.url}pagefind/`, baseUrl: basePath });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('buildSearchIndex', () => {
  test('records every tool and server', () => {
    expect(stats.records).toBe(13);
  });

  test('keeps only the files that a page loads', () => {
    const names = readdirSync(path.join(siteDir, 'pagefind')).map((name) =>
      name.replace(/en_[0-9a-f]+/, 'en_hash'),
    );
    expect(names.sort()).toMatchInlineSnapshot(`
      [
        "filter",
        "fragment",
        "index",
        "pagefind-entry.json",
        "pagefind-worker.js",
        "pagefind.en_hash.pf_meta",
        "pagefind.js",
        "wasm.en.pagefind",
      ]
    `);
  });

  test('makes the same files of the same site', async () => {
    const before = readAll(path.join(siteDir, 'pagefind'));
    const again = path.join(folder, 'again');
    writeApi(again);
    await buildSearchIndex({ siteDir: again, basePath });
    expect(readAll(path.join(again, 'pagefind'))).toEqual(before);
  });

  test('says what to do when the pages are not there', async () => {
    await expect(buildSearchIndex({ siteDir: path.join(folder, 'empty'), basePath })).rejects.toThrow(
      /There is nothing to index: .*servers is missing\. Render the pages first/,
    );
  });

  test('says what to do when the pages were built for another base path', async () => {
    const other = path.join(folder, 'other');
    writeApi(other);
    await expect(buildSearchIndex({ siteDir: other, basePath: '/elsewhere/' })).rejects.toThrow(
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
    expect(await listNames(await find(index, query, none))).toContain('create_api_key');
  });

  test.each([
    'create_api_key',
    'createApiKey',
    'create-api-key',
    'createApiKeys',
    'create_api_key_for_client',
    'revoke_api_key',
  ])('%s comes first when it is spelled exactly so', async (query) => {
    expect((await listNames(await find(index, query, none)))[0]).toBe(query);
  });

  test.each(['delete_f', 'deleteF', 'delete f'])('is found while it is typed: %s', async (query) => {
    expect(await listNames(await find(index, query, none))).toContain('delete_file');
  });

  test('with a hidden character is found without it, and shows it', async () => {
    expect(await listNames(await find(index, 'oddname', none))).toEqual(['odd⟨U+200B⟩name']);
  });
});

describe('a query', () => {
  test.each([
    ['key vault', 'Key Vault'],
    ['key-vault', 'Key Vault'],
  ])('finds a server by %s', async (query, name) => {
    const found = await find(index, query, none);
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
    expect(await listNames(await find(index, query, none))).toContain(name);
  });

  test('leads to the page below the base path', async () => {
    const [hit] = (await find(index, 'list_files', none)).hits;
    expect((await hit?.data())?.url).toBe('/catalogue/tools/files/list_files/');
  });

  test.each([
    ['creat_api_key_for_clietn', 'create_api_key_for_client'],
    ['delte file', 'delete_file'],
    ['revokeApiKay', 'revoke_api_key'],
    ['kebba hous', 'Kebab House'],
  ])('finds %s although it is misspelt', async (query, name) => {
    expect((await listNames(await find(index, query, none)))[0]).toBe(name);
  });

  test('finds by words that mean the same as those of the name', async () => {
    expect((await listNames(await find(index, 'remove document', none)))[0]).toBe('delete_file');
  });

  test('is followed by what has only some of its words when few have all', async () => {
    const names = await listNames(await find(index, 'please list the files of a zeppelin', none));
    expect(names[0]).toBe('list_files');
    expect(names).toContain('Files');
  });

  test('lists the server first when its name is asked for in words, the tool when its name is', async () => {
    expect((await listNames(await find(index, 'camel corp', none)))[0]).toBe('Camel Corp');
    expect((await listNames(await find(index, 'create api key', none)))[0]).not.toBe('Key Vault');
  });

  test('does not find what only begins with the first letters of a word', async () => {
    // Several texts have the word "a".
    expect(await find(index, 'azure', none)).toMatchObject({ hits: [], tools: 0, servers: 0 });
  });

  test('that matches nothing finds nothing', async () => {
    expect(await find(index, 'zeppelin', none)).toMatchObject({ hits: [], tools: 0, servers: 0 });
  });
});

describe('facets', () => {
  test('several values of one facet widen, several facets narrow', async () => {
    const levels = await find(index, '', { ...none, level: ['critical', 'low'] });
    expect(await listNames(levels)).toEqual([
      'createApiKeys',
      'delete_file',
      'list_files',
      'odd⟨U+200B⟩name',
    ]);
    const both = await find(index, '', { ...none, level: ['critical', 'low'], class: ['destructive'] });
    expect(await listNames(both)).toEqual(['delete_file']);
  });

  test('each count is the number of tools that its value would show', async () => {
    for (const query of ['', 'create_api_key', 'api key', 'file', 'remove a key or zeppelin', 'delte file']) {
      for (const choice of [
        none,
        { ...none, level: ['high'] },
        { ...none, level: ['high'], class: ['write'] },
      ]) {
        if (query === '' && choice === none) continue;
        const { counts, tools, servers, hits } = await find(index, query, choice);
        expect(tools + servers).toBe(hits.length);
        for (const facet of ['level', 'class', 'capability'] as const) {
          for (const [value, count] of Object.entries(counts[facet] ?? {})) {
            const alone = await find(index, query, { ...choice, [facet]: [value] });
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

async function listNames(found: Found): Promise<(string | undefined)[]> {
  return (await Promise.all(found.hits.map((hit) => hit.data()))).map(({ meta }) => meta['title']);
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

function writeApi(site: string): void {
  const target = path.join(site, 'api/v1/servers');
  mkdirSync(target, { recursive: true });
  for (const [name, tools] of Object.entries(catalogue)) {
    const record = sketchServer(name, tools);
    writeFileSync(path.join(target, `${record.id}.json`), JSON.stringify(record));
  }
}

/** A server of the API as far as search reads it. */
function sketchServer(
  name: string,
  tools: readonly Sketch[],
): Pick<ApiServer, 'id' | 'name' | 'url' | 'recordedToolCount' | 'source'> & { tools: Partial<ApiTool>[] } {
  const id = name.toLowerCase().replaceAll(' ', '-');
  return {
    id,
    name,
    url: `${basePath}servers/${id}/`,
    recordedToolCount: tools.length,
    source: { package: null, version: null, repository: null, endpoint: null, homepage: null },
    tools: tools.map((tool) => ({
      name: tool.name,
      url: `${basePath}tools/${id}/${tool.name.replace(/[^\w-]/g, '')}/`,
      title: null,
      description: tool.description ?? null,
      class: tool.class ?? 'unknown',
      level: tool.level ?? 'unknown',
      capabilities: (tool.capabilities ?? []).map((capability) => ({
        id: capability,
        label: capability,
        evidence: [],
      })),
      definition: {
        digest: `sha256:${'0'.repeat(64)}`,
        tokens: 40,
        capturedOn: '2026-01-01',
        inputSchema: {
          type: 'object',
          properties: Object.fromEntries((tool.parameters ?? []).map((key) => [key, { type: 'string' }])),
        },
        outputSchema: null,
      },
    })),
  };
}
