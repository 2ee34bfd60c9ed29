import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { measureAccuracy } from '#domain/accuracy/measure.ts';
import type { LabelledTool } from '#schema/gold.ts';
import { findBelowFloor, readFloors } from './floors.ts';

/** Two tools that delete, of which one is labelled so. */
const labelled: LabelledTool[] = (['destructive', 'read'] as const).map((riskClass, index) => {
  const tool = { name: `delete_file_${index}`, description: 'Delete a file.' };
  const digest = `sha256:${String(index).repeat(64)}`;
  const label = { tool: tool.name, digest, class: riskClass, level: 'low' as const, capabilities: [] };
  return { server: 'files', record: { name: 'Fixture', source: {} }, set: 'development', tool, label };
});
const report = measureAccuracy(labelled);

test('a figure below its floor is named, with what is lacking; one at its floor is not', () => {
  const floors = { development: { classAgreement: 0.9, dangerousRecall: 1, classified: 1 } };
  expect(findBelowFloor(report, floors, ['development', 'held-out'])).toEqual([
    'development: classAgreement (class agrees) is 50.0%, the floor is 90.0%: 1 more of 2 must be right.',
  ]);
});

test('a floor without labels is not reached', () => {
  expect(findBelowFloor(report, { 'held-out': { classAgreement: 0.9 } }, ['held-out'])).toEqual([
    'held-out: classAgreement (class agrees) has the floor 90.0%, but no label counts for it.',
  ]);
  expect(findBelowFloor(report, { 'held-out': { classAgreement: 0.9 } }, ['development'])).toEqual([]);
});

test('a misspelt figure or set is refused, with what was probably meant', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'floors-'));
  try {
    expect(readFloors(folder)).toEqual({});
    const floors = { development: { classAgrement: 0.9, levelAgreement: 90 }, heldout: {} };
    writeFileSync(path.join(folder, 'floors.json'), JSON.stringify(floors));
    const said = (): string => {
      try {
        return JSON.stringify(readFloors(folder));
      } catch (error) {
        return String(error).replaceAll(folder, 'gold');
      }
    };
    expect(said()).toMatchInlineSnapshot(`
      "Error: gold/floors.json
        error: development.levelAgreement: is the number 90, must be at most 1
          Correct the value.
        error: development.classAgrement: unknown key "classAgrement"
          Did you mean "classAgreement"? Rename or remove it.
        error: heldout: unknown key "heldout"
          Did you mean "held-out"? Rename or remove it.

      3 errors in 1 file."
    `);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
