import { readdirSync, readFileSync } from 'node:fs';

/** Most memory that was seen to be resident, in bytes. */
export interface PeakMemory {
  /** The build process with its threads, as the operating system counted it. */
  readonly process: number;
  /**
   * That process and all that it started, added up: the largest sum of all samples. Pages that two processes share count twice.
   * Undefined where the system does not tell (it does on Linux).
   */
  readonly tree: number | undefined;
}

/** Milliseconds between two samples. */
export const sampleInterval = 100;

/** Watches a process and all that it starts. Call what is returned to end that; it gives the peak of the sums, in bytes. */
export function watchTree(pid: number): () => number | undefined {
  let peak: number | undefined;
  const sample = (): void => {
    const sum = sumResident(pid);
    if (sum !== undefined) peak = Math.max(peak ?? 0, sum);
  };
  sample();
  const timer = setInterval(sample, sampleInterval);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

/** Bytes that a process and its descendants hold in memory now; undefined when /proc does not say. */
export function sumResident(pid: number): number | undefined {
  const children = listChildren();
  if (children === undefined) return undefined;
  const tree = new Set([pid]);
  // A set visits what is added while it is walked.
  for (const member of tree) for (const child of children.get(member) ?? []) tree.add(child);
  return [...tree].reduce((sum, member) => sum + readResident(member), 0);
}

function listChildren(): Map<number, number[]> | undefined {
  const children = new Map<number, number[]>();
  const pids = readProcess('/proc', (folder) => readdirSync(folder).filter((name) => /^\d+$/.test(name)));
  if (pids === undefined) return undefined;
  for (const pid of pids) {
    const stat = readProcess(`/proc/${pid}/stat`, (file) => readFileSync(file, 'utf8'));
    // The name of the program stands in parentheses and may itself hold blanks and parentheses.
    const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (Number.isInteger(parent)) children.set(parent, [...(children.get(parent) ?? []), Number(pid)]);
  }
  return children.size === 0 ? undefined : children;
}

function readResident(pid: number): number {
  const status = readProcess(`/proc/${pid}/status`, (file) => readFileSync(file, 'utf8')) ?? '';
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

/** A process may end between the moment it is listed and the moment it is read. */
function readProcess<T>(place: string, read: (place: string) => T): T | undefined {
  try {
    return read(place);
  } catch {
    return undefined;
  }
}
