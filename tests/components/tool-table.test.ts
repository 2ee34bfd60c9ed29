import { expect, test } from 'vitest';
import ToolTable from '#components/ToolTable.astro';
import { makeEntry } from '#domain/catalogue.fixture.ts';
import type { ToolEntry } from '#domain/catalogue.ts';
import { findAll, findClass, findTags, textOf } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';

const entry = makeEntry('shop/drop_table', {
  summary: 'Drop a table.',
  class: 'destructive',
  level: 'critical',
});

function render(tools: readonly ToolEntry[], further: Readonly<Record<string, unknown>> = {}) {
  return renderComponent(ToolTable, { tools, caption: 'Tools', ...further });
}

test('a row leads to the tool and gives level and class in words', async () => {
  const html = await render([entry]);
  const row = findTags(html, 'tr')[1] ?? html;
  expect(textOf(row)).toBe('drop_table Drop a table. Critical Destructive');
  expect(findTags(row, 'a').map(({ attribs }) => attribs['href'])).toEqual(['/tools/shop/drop_table/']);
});

test('servers with one display name are told apart by their ids', async () => {
  const html = await render([entry, { ...entry, id: 'store/drop_table', serverId: 'store' }], {
    serverName: () => 'Shop',
  });
  const cells = findTags(html, 'tr')
    .slice(1)
    .map((row) => textOf(findTags(row, 'td').at(-1) ?? row));
  expect(cells).toEqual(['Shop shop', 'Shop store']);
  expect(findTags(html, 'th').map(textOf)).toContain('Server');
});

test('names and summaries are text, and hidden characters are seen', async () => {
  const html = await render([
    { ...entry, name: '<i>x</i>\u200b', summary: '<script>alert(1)</script>\u202e' },
  ]);
  expect(findAll(html, ({ name }) => name === 'i' || name === 'script')).toEqual([]);
  expect(textOf(findTags(html, 'tr')[1] ?? html)).toContain(
    '<i>x</i>⟨U+200B⟩ <script>alert(1)</script>⟨U+202E⟩',
  );
});

test('a long summary is cut at a word, and a tool without one has none', async () => {
  const html = await render([{ ...entry, summary: 'word '.repeat(60).trim() }]);
  const summary = textOf(findClass(html, 'summary'));
  expect(summary).toMatch(/^(?:word )+…$/);
  expect(summary.length).toBeLessThanOrEqual(160);
  const bare = await render([{ ...entry, summary: '' }]);
  expect(textOf(findTags(bare, 'tr')[1] ?? bare)).toBe('drop_table Critical Destructive');
});
