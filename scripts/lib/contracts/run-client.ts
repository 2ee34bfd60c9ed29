import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { compareBatch, type Failure, type Verdict } from './compare.ts';
import type { Client, ContractCase } from './types.ts';

/** Where and how a client is run. */
export interface RunOptions {
  /** Folder with the installed packages. */
  readonly install: string;
  /** Folder for working folders, each removed after its run. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  /** Tells how far it is, in words. */
  readonly show: (progress: string) => void;
}

/** Batches at a time: the clients use about one core each. */
const concurrency = 2;

/**
 * Lets a client decide about its controls, which must be found wrong, and about every case. Throws when the client does
 * something that says nothing about a snippet, such as ending without an answer.
 */
export async function runClient(
  client: Client,
  cases: readonly ContractCase[],
  given: RunOptions,
): Promise<Verdict> {
  const failure = new AbortController();
  const options = { ...given, signal: AbortSignal.any([given.signal, failure.signal]) };
  const batches = Array.from({ length: Math.ceil(cases.length / client.batch) }, (_, index) =>
    cases.slice(index * client.batch, (index + 1) * client.batch),
  );
  const tasks = [
    ...client.controls.map(
      ({ wrong, case: control }) =>
        async () =>
          checkControl(wrong, await runBatch(client, [control], options)),
    ),
    ...batches.map((batch) => () => runBatch(client, batch, options)),
  ];
  const verdicts: Verdict[] = [];
  const queue = tasks.values();
  const work = async (): Promise<void> => {
    for (const task of queue) {
      verdicts.push(await task());
      options.show(`${verdicts.length} of ${tasks.length} runs`);
    }
  };
  const workers = Array.from({ length: concurrency }, () =>
    work().catch((error: unknown) => {
      // Nothing may go on, or begin, when one has failed.
      failure.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(workers);
  failure.signal.throwIfAborted();
  return addUp(verdicts);
}

async function runBatch(
  client: Client,
  batch: readonly ContractCase[],
  options: RunOptions,
): Promise<Verdict> {
  const folder = mkdtempSync(path.join(options.scratch, `${client.id}-`));
  try {
    const { install, signal } = options;
    const observation = await client.run(batch, { install, signal, folder });
    const unclear = observation.complaints.some(({ position }) => position === undefined);
    if (!unclear || batch.length === 1) return compareBatch(batch, observation);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // One snippet spoils the whole file, and the client did not say which: each is tried alone.
  const verdicts: Verdict[] = [];
  for (const found of batch) verdicts.push(await runBatch(client, [found], options));
  return addUp(verdicts);
}

function checkControl(wrong: string, { failures }: Verdict): Verdict {
  const missed: Failure = {
    page: 'control',
    presets: [],
    tried: 'a snippet that is wrong on purpose',
    expected: `to be noticed: ${wrong}`,
    seen: 'nothing wrong',
  };
  return { checks: 1, failures: failures.length === 0 ? [missed] : [] };
}

function addUp(verdicts: readonly Verdict[]): Verdict {
  return {
    checks: verdicts.reduce((sum, { checks }) => sum + checks, 0),
    failures: verdicts.flatMap(({ failures }) => failures),
  };
}
