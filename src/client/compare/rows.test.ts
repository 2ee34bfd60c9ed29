import { describe, expect, test } from 'vitest';
import { compare, countDifferences, type Fact, wordDifferences } from './rows.ts';

interface Thing {
  readonly name: string;
  readonly size: number;
  readonly colours: readonly string[];
}

const facts: readonly Fact<Thing>[] = [
  { label: 'Name', plain: true, read: ({ name }) => ({ items: [{ text: name }] }) },
  { label: 'Size', read: ({ size }) => ({ items: [{ text: String(size) }], weight: size }) },
  {
    label: 'Colours',
    list: true,
    read: ({ colours }) =>
      colours.length === 0
        ? { items: [], note: 'None' }
        : { items: colours.map((text) => ({ text, note: String(text.length) })) },
  },
];
const small: Thing = { name: 'small', size: 1, colours: ['red', 'blue'] };
const large: Thing = { name: 'large', size: 9, colours: ['red'] };
const same: Thing = { ...small, name: 'same' };

describe('rows', () => {
  test('what is not the same everywhere differs; what is plain is not compared', () => {
    expect(compare(facts, [small, large]).map(({ standing }) => standing)).toEqual([
      'plain',
      'differs',
      'differs',
    ]);
    expect(compare(facts, [small, same]).map(({ standing }) => standing)).toEqual(['plain', 'same', 'same']);
    expect(compare(facts, [small, same, large])[1]?.standing).toBe('differs');
  });

  test('an item of a list that another lacks is marked', () => {
    const row = compare(facts, [small, large])[2];
    expect(row?.cells.map(({ items }) => items.map(({ text, own }) => [text, own]))).toEqual([
      [
        ['red', false],
        ['blue', true],
      ],
      [['red', false]],
    ]);
  });

  test('an empty list differs from one that is not, and all of the other is marked', () => {
    const row = compare(facts, [{ ...small, colours: [] }, large])[2];
    expect(row?.standing).toBe('differs');
    expect(row?.cells[1]?.items[0]?.own).toBe(true);
  });

  test('one alone differs from nothing, and nothing of it is marked', () => {
    const rows = compare(facts, [small]);
    expect(countDifferences(rows)).toEqual({ differ: 0, of: 2 });
    expect(rows[2]?.cells[0]?.items.some(({ own }) => own)).toBe(false);
  });
});

test.each([
  [[], false, ''],
  [[small], false, 'One tool is shown. Add another to compare it with.'],
  [[small, same], false, '2 tools compared: none of 2 facts differs.'],
  [[small, large], false, '2 tools compared: 2 of 2 facts differ.'],
  [[small, { ...small, size: 2 }], false, '2 tools compared: 1 of 2 facts differs.'],
  [
    [small, { ...small, size: 2 }],
    true,
    '2 tools compared: 1 of 2 facts differs. The one that is the same is left out.',
  ],
])('%j, only differences: %j', (things, only, words) => {
  expect(wordDifferences(compare(facts, things), things.length, 'tools', only)).toBe(words);
});
