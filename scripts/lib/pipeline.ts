import { readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkContent } from '#records/checks.ts';
import { formatProblems, hasErrors } from '#records/problems.ts';
import { readContent } from '#records/read.ts';
import { checkSite } from '../check-site.ts';
import { buildProseIndex } from '../index-prose.ts';
import { runChild } from './build/child.ts';
import { type DataInput, type DataResult, pagesAreRendered } from './build/data-process.ts';
import type { PagesInput, Progress } from './build/pages-process.ts';
import { siteDirectory } from './build/render-pages.ts';
import { measureDirectory, refuseOutputDirectory, replaceDirectory } from './output-directory.ts';
import { countNoun, formatBytes, formatNumber, runSteps, type ShowOptions, type Step } from './progress.ts';
import type { Settings } from './settings.ts';
import type { AheadInspection } from './site-check/ahead.ts';
import { formatReport } from './site-check/report.ts';
import { createWorkDirectory } from './work-directory.ts';

/** What the steps of one build share. */
export interface BuildState {
  /** The address may be filled in from the records. */
  settings: Settings;
  /** Folder that belongs to this build alone. */
  readonly workDir: string;
  /** The site before it is published. */
  readonly siteDir: string;
  /** Tools in the records. */
  tools: number;
  /** HTML pages. */
  pages: number;
  /** Seconds of parts that run beside each other within a step. */
  readonly seconds: Record<string, number>;
  /** What was inspected of the pages while others were rendered. */
  ahead: AheadInspection | undefined;
  /** Files of the finished site. */
  files: number;
  /** Bytes of the finished site. */
  bytes: number;
  /** What the reader should know although the build succeeded. */
  readonly warnings: string[];
}

/** What a build has made. */
export interface BuildStats {
  readonly pages: number;
  readonly files: number;
  readonly bytes: number;
  /** Seconds of each step by its id; `data`, `index` and `prose` run within `render`. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Seconds of the whole build. */
  readonly totalSeconds: number;
  /** What the reader should know although the build succeeded. */
  readonly warnings: readonly string[];
}

/** The way from records to a published site. The output folder is touched by the last step alone. */
export const buildSteps: readonly Step<BuildState>[] = [
  { id: 'validate', title: 'Check the records', run: validateRecords },
  { id: 'render', title: 'Render pages, data and search index', run: renderPages },
  { id: 'check', title: 'Check the site', run: checkPages },
  { id: 'publish', title: 'Publish', run: publishSite },
];

/**
 * Builds the site. Either all steps succeed and the output folder holds the new site, or an error says what is wrong and
 * the output folder is as it was.
 */
export async function buildSite(
  settings: Settings,
  steps: readonly Step<BuildState>[],
  show: ShowOptions,
): Promise<BuildStats> {
  const refusal = refuseOutputDirectory(settings);
  if (refusal !== undefined) throw new Error(refusal);
  const start = performance.now();
  const workDir = createWorkDirectory(settings.root);
  const siteDir = siteDirectory(workDir);
  const state: BuildState = {
    settings,
    workDir,
    siteDir,
    tools: 0,
    pages: 0,
    seconds: {},
    ahead: undefined,
    files: 0,
    bytes: 0,
    warnings: [],
  };
  try {
    const seconds = { ...(await runSteps(steps, state, show)), ...state.seconds };
    const { pages, files, bytes, warnings } = state;
    return { pages, files, bytes, warnings, seconds, totalSeconds: (performance.now() - start) / 1000 };
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

function validateRecords(state: BuildState): string {
  const content = readContent(state.settings.contentDir);
  const problems = [...content.problems, ...checkContent(content)];
  if (hasErrors(problems)) throw new Error(formatProblems(problems));
  if (problems.length > 0) state.warnings.push(formatProblems(problems));
  const published = content.site?.url;
  if (state.settings.siteUrl === undefined && published !== undefined) {
    state.settings = { ...state.settings, siteUrl: new URL(published).origin };
  }
  const tools = content.servers.reduce((sum, { server }) => sum + server.tools.length, 0);
  state.tools = tools;
  return `${countNoun(content.servers.length, 'server')}, ${countNoun(tools, 'tool')}`;
}

/** Pages, and beside them, in another process, the files for programs and the search index; then the index of prose. */
async function renderPages(state: BuildState, show: (progress: string) => void): Promise<string> {
  const { settings, workDir, siteDir } = state;
  const dataDir = path.join(workDir, 'data');
  const pagesProcess = runChild<Progress, number>(new URL('build/pages-process.ts', import.meta.url), {
    input: { settings, workDir } satisfies PagesInput,
    nodeOptions: boundMemory(state.tools),
    onProgress: ({ written, total }) => {
      show(`${formatNumber(written)} of ${countNoun(total, 'page')}`);
    },
  });
  const dataProcess = runChild<never, DataResult>(new URL('build/data-process.ts', import.meta.url), {
    input: { settings, dataDir, siteDir } satisfies DataInput,
    nodeOptions: boundMemory(state.tools),
    onProgress: () => undefined,
  });
  const rendered = pagesProcess.result.finally(() => dataProcess.tell(pagesAreRendered));
  // Both are waited for even when one fails: the folder that they write to is removed afterwards.
  const [pagesMade, dataMade] = await Promise.allSettled([rendered, dataProcess.result]);
  const failures = [pagesMade, dataMade].flatMap((made) =>
    made.status === 'rejected' ? [made.reason as Error] : [],
  );
  if (pagesMade.status === 'rejected' || dataMade.status === 'rejected') {
    throw new Error(failures.map(({ message }) => message).join('\n\n'));
  }
  const pages = pagesMade.value;
  const data = dataMade.value;
  if (pages === 0) throw new Error('Astro rendered no page. Check that src/pages has routes.');
  // Astro empties its folder when it begins, so the other process writes beside it.
  for (const name of readdirSync(dataDir)) renameSync(path.join(dataDir, name), path.join(siteDir, name));
  state.pages = pages;
  Object.assign(state.seconds, data.seconds);
  state.ahead = data.ahead;
  const start = performance.now();
  const prose = await buildProseIndex(siteDir);
  state.seconds['prose'] = (performance.now() - start) / 1000;
  return `${countNoun(pages, 'page')}, ${countNoun(data.files, 'data file')}, ${countNoun(data.records, 'search record')}, ${countNoun(prose.pages, 'page')} of prose`;
}

/**
 * Bounds the heap of a child. Without a bound it grows as far as the machine has memory before it is tidied up; a tool needs
 * some 20 kB for its entry, the indexes and the routes, and a rendering some 300 MB for itself.
 */
function boundMemory(tools: number): readonly string[] {
  return [`--max-old-space-size=${320 + Math.ceil(tools / 20)}`, '--max-semi-space-size=16'];
}

async function checkPages({ siteDir, settings, ahead }: BuildState): Promise<string> {
  const { basePath, siteUrl } = settings;
  const report = await checkSite({ siteDir, basePath, siteUrl }, ahead);
  if (report.findings.length > 0) throw new Error(formatReport(report));
  return `${countNoun(report.pages, 'page')} without a finding`;
}

function publishSite(state: BuildState): string {
  const { files, bytes } = measureDirectory(state.siteDir);
  state.files = files;
  state.bytes = bytes;
  replaceDirectory(state.siteDir, state.settings.outDir);
  return `${countNoun(files, 'file')}, ${formatBytes(bytes)} in ${state.settings.outDir}`;
}
