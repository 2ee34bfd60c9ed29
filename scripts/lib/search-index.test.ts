import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everything, find, type HitData, openIndex, type SearchIndex } from '#client/search/index.ts';
import { splitWords } from '#domain/words.ts';
import { buildSearchIndex, indexFolder } from '#scripts/index-search.ts';
import { generateServers } from './bench/catalogue.ts';
import { describeForSearch } from './bench/searched-servers.ts';
import type { SearchedServer } from './search-records.ts';
import { serveDirectory, type StaticServer } from './serve.ts';

const toolCount = 2_000;

let folder: string;
let servers: SearchedServer[];
let host: StaticServer;
let index: SearchIndex;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'search-index-'));
  servers = [...generateServers({ tools: toolCount, seed: 7 })].map(describeForSearch);
  const target = path.join(folder, 'api/v1/servers');
  mkdirSync(target, { recursive: true });
  for (const server of servers) writeFileSync(path.join(target, `${server.id}.json`), JSON.stringify(server));
  buildSearchIndex({ siteDir: folder, basePath: '/' });
  host = await serveDirectory({ directory: folder, port: 0, basePath: '/' });
  index = await openIndex({ bundleUrl: `${host.url}${indexFolder}/`, baseUrl: '/' });
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The details of everything that a query finds. */
async function ask(query: string): Promise<HitData[]> {
  const { hits } = await find(index, { query, choice: everything, order: 'relevance' });
  return Promise.all(hits.map((hit) => hit.data()));
}

test('a larger catalogue is cut into files', () => {
  const [version = ''] = readdirSync(path.join(folder, indexFolder)).filter((name) => name !== 'head.json');
  for (const part of ['names', 'texts', 'whole', 'pages']) {
    expect(readdirSync(path.join(folder, indexFolder, version, part)).length).toBeGreaterThan(1);
  }
});

test('every name leads first to a tool of that name, whichever file has it', async () => {
  const names = servers
    .flatMap(({ tools }) => tools.map(({ name }) => name))
    .filter((_, at) => at % 29 === 0);
  for (const name of names)
    expect({ name, first: (await ask(name))[0]?.meta['title'] }).toEqual({ name, first: name });
});

test('the beginning of a word finds every name that has it, across files', async () => {
  for (const beginning of ['d', 'de', 're', 'rep', 'z']) {
    const found = new Set((await ask(beginning)).map(({ url }) => url));
    const missed = servers
      .flatMap(({ tools }) => tools)
      .filter(({ name }) => splitWords(name).some((word) => word.startsWith(beginning)))
      .filter(({ url }) => !found.has(url));
    expect({ beginning, missed }).toEqual({ beginning, missed: [] });
  }
});

test('everything is listed once without a query, by name', async () => {
  const { hits } = await find(index, { query: '', choice: everything, order: 'name' });
  expect(new Set(hits.map(({ id }) => id)).size).toBe(toolCount + servers.length);
  const sample = await Promise.all(hits.filter((_, at) => at % 50 === 0).map((hit) => hit.data()));
  const titles = sample.map(({ meta }) => (meta['title'] ?? '').toLowerCase());
  expect(titles).toEqual(titles.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
});
