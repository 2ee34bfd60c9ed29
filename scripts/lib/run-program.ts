import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { endProcesses, listTree } from './ingest/process-tree.ts';

/** A program to run to its end. */
export interface Program {
  readonly words: readonly string[];
  readonly cwd: string;
  /** All variables that it gets; our own may hold secrets and addresses. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds after which it is ended. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** What it is told first; standard input is closed at once when there is none. */
  readonly input?: string;
  /** Called with each line of its output. `say` writes a line to it; `finish` closes its standard input. */
  readonly onLine?: (line: string, say: (line: string) => void, finish: () => void) => void;
}

/** How a program ended. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly output: string;
  /** The end of its error output. */
  readonly errors: string;
}

/**
 * Runs a program and everything that it starts. Throws when it cannot be started, when its time is over, when the run is
 * interrupted, and when `onLine` throws; then no process of it is left.
 */
export async function runProgram(program: Program): Promise<Ended> {
  const { words, cwd, env, timeoutMs, signal, input, onLine } = program;
  signal.throwIfAborted();
  const [command = '', ...args] = words;
  const child = spawn(command, args, {
    cwd,
    env: { ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const { stdin, stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error(`${command} could not be started.`);
  const ended = Promise.withResolvers<number | null>();
  child.on('error', ended.reject);
  child.on('close', ended.resolve);
  const timer = setTimeout(
    () => ended.reject(new Error(`${command} did not end within ${timeoutMs / 1000} s.`)),
    timeoutMs,
  );
  const interrupt = (): void => ended.reject(new Error('The run was interrupted.'));
  signal.addEventListener('abort', interrupt, { once: true });
  let errors = '';
  stderr.on('data', (chunk: unknown) => (errors = `${errors}${String(chunk)}`.slice(-4000)));
  // A program that ends early closes its input before we do.
  stdin?.on('error', () => undefined);
  const lines: string[] = [];
  createInterface({ input: stdout, crlfDelay: Infinity }).on('line', (line) => {
    lines.push(line);
    try {
      onLine?.(
        line,
        (said) => void stdin?.write(`${said}\n`),
        () => void stdin?.end(),
      );
    } catch (error) {
      ended.reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
  if (input !== undefined) stdin?.write(`${input}\n`);
  try {
    return { code: await ended.promise, output: lines.join('\n'), errors: errors.trim() };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const tree = listTree(child.pid);
      child.kill();
      await endProcesses(tree, 1000);
    }
  }
}

/** The variables of a client: a home of its own, no way out but to this machine, and nothing of ours but the search path. */
export function closedEnvironment(
  home: string,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const nowhere = 'http://127.0.0.1:9';
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    ALL_PROXY: nowhere,
    NO_PROXY: '127.0.0.1,localhost',
    NO_COLOR: '1',
    ...own,
  };
}
