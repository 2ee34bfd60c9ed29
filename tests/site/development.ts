import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#scripts/lib/settings.ts';
import { buildEnvironment, fixtureCatalogue } from '../support/fixture-site.ts';
import type { SiteReader } from './reader.ts';

/** What somebody who edits records sees: pages and data files as a build would make them, and changes at once. */
export function testDevelopment({ tools, read }: SiteReader): void {
  test('the development server shows pages and data files, and a record that changes', async () => {
    const contentDir = mkdtempSync(path.join(tmpdir(), 'development-'));
    cpSync(fixtureCatalogue, contentDir, { recursive: true });
    const child = spawn(process.execPath, ['scripts/dev.ts'], {
      cwd: projectRoot,
      // Not that of the test runner, by which Astro would take itself for a part of a test.
      env: { ...buildEnvironment(contentDir, '', '/'), SITE_URL: '', PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const address = await waitForAddress(child.stdout);
      const get = async (place: string): Promise<string> => (await fetch(new URL(place, address))).text();
      const tool = tools[0]?.tool;
      await expect.poll(() => get(tool?.url ?? ''), { timeout: 20_000 }).toContain(tool?.levelSentence);
      for (const { url } of tool?.policyFiles ?? []) expect(await get(url)).toBe(read(url));
      for (const file of ['/api/v1/attacks.csv', '/api/v1/badges/everyday.svg'])
        expect(await get(file)).toBe(read(file));
      expect(JSON.parse(await get('/api/v1/index.json'))).toEqual(JSON.parse(read('/api/v1/index.json')));

      const site = path.join(contentDir, 'site.yaml');
      writeFileSync(site, readFileSync(site, 'utf8').replace(/^title: .*$/m, 'title: Changed while it runs'));
      await expect
        .poll(() => get('/'), { timeout: 10_000, interval: 200 })
        .toContain('Changed while it runs');
      copyFileSync(path.join(fixtureCatalogue, 'site.yaml'), site);
      await expect
        .poll(() => get('/'), { timeout: 10_000, interval: 200 })
        .not.toContain('Changed while it runs');
    } finally {
      child.kill();
      await once(child, 'exit');
      rmSync(contentDir, { recursive: true, force: true });
    }
  }, 60_000);
}

function waitForAddress(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    output.on('data', (piece: Buffer) => {
      text += String(piece);
      const address = /http:\/\/127\.0\.0\.1:[1-9]\d*\//.exec(text)?.[0];
      if (address !== undefined) resolve(address);
    });
    output.on('end', () => {
      reject(new Error(`The development server ended early:\n${text}`));
    });
  });
}
