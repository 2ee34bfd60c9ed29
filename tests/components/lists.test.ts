import { expect, test } from 'vitest';
import { breakDown } from '#components/list/breakdown.ts';
import BreakdownTable from '#components/list/BreakdownTable.astro';
import FilteredList from '#components/list/FilteredList.astro';
import { serverListColumns } from '#components/list/server-columns.ts';
import ServerTable from '#components/list/ServerTable.astro';
import Pagination from '#components/Pagination.astro';
import HintConflicts from '#components/server/HintConflicts.astro';
import { findAll, findTags, textOf } from '../support/html.ts';
import { loadServerProfile } from '../support/profiles.ts';
import { renderComponent } from '../support/render.ts';

const { server, tools } = loadServerProfile('everyday');
const breakdown = breakDown(tools);

test('the chart is a table whose rows and columns add up', async () => {
  const html = await renderComponent(BreakdownTable, { breakdown, caption: 'Tools', facets: ['level'] });
  const rows = findTags(html, 'tr').map((row) =>
    findAll(row, ({ name }) => name === 'td').map((cell) => Number(textOf(cell))),
  );
  const all = rows.at(-1) ?? [];
  expect(all.at(-1)).toBe(tools.length);
  for (const [column, sum] of all.entries()) {
    const sumOfColumn = rows.slice(1, -1).reduce((total, row) => total + (row[column] ?? 0), 0);
    expect(sumOfColumn).toBe(sum);
  }
});

test('a number narrows only by what the list offers, and is named by what it narrows to', async () => {
  const html = await renderComponent(BreakdownTable, { breakdown, caption: 'Tools', facets: ['level'] });
  const choices = findTags(html, 'button').map(({ attribs }) => attribs['data-choose']);
  expect(new Set(choices)).toEqual(new Set(['level=high', 'level=medium', 'level=low', 'level=unknown']));
  const without = await renderComponent(BreakdownTable, { breakdown, caption: 'Tools' });
  expect(findTags(without, 'button')).toEqual([]);
});

test('tools of one class are shown by level alone', async () => {
  const reads = breakDown(tools.filter((tool) => tool.class === 'read'));
  const html = await renderComponent(BreakdownTable, { breakdown: reads, caption: 'Tools' });
  expect(findTags(html, 'table')).toEqual([]);
  expect(textOf(html)).toBe('Medium 1 Low 2');
});

const list = {
  noun: 'server',
  order: 'by name',
  label: 'Filter the servers',
  placeholder: 'Name',
  facets: [],
  columns: serverListColumns,
};

test('a list of one row has nothing to choose, and says how many there are', async () => {
  const one = await renderComponent(FilteredList, { ...list, total: 1 });
  expect(findTags(one, 'form')).toEqual([]);
  expect(textOf(one)).toContain('1 server.');
  const many = await renderComponent(FilteredList, {
    ...list,
    total: 120,
    pages: { list: '/servers/', current: 2, last: 2 },
  });
  expect(textOf(many)).toContain('120 servers, page 2 of 2, by name.');
  expect(findTags(many, 'option').map(textOf)).toEqual([
    'Sort: server',
    'Sort: tools',
    'Sort: worst level',
    'Sort: captured',
  ]);
});

test('a row of a server says how many tools are recorded, the worst level, and the levels in words', async () => {
  const html = await renderComponent(ServerTable, {
    servers: [server, { ...server, recorded: 0, transports: [], declaredToolCount: 12 }],
    breakdownOf: () => breakdown,
    caption: 'Servers',
  });
  const [first, second] = findTags(html, 'tr').slice(1).map(textOf);
  expect(first).toBe('Everyday everyday 7 High stdio 1.4.0 2026-11-20');
  expect(second).toBe('Everyday everyday 0 of 12 No tools Not recorded 1.4.0 2026-11-20');
  expect(findTags(html, 'svg').map(({ attribs }) => attribs['aria-label'])).toEqual([
    '2 high, 2 medium, 2 low and 1 not classified',
  ]);
});

test('pages lead to the first, the last and their neighbours', async () => {
  const html = await renderComponent(Pagination, { list: '/tools/', current: 310, last: 1620 });
  expect(textOf(html)).toBe('Previous 1 … 308 309 310 311 312 … 1,620 Next');
  expect(findTags(html, 'a').map(({ attribs }) => attribs['href'])).toEqual([
    '/tools/page/309/',
    '/tools/',
    '/tools/page/308/',
    '/tools/page/309/',
    '/tools/page/311/',
    '/tools/page/312/',
    '/tools/page/1620/',
    '/tools/page/311/',
  ]);
});

test('contradicted hints are told with what was declared, and silence is counted', async () => {
  const [tool] = tools;
  const conflicts = [
    { hint: 'readOnlyHint', declared: true, assessed: false },
    { hint: 'destructiveHint', declared: true, assessed: false },
  ];
  const some = tools.map((one, index) => ({
    ...one,
    declaredHints: index < 2 ? { readOnlyHint: 'agrees' } : {},
  }));
  const html = await renderComponent(HintConflicts, { tools: some, contradicted: [{ tool, conflicts }] });
  const text = textOf(html);
  expect(text).toContain('2 of 7 recorded tools declare at least one behaviour hint; 5 declare none.');
  expect(text).toContain(
    '1 tool declares something that the record contradicts. It looks more harmless that way.',
  );
  expect(text).toContain('readOnlyHint true false more harmless');
  expect(text).toContain('destructiveHint true false more dangerous');
  const silent = tools.map((one) => ({ ...one, declaredHints: {} }));
  expect(textOf(await renderComponent(HintConflicts, { tools: silent, contradicted: [] }))).toMatch(
    /^None of the 7 recorded tools declares any of the four behaviour hints/,
  );
});
