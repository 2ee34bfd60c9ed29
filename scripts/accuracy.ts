import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type AccuracyReport, measureAccuracy, type Scope } from '#domain/accuracy/measure.ts';
import { readGold } from '#records/gold.ts';
import { formatProblems, hasErrors } from '#records/problems.ts';
import { type GoldSet, goldSets } from '#schema/gold.ts';
import { idsOf } from '#schema/vocabulary.ts';
import { findBelowFloor, readFloors } from './lib/accuracy/floors.ts';
import { formatScope } from './lib/accuracy/report.ts';
import { projectRoot } from './lib/settings.ts';

const usage = `Usage: npm run accuracy -- [options]
  --set <name>    measure development, held-out, or all: each set and both together (all)
  --gold <dir>    read labels and floors from another folder (tests/gold)
  --misses        list the tools of which the rules say something else than the label, those held out, too
  --no-misses     list none; without either, those of the development set are listed
  --json          print the measure as JSON`;

/** Where the labels and floors of this project lie. */
export const goldDirectory = path.join(projectRoot, 'tests/gold');

/** What is to be measured, and how it is to be shown. */
export interface AccuracyOptions {
  readonly scope: Scope;
  readonly goldDir: string;
  /** Whether misses are listed; undefined lists those of the development set, so that held-out labels stay unknown to rule authors. */
  readonly misses: boolean | undefined;
  readonly json: boolean;
}

/** Reads the arguments. Throws one error that names every wrong argument, with the usage. */
export function readAccuracyOptions(args: readonly string[]): AccuracyOptions {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      set: { type: 'string', default: 'all' },
      gold: { type: 'string', default: goldDirectory },
      misses: { type: 'boolean' },
      json: { type: 'boolean', default: false },
    },
  });
  const scopes: readonly Scope[] = [...idsOf(goldSets), 'all'];
  const scope = scopes.find((id) => id === values.set);
  const goldDir = path.resolve(projectRoot, values.gold);
  const problems = [
    ...(scope === undefined ? [`--set is "${values.set}". Write one of: ${scopes.join(', ')}.`] : []),
    // Without labels of its own the project measures nothing; a folder that was named must be there.
    ...(goldDir === path.resolve(goldDirectory) || statSync(goldDir, { throwIfNoEntry: false })?.isDirectory()
      ? []
      : [`There is no folder "${values.gold}". Name the one that holds the labels with --gold.`]),
  ];
  if (scope === undefined || problems.length > 0) throw new Error([...problems, usage].join('\n'));
  return { scope, goldDir, misses: values.misses, json: values.json };
}

/** Measures the labels of a folder. Throws one error that names everything that is wrong with them. */
export function measureGold(goldDir: string): AccuracyReport {
  const { labelled, problems } = readGold(goldDir);
  if (hasErrors(problems)) throw new Error(formatProblems(problems));
  return measureAccuracy(labelled);
}

function main(): void {
  try {
    const { scope, goldDir, misses, json } = readAccuracyOptions(process.argv.slice(2));
    const floors = readFloors(goldDir);
    const report = measureGold(goldDir);
    const sets: readonly GoldSet[] = scope === 'all' ? idsOf(goldSets) : [scope];
    const shown: readonly Scope[] = scope === 'all' ? [...sets, 'all'] : [scope];
    if (json) console.log(JSON.stringify(Object.fromEntries(shown.map((id) => [id, report[id]])), null, 2));
    else {
      // Both sets together would repeat every miss.
      const listed = (id: Scope): boolean => id !== 'all' && (misses ?? id === 'development');
      const blocks = shown.map((id) => formatScope(id, report[id], { misses: listed(id) }));
      console.log(blocks.join('\n\n\n'));
    }
    const below = findBelowFloor(report, floors, sets);
    if (below.length > 0) {
      throw new Error(
        `\nBelow the floor:\n${below.map((line) => `  ${line}`).join('\n')}\nCorrect the rules. Lower a floor in ${path.join(goldDir, 'floors.json')} only when a label was wrong or labels were added, and say so.`,
      );
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

if (import.meta.main) main();
