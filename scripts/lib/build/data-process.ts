import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readLibrary } from '#site/content-folder.ts';
import { listDataFiles } from '#site/data-files.ts';
import { createUrls } from '#site/urls.ts';
import { buildSearchIndex } from '#scripts/index-search.ts';
import type { Settings } from '../settings.ts';
import { serveParent } from './child.ts';

/** What the data process has made, and how long it took. */
export interface DataResult {
  /** Files below `api/v1/`. */
  readonly files: number;
  /** Records in the search index. */
  readonly records: number;
  /** Seconds for the files, and for the index. */
  readonly seconds: { readonly data: number; readonly index: number };
}

/** What the data process is started with. */
export interface DataInput {
  readonly settings: Settings;
  /** Folder to write to. */
  readonly dataDir: string;
}

if (import.meta.main) {
  await serveParent((input) => {
    const { settings, dataDir } = input as DataInput;
    return writeData(settings, dataDir);
  });
}

/** Writes the files for programs into `<dataDir>/api/v1/`, and from them the search index into `<dataDir>/pagefind/`. */
export async function writeData({ contentDir, basePath }: Settings, dataDir: string): Promise<DataResult> {
  const start = performance.now();
  const folders = new Set<string>();
  let files = 0;
  for (const { path: name, write } of listDataFiles(readLibrary(contentDir), createUrls(basePath))) {
    const file = path.join(dataDir, 'api', 'v1', name);
    const folder = path.dirname(file);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    writeFileSync(file, write(), { flag: 'wx' });
    files += 1;
  }
  const written = performance.now();
  const { records } = await buildSearchIndex({ siteDir: dataDir, basePath });
  const seconds = { data: (written - start) / 1000, index: (performance.now() - written) / 1000 };
  return { files, records, seconds };
}
