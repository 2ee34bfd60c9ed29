import { expect, test } from 'vitest';
import { assessSample, sample, type Sample } from '../sample.fixture.ts';
import { type ClassVote, collectVotes } from './classes.ts';

const actions = { action: { type: 'string', enum: ['get', 'delete'] } };

test('name, first sentence, joined verbs, actions and arguments each have a vote', () => {
  const input = { ...actions, command: { type: 'string', description: 'Command to run.' } };
  const record = sample('update_host', 'Update a host and delete its copy.', { input });
  expect(votesOf(record)).toEqual([
    ['name', 'write'],
    ['lead', 'write'],
    ['joined', 'destructive'],
    ['action', 'read'],
    ['action', 'destructive'],
    ['input', 'execute'],
  ]);
});

test('the object of a name is read in the sentence that opens with the same verb', () => {
  expect(votesOf(sample('remove_song', 'Remove a song.'))[0]).toEqual(['name', 'destructive']);
  expect(votesOf(sample('remove_song', 'Remove a song from a playlist.'))[0]).toEqual(['name', 'write']);
});

test('a verb that only steers is no vote where actions are listed', () => {
  expect(votesOf(sample('manage_items', 'Manage items.'))).toEqual([
    ['name', 'write'],
    ['lead', 'write'],
  ]);
  expect(votesOf(sample('manage_items', 'Manage items.', { input: actions }))).toEqual([
    ['action', 'read'],
    ['action', 'destructive'],
  ]);
  expect(votesOf(sample('site', 'Run one of the following operations: get-site, list-sites.'))).toEqual([
    ['action', 'read'],
    ['action', 'read'],
  ]);
});

test('an action without a verb of its own has no vote', () => {
  const input = { action: { type: 'string', enum: ['get', 'sideways'] } };
  expect(
    votesOf(sample('items', 'Items of a shop.', { input })).filter(([source]) => source === 'action'),
  ).toEqual([['action', 'read']]);
});

test('a rule about an object makes the vote of a weak word firm', () => {
  const weaknessOf = (name: string): boolean[] => votes(sample(name)).map(({ weak }) => weak);
  expect([weaknessOf('submit_order'), weaknessOf('order_form'), weaknessOf('place_order')]).toEqual([
    [false],
    [true],
    [false],
  ]);
});

function votes(record: Sample): ClassVote[] {
  return collectVotes(assessSample(record).facts);
}

function votesOf(record: Sample): [ClassVote['source'], ClassVote['class']][] {
  return votes(record).map(({ source, class: riskClass }) => [source, riskClass]);
}
