import { describe, expect, test } from 'vitest';
import { readFacts } from '../facts.ts';
import { sample } from '../sample.fixture.ts';

describe('the verb of the first sentence is found behind', () => {
  test.each([
    'Delete a widget.',
    'This tool deletes a widget.',
    'This tool allows you to delete a widget.',
    'Use this tool to delete a widget.',
    'Used to delete a widget.',
    'Attempts to delete a widget.',
    'Permanently delete a widget.',
    '(Deprecated) Delete a widget.',
    '[API] Delete a widget.',
    '**Purpose:** Delete a widget.',
    '🎯 Purpose: 1. Delete a widget.',
    '- 🗑️ Deletes a widget.',
    '## Widget\n\nDelete a widget.',
    'A tool for deleting a widget.',
  ])('%j', (description) => {
    expect(verbsOf(description)).toEqual(['delete']);
  });
});

test('the words that follow the verb are its object, up to the first preposition its direct one', () => {
  const [first] = readLead('Move the letters of a user to the bin, at once.');
  expect(first).toMatchObject({ object: 'the letters of a user to the bin at once' });
  expect(first?.direct).toBe('the letters of a user');
});

test.each([
  ['Apply a label to a widget.', 'apply', false],
  ['Supply a widget with a label.', 'supply', true],
])('%s begins with no adverb', (description, lemma, weak) => {
  expect(readLead(description)[0]?.verb).toEqual({ lemma, sense: 'write', weak });
});

test('a sentence that orders nothing yields to the next one that does', () => {
  expect(verbsOf('This is the public API of the widget shop. Delete a widget.')).toEqual(['delete']);
  expect(verbsOf('Delete a widget. Then get the next.')).toEqual(['delete']);
});

describe('verbs joined to the first', () => {
  test.each([
    ['List, add or delete widgets.', ['list', 'add', 'delete']],
    ['Creates widgets and deletes them.', ['create', 'delete']],
    ['Search widgets by owner, or delete a widget.', ['search', 'delete']],
  ])('%s', (description, lemmas) => {
    expect(verbsOf(description)).toEqual(lemmas);
  });

  test.each([
    ['Search commits by author, date or commit message.', ['search']],
    ['Gets a page with posts, comments and deletes.', ['get']],
    ['List widgets, including archive and upload dates.', ['list']],
  ])('are not seen in a list of things: %s', (description, lemmas) => {
    expect(verbsOf(description)).toEqual(lemmas);
  });
});

describe('a verb that no table knows', () => {
  test('is taken to change something, weakly, where it stands as an order', () => {
    expect(readLead('Frobnicate the widget.')[0]?.verb).toEqual({
      lemma: 'frobnicate',
      sense: 'write',
      weak: true,
    });
  });

  test('is taken to read where the description goes on to say what is returned', () => {
    expect(readLead('Frobnicate the widget. Returns its parts.')[0]?.verb.sense).toBe('read');
  });

  test('is no verb where no order stands', () => {
    expect(verbsOf('Frobnication of widgets.')).not.toContain('frobnication');
    expect(verbsOf('Frobnicates.')).not.toContain('frobnicates');
  });
});

test.each([
  ['Weather for a city.', 'read'],
  ['Management of widgets.', 'write'],
])('a description without a verb names what is returned or done: %s', (description, sense) => {
  expect(readLead(description).map(({ verb }) => verb)).toEqual([{ lemma: 'return', sense, weak: true }]);
});

test('the phrase of a verb is quoted as it stands, without its full stop', () => {
  expect(readLead('[API] Delete a widget.')[0]?.evidence).toEqual({
    path: 'description',
    quote: 'Delete a widget',
  });
});

function readLead(description: string) {
  return readFacts(sample('widget', description).tool, undefined).leadVerbs;
}

function verbsOf(description: string): string[] {
  return readLead(description).map(({ verb }) => verb.lemma);
}
