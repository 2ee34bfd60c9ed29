import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countPages, listPageSize, pagePaths, takePage } from './lists.ts';

test('the paths of a list are its pages, the first without a number', () => {
  expect(pagePaths(0)).toEqual([undefined]);
  expect(pagePaths(listPageSize)).toEqual([undefined]);
  expect(pagePaths(listPageSize + 1)).toEqual([undefined, 'page/2']);
  expect(pagePaths(listPageSize * 2 + 1)).toEqual([undefined, 'page/2', 'page/3']);
});

test('the pages of a list hold each item once, in order', () => {
  fc.assert(
    fc.property(fc.nat(500), (length) => {
      const items = Array.from({ length }, (_, index) => index);
      const pages = pagePaths(length).map((path) => takePage(items, path));
      expect(pages.flatMap((page) => page.items)).toEqual(items);
      pages.forEach((page, index) => {
        expect(page).toMatchObject({ current: index + 1, last: countPages(length), total: length });
        expect(page.items.length).toBeLessThanOrEqual(listPageSize);
      });
    }),
  );
});
