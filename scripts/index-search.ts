import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Head } from '#client/search/store.ts';
import { makeIndexFiles } from './lib/search-index.ts';
import { listSearchRecords, type SearchedServer, type SearchRecord } from './lib/search-records.ts';

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

/** Folder of the index in a site. */
export const indexFolder = 'search-index';

/**
 * Indexes the tools and servers of a built site from its API, so that search and pages cannot differ, into `<siteDir>/search-index/`.
 * What was there is replaced. Throws when the site has no API or was built for another base path.
 */
export function buildSearchIndex({ siteDir, basePath }: SearchIndexOptions): SearchIndexStats {
  const outputPath = path.join(siteDir, indexFolder);
  const records = [...readRecords(listServerFiles(siteDir), basePath)];
  const { files, head } = makeIndexFiles(records);
  rmSync(outputPath, { recursive: true, force: true });
  const digest = createHash('sha256');
  for (const [name, text] of files) digest.update(`${name}\n${text}\n`);
  // The folder changes with what is in it, so browsers and hosts may keep its files for ever.
  const version = digest.digest('hex').slice(0, 12);
  const folders = new Set<string>();
  for (const [name, text] of files) {
    const file = path.join(outputPath, version, `${name}.json`);
    const folder = path.dirname(file);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    writeFileSync(file, text);
  }
  writeFileSync(path.join(outputPath, 'head.json'), JSON.stringify({ version, ...head } satisfies Head));
  return { records: records.length, files: files.size + 1 };
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
    yield* listSearchRecords(JSON.parse(readFileSync(file, 'utf8')) as SearchedServer, basePath);
  }
}
