import { describe, expect, test } from 'vitest';
import { categories, findBelowGates, formatScores, readScore } from './gates.ts';

const audit = (score: number | null, items: readonly unknown[] = []) => ({
  id: 'color-contrast',
  title: 'Contrast',
  score,
  scoreDisplayMode: 'binary',
  details: { items },
});
const result = (accessibility: number, found: ReturnType<typeof audit>) => ({
  categories: Object.fromEntries(
    categories.map((id) => [
      id,
      { score: id === 'accessibility' ? accessibility : 1, auditRefs: [{ id: 'color-contrast', weight: 7 }] },
    ]),
  ),
  audits: { 'color-contrast': found },
});

describe('gates', () => {
  test('a page that is below one is named with the audit and the place', () => {
    const page = readScore('search/', result(0.96, audit(0, [{ node: { snippet: '<p class="x">' } }])));
    expect(findBelowGates([page])).toEqual([
      '/search/ has 96 for accessibility; the gate is 100.\n    color-contrast: Contrast\n      <p class="x">',
    ]);
  });

  test('a page that meets all of them is not', () => {
    const page = readScore('', result(1, audit(1)));
    expect(findBelowGates([page])).toEqual([]);
    expect(formatScores([page]).split('\n')).toHaveLength(2);
  });

  test('a page that could not be judged is no page with a score', () => {
    expect(() =>
      readScore('x/', { ...result(1, audit(null)), runtimeError: { message: 'status code 404' } }),
    ).toThrow('Lighthouse could not judge /x/: status code 404');
  });
});
