import { expect, test } from 'vitest';
import { matchChoices } from './choices.ts';

const choices = [
  { value: 'notes/delete', label: 'delete_note', note: 'Destructive' },
  { value: 'notes/note', label: 'note', note: 'Write' },
  { value: 'notes/list', label: 'list_notes', note: 'Read' },
];
const find = (typed: string): string[] => matchChoices(choices, typed).map(({ label }) => label);

test('nothing typed offers everything in its order', () => {
  expect(find(' ')).toEqual(['delete_note', 'note', 'list_notes']);
});

test('what is called so comes first, then what begins so, then what holds it', () => {
  expect(find('note')).toEqual(['note', 'delete_note', 'list_notes']);
  expect(find('LIST')).toEqual(['list_notes']);
});

test('every word must be there, wherever it stands', () => {
  expect(find('note delete')).toEqual(['delete_note']);
  expect(find('read list')).toEqual(['list_notes']);
  expect(find('nothing')).toEqual([]);
});
