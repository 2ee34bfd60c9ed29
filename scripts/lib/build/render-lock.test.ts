import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lockRendering } from './render-lock.ts';

function makeRoot(): string {
  return mkdtempSync(path.join(tmpdir(), 'render-lock-'));
}

test('a second rendering waits for the first', async () => {
  const root = makeRoot();
  const order: string[] = [];
  const unlock = await lockRendering(root);
  const second = lockRendering(root).then((release) => {
    order.push('second begins');
    release();
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  order.push('first ends');
  unlock();
  await second;
  expect(order).toEqual(['first ends', 'second begins']);
  rmSync(root, { recursive: true });
});

test('the lock of a process that is gone is taken over', async () => {
  const root = makeRoot();
  const folder = path.join(root, 'node_modules', '.cache', 'tool-risk-catalogue');
  const gone = spawnSync(process.execPath, ['--version']).pid;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'rendering.lock'), gone.toString());
  const unlock = await lockRendering(root);
  unlock();
  expect(existsSync(path.join(folder, 'rendering.lock'))).toBe(false);
  rmSync(root, { recursive: true });
});
