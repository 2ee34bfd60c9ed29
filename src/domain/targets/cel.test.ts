import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import {
  changingWords,
  folderPattern,
  hostPattern,
  notBlank,
  readingStatement,
} from '../policy/argument-rules.ts';
import { quoteCel, restrictToAscii } from './cel.ts';

test('patterns mean the same to an engine whose classes take all of Unicode', () => {
  const texts = [
    'SELECT 1',
    ' \tselect\n1; ',
    '\u00a0SELECT 1',
    'SELECT\u20031',
    '\u000bSELECT 1',
    'SELECT éinsert',
    'SELECT insertß',
    'SELECT 1 INTO x',
    'insert',
    'reinsert',
    'insert_x',
    'x;DELETE',
    'replace\u00a0into',
    'replace \n into',
    'https://example.com/\u2003x',
    'https://example.com/a b',
    'https://example.com',
    '/srv/a',
    '/srv/../a',
    '/srv/\u0085',
    ' ',
    '\u00a0',
    '\u000b',
    'a',
    '\n',
    '',
  ];
  for (const pattern of [
    readingStatement,
    changingWords,
    notBlank,
    hostPattern(['example.com']),
    folderPattern('/srv'),
  ]) {
    const restricted = restrictToAscii(pattern);
    expect(restricted).not.toMatch(/\\[sSbBwWdD]/);
    for (const text of texts) {
      const expected = RE2JS.compile(pattern).test(text);
      expect(RE2JS.compile(restricted).test(text), `${pattern} on ${text}`).toBe(expected);
      expect(new RegExp(restricted, 'u').test(text), `${pattern} on ${text}`).toBe(expected);
    }
  }
});

test.each([
  ['plain "text" \\', '"plain \\"text\\" \\\\"'],
  ['$HOME\n', '"\\u0024HOME\\n"'],
  ['\u202e\u0085\u2028', '"\\u202e\\u0085\\u2028"'],
  ['\u{e0041} 天気 😀', '"\\U000e0041 天気 😀"'],
])('%j is quoted', (text, quoted) => {
  expect(quoteCel(text)).toBe(quoted);
});
