import { Listr } from 'listr2';

/** One step of a run: work on a shared state, told in words. */
export interface Step<State> {
  readonly id: string;
  /** What the step does, as a participle or a verb phrase: `Render pages`. */
  readonly title: string;
  /** Does the work; `show` tells how far it is. Resolves to a few words about the result. Throws to end the run. */
  readonly run: (state: State, show: (progress: string) => void) => Promise<string> | string;
}

/** How steps are shown. */
export interface ShowOptions {
  /** Whether the output is a terminal, in which a line can change. Otherwise a step is one line at its start and one at its end. */
  readonly terminal: boolean;
  /** Whether to show nothing at all. */
  readonly silent?: boolean;
}

/** Runs steps one after the other and shows them; stops at the first that throws and passes its error on. Resolves to the seconds of each step. */
export async function runSteps<State>(
  steps: readonly Step<State>[],
  state: State,
  { terminal, silent = false }: ShowOptions,
): Promise<Readonly<Record<string, number>>> {
  const seconds: Record<string, number> = {};
  let failure: unknown;
  const tasks = steps.map(({ id, title, run }) => ({
    title,
    task: async (_: unknown, task: { title: string }) => {
      const start = performance.now();
      const showProgress = limitRate((progress) => (task.title = `${title}: ${progress}`), 100);
      try {
        const result = await run(state, terminal ? showProgress : () => undefined);
        seconds[id] = (performance.now() - start) / 1000;
        task.title = `${title}: ${result} (${formatSeconds(seconds[id])})`;
      } catch (error) {
        failure = error;
        task.title = title;
        // The caller prints the error, which may be long; the list only marks where it happened.
        throw new Error('see below', { cause: error });
      }
    },
  }));
  const renderer = silent ? 'silent' : terminal ? 'default' : 'simple';
  try {
    await new Listr(tasks, {
      renderer,
      rendererOptions: { showErrorMessage: false },
      concurrent: false,
    }).run();
  } catch (error) {
    throw failure ?? error;
  }
  return seconds;
}

/** Seconds for people: `0.4 s`, `12.3 s`. */
export function formatSeconds(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}

/** A whole number with separators of thousands: `31,000`. */
export function formatNumber(number: number): string {
  return number.toLocaleString('en-GB');
}

/** A number with its noun, such as `1 page` and `31,000 pages`; for nouns that form the plural with s. */
export function countNoun(number: number, noun: string): string {
  return `${formatNumber(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** Bytes for people, in decimal units: `812 B`, `12.3 MB`. */
export function formatBytes(bytes: number): string {
  const unit = [
    { name: 'GB', size: 1e9 },
    { name: 'MB', size: 1e6 },
    { name: 'kB', size: 1e3 },
  ].find(({ size }) => bytes >= size);
  return unit === undefined ? `${bytes} B` : `${(bytes / unit.size).toFixed(1)} ${unit.name}`;
}

function limitRate(show: (progress: string) => void, milliseconds: number): (progress: string) => void {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (now - last < milliseconds) return;
    last = now;
    show(progress);
  };
}
