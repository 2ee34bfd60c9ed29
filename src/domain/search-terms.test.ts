import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countSlips,
  foldName,
  foldServerName,
  isCorrectable,
  listSynonyms,
  readQuery,
  stemWord,
} from './search-terms.ts';

describe('readQuery', () => {
  test.each([
    ['createApiKey', ['create', 'api', 'key']],
    ['create_api_key', ['create', 'api', 'key']],
    ['create-api-key for an agent', ['create', 'api', 'key', 'agent']],
    ['molt2meet/create_api_key', ['molt2meet', 'create', 'api', 'key']],
    ['OAuth login', ['auth', 'login']],
    ['  “delete”   "file" ', ['delete', 'file']],
    ['key to key', ['key']],
    ['how to', ['how', 'to']],
    ['d', ['d']],
    ['  ', []],
    ['__', []],
  ])('reads %s', (query, words) => {
    expect(readQuery(query)).toEqual(words);
  });

  test('looks up only so many words of a text', () => {
    const text = Array.from({ length: 1_000 }, (_, at) => `word${at.toString()}`).join(' ');
    expect(readQuery(text).length).toBeLessThan(100);
  });
});

describe('stemWord', () => {
  test.each([
    ['create creates created creating creation'],
    ['delete deletes deleted deleting deletion'],
    ['run runs running'],
    ['file files filed filing'],
    ['query queries'],
    ['deploy deploys deployed deploying deployment deployments'],
    ['migrate migration migrations migrating'],
    ['update updates updated updating'],
    ['list lists listed listing'],
  ])('%s have one stem', (forms) => {
    const [first = '', ...others] = forms.split(' ');
    expect(others.map(stemWord)).toEqual(others.map(() => stemWord(first)));
  });

  test.each([
    ['file', 'fill'],
    ['state', 'star'],
    ['user', 'use'],
    ['comment', 'commit'],
    ['document', 'docker'],
    ['key', 'kei'],
  ])('%s and %s have not', (one, other) => {
    expect(stemWord(one)).not.toBe(stemWord(other));
  });

  test('leaves short words, numbers and other scripts alone', () => {
    expect(['api', 'is', 'v2010', 'größe', '文件'].map(stemWord)).toEqual([
      'api',
      'is',
      'v2010',
      'größe',
      '文件',
    ]);
  });

  test('leaves something of every word, which is its beginning but for a y in place of ies', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (word) => {
        const stem = stemWord(word);
        expect(stem.length).toBeGreaterThanOrEqual(Math.min(3, word.length));
        expect(word.startsWith(stem.replace(/y$/, ''))).toBe(true);
      }),
    );
  });
});

describe('names', () => {
  test.each(['create_api_key', 'createApiKey', 'CREATE-API-KEY', 'create api key'])('%s folds', (name) => {
    expect(foldName(name)).toBe('createapikey');
  });

  test('of servers fold without what says only that they are servers', () => {
    expect(['GitHub (reference server)', 'SmartLead MCP Server', 'Server'].map(foldServerName)).toEqual([
      'github',
      'smartlead',
      'server',
    ]);
  });
});

describe('listSynonyms', () => {
  test('gives what people say instead, singular or plural, and nothing that the name says itself', () => {
    expect(listSynonyms('delete_directories')).toEqual(expect.arrayContaining(['remove', 'folder']));
    expect(listSynonyms('makeDirectory')).not.toContain('directory');
    expect(listSynonyms('delete_or_remove')).not.toContain('remove');
  });

  test('gives each word once, and none for words without', () => {
    const words = listSynonyms('create_or_make_new_file');
    expect(words).toHaveLength(new Set(words).size);
    expect(listSynonyms('zeppelin')).toEqual([]);
  });
});

describe('slips', () => {
  test('counts every letter that differs', () => {
    expect(countSlips('playwrite', 'playwright')).toBe(3);
    expect(countSlips('same', 'same')).toBe(0);
    expect(countSlips('', 'four')).toBe(4);
  });

  test('are not looked for in short words and numbers', () => {
    expect(['api', 'v2010', 'query', 'größe'].filter(isCorrectable)).toEqual(['query', 'größe']);
  });
});
