import { expect, test } from 'vitest';
import { createUrls, policyFileName } from './urls.ts';

test.each(['/', '/catalogue/', '/catalogue'])(
  'under %s every address is below the base and ends as it should',
  (base) => {
    const urls = createUrls(base);
    const root = base === '/' ? '/' : '/catalogue/';
    const pages = [
      urls.home,
      urls.tools,
      urls.servers,
      urls.attacks,
      urls.guides,
      urls.changes,
      urls.changesOf('notes'),
      urls.search,
      urls.about,
      urls.attribution,
      urls.accuracy,
      urls.capabilities,
      urls.tool('notes/get_note'),
      urls.server('notes'),
      urls.attack('mass-deletion'),
      urls.framework('atlas'),
      urls.guide('reading'),
      urls.level('high'),
      urls.class('write'),
      urls.capability('key-issuance'),
      urls.page(urls.level('high'), 2),
      urls.own('/guides/'),
    ];
    const files = [
      urls.apiIndex,
      urls.apiChanges,
      urls.apiServer('notes'),
      urls.badge('notes', 'json'),
      urls.apiSchema('policy'),
      urls.policyFile('notes', 'strict', 'gateway'),
    ];
    for (const url of [...pages, ...files]) {
      expect(url.startsWith(root)).toBe(true);
      expect(url.slice(1)).not.toContain('//');
    }
    for (const url of pages) expect(url.endsWith('/')).toBe(true);
    for (const url of files) expect(url.endsWith('.json')).toBe(true);
    expect(new Set([...pages.slice(0, -1), ...files]).size).toBe(pages.length - 1 + files.length);
  },
);

test('the first page of a list is the list', () => {
  const urls = createUrls('/base/');
  expect(urls.page(urls.tools, 1)).toBe('/base/tools/');
  expect(urls.page(urls.tools, 3)).toBe('/base/tools/page/3/');
});

test('a full address is left alone', () => {
  expect(createUrls('/base/').own('https://example.org/guides/')).toBe('https://example.org/guides/');
});

test('the recommended gateway document has the plain name, and no two files share one', () => {
  expect(policyFileName('notes/get_note', 'recommended', 'gateway')).toBe('notes/get_note.json');
  const names = (['strict', 'recommended', 'permissive'] as const).flatMap((preset) =>
    (['gateway', 'claude-code'] as const).map((target) => policyFileName('notes', preset, target)),
  );
  expect(new Set(names).size).toBe(6);
});
