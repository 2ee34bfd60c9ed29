import { expect, test } from 'vitest';
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
