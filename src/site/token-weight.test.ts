import { expect, test } from 'vitest';
import type { ToolEntry } from '#domain/catalogue.ts';
import { formatShare, weighTools } from './token-weight.ts';

const toolOf = (name: string, tokens: number): ToolEntry => ({ name, tokens }) as ToolEntry;
const toolsOf = (count: number): ToolEntry[] =>
  Array.from({ length: count }, (_, index) => toolOf(`tool_${index.toString()}`, (index + 1) * 100));

test('definitions are added up and the heaviest come first, those of one weight by name', () => {
  const weight = weighTools([toolOf('b', 50), toolOf('c', 900), toolOf('a', 50)]);
  expect(weight.heaviest.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  expect(weight).toMatchObject({ total: 1000, share: '0.5%', rest: { count: 0, tokens: 0 } });
});

test('what is not listed is counted, and nothing is left out alone', () => {
  const { heaviest, rest, total } = weighTools(toolsOf(12));
  expect(heaviest).toHaveLength(10);
  expect(rest).toEqual({ count: 2, tokens: 300 });
  expect(total).toBe(7800);
  expect(weighTools(toolsOf(11)).rest.count).toBe(0);
});

test.each([
  [0, '0.0%'],
  [0.000_01, 'less than 0.1%'],
  [0.0005, '0.1%'],
  [0.0625, '6.3%'],
  [1.5, '150.0%'],
])('a share of %d is shown as %s', (share, shown) => {
  expect(formatShare(share)).toBe(shown);
});
