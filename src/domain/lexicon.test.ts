import { expect, test } from 'vitest';
import { findBaseVerb, findVerb, isAnswerNoun, verbTable } from './lexicon.ts';

test.each([
  ['delete', 'delete'],
  ['deletes', 'delete'],
  ['deleted', 'delete'],
  ['deleting', 'delete'],
  ['dropping', 'drop'],
  ['copies', 'copy'],
  ['copied', 'copy'],
  ['Fetches', 'fetch'],
  ['running', 'run'],
])('%s is a form of %s', (word, lemma) => {
  expect(findVerb(word)?.lemma).toBe(lemma);
});

test('in a name only the base form is a verb', () => {
  expect(['posts', 'orders', 'reputation'].map(findBaseVerb)).toEqual([undefined, undefined, undefined]);
  expect(findBaseVerb('post')).toMatchObject({ sense: 'write', weak: true });
});

test('a word that is also a noun is weak, and a plain verb is not', () => {
  expect([findVerb('trade'), findVerb('pay')]).toEqual([
    { lemma: 'trade', sense: 'financial', weak: true },
    { lemma: 'pay', sense: 'financial', weak: false },
  ]);
});

test('what takes a change back is a change, and not what it takes back', () => {
  expect([findVerb('undelete'), findVerb('unapproves'), findVerb('unread')]).toEqual([
    { lemma: 'undelete', sense: 'write', weak: false },
    { lemma: 'unapprove', sense: 'write', weak: false },
    undefined,
  ]);
});

test('a noun that asks a question is told from one that names a thing', () => {
  expect(['quote', 'eligibility', 'invoice'].map(isAnswerNoun)).toEqual([true, true, false]);
});

test('the table has every sense once and every verb once, with the sense by which it is found', () => {
  const table = verbTable();
  expect(table.map(({ sense }) => sense)).toEqual(['read', 'write', 'execute', 'destructive', 'financial']);
  const shown = table.flatMap(({ sense, firm, faint }) => [
    ...firm.map((lemma) => ({ lemma, sense, weak: false })),
    ...faint.map((lemma) => ({ lemma, sense, weak: true })),
  ]);
  expect(shown.map(({ lemma }) => findBaseVerb(lemma))).toEqual(shown);
  expect(new Set(shown.map(({ lemma }) => lemma)).size).toBe(shown.length);
});
