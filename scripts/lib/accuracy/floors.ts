import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type FigureId, figureIds, figures } from '#domain/accuracy/figures.ts';
import type { AccuracyReport } from '#domain/accuracy/measure.ts';
import { parseJson } from '#records/parse.ts';
import { formatProblems, type Problem } from '#records/problems.ts';
import { fromZodError, placeOf } from '#records/zod-problems.ts';
import { type GoldSet, goldSets } from '#schema/gold.ts';
import { idsOf } from '#schema/vocabulary.ts';
import { formatShare } from '#domain/accuracy/ratio.ts';

/** The least that each figure must reach, by set: shares from 0 to 1. A figure without a floor may have any value. */
export type Floors = Readonly<Partial<Record<GoldSet, Readonly<Partial<Record<FigureId, number>>>>>>;

const floorsSchema = z.strictObject(
  Object.fromEntries(
    idsOf(goldSets).map((set) => [
      set,
      z
        .strictObject(Object.fromEntries(figureIds.map((id) => [id, z.number().min(0).max(1).optional()])))
        .optional(),
    ]),
  ),
);

/** Reads `floors.json` of a gold folder; a missing file holds no floors. Throws one error that names all that is wrong. */
export function readFloors(goldDir: string): Floors {
  const file = path.join(goldDir, 'floors.json');
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return {};
  const parsed = parseJson(readFileSync(file, 'utf8'));
  if (!parsed.ok) {
    const remedy = 'Correct the syntax; the fault may stand a little before this place.';
    const problems = parsed.faults.map(({ message, position }): Problem => ({
      severity: 'error',
      file,
      place: placeOf('', position),
      message,
      remedy,
    }));
    throw new Error(formatProblems(problems));
  }
  const result = floorsSchema.safeParse(parsed.value);
  if (!result.success)
    throw new Error(
      formatProblems(fromZodError(file, result.error, { schema: floorsSchema, input: parsed.value })),
    );
  return result.data;
}

/** One sentence for each figure of these sets that lies below its floor, or that cannot be taken because no label counts for it. */
export function findBelowFloor(report: AccuracyReport, floors: Floors, sets: readonly GoldSet[]): string[] {
  return sets.flatMap((set) =>
    figures.flatMap(({ id, label }) => {
      const floor = floors[set]?.[id];
      if (floor === undefined) return [];
      const { value, hits, of } = report[set].figures[id];
      const name = `${set}: ${id} (${label.toLowerCase()})`;
      if (value === null) return [`${name} has the floor ${formatShare(floor)}, but no label counts for it.`];
      if (value >= floor) return [];
      const lacking = Math.ceil(floor * of - 1e-9) - hits;
      return [
        `${name} is ${formatShare(value)}, the floor is ${formatShare(floor)}: ${lacking} more of ${of} must be right.`,
      ];
    }),
  );
}
