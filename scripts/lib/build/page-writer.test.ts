import { expect, test } from 'vitest';
import { locateFile } from './page-writer.ts';

test.each([
  ['/', '/', 'page', 'index.html'],
  ['/x/', '/x/', 'page', 'index.html'],
  ['/x/tools/memory/create_entities/', '/x/', 'page', 'tools/memory/create_entities/index.html'],
  ['/404/', '/', 'page', '404.html'],
  ['/guides/404/', '/', 'page', 'guides/404/index.html'],
  ['/api/v1/index.json', '/', 'endpoint', 'api/v1/index.json'],
  ['/x/_headers/', '/x/', 'endpoint', '_headers'],
] as const)('%s below %s, a %s, is the file %s', (pathname, basePath, type, file) => {
  expect(locateFile(pathname, basePath, type)).toBe(file);
});

test('a path that a host may rewrite is refused', () => {
  expect(() => locateFile('/tools/a%20b/', '/', 'page')).toThrow('not every host serves');
  expect(() => locateFile('/tools/', '/x/', 'page')).toThrow('outside of /x/');
});
