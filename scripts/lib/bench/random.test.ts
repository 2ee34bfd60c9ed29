import { describe, expect, test } from 'vitest';
import { createRandom, type Distribution } from './random.ts';

describe('createRandom', () => {
  test('gives the same numbers for a seed, and others for another', () => {
    const take = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 50 }, random.next);
    };
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
  });

  test('draws whole numbers with both bounds, and no others', () => {
    const random = createRandom(1);
    const drawn = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)));
    expect([...drawn].toSorted()).toEqual([3, 4, 5, 6]);
  });

  test('draws numbers along the quantiles', () => {
    const random = createRandom(1);
    const distribution: Distribution = [
      [0, 10],
      [0.5, 100],
      [1, 1_000],
    ];
    const drawn = Array.from({ length: 4_001 }, () => random.draw(distribution)).toSorted((a, b) => a - b);
    expect(drawn[0]).toBeGreaterThanOrEqual(10);
    expect(drawn.at(-1)).toBeLessThanOrEqual(1_000);
    expect(drawn[2_000]).toBeGreaterThan(90);
    expect(drawn[2_000]).toBeLessThan(111);
  });
});
