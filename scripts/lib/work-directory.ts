import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** A path for something that this process makes and removes again: the prefix, the process id and a random part. */
export function nameTemporary(prefix: string): string {
  return `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`;
}

/**
 * Makes a folder in which one build works. It lies in the project, because rendered code resolves packages from where it is,
 * and belongs to one build alone, so that builds at the same time share nothing and no build sees what another content folder left.
 */
export function createWorkDirectory(root: string): string {
  const prefix = path.join(root, 'node_modules', '.cache', 'tool-risk-catalogue', 'build-');
  mkdirSync(path.dirname(prefix), { recursive: true });
  removeLeftovers(prefix);
  const directory = nameTemporary(prefix);
  mkdirSync(directory);
  return directory;
}

/** Removes what processes that were killed have left under this prefix; what belongs to a running process stays. */
export function removeLeftovers(prefix: string): void {
  const parent = path.dirname(prefix);
  const start = path.basename(prefix);
  for (const name of readdirSync(parent)) {
    const owner = name.startsWith(start)
      ? /^(\d+)-[0-9a-f]{8}$/.exec(name.slice(start.length))?.[1]
      : undefined;
    if (owner !== undefined && !isRunning(Number(owner))) {
      rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
}

/** Whether a process of this number exists. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user exists, although no signal may be sent to it.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
