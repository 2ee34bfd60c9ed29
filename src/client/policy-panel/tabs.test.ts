import { expect, test } from 'vitest';
import { nextIndex } from './tabs.ts';

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, 0],
  ['ArrowDown', 1, 2],
  ['ArrowLeft', 0, 2],
  ['ArrowUp', 2, 1],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['Enter', 1, undefined],
  ['a', 1, undefined],
])('%s on tab %i of three leads to %j', (key, now, next) => {
  expect(nextIndex(key, now, 3)).toBe(next);
});
