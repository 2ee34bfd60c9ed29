import { expect, test } from 'vitest';
import { describeShown } from './words.ts';

const shown = { noun: 'tool', total: 1200, count: 1200, narrowed: false, remark: '', order: 'by name' };

test('the sentence says how many are left of how many, and in which order', () => {
  expect(describeShown(shown)).toBe('1,200 tools, by name.');
  expect(describeShown({ ...shown, count: 12, narrowed: true, remark: 'for “create”' })).toBe(
    '12 of 1,200 tools match, for “create”, by name.',
  );
});

test('one row has no order, and none is said plainly', () => {
  expect(describeShown({ ...shown, count: 1, narrowed: true })).toBe('1 of 1,200 tools matches.');
  expect(describeShown({ ...shown, count: 0, narrowed: true })).toBe('None of 1,200 tools matches.');
});
