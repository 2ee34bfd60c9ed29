import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import type { ApiServer } from '#schema/api.ts';
import { listSearchRecords, type SearchRecord } from './lib/search-records.ts';

/** What to index. */
export interface SearchIndexOptions {
  /** Absolute path of a built site. */
  readonly siteDir: string;
  /** Path of the site on its host, with slashes at both ends. */
  readonly basePath: string;
}

/** What was indexed. */
export interface SearchIndexStats {
  /** Tools and servers. */
  readonly records: number;
  /** Files in the folder of the index. */
  readonly files: number;
}

/** Files of details about results. Each holds those of several pages, so that hosts with a limit on files can hold a large site. */
const mostFragments = 1_000;

/** Records on their way to the indexer at one time. */
const batchSize = 1_000;

/** What the indexer writes and no page loads: ready-made interfaces, highlighting, and stemming for no language. */
const unused = /^(?:pagefind-(?:ui|modular-ui|component-ui|highlight)\.|wasm\.unknown\.|playground$)/;

/**
 * Indexes the tools and servers of a built site from its API, so that search and pages cannot differ, into `<siteDir>/pagefind/`.
 * What was there is replaced. Throws when the site has no API or the indexer refuses a record; the message says which.
 */
export async function buildSearchIndex({ siteDir, basePath }: SearchIndexOptions): Promise<SearchIndexStats> {
  const outputPath = path.join(siteDir, 'pagefind');
  const serverFiles = listServerFiles(siteDir);
  rmSync(outputPath, { recursive: true, force: true });
  try {
    const { index, errors } = await createIndex({ forceLanguage: 'en', maxFragments: mostFragments });
    if (index === undefined) throw new Error(`The search indexer did not start: ${errors.join('; ')}`);
    const records = await addRecords(index, readRecords(serverFiles, basePath));
    const written = await index.writeFiles({ outputPath });
    if (written.errors.length > 0)
      throw new Error(`The search index was not written: ${written.errors.join('; ')}`);
    removeUnused(outputPath);
    return {
      records,
      files: readdirSync(outputPath, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      ).length,
    };
  } finally {
    await close();
  }
}

function listServerFiles(siteDir: string): string[] {
  const folder = path.join(siteDir, 'api/v1/servers');
  if (!existsSync(folder)) {
    throw new Error(
      `There is nothing to index: ${folder} is missing. Render the pages first; the API is part of them.`,
    );
  }
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => path.join(folder, name));
}

/** One server at a time: the API of a large catalogue does not fit into memory. */
function* readRecords(files: readonly string[], basePath: string): Generator<SearchRecord> {
  for (const file of files) {
    // The build has parsed this value with the schema of the API before it wrote the file.
    yield* listSearchRecords(JSON.parse(readFileSync(file, 'utf8')) as ApiServer, basePath);
  }
}

async function addRecords(index: PagefindIndex, records: Iterable<SearchRecord>): Promise<number> {
  let count = 0;
  let batch: Promise<string[]>[] = [];
  const problems: string[] = [];
  const flush = async (): Promise<void> => {
    problems.push(...(await Promise.all(batch)).flat());
    batch = [];
  };
  for (const record of records) {
    batch.push(addRecord(index, record));
    count += 1;
    if (batch.length === batchSize) await flush();
  }
  await flush();
  if (problems.length > 0) throw new Error(['The search indexer refused records.', ...problems].join('\n'));
  return count;
}

async function addRecord(index: PagefindIndex, record: SearchRecord): Promise<string[]> {
  const filters = Object.fromEntries(
    Object.entries(record.filters).map(([name, values]) => [name, [...values]]),
  );
  const { errors } = await index.addCustomRecord({
    url: record.url,
    content: record.content,
    language: 'en',
    meta: { ...record.meta },
    filters,
    sort: { ...record.sort },
  });
  return errors.map((error) => `${record.url}: ${error}`);
}

function removeUnused(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => unused.test(entry))) {
    rmSync(path.join(folder, name), { recursive: true });
  }
}
