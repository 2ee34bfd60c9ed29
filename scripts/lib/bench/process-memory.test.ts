import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { sumResident } from './process-memory.ts';

test.runIf(process.platform === 'linux')('adds up what a process and its children hold', async () => {
  const alone = sumResident(process.pid) ?? 0;
  const fill = 'const held = Buffer.alloc(120e6, 1); console.log(held.length); setInterval(() => held, 1000)';
  const child = spawn(process.execPath, ['-e', fill], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    await once(child.stdout, 'data');
    const own = sumResident(child.pid ?? 0) ?? 0;
    expect(own).toBeGreaterThan(120e6);
    expect(sumResident(process.pid) ?? 0).toBeGreaterThan(alone / 2 + own);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
  expect(sumResident(child.pid ?? 0)).toBe(0);
});
