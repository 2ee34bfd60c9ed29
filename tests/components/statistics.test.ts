import { describe, expect, test } from 'vitest';
import BarChart from '#components/statistics/BarChart.astro';
import { drawingWidth, layOutBars, wrapLabel } from '#components/statistics/bars.ts';
import ClassLevels from '#components/statistics/ClassLevels.astro';
import Counts from '#components/statistics/Counts.astro';
import DeclaredHints from '#components/statistics/DeclaredHints.astro';
import { layOutMatrix } from '#components/statistics/matrix.ts';
import SpreadFigure from '#components/statistics/SpreadFigure.astro';
import TopTool from '#components/statistics/TopTool.astro';
import { binLabel, outOf } from '#components/statistics/words.ts';
import { buildCatalogue, type ServerEntry } from '#domain/catalogue.ts';
import { countStatistics } from '#domain/statistics.ts';
import { findAll, findClass, findTags, type Html, textOf } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';
import { makeTool } from './attack-records.fixture.ts';

const basis = 'Of 3 tools of 1 server';
const date = '2026-03-01';
const server: ServerEntry = {
  id: 'shop',
  name: 'Shop',
  source: {},
  licence: null,
  transports: [],
  capture: { method: 'file', date },
  declaredToolCount: 3,
  notices: [],
  recorded: 3,
};
const tools = [
  { ...makeTool('shop', 'pay'), class: 'financial', level: 'critical', parameters: 2 } as const,
  {
    ...makeTool('shop', 'list'),
    class: 'read',
    level: 'low',
    parameters: null,
    declaredHints: { readOnlyHint: 'agrees', openWorldHint: 'undecided' },
  } as const,
  {
    ...makeTool('shop', 'find'),
    class: 'read',
    level: 'low',
    declaredHints: { readOnlyHint: 'conflicts' },
  } as const,
];
const statistics = countStatistics(buildCatalogue({ servers: [server], tools, attacks: [], guides: [] }));

const rowsOf = (html: Html): string[] =>
  findTags(html, 'tr').map((row) =>
    findAll(row, ({ name }) => name === 'th' || name === 'td')
      .map(textOf)
      .join(' ')
      .trim(),
  );

/** The words that stand for a drawing: its title and description, by the ids that it names. */
function wordsOf(html: Html): string[] {
  const svg = findTags(html, 'svg')[0];
  const ids = svg?.attribs['aria-labelledby']?.split(' ') ?? [];
  return ids.map((id) =>
    findAll(html, ({ attribs }) => attribs['id'] === id)
      .map(textOf)
      .join(),
  );
}

describe('words', () => {
  test.each([
    [outOf(1, 1), '1 of 1 tool (100.0%)'],
    [outOf(2, 3), '2 of 3 tools (66.6%)'],
    [outOf(0, 0), '0 of 0 tools'],
    [binLabel({ from: 0, to: 0, count: 1 }), 'none'],
    [binLabel({ from: 3, to: 3, count: 1 }), '3'],
    [binLabel({ from: 801, to: 1600, count: 1 }), '801 to 1,600'],
    [binLabel({ from: 1601, to: null, count: 1 }), '1,601 or more'],
  ])('%s', (words, expected) => {
    expect(words).toBe(expected);
  });
});

describe('the layout', () => {
  test('of bars is in proportion, keeps the smallest in sight and leaves room for the number', () => {
    const { bars, height } = layOutBars([
      { label: 'most', count: 4000 },
      { label: 'half', count: 2000 },
      { label: 'one', count: 1 },
      { label: 'none', count: 0 },
    ]);
    const [most = 0, half = 0, one = 0, none = 1] = bars.map(({ width }) => width);
    expect(most).toBeLessThan(drawingWidth);
    expect(half * 2).toBeCloseTo(most, 0);
    expect(one).toBe(1);
    expect(none).toBe(0);
    expect(bars.every(({ y }) => y < height)).toBe(true);
  });

  test('breaks a long label at a blank and pushes its bar down', () => {
    const label = 'Exposed MCP endpoints: no authentication and DNS rebinding';
    expect(wrapLabel(label).join(' ')).toBe(label);
    const [long, short] = layOutBars([
      { label, count: 1 },
      { label: 'SSRF', count: 1 },
    ]).bars;
    expect([long?.lines.length, short?.lines.length]).toEqual([2, 1]);
    expect(long?.y).toBeGreaterThan((long?.labelY ?? 0) + 16);
  });

  test('of discs gives an area in proportion, and none to nothing', () => {
    const [row] = layOutMatrix(['low', 'high', 'critical'], [[100, 25, 0]]).rows;
    const [all = 0, quarter = 0, none = 1] = row?.cells.map(({ radius }) => radius) ?? [];
    expect(all / quarter).toBeCloseTo(2, 1);
    expect(none).toBe(0);
  });
});

