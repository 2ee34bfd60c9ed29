import { expect, test } from 'vitest';
import { isWanted, sortRows } from './rows.ts';

const row = { text: 'create_api_key create an api key', marks: new Set(['level-high', 'class-write']) };

test('every word must be there, in any order and as a part, and every choice be met', () => {
  const ask = (query: string, choice: Record<string, string> = {}) => isWanted(row, { query, choice });
  expect(ask('KEY  crea')).toBe(true);
  expect(ask('key delete')).toBe(false);
  expect(ask('', { level: 'high', class: '' })).toBe(true);
  expect(ask('key', { level: 'high', class: 'read' })).toBe(false);
});

test('rows are sorted by number or letter, and those that are alike stay in order', () => {
  const rows = [
    { id: 'a', keys: ['beta', '9'] },
    { id: 'b', keys: ['Alpha', '1200'] },
    { id: 'c', keys: ['beta', '-1'] },
  ];
  const sort = (column: number, descending: boolean) =>
    sortRows(rows, column, descending).map(({ id }) => id);
  expect(sort(1, true)).toEqual(['b', 'a', 'c']);
  expect(sort(0, false)).toEqual(['b', 'a', 'c']);
  expect(sort(0, true)).toEqual(['a', 'c', 'b']);
});
