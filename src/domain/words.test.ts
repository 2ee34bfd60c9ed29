import { expect, test } from 'vitest';
import { findBaseVerb, findVerb } from './lexicon.ts';
import { splitWords, stem } from './words.ts';

test.each([
  ['create_api_key', ['create', 'api', 'key']],
  ['createAPIKey', ['create', 'api', 'key']],
  ['TwilioApiV2010--DeleteSipAuth', ['twilio', 'api', 'v2010', 'delete', 'sip', 'auth']],
  ['ns/get.user:v2', ['ns', 'get', 'user', 'v2']],
  ['get2Users', ['get2', 'users']],
  ['ÜberprüfeStatus', ['überprüfe', 'status']],
  ['天気_get', ['天気', 'get']],
  ['--', []],
])('%s is read as %j', (name, words) => {
  expect(splitWords(name)).toEqual(words);
});

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
  expect([findBaseVerb('posts'), findBaseVerb('orders'), findBaseVerb('reputation')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(findBaseVerb('post')).toMatchObject({ sense: 'write', weak: true });
});

test('money is the sense of a word that is also a noun, and a firm verb is not weak', () => {
  expect([findVerb('transfer'), findVerb('order'), findVerb('pay')]).toEqual([
    { lemma: 'transfer', sense: 'financial', weak: true },
    { lemma: 'order', sense: 'financial', weak: true },
    { lemma: 'pay', sense: 'financial', weak: false },
  ]);
});

test('plural and singular of a noun have one stem', () => {
  for (const [plural, singular] of [
    ['keys', 'key'],
    ['policies', 'policy'],
    ['branches', 'branch'],
    ['boxes', 'box'],
    ['users', 'user'],
  ] as const) {
    expect(stem(plural)).toBe(stem(singular));
  }
  expect(['status', 'access', 'analysis', 'dns'].map(stem)).toEqual(['status', 'access', 'analysis', 'dns']);
});