test('a drawing has a title and describes itself', async () => {
  const html = await renderComponent(BarChart, {
    id: 'x',
    title: 'Tools by colour',
    description: 'Red: 2.',
    rows: [{ label: 'Red', count: 2 }],
  });
  expect(findTags(html, 'svg')[0]?.attribs['role']).toBe('img');
  expect(wordsOf(html)).toEqual(['Tools by colour', 'Red: 2.']);
});

test('classes and levels stand in words and numbers, in the drawing and in the table', async () => {
  const html = await renderComponent(ClassLevels, { statistics, basis });
  expect(wordsOf(html)[1]).toBe('Read: 2 low. Financial: 1 critical.');
  expect(findTags(html, 'circle').map(({ attribs }) => attribs['class'])).toEqual([
    'fill-low',
    'fill-critical',
  ]);
  const rows = rowsOf(html);
  expect(rows[0]).toBe('Class Low Medium High Critical All Share');
  expect(rows).toContain('Read 2 0 0 0 2 66.6%');
  expect(rows).toContain('All classes 2 0 0 1 3 100.0%');
  expect(findTags(html, 'a').map(({ attribs }) => attribs['href'])).toContain('/class/read/');
  expect(textOf(findTags(html, 'figcaption')[0] ?? html)).toBe(
    'Of 3 tools of 1 server; newest capture 2026-03-01.',
  );
});

test('a hint has its denominators: all tools, and those that can be compared', async () => {
  const html = await renderComponent(DeclaredHints, { statistics, basis });
  const rows = rowsOf(html);
  expect(rows).toContain('readOnlyHint 2 of 3 tools (66.6%) 1 1 0 1 of 2 tools (50.0%)');
  expect(rows).toContain('openWorldHint 1 of 3 tools (33.3%) 0 0 1 0 of 0 tools');
  expect(wordsOf(html)[1]).toContain('agrees 1, contradicts 1, not comparable 0, not declared 1');
});

test('what no tool has is in the table, and not in the drawing', async () => {
  const html = await renderComponent(Counts, {
    id: 'x',
    title: 'Tools by pattern',
    what: 'Pattern',
    rows: [
      { label: 'Deletion', count: 1, href: '/a/' },
      { label: 'Injection', count: 0, href: '/b/' },
    ],
    of: 4,
    basis,
    date,
  });
  expect(textOf(findTags(html, 'svg')[0] ?? html)).not.toContain('Injection');
  expect(rowsOf(html)).toEqual(['Pattern Tools Share of 4 tools', 'Deletion 1 25.0%', 'Injection 0 0.0%']);
});

test('a distribution shows empty ranges and leaves tools without a number out of its total', async () => {
  const { parameters: spread } = statistics;
  const html = await renderComponent(SpreadFigure, {
    id: 'x',
    title: 'Arguments',
    what: 'Arguments',
    spread,
    basis,
    date,
  });
  const rows = rowsOf(html);
  expect(rows[0]).toBe('Arguments Tools Share of 2 tools');
  expect(rows).toContain('2 1 50.0%');
  expect(rows).toContain('25 or more 0 0.0%');
});

test('the name of the tool with most is text', async () => {
  const tool = { ...makeTool('shop', 'x'), name: '<b>x</b>\u200b' };
  const html = await renderComponent(TopTool, { label: 'Most', most: { tool, value: 1200 } });
  expect(findTags(html, 'b')).toEqual([]);
  expect(textOf(findClass(html, 'name'))).toBe('<b>x</b>⟨U+200B⟩');
  expect(textOf(html)).toContain('Most: 1,200');
});
