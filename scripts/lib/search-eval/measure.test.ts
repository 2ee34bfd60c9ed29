import { expect, test } from 'vitest';
import { findBelowGates, judge, measureRecall } from './measure.ts';
import type { LabelledQuery } from './queries.ts';
import { formatBelowGates, formatReport } from './report.ts';

const known: LabelledQuery = { kind: 'knownItems', style: 'exact', query: 'send', right: ['mail/send'] };
const intent: LabelledQuery = {
  kind: 'intents',
  style: undefined,
  query: 'write a letter',
  right: ['mail/send', 'mail/draft'],
};

test('a query is answered at the place of its first right answer', () => {
  expect(judge(intent, ['mail/list', 'mail/draft', 'mail/send']).place).toBe(2);
  expect(judge(intent, ['mail/list']).place).toBeUndefined();
});

test('recall counts queries with a right answer, completeness the right answers', () => {
  const { at, complete } = measureRecall([
    judge(known, ['mail/send']),
    judge(intent, ['a', 'b', 'c', 'd', 'e', 'mail/draft']),
  ]);
  expect(at).toEqual({ 1: 0.5, 5: 0.5, 10: 1 });
  expect(complete).toBeCloseTo(2 / 3);
});

test('a share at its gate passes, a smaller one is named', () => {
  const right = Array.from({ length: 19 }, () => judge(known, ['mail/send']));
  const late = judge(known, ['mail/list', 'mail/send']);
  const found = judge(intent, ['mail/send']);
  expect(findBelowGates([...right, late, found])).toEqual([]);
  const below = findBelowGates([...right.slice(1), late, found]);
  expect(formatBelowGates(below)).toBe('Known items at 1: 0.947, the gate is 0.950.');
});

test('the report names what came in place of a miss', () => {
  const report = formatReport([judge(known, ['mail/list', 'mail/send']), judge(intent, [])]);
  expect(report).toContain('  send\n    wanted mail/send: at 2\n    came mail/list, mail/send');
  expect(report).toContain('wanted mail/send or mail/draft: not among 10\n    came nothing');
});
