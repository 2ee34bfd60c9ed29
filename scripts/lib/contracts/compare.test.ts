import { expect, test } from 'vitest';
import { compareBatch } from './compare.ts';
import type { ContractCase, Expected } from './types.ts';

const asked: Expected = { asking: ['ask'], allowing: ['ask'] };
const untouched: Expected = { asking: ['ask'], allowing: ['allow'] };

function caseOf(page: string): ContractCase {
  const call = (tool: string, expected: Expected) => ({ tool, args: {}, what: 'a call', expected });
  return {
    page,
    presets: ['strict'],
    text: '',
    alias: page,
    served: ['a', 'b'],
    calls: [call('a', asked), call('b', untouched)],
  };
}

test('what a client does as the page says is met, call by call, and being accepted is a check of its own', () => {
  const seen = { asking: [['ask', 'ask']], allowing: [['ask', 'allow']] };
  expect(compareBatch([caseOf('notes')], { complaints: [], seen })).toEqual({ checks: 5, failures: [] });
});

test('a rule that asks is missed where everything else is asked about, and found where it is allowed', () => {
  const seen = { asking: [['ask', 'ask']], allowing: [['allow', 'allow']] };
  const { failures } = compareBatch([caseOf('notes')], { complaints: [], seen });
  expect(failures).toEqual([
    {
      page: 'notes',
      presets: ['strict'],
      tried: '"a" {} (a call; where other tools are allowed)',
      expected: 'ask',
      seen: 'allow',
    },
  ]);
});

test('a call of which nothing was seen is a failure', () => {
  const { failures } = compareBatch([caseOf('notes')], {
    complaints: [],
    seen: { asking: [], allowing: [] },
  });
  expect(failures.map(({ seen }) => seen)).toEqual(['nothing', 'nothing', 'nothing', 'nothing']);
});

test('a complaint counts against the case that it names, and against all where it names none', () => {
  const seen = { asking: [[], ['ask', 'ask']], allowing: [[], ['ask', 'allow']] };
  const cases = [caseOf('notes'), caseOf('mail')];
  const named = compareBatch(cases, { complaints: [{ position: 0, text: 'no such key' }], seen });
  expect(named.failures).toEqual([
    {
      page: 'notes',
      presets: ['strict'],
      tried: 'reading the snippet',
      expected: 'no complaint',
      seen: 'no such key',
    },
  ]);
  const unnamed = compareBatch(cases, { complaints: [{ position: undefined, text: 'no' }], seen });
  expect(unnamed.failures.map(({ page }) => page)).toEqual(['notes', 'mail']);
});
