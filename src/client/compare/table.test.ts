import { expect, test } from 'vitest';
import { chooseLayout } from './table.ts';

test.each([
  ['a wide window', 70, 4, 'side'],
  ['a tablet with two', 46, 2, 'side'],
  ['a tablet with four', 46, 4, 'above'],
  ['a phone with two', 20, 2, 'above'],
  ['a phone with three', 22, 3, 'below'],
] as const)('%s', (_case, width, columns, layout) => {
  expect(chooseLayout(width, columns)).toBe(layout);
});
