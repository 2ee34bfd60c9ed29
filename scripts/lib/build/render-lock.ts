import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from '../work-directory.ts';

/** How long a build waits for another one before it looks again, in milliseconds. */
const pause = 200;

/**
 * Waits until no other build of this project renders, and then keeps others waiting. Astro writes generated modules to
 * `.astro/` in the project, wherever its other folders are, so two renderings at a time would read each other's.
 * What a killed process has left is taken over. Resolves to the function that lets the next one in.
 */
export async function lockRendering(root: string): Promise<() => void> {
  const lock = path.join(root, 'node_modules', '.cache', 'tool-risk-catalogue', 'rendering.lock');
  mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, process.pid.toString(), { flag: 'wx' });
      return () => {
        rmSync(lock, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (!isRunning(readOwner(lock))) rmSync(lock, { force: true });
    else await wait(pause);
  }
}

/** The process that holds the lock; ours, which is running, while another one is just writing its number. */
function readOwner(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8')) || process.pid;
  } catch {
    return process.pid;
  }
}
