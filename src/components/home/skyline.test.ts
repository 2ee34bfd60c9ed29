import { expect, test } from 'vitest';
import type { Level } from '#schema/vocabulary.ts';
import { chooseUnit, layOutSkyline } from './skyline.ts';

const counts = (some: Partial<Record<Level, number>>): Record<Level, number> => ({
  low: 0,
  medium: 0,
  high: 0,
  critical: 0,
  unknown: 0,
  ...some,
});

test('bars follow each other over the rows, the highest level first, and none is lost', () => {
  const { blocks, rows } = layOutSkyline(counts({ critical: 3, high: 25, unknown: 1 }), 1, 10);
  expect(rows).toBe(3);
  expect(
    blocks.map(({ level, column, row, columns, rows: high }) => [level, column, row, columns, high]),
  ).toEqual([
    ['critical', 0, 0, 3, 1],
    ['high', 3, 0, 7, 1],
    ['high', 0, 1, 10, 1],
    ['high', 0, 2, 8, 1],
    ['unknown', 8, 2, 1, 1],
  ]);
});

test('whole rows are one block', () => {
  expect(layOutSkyline(counts({ low: 40 }), 1, 10).blocks).toEqual([
    { level: 'low', column: 0, row: 0, columns: 10, rows: 4 },
  ]);
});

test('a large catalogue has bars for several tools, and a level with one tool is not lost', () => {
  expect([471, 641, 5000, 31_000].map(chooseUnit)).toEqual([1, 2, 10, 50]);
  const { blocks } = layOutSkyline(counts({ critical: 1, low: 31_000 }), 50, 100);
  expect(blocks[0]).toEqual({ level: 'critical', column: 0, row: 0, columns: 1, rows: 1 });
});
