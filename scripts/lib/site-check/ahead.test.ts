import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSite } from '#scripts/check-site.ts';
import { inspectAhead } from './ahead.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ahead-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const pages = Array.from({ length: 65 }, (_, index) => `p${index}/index.html`);

function writePage(index: number, link: string): void {
  const file = path.join(folder, pages[index] ?? '');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><head><title>Page ${index}</title><meta name="description" content="About ${index}"></head><body><main><h1>Page</h1><a href="${link}">next</a></main></body></html>`,
  );
}

function inspect(written: number) {
  let looks = 0;
  return inspectAhead({
    check: { siteDir: folder, basePath: '/', siteUrl: undefined },
    dataDir: folder,
    pages,
    hasEnded: () => looks++ > written / 20 + 2,
  });
}

test('pages are inspected once the next ones are there, and what they lead to is assumed', async () => {
  for (let index = 0; index < 45; index++) writePage(index, `/p${index + 1}/`);
  const ahead = await inspect(45);
  expect(ahead.paths).toEqual(pages.slice(0, 40));
  expect(ahead.records).toHaveLength(40);
  expect(ahead.assumed).toContain('p40/index.html');
});

test('the check of the whole site sees what became of the assumptions', async () => {
  for (let index = 0; index < 65; index++)
    writePage(index, index === 3 ? '/gone/' : `/p${(index + 1) % 65}/`);
  const ahead = await inspect(65);
  expect(ahead.findings).toEqual([]);
  const options = { siteDir: folder, basePath: '/', siteUrl: undefined };
  const links = (report: Awaited<ReturnType<typeof checkSite>>) =>
    report.findings.filter(({ check }) => check === 'links').map(({ page }) => page);
  expect(links(await checkSite(options, ahead))).toEqual(['p3/index.html']);
  writePage(3, '/p4/');
  const again = await inspect(65);
  const report = await checkSite(options, again);
  expect([report.pages, links(report)]).toEqual([65, []]);
});
