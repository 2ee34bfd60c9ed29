import { expect, test } from 'vitest';
import { measureDecisions } from './measure-decisions.ts';

test('every call is decided, the same for a seed, and every part of a policy has its share', () => {
  const { count, outcomes } = measureDecisions(60_000, 1);
  expect(count).toBe(60_000);
  expect(Object.values(outcomes).reduce((sum, share) => sum + share, 0)).toBe(count);
  expect(Object.keys(outcomes).toSorted()).toEqual(
    ['(default deny)', '(hidden)', 'allow', 'deny_if', 'limits', 'require'].toSorted(),
  );
  expect(measureDecisions(60_000, 1).outcomes).toEqual(outcomes);
});
