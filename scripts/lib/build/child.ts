import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a child says of itself: how far it is, at last what it has made, or why it failed. */
export type ChildMessage<Progress, Result> =
  { readonly progress: Progress } | { readonly result: Result } | { readonly error: string };

/** What a child is started with. */
export interface ChildOptions<Progress> {
  /** Handed over as JSON. */
  readonly input: unknown;
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
  readonly onProgress: (progress: Progress) => void;
}

/** A running child. */
export interface Child<Result> {
  /** What it makes; rejects with the text of its error. */
  readonly result: Promise<Result>;
  /** Says something to it. */
  readonly tell: (message: string) => boolean;
}

/**
 * Runs a part of a build in a process of its own, so that parts use both cores and memory is given back when one ends.
 * Rejects with the text of the child's error; its output goes where ours goes.
 * @param module address of the child's module, which calls `serveParent`
 */
export function runChild<Progress, Result>(
  module: URL,
  { input, nodeOptions = [], onProgress }: ChildOptions<Progress>,
): Child<Result> {
  const child = fork(fileURLToPath(module), [JSON.stringify(input)], {
    // Not ours: with `--eval` among them a child would run its parent's program instead of its own.
    execArgv: [...nodeOptions],
  });
  const result = new Promise<Result>((resolve, reject) => {
    let failure = `${fileURLToPath(module)} ended before it had finished.`;
    const end = (): void => void child.kill();
    process.once('exit', end);
    child.on('message', (message: ChildMessage<Progress, Result>) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('error' in message) failure = message.error;
      else resolve(message.result);
    });
    child.on('error', reject);
    child.on('exit', () => {
      process.off('exit', end);
      reject(new Error(failure));
    });
  });
  return { result, tell: (message) => child.connected && child.send(message) };
}

/** The other side: does the work when the module is the entry of a child process. The input comes from `runChild`. */
export async function serveParent<Result>(
  work: (input: unknown, report: (progress: unknown) => void) => Promise<Result> | Result,
): Promise<void> {
  const send = (message: ChildMessage<unknown, Result>, sent?: () => void): void => {
    process.send?.(message, undefined, undefined, sent);
  };
  const finish = (message: ChildMessage<unknown, Result>): void => {
    send(message, () => process.exit());
  };
  const report = (progress: unknown): void => {
    send({ progress });
  };
  try {
    finish({ result: await work(JSON.parse(process.argv[2] ?? 'null'), report) });
  } catch (error) {
    finish({ error: error instanceof Error ? error.message : String(error) });
  }
}
