import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#schema/common.ts';
import type { Capability } from '#schema/vocabulary.ts';
import { listParameters } from '../parameters.ts';
import { type ArgumentBound, boundRules, findBounds } from './argument-bounds.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const boolean = { type: 'boolean' };

function find(
  properties: JsonObject,
  {
    required = [],
    capabilities = [],
    about = '',
  }: { required?: string[]; capabilities?: Capability[]; about?: string } = {},
): ArgumentBound[] {
  return findBounds({
    parameters: listParameters({ type: 'object', properties, required }),
    capabilities: new Set(capabilities),
    text: about,
  });
}

/** For each rule a tool on which it finds its argument, and near ones on which it must not. */
const samples: Readonly<Record<string, { finds: () => ArgumentBound[]; misses: () => ArgumentBound[][] }>> = {
  amount: {
    finds: () => find({ amount: number }, { capabilities: ['payment'] }),
    misses: () => [
      find({ amount: number }),
      find({ amount: text }, { capabilities: ['payment'] }),
      find({ amount_limit_name: number }, { capabilities: ['payment'] }),
      // Which of the two is the sum nobody can tell.
      find({ amount: number, tax_amount: number }, { capabilities: ['payment'] }),
    ],
  },
  'machine-path': {
    finds: () => find({ path: text }, { required: ['path'], capabilities: ['filesystem-write'] }),
    misses: () => [
      find({ path: text }, { required: ['path'] }),
      find({ path: text }, { capabilities: ['filesystem-write'] }),
      find({ xpath: text }, { required: ['xpath'], capabilities: ['filesystem-write'] }),
    ],
  },
  'repository-path': {
    finds: () => find({ path: text }, { required: ['path'], capabilities: ['repo-write'] }),
    misses: () => [find({ path: text }, { capabilities: ['repo-write'] })],
  },
  address: {
    finds: () => find({ url: text }, { required: ['url'], capabilities: ['network-egress'] }),
    misses: () => [
      find({ url: text }, { required: ['url'] }),
      find({ url: text }, { capabilities: ['network-egress'] }),
      find({ curl: text }, { required: ['curl'], capabilities: ['network-egress'] }),
    ],
  },
  recipient: {
    finds: () => find({ to: text }, { capabilities: ['messaging-send'] }),
    misses: () => [
      find({ to: text }),
      find({ to: { type: 'array', items: text } }, { capabilities: ['messaging-send'] }),
      find({ emails_enabled: boolean }, { capabilities: ['messaging-send'] }),
    ],
  },
  statement: {
    finds: () =>
      find({ sql: text }, { required: ['sql'], capabilities: ['database-query'], about: 'Runs SQL.' }),
    misses: () => [
      find(
        { query: text },
        { required: ['query'], capabilities: ['database-query'], about: 'Finds documents.' },
      ),
      find({ query: text }, { required: ['query'], about: 'Runs SQL.' }),
    ],
  },
  reason: {
    finds: () => find({ reason: text }),
    misses: () => [find({ reason: number }), find({ reason: { enum: ['spam', 'abuse'] } })],
  },
  switch: {
    finds: () => find({ force: boolean }),
    misses: () => [find({ force: text }), find({ reinforce: boolean })],
  },
};

describe.each(boundRules)('$id', ({ id, kind }) => {
  const sample = samples[id];
  if (!sample) throw new Error(`The rule ${id} has no sample.`);

  test('finds its argument', () => {
    expect(sample.finds().map((bound) => bound.kind)).toEqual([kind]);
  });

  test('leaves near ones alone', () => {
    for (const found of sample.misses()) expect(found).toEqual([]);
  });
});

test('an argument inside another, or one whose name cannot stand in a path, is left alone', () => {
  expect(
    find({ options: { type: 'object', properties: { force: boolean } }, 'skip.checks': boolean }),
  ).toEqual([]);
});

test('a switch that is on when it is left out must be given', () => {
  expect(find({ force: { type: 'boolean', default: true } })).toEqual([
    { kind: 'off', argument: 'force', optional: false },
  ]);
  expect(find({ force: { type: 'boolean', default: false } })).toEqual([
    { kind: 'off', argument: 'force', optional: true },
  ]);
});

test('an optional amount is bounded when it is the only one, since leaving it out can mean all of it', () => {
  expect(find({ amount: { type: 'integer' } }, { capabilities: ['payment'] })).toEqual([
    { kind: 'at-most', argument: 'amount' },
  ]);
});
