import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSearchIndex, indexFolder } from '#scripts/index-search.ts';
import { buildSite, buildSteps } from '../pipeline.ts';
import { serveDirectory } from '../serve.ts';
import { projectRoot, type Settings } from '../settings.ts';
import { generateServers } from './catalogue.ts';
import { writeContentFolder, type WrittenContent } from './content-folder.ts';
import { describeForSearch } from './searched-servers.ts';
import { type TypedQuery, typeQueries } from './type-queries.ts';

/** Tools of the site whose search page is used; its index is replaced by that of the large catalogue. */
const pageTools = 20;

/** How fast the search of a large catalogue answers in a browser. */
export interface SearchMeasure {
  readonly content: WrittenContent;
  /** Of making the index, without the records. */
  readonly index: { readonly seconds: number; readonly files: number; readonly bytes: number };
  readonly queries: readonly TypedQuery[];
}

/** What to measure, and where. */
export interface SearchBench {
  readonly tools: number;
  readonly servers: number | undefined;
  readonly seed: number;
  /** Each query is typed so many times, on a cold page each. */
  readonly runs: number;
  /** An empty folder to work in. */
  readonly folder: string;
  /** Content folder from which the site takes its texts. */
  readonly realContent: string;
}

/**
 * Builds a small site, gives it the search index of a large synthetic catalogue, serves it compressed and types queries into its
 * search page in the browser of the development dependencies.
 */
export async function measureSearch(bench: SearchBench): Promise<SearchMeasure> {
  const contentDir = path.join(bench.folder, 'content');
  const siteDir = path.join(bench.folder, 'site');
  writeContentFolder(contentDir, bench.realContent, { tools: pageTools, seed: bench.seed });
  const settings: Settings = {
    root: projectRoot,
    contentDir,
    outDir: siteDir,
    siteUrl: 'https://catalogue.example',
    basePath: '/',
  };
  // What the checks find in the small site does not matter here.
  const steps = buildSteps.filter(({ id }) => id !== 'check');
  await buildSite(settings, steps, { terminal: false, silent: true });
  const content = writeServers(siteDir, bench);
  const start = performance.now();
  buildSearchIndex({ siteDir, basePath: '/' });
  const index = {
    seconds: (performance.now() - start) / 1000,
    ...measureFolder(path.join(siteDir, indexFolder)),
  };
  const server = await serveDirectory({ directory: siteDir, port: 0, basePath: '/' });
  try {
    return {
      content,
      index,
      queries: await typeQueries(`${server.url}search/`, listQueries(content.name), bench.runs),
    };
  } finally {
    await server.close();
  }
}

/** Replaces the servers of the API of a site. */
function writeServers(
  siteDir: string,
  { tools, servers, seed }: SearchBench,
): WrittenContent & { readonly name: string } {
  const folder = path.join(siteDir, 'api/v1/servers');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const written = { servers: 0, tools: 0, name: '' };
  for (const server of generateServers({ tools, servers, seed })) {
    writeFileSync(path.join(folder, `${server.id}.json`), JSON.stringify(describeForSearch(server)));
    written.servers += 1;
    written.tools += server.tools.length;
    const [tool] = server.tools;
    if (tool && written.tools <= tools / 2) written.name = tool.name;
  }
  return written;
}

/** What people type, with a facet that they choose afterwards. */
function listQueries(name: string): { readonly query: string; readonly facet?: readonly [string, string] }[] {
  return [
    { query: name },
    { query: 'list_files' },
    { query: 'delete invoice' },
    { query: 'refund the last payment of a customer' },
    { query: 'delte invoise' },
    { query: 'remove', facet: ['level', 'high'] },
  ];
}

function measureFolder(folder: string): { files: number; bytes: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.reduce(
    (sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size,
    0,
  );
  return { files: files.length, bytes };
}
