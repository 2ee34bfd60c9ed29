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
  expect(() => readSettings({ SITE_URL: 'https://example.org/?x', BASE_PATH: '/a b/' }, '/project'))
    .toThrowErrorMatchingInlineSnapshot(`
      [Error: SITE_URL is "https://example.org/?x". Leave out what follows the path.
      BASE_PATH is "/a b/". Write a path of letters, digits, dots, dashes and underscores, such as /catalogue/]
    `);
  expect(() => readSettings({ SITE_URL: 'example.org' }, '/project')).toThrow('is no web address');
  expect(() => readSettings({ BASE_PATH: '../x' }, '/project')).toThrow('BASE_PATH is "../x"');
});

test('the path of the address is the path of the site, unless another one is stated', () => {
  const settings = readSettings({ SITE_URL: 'https://example.org/catalogue' }, '/project');
  expect(settings).toMatchObject({ siteUrl: 'https://example.org', basePath: '/catalogue/' });
  expect(readSettings({ SITE_URL: 'https://example.org/a/', BASE_PATH: 'a' }, '/project').basePath).toBe(
    '/a/',
  );
  expect(() => readSettings({ SITE_URL: 'https://example.org/a', BASE_PATH: '/b' }, '/project')).toThrow(
    'BASE_PATH is /b/, and the path of SITE_URL is /a/',
  );
});
