import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { inspectFiles, type Inspection } from './inspect.ts';
import type { Site } from './site.ts';
import type { CheckOptions } from './types.ts';

/** What a thread is started with. */
export interface ThreadInput {
  readonly options: CheckOptions;
  /** Paths of all files of the site, one to a line: one string is copied far quicker than an array. */
  readonly files: string;
  /** Paths of the files that this thread inspects, one to a line. */
  readonly paths: string;
}

/** Megabytes of heap for a thread: what it keeps is a few hundred bytes for each page; without a bound it tidies up late. */
const heapOfThread = 512;

/** Starting threads costs more than reading so many pages. */
const pagesWorthThreads = 500;

/**
 * Inspects all files, on as many threads as the machine runs at once when there are many pages.
 * Each thread gets neighbours in the order of paths, so that it reads the API file of a server once.
 */
export async function inspectInThreads(paths: readonly string[], site: Site): Promise<Inspection> {
  const pages = paths.filter((path) => path.endsWith('.html')).length;
  const threads = pages > pagesWorthThreads ? availableParallelism() : 1;
  if (threads === 1) return inspectFiles(paths, site);
  const files = [...site.files].join('\n');
  const parts = await Promise.all(
    splitEvenly(paths, threads).map((share) =>
      runThread({ options: site.options, files, paths: share.join('\n') }),
    ),
  );
  return {
    records: parts.flatMap(({ records }) => records),
    findings: parts.flatMap(({ findings }) => findings),
  };
}

function runThread(input: ThreadInput): Promise<Inspection> {
  return new Promise((resolve, reject) => {
    // Options that a test runner was started with are not for this thread.
    const worker = new Worker(new URL('thread.ts', import.meta.url), {
      workerData: input,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: heapOfThread },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`A thread that checks pages ended early with code ${code}.`));
    });
  });
}

/** Pages and other files are dealt out apart: a page takes a hundred times as long. */
function splitEvenly(paths: readonly string[], parts: number): string[][] {
  const groups = [
    paths.filter((path) => path.endsWith('.html')),
    paths.filter((path) => !path.endsWith('.html')),
  ];
  return Array.from({ length: parts }, (_, part) =>
    groups.flatMap((group) =>
      group.slice(Math.floor((part * group.length) / parts), Math.floor(((part + 1) * group.length) / parts)),
    ),
  );
}
