import type { ServerFile } from '#records/read.ts';
import { readConfig } from './config-file.ts';
import { identify, identifyPackage } from './identity.ts';
import type { Job, Omission, Origin, Plan } from './job.ts';
import type { IngestOptions, Source } from './options.ts';
import { planConfigured } from './plan-config.ts';
import { planAgain } from './recapture.ts';

/** What is known when a capture is planned. */
export interface PlanContext {
  readonly options: IngestOptions;
  /** The records of the content folder. */
  readonly records: readonly ServerFile[];
  /** Ids of the server files that the schema refuses. */
  readonly refused: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** What to do about one server: capture it, leave it out for a reason, or say why it cannot be done. */
export type Step =
  | { readonly kind: 'job'; readonly job: Job; readonly remarks?: readonly string[] }
  | { readonly kind: 'skip' | 'fail'; readonly omission: Omission };

/** Says what is to be captured, and how. Throws, in words for the user, when nothing can be planned. */
export function planCaptures(context: PlanContext): Plan {
  const { options } = context;
  const { source } = options;
  switch (source.kind) {
    case 'config': {
      const servers = readConfig(source.file, options.env, context.environment);
      return gather(servers.map((server) => planConfigured(server, servers.length === 1, context)));
    }
    case 'again':
      return gather(planAgain(source.servers, context));
    case 'stdio':
    case 'npm':
    case 'http':
    case 'from-file':
      return gather([{ kind: 'job', job: planOne(source, context) }]);
  }
}

type SingleSource = Exclude<Source, { readonly kind: 'config' | 'again' }>;

function planOne(source: SingleSource, { options, records }: PlanContext): Job {
  const servers = records.map(({ server }) => server);
  const identity =
    source.kind === 'npm'
      ? identifyPackage(source.spec.name, options, servers)
      : identify(options.id ?? '', options.name, servers);
  return {
    ...identity,
    origin: originOf(source, options),
    given: options.given,
    env: options.env,
    madeUp: [],
    values: [],
    fromRecord: false,
  };
}

function originOf(source: SingleSource, { args = [], bin, allowScripts, headers }: IngestOptions): Origin {
  switch (source.kind) {
    case 'stdio':
      return source;
    case 'npm':
      return { ...source, args, bin, allowScripts };
    case 'http':
      return { ...source, headers };
    case 'from-file':
      return { kind: 'file', file: source.file };
  }
}

/** Two servers under one id would overwrite each other: only the first is captured. */
function gather(steps: readonly Step[]): Plan {
  const jobs = new Map<string, Job>();
  const failed: Omission[] = [];
  const remarks: string[] = [];
  for (const step of steps) {
    if (step.kind === 'fail') failed.push(step.omission);
    if (step.kind !== 'job') continue;
    const { job } = step;
    if (jobs.has(job.id)) {
      const reason = `another server of the file has the id "${job.id}"; rename one of the two keys`;
      failed.push({ id: job.id, reason });
      continue;
    }
    jobs.set(job.id, job);
    remarks.push(...(step.remarks ?? []));
  }
  const skipped = steps.flatMap((step) => (step.kind === 'skip' ? [step.omission] : []));
  return { jobs: [...jobs.values()], skipped, failed, remarks };
}
