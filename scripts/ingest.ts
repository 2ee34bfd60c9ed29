import { judgeChange } from '#domain/drift.ts';
import { settingOf } from '#domain/facts.ts';
import { definitionDigest } from '#records/canonical.ts';
import { type Content, readContent } from '#records/read.ts';
import { type IngestOptions, readOptions } from './lib/ingest/options.ts';
import { planCaptures } from './lib/ingest/plan.ts';
import { runJobs, type RunContext } from './lib/ingest/run-jobs.ts';
import { exitCodeOf, type Judged, type Report, summarise } from './lib/ingest/summary.ts';
import type { Prepared } from './lib/ingest/write-record.ts';

/** What surrounds a capture. */
export interface Surroundings extends Pick<RunContext, 'date' | 'interruption' | 'progress'> {
  /** Where variables are taken from that the user names without a value, or that records and configurations name. */
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Captures what the options ask for into the content folder and reports what became of each server. Throws, in words
 * for the user, only when nothing could be planned; a server that fails is a part of the report, and its file stays.
 */
export async function ingest(options: IngestOptions, surroundings: Surroundings): Promise<Report> {
  const content = readContent(options.out);
  const plan = planCaptures({
    options,
    records: content.servers,
    refused: [...content.refused].flatMap((path) => /^servers\/(.+)\.json$/.exec(path)?.[1] ?? []),
    environment: surroundings.environment,
  });
  const results = await runJobs(plan.jobs, { ...surroundings, ...options });
  return {
    captured: results.flatMap((result) =>
      result.kind === 'captured' ? [judge(result.prepared, content)] : [],
    ),
    skipped: plan.skipped,
    failed: [...plan.failed, ...results.filter((result) => result.kind === 'failed')],
    remarks: plan.remarks,
    check: options.check,
  };
}

function judge(prepared: Prepared, { site, reviews }: Content): Judged {
  const own = reviews.filter(({ server }) => server === prepared.server.id).flatMap((file) => file.reviews);
  const byDigest = new Map(own.map((review) => [`${review.tool} ${review.digest}`, review]));
  const change =
    prepared.change &&
    judgeChange(prepared.change, {
      choices: { numbers: site?.policyNumbers ?? {}, values: site?.policyArguments ?? {} },
      setting: settingOf(prepared.server),
      reviewOf: (tool) => byDigest.get(`${tool.name} ${definitionDigest(tool)}`),
    });
  return { prepared, change };
}

async function main(): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => interruption.abort());
  try {
    const report = await ingest(readOptions(process.argv.slice(2), process.env), {
      date: new Date().toISOString().slice(0, 10),
      environment: process.env,
      interruption: interruption.signal,
      progress: process.stdout.isTTY ? 'terminal' : 'lines',
    });
    console.log(summarise(report));
    process.exitCode = interruption.signal.aborted ? 130 : exitCodeOf(report);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
