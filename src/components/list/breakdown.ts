import type { ToolEntry } from '#domain/catalogue.ts';
import { joinList } from '#domain/text.ts';
import { idsOf, type Level, levels, type RiskClass, riskClasses } from '#schema/vocabulary.ts';

/** Tools of each level. */
export type LevelCounts = Readonly<Record<Level, number>>;

/** The tools of a list by level, altogether and class by class. */
export interface Breakdown {
  readonly all: LevelCounts;
  readonly total: number;
  /** Classes that occur, in the order of the vocabulary. */
  readonly classes: readonly {
    readonly id: RiskClass;
    readonly total: number;
    readonly byLevel: LevelCounts;
  }[];
}

/** A part of a bar, in hundredths of the longest bar. */
export interface LevelPart {
  readonly level: Level;
  readonly x: number;
  readonly width: number;
}

const known = new WeakMap<readonly ToolEntry[], Breakdown>();

/** The levels from the worst on, the unknown last: the order of every chart. */
export const levelOrder: readonly Level[] = [
  ...idsOf(levels)
    .filter((level) => level !== 'unknown')
    .toReversed(),
  'unknown',
];

/** Counts the tools of a list, once for each list. */
export function breakDown(tools: readonly ToolEntry[]): Breakdown {
  const counted = known.get(tools);
  if (counted) return counted;
  const all = countNone();
  const byClass = new Map(idsOf(riskClasses).map((id) => [id, countNone()]));
  for (const { class: riskClass, level } of tools) {
    all[level] += 1;
    const counts = byClass.get(riskClass);
    if (counts) counts[level] += 1;
  }
  const classes = [...byClass].map(([id, byLevel]) => ({ id, byLevel, total: countAll(byLevel) }));
  const breakdown = { all, total: tools.length, classes: classes.filter(({ total }) => total > 0) };
  known.set(tools, breakdown);
  return breakdown;
}

/** Lays out the bar of some tools, the worst level first. A level that occurs is seen. @param most tools of the longest bar */
export function layOutLevels(counts: LevelCounts, most = countAll(counts)): LevelPart[] {
  let x = 0;
  return levelOrder
    .filter((level) => counts[level] > 0)
    .map((level) => {
      const width = (counts[level] / Math.max(1, most)) * 100;
      const part = { level, x: round(x), width: round(Math.max(width - 0.5, 0.4)) };
      x += width;
      return part;
    });
}

/** The counts in words: `3 critical, 5 high and 1 not classified`. */
export function describeLevels(counts: LevelCounts): string {
  const parts = levelOrder
    .filter((level) => counts[level] > 0)
    .map((level) => `${counts[level].toString()} ${levels[level].label.toLowerCase()}`);
  return joinList(parts);
}

/** The worst level of some tools; unknown only when no tool has a level. */
export function worstLevel(counts: LevelCounts): Level {
  return levelOrder.find((level) => counts[level] > 0) ?? 'unknown';
}

function countNone(): Record<Level, number> {
  return Object.fromEntries(idsOf(levels).map((level) => [level, 0])) as Record<Level, number>;
}

function countAll(counts: LevelCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
