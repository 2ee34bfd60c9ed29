import { mkdirSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import type { Library } from '#site/library.ts';
import { readLibrary } from '#site/content-folder.ts';
import { listDataFiles } from '#site/data-files.ts';
import { createUrls } from '#site/urls.ts';
import { buildSearchIndex } from '#scripts/index-search.ts';
import { formats } from '../formats/formats.ts';
import type { Settings } from '../settings.ts';
import { type AheadInspection, inspectAhead } from '../site-check/ahead.ts';
import { serveParent } from './child.ts';

/** What the data process has made, and how long it took. */
export interface DataResult {
  /** Files below `api/v1/`. */
  readonly files: number;
  /** Records in the search index. */
  readonly records: number;
  /** Seconds for the files, and for the index. */
  readonly seconds: { readonly data: number; readonly index: number };
  /** What was seen of the pages in the time that was left. */
  readonly ahead: AheadInspection;
}

/** What the data process is started with. */
export interface DataInput {
  readonly settings: Settings;
  /** Folder to write to. */
  readonly dataDir: string;
  /** Folder in which the pages appear meanwhile. */
  readonly siteDir: string;
}

/** What the parent says when all pages are rendered. */
export const pagesAreRendered = 'pages are rendered';

if (import.meta.main) {
  await serveParent((input) => {
    // The pages take longest, so they come first where processes compete.
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    return writeData(input as DataInput);
  });
}

/**
 * Writes the files for programs into `<dataDir>/api/v1/` and from them the search index into `<dataDir>/search-index/`; then
 * inspects the tool pages that are there until the parent says that all are rendered.
 */
export async function writeData({ settings, dataDir, siteDir }: DataInput): Promise<DataResult> {
  let ended = false;
  process.once('message', () => (ended = true));
  const { contentDir, basePath, siteUrl } = settings;
  const start = performance.now();
  const library = readLibrary(contentDir);
  const files = writeFiles(library, basePath, dataDir);
  const written = performance.now();
  const seconds = { data: (written - start) / 1000, index: 0 };
  const { records } = buildSearchIndex({ siteDir: dataDir, basePath });
  seconds.index = (performance.now() - written) / 1000;
  // Pages are still being rendered; those that are there can be inspected meanwhile.
  const ahead = await inspectAhead({
    check: { siteDir, basePath, siteUrl },
    dataDir,
    pages: library.toolsByServer.map(({ id }) => `tools/${id}/index.html`),
    hasEnded: () => ended,
  });
  return { files, records, seconds, ahead };
}

function writeFiles(library: Library, basePath: string, dataDir: string): number {
  const folders = new Set<string>();
  let files = 0;
  const problems: string[] = [];
  for (const { path: name, write, format } of listDataFiles(library, createUrls(basePath))) {
    const text = write();
    if (format) problems.push(...formats[format](text).map((problem) => `${name}: ${problem}`));
    const file = path.join(dataDir, 'api', 'v1', name);
    const folder = path.dirname(file);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    writeFileSync(file, text, { flag: 'wx' });
    files += 1;
  }
  if (problems.length > 0) throw new Error(wordProblems(problems));
  return files;
}

/** Problems shown at most; a generator that is wrong is wrong for many tools. */
const shownProblems = 20;

function wordProblems(problems: readonly string[]): string {
  const more = problems.length - shownProblems;
  return [
    'Policy files that their format would refuse were about to be published:',
    ...problems.slice(0, shownProblems),
    ...(more > 0 ? [`… and ${more.toString()} more.`] : []),
    'Correct the generator of the format in src/domain/targets.',
  ].join('\n');
}
