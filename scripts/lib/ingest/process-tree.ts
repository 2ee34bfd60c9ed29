import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * The process and everything that it started, as far as the system tells: `npx` and the like start a server two processes
 * further down, and those outlive the one that is closed. On Windows only the process itself is known.
 */
export function listTree(pid: number): number[] {
  const children = Map.groupBy(listProcesses(), ({ parent }) => parent);
  const tree = new Set([pid]);
  // A set visits what is added while it is walked.
  for (const member of tree) for (const child of children.get(member) ?? []) tree.add(child.pid);
  return [...tree];
}

/** Waits until the processes have ended, and kills those that have not after the grace, in milliseconds. */
export async function endProcesses(pids: readonly number[], grace: number): Promise<void> {
  if (await haveEnded(pids, grace)) return;
  for (const pid of pids.filter(isAlive)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  await haveEnded(pids, 1000);
}

async function haveEnded(pids: readonly number[], patience: number): Promise<boolean> {
  for (let waited = 0; ; waited += 50) {
    if (!pids.some(isAlive)) return true;
    if (waited >= patience) return false;
    await wait(50);
  }
}

/** A process that has ended and that nobody has asked about still has its number, and needs no killing. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return readStat(pid)?.state !== 'Z';
}

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
}

function listProcesses(): ProcessEntry[] {
  const fromProc = listProc();
  if (fromProc.length > 0 || process.platform === 'win32') return fromProc;
  try {
    const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8', timeout: 2000 });
    return [...table.matchAll(/^\s*(\d+)\s+(\d+)/gm)].map(([, pid, parent]) => ({
      pid: Number(pid),
      parent: Number(parent),
    }));
  } catch {
    return [];
  }
}

function listProc(): ProcessEntry[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const stat = readStat(Number(name));
        return stat ? [{ pid: Number(name), parent: stat.parent }] : [];
      });
  } catch {
    return [];
  }
}

/** Linux says so in a file; undefined elsewhere, and for a process that has ended. */
function readStat(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may itself hold blanks and parentheses.
    const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
