import { describe, expect, test } from 'vitest';
import { formatInterval, formatShare, toRatio, toScore } from './ratio.ts';

describe('toRatio', () => {
  // Intervals by the closed formula of Wilson (1927), worked out by hand.
  test.each([
    [9, 10, 0.596, 0.982],
    [0, 10, 0, 0.278],
    [10, 10, 0.722, 1],
    [180, 200, 0.851, 0.934],
  ])('%i of %i', (hits, of, low, high) => {
    const { value, interval } = toRatio(hits, of);
    expect(value).toBe(hits / of);
    expect(interval?.low).toBeCloseTo(low, 3);
    expect(interval?.high).toBeCloseTo(high, 3);
  });

  test('no case has no value', () => {
    expect(toRatio(0, 0)).toEqual({ hits: 0, of: 0, value: null, interval: null });
  });
});

test('a score of an answer that nobody gives has no value', () => {
  expect(toScore(3, 4, 6)).toMatchObject({ precision: { value: 0.75 }, recall: { value: 0.5 }, f1: 0.6 });
  expect(toScore(0, 0, 2)).toMatchObject({ precision: { value: null }, recall: { value: 0 }, f1: 0 });
  expect(toScore(0, 0, 0)).toMatchObject({ precision: { value: null }, recall: { value: null }, f1: null });
});

describe('figures for people', () => {
  test.each([
    [1, '100.0%'],
    [0.9996, '99.9%'],
    [0.29, '29.0%'],
    [0, '0.0%'],
    [null, 'no case'],
  ])('%f is written %s', (value, text) => {
    expect(formatShare(value)).toBe(text);
  });

  test('an interval is never narrower than it is', () => {
    expect(formatInterval(toRatio(9, 10))).toBe('59.5 to 98.3%');
    expect(formatInterval(toRatio(10, 10))).toBe('72.2 to 100.0%');
    expect(formatInterval(toRatio(0, 0))).toBe('');
  });
});
