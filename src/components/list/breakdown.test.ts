import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ToolEntry } from '#domain/catalogue.ts';
import { breakDown, describeLevels, layOutLevels, worstLevel } from './breakdown.ts';

const none = { low: 0, medium: 0, high: 0, critical: 0, unknown: 0 };
const count = fc.nat(2000);
const anyCounts = fc.record({ low: count, medium: count, high: count, critical: count, unknown: count });

function tool(riskClass: ToolEntry['class'], level: ToolEntry['level']): ToolEntry {
  return { class: riskClass, level } as ToolEntry;
}

test('tools are counted by level, altogether and class by class', () => {
  const { all, total, classes } = breakDown([
    tool('write', 'high'),
    tool('read', 'low'),
    tool('write', 'high'),
    tool('unknown', 'unknown'),
  ]);
  expect(total).toBe(4);
  expect(all).toEqual({ ...none, low: 1, high: 2, unknown: 1 });
  expect(classes.map(({ id, total: ofClass, byLevel }) => [id, ofClass, byLevel.high])).toEqual([
    ['read', 1, 0],
    ['write', 2, 2],
    ['unknown', 1, 0],
  ]);
});

test('the parts of a bar follow each other, none is too narrow to be seen, and none lies outside', () => {
  fc.assert(
    fc.property(anyCounts, (counts) => {
      const parts = layOutLevels(counts);
      let end = 0;
      for (const { level, x, width } of parts) {
        expect(counts[level]).toBeGreaterThan(0);
        expect(x).toBeGreaterThanOrEqual(end - 0.6);
        expect(width).toBeGreaterThanOrEqual(0.4);
        expect(x + width).toBeLessThanOrEqual(100.5);
        end = x + width;
      }
    }),
  );
});

test('a bar beside a longer one is as much shorter as it has fewer tools', () => {
  expect(layOutLevels({ ...none, critical: 10 }, 40)).toEqual([{ level: 'critical', x: 0, width: 24.5 }]);
});

test('the worst level comes first, and what is not classified is worse than nothing', () => {
  const counts = { ...none, low: 3, critical: 1, unknown: 2 };
  expect(describeLevels(counts)).toBe('1 critical, 3 low and 2 not classified');
  expect(worstLevel(counts)).toBe('critical');
  expect(worstLevel({ ...none, unknown: 2 })).toBe('unknown');
});
