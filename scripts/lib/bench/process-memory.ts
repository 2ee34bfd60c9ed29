import { readdirSync, readFileSync } from 'node:fs';

/** Most memory that was seen to be in use by a process and all that it started, in bytes. */
export interface PeakMemory {
  /** The largest single process, as resident. */
  readonly largest: number;
  /** All together, pages that several share counted once: the largest sum of all samples. */
  readonly together: number;
}

/** Milliseconds between two samples. */
export const sampleInterval = 200;

/**
 * Watches a process and all that it starts. Call what is returned to end that; it gives the peaks, or undefined where the
 * system does not tell (Linux does).
 */
export function watchTree(pid: number): () => PeakMemory | undefined {
  let peak: PeakMemory | undefined;
  const sample = (): void => {
    const now = sampleTree(pid);
    if (now === undefined) return;
    peak = {
      largest: Math.max(peak?.largest ?? 0, now.largest),
      together: Math.max(peak?.together ?? 0, now.together),
    };
  };
  sample();
  const timer = setInterval(sample, sampleInterval);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

/** What a process and its descendants hold in memory now; undefined when /proc does not say. */
export function sampleTree(pid: number): PeakMemory | undefined {
  const children = listChildren();
  if (children === undefined) return undefined;
  const tree = new Set([pid]);
  // A set visits what is added while it is walked.
  for (const member of tree) for (const child of children.get(member) ?? []) tree.add(child);
  const members = [...tree].map(readMemory);
  return {
    largest: Math.max(...members.map(({ resident }) => resident)),
    together: members.reduce((sum, { share }) => sum + share, 0),
  };
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

/** Resident bytes of a process, and its share when pages used by several are divided among them. */
function readMemory(pid: number): { resident: number; share: number } {
  const text = readProcess(`/proc/${pid}/smaps_rollup`, (file) => readFileSync(file, 'utf8')) ?? '';
  const read = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0) * 1024;
  return { resident: read('Rss'), share: read('Pss') };
}

/** A process may end between the moment it is listed and the moment it is read. */
function readProcess<T>(place: string, read: (place: string) => T): T | undefined {
  try {
    return read(place);
  } catch {
    return undefined;
  }
}
