import { Listr } from 'listr2';
import { buildRecord } from './build-record.ts';
import { capture } from './capture.ts';
import type { Job } from './job.ts';
import { type Prepared, prepareRecord, readBefore, writePrepared } from './write-record.ts';

/** How jobs are run and shown. */
export interface RunContext {
  /** Content folder. */
  readonly out: string;
  /** Day of the capture, `YYYY-MM-DD`. */
  readonly date: string;
  /** Time for each server, in milliseconds. */
  readonly timeoutMs: number;
  /** How many servers at a time. */
  readonly concurrency: number;
  /** Whether nothing is to be written. */
  readonly check: boolean;
  /** Ends everything that runs; servers are stopped. */
  readonly interruption: AbortSignal;
  /** How progress is shown: on a terminal lines change, elsewhere a server is one line at its start and one at its end. */
  readonly progress: 'terminal' | 'lines' | 'silent';
}

/** What became of one job. */
export type JobResult =
  | { readonly id: string; readonly kind: 'captured'; readonly prepared: Prepared }
  | { readonly id: string; readonly kind: 'failed'; readonly reason: string };

/** Captures servers, several at a time; one that fails stops no other. Results are in the order of the jobs. */
export async function runJobs(jobs: readonly Job[], context: RunContext): Promise<JobResult[]> {
  const results = new Map<string, JobResult>();
  const tasks = jobs.map((job) => ({
    title: job.name,
    task: async (_: unknown, task: { title: string }) => {
      try {
        const prepared = await runJob(job, context, (progress) => {
          if (context.progress === 'terminal') task.title = `${job.name}: ${progress}`;
        });
        results.set(job.id, { id: job.id, kind: 'captured', prepared });
        task.title = `${job.name}: ${prepared.outcome}`;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        results.set(job.id, { id: job.id, kind: 'failed', reason });
        task.title = job.name;
        // The summary gives the reason, which may be long; the list only marks where it happened.
        throw new Error('see below', { cause: error });
      }
    },
  }));
  const renderers = { terminal: 'default', lines: 'simple', silent: 'silent' } as const;
  await new Listr(tasks, {
    renderer: renderers[context.progress],
    rendererOptions: { showErrorMessage: false },
    concurrent: context.concurrency,
    exitOnError: false,
    // Whoever calls stops the servers first.
    registerSignalListeners: false,
  }).run();
  return jobs.flatMap(({ id }) => results.get(id) ?? []);
}

async function runJob(job: Job, context: RunContext, show: (progress: string) => void): Promise<Prepared> {
  context.interruption.throwIfAborted();
  const seen = await capture(job, { ...context, show });
  const before = readBefore(context.out, job.id);
  const prepared = prepareRecord(context.out, job.id, buildRecord(job, seen, before, context.date));
  if (!context.check) writePrepared(prepared);
  return prepared;
}
