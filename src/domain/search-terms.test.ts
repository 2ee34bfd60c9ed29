import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countSlips,
  isCorrectable,
  listSlips,
  listSpellings,
  listSynonyms,
  readQuery,
} from './search-terms.ts';

describe('listSpellings', () => {
  test.each(['create_api_key', 'createApiKey', 'create-api-key', 'CreateAPIKey', 'create.api/key'])(
    '%s is found by its words, in snake case and in one word, whole and from each word on',
    (name) => {
      const spellings = listSpellings(name).split(' ');
      expect(spellings[0]).toBe(name);
      expect(spellings).toEqual(
        expect.arrayContaining([
          'create',
          'api',
          'key',
          'create_api_key',
          'createapikey',
          'api_key',
          'apikey',
        ]),
      );
    },
  );

  test('gives each spelling once', () => {
    expect(listSpellings('ping')).toBe('ping');
  });

  test('stays short for a name of many words', () => {
    const name = Array.from({ length: 60 }, (_, index) => `word${index.toString()}`).join('_');
    expect(listSpellings(name).length).toBeLessThan(2_000);
  });

  test('keeps a name without a letter or digit', () => {
    expect(listSpellings('__')).toBe('__');
  });
});

describe('readQuery', () => {
  test.each([
    ['createApiKey', 'create api key'],
    ['create_api_key', 'create api key'],
    ['create-api-key', 'create api key'],
    ['create-api-key for an agent', 'create api key agent'],
    ['OAuth login', 'auth login'],
  ])('reads %s also as "%s"', (query, words) => {
    expect(readQuery(query)).toEqual({ typed: query, words });
  });

  test.each(['api key', 'apikey', 'API key', 'stripe'])('reads %s in one way', (query) => {
    expect(readQuery(query)).toEqual({ typed: query, words: undefined });
  });

  test('folds spaces and drops quotation marks', () => {
    expect(readQuery('  “delete”   "file" ')).toEqual({ typed: 'delete file', words: undefined });
  });

  test('reads a server and its tool as two words', () => {
    expect(readQuery('molt2meet/create_api_key')).toEqual({
      typed: 'molt2meet create_api_key',
      words: 'molt2meet create api key',
    });
  });

  test('keeps words of grammar when there are no others', () => {
    expect(readQuery('how to')).toEqual({ typed: 'how to', words: undefined });
  });

  test('says that nothing was asked', () => {
    expect(readQuery('  ')).toEqual({ typed: '', words: undefined });
  });

  test('finds the words of every name among its spellings', () => {
    const part = fc.stringMatching(/^[a-z][a-z0-9]{1,7}$/);
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('_', '-', ' '),
        (parts, joint) => {
          const { typed, words } = readQuery(parts.join(joint));
          const spellings = new Set(listSpellings(parts.join('_')).split(' '));
          expect((words ?? typed).split(' ').every((word) => spellings.has(word))).toBe(true);
        },
      ),
    );
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
  test.each([
    ['kubctl', 'kubectl'],
    ['kuubectl', 'kubectl'],
    ['kibectl', 'kubectl'],
    ['kubetcl', 'kubectl'],
  ])('%s meets %s and is one letter away', (slip, word) => {
    const shared = new Set(listSlips(slip)).intersection(new Set(listSlips(word)));
    expect(shared.size).toBeGreaterThan(0);
    expect(countSlips(slip, word)).toBe(1);
  });

  test('counts every letter that differs', () => {
    expect(countSlips('playwrite', 'playwright')).toBe(3);
    expect(countSlips('same', 'same')).toBe(0);
    expect(countSlips('', 'four')).toBe(4);
  });

  test('are not looked for in short words and numbers', () => {
    expect(['api', 'v2010', 'query', 'größe'].filter(isCorrectable)).toEqual(['query', 'größe']);
  });
});
