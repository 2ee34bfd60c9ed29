import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { sampleTree } from './process-memory.ts';

test.runIf(process.platform === 'linux')('adds up what a process and its children hold', async () => {
  const alone = sampleTree(process.pid)?.together ?? 0;
  const fill = 'const held = Buffer.alloc(120e6, 1); console.log(held.length); setInterval(() => held, 1000)';
  const child = spawn(process.execPath, ['-e', fill], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    await once(child.stdout, 'data');
    const own = sampleTree(child.pid ?? 0);
    expect(own?.largest).toBeGreaterThan(120e6);
    expect(sampleTree(process.pid)?.together).toBeGreaterThan(alone / 2 + 120e6);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
  expect(sampleTree(child.pid ?? 0)?.together).toBe(0);
});
