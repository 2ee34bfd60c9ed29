import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countPages, listPageSize, pageNumbers, pagePaths, takePage } from './lists.ts';

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

test('a page leads to the first, the last and its neighbours, and a gap stands for more than one page', () => {
  expect(pageNumbers(1, 620)).toEqual([1, 2, 3, 'gap', 620]);
  expect(pageNumbers(310, 620)).toEqual([1, 'gap', 308, 309, 310, 311, 312, 'gap', 620]);
  expect(pageNumbers(4, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(pageNumbers(5, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(pageNumbers(6, 11)).toEqual([1, 'gap', 4, 5, 6, 7, 8, 'gap', 11]);
});
