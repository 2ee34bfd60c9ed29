import { expect, test } from 'vitest';
import { goldSets } from '#schema/gold.ts';
import { idsOf } from '#schema/vocabulary.ts';
import { goldDirectory, measureGold, readAccuracyOptions } from './accuracy.ts';
import { findBelowFloor, readFloors } from './lib/accuracy/floors.ts';

test('the rules reach every floor that is committed', () => {
  const below = findBelowFloor(measureGold(goldDirectory), readFloors(goldDirectory), idsOf(goldSets));
  expect(below).toEqual([]);
});

test('every wrong argument is named', () => {
  expect(() => readAccuracyOptions(['--set', 'tests', '--gold', 'nowhere']))
    .toThrowErrorMatchingInlineSnapshot(`
    [Error: --set is "tests". Write one of: development, held-out, all.
    There is no folder "nowhere". Name the one that holds the labels with --gold.
    Usage: npm run accuracy -- [options]
      --set <name>    measure development, held-out, or all: each set and both together (all)
      --gold <dir>    read labels and floors from another folder (tests/gold)
      --misses        list the tools of which the rules say something else than the label, those held out, too
      --no-misses     list none; without either, those of the development set are listed
      --json          print the measure as JSON]
  `);
});
