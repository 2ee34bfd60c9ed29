import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSearchIndex } from './index-search.ts';
import { openSiteSearch } from './lib/search-eval/site-search.ts';
import { evaluateSearch } from './search-eval.ts';

const basePath = '/catalogue/';

let folder: string;
let siteDir: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'search-eval-'));
  siteDir = path.join(folder, 'site');
  writeApi(siteDir, ['send_message', 'Delete-File']);
  buildSearchIndex({ siteDir, basePath });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('asks the index of a built site, below any base path, and names answers by their ids', async () => {
  const queries = path.join(folder, 'queries.yaml');
  writeFileSync(
    queries,
    `knownItems:
  - { query: sendMessage, style: spelling, right: [post-office/send_message] }
  - { query: Post Office, style: server, right: [post-office] }
intents:
  - { query: zeppelin, right: [post-office/Delete-File] }
`,
  );
  const answered = await evaluateSearch(siteDir, queries);
  expect(answered.map(({ query, place, came }) => ({ query, place, came: came.slice(0, 1) }))).toEqual([
    { query: 'sendMessage', place: 1, came: ['post-office/send_message'] },
    { query: 'Post Office', place: 1, came: ['post-office'] },
    { query: 'zeppelin', place: undefined, came: [] },
  ]);
});

test('says which parts of a built site a folder lacks', async () => {
  const empty = path.join(folder, 'empty');
  mkdirSync(empty);
  await expect(openSiteSearch(empty)).rejects.toThrow(
    /is not a built site: .*head\.json and .*servers are missing\. Name one that npm run build has made\./,
  );
});

/** The API as far as search reads it: one server with tools of these names. */
function writeApi(site: string, names: readonly string[]): void {
  const target = path.join(site, 'api/v1/servers');
  mkdirSync(target, { recursive: true });
  const tools = names.map((name) => ({
    name,
    url: `${basePath}tools/post-office/${name.toLowerCase()}/`,
    title: null,
    description: null,
    class: 'unknown',
    level: 'unknown',
    capabilities: [],
    annotations: { declared: {} },
    review: null,
    definition: { inputSchema: { type: 'object' }, outputSchema: null },
  }));
  const server = {
    id: 'post-office',
    name: 'Post Office',
    url: `${basePath}servers/post-office/`,
    recordedToolCount: tools.length,
    transports: ['stdio'],
    source: { package: null, endpoint: null },
    tools,
  };
  writeFileSync(path.join(target, 'post-office.json'), JSON.stringify(server));
}
