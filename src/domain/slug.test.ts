import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toolSlug } from './slug.ts';

test('a name that is a path segment already is kept', () => {
  for (const name of ['create_api_key', 'reset-api-key', 'a', '7z', 'get-default', 'x'.repeat(80)]) {
    expect(toolSlug(name)).toBe(name);
  }
});

test('what is lost is made up for by a hash', () => {
  expect({
    camel: toolSlug('createApiKey'),
    colon: toolSlug('db:query'),
    dot: toolSlug('db.query'),
    reserved: toolSlug('con'),
    notFound: toolSlug('404'),
    outer: toolSlug('_private_'),
    foreign: toolSlug('天気'),
    hashLookalike: toolSlug('key-1abcdef'),
  }).toMatchInlineSnapshot(`
    {
      "camel": "createapikey-0wybj1a",
      "colon": "db-query-0va4763",
      "dot": "db-query-1gr4h4v",
      "foreign": "tool-194c9o4",
      "hashLookalike": "key-1abcdef-1kjo6yx",
      "notFound": "404-1o9kg4t",
      "outer": "private-11p7tbk",
      "reserved": "con-1j3vz6v",
    }
  `);
});

test('names that differ in case, in a lost character or beyond the cut get different slugs', () => {
  const long = 'x'.repeat(100);
  const names = [
    'getUser',
    'getuser',
    'GetUser',
    'get user',
    'get/user',
    'get-user',
    '天',
    '気',
    '\ud800',
    '\udfff',
    `${long}a`,
    `${long}b`,
  ];
  expect(new Set(names.map(toolSlug)).size).toBe(names.length);
});

const anyName = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.string({ minLength: 1, maxLength: 200, unit: fc.constantFrom('a', 'A', '-', '_', '.', '0', '1', 'é') }),
  fc.constantFrom('index', 'api', 'nul', 'com1', 'LPT9', '..', '/', ' '),
);

test('every slug is a safe path segment', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const slug = toolSlug(name);
      expect(slug).toMatch(/^[a-z0-9](?:[a-z0-9_-]{0,78}[a-z0-9])?$/);
      expect(slug).not.toMatch(/^(?:index|404|api|con|prn|aux|nul|com\d|lpt\d)$/);
    }),
  );
});

test('different names get different slugs', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyName, { maxLength: 200 }), (names) => {
      expect(new Set(names.map(toolSlug)).size).toBe(names.length);
    }),
  );
});

test('the slug of another name is not reached by writing its slug out', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const slug = toolSlug(name);
      if (slug !== name) expect(toolSlug(slug)).not.toBe(slug);
    }),
  );
});
