import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('without variables the folders of the project are used', () => {
  expect(readSettings({}, '/project')).toEqual({
    root: '/project',
    contentDir: '/project/content',
    outDir: '/project/dist',
    siteUrl: undefined,
    basePath: '/',
  });
});

test.each(['catalogue', '/catalogue', 'catalogue/', '/catalogue/'])(
  'a base path written %s is one path',
  (given) => {
    expect(readSettings({ BASE_PATH: given }, '/project').basePath).toBe('/catalogue/');
  },
);

test('an address loses the slash at its end', () => {
  expect(readSettings({ SITE_URL: 'https://example.org/' }, '/project').siteUrl).toBe('https://example.org');
});

test('all wrong variables are reported at once', () => {
  expect(() => readSettings({ SITE_URL: 'https://example.org/tools', BASE_PATH: '/a b/' }, '/project'))
    .toThrowErrorMatchingInlineSnapshot(`
      [Error: SITE_URL is "https://example.org/tools", which is more than an origin. Write SITE_URL=https://example.org and put the path into BASE_PATH.
      BASE_PATH is "/a b/". Write a path of letters, digits, dots, dashes and underscores, such as /catalogue/]
    `);
  expect(() => readSettings({ SITE_URL: 'example.org' }, '/project')).toThrow('is no web address');
  expect(() => readSettings({ BASE_PATH: '../x' }, '/project')).toThrow('BASE_PATH is "../x"');
});
