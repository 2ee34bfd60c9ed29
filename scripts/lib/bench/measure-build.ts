import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BuildStats } from '../pipeline.ts';
import { projectRoot } from '../settings.ts';
import { type PeakMemory, watchTree } from './process-memory.ts';

/** What the build process says at its end. */
export type BuildMessage =
  | {
      readonly stats: BuildStats;
      /** What the checks found in the site; undefined when they found nothing. */
      readonly findings: string | undefined;
    }
  | { readonly error: string };

/** One build, measured. */
export interface BuildMeasure {
  readonly stats: BuildStats;
  /** Undefined where the system does not tell. */
  readonly memory: PeakMemory | undefined;
  /** Seconds from the start of the process to its end: the build, and the loading of the code. */
  readonly processSeconds: number;
  /** What the checks found in the site; undefined when they found nothing. */
  readonly findings: string | undefined;
}

/** What is built, and what ends the build early. */
export interface BuildOptions {
  /** Variables that the build obeys, such as CONTENT_DIR. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Runs the build pipeline in a process of its own, so that the memory is that of one build. Rejects with the build's error. */
export function measureBuild({ env, signal }: BuildOptions): Promise<BuildMeasure> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const script = fileURLToPath(new URL('build-process.ts', import.meta.url));
    // Options such as --cpu-prof are handed on, so that the build can be profiled.
    const child = fork(script, { cwd: projectRoot, env: { ...process.env, ...env }, signal });
    const stopWatching = child.pid === undefined ? () => undefined : watchTree(child.pid);
    let message: BuildMessage | undefined;
    child.on('message', (received) => (message = received as BuildMessage));
    let failure: Error | undefined;
    child.on('error', (error) => {
      failure = error;
      if (child.pid === undefined) reject(error);
    });
    child.on('exit', (code, killedBy) => {
      const memory = stopWatching();
      if (failure !== undefined) reject(failure);
      else if (message === undefined)
        reject(new Error(`The build process ended early (${killedBy ?? code}).`));
      else if ('error' in message) reject(new Error(message.error));
      else {
        const processSeconds = (performance.now() - start) / 1000;
        resolve({ stats: message.stats, memory, processSeconds, findings: message.findings });
      }
    });
  });
}
