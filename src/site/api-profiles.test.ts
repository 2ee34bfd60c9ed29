import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildCatalogue, type ServerEntry } from '#domain/catalogue.ts';
import { readLibrary } from './content-folder.ts';
import { listDataFiles } from './data-files.ts';
import { toApiProfiles } from './api-profiles.ts';
import { createUrls } from './urls.ts';

const urls = createUrls('/catalogue/');
const site = { policyNumbers: {}, policyArguments: {}, formats: ['gateway'] } as const;

const serverOf = (id: string, source: ServerEntry['source'], command?: string): ServerEntry => ({
  id,
  name: id,
  source,
  licence: null,
  transports: [],
  capture: { method: 'stdio', date: '2026-05-01', ...(command === undefined ? {} : { command }) },
  declaredToolCount: 0,
  recorded: 0,
  notices: [],
});

const listOf = (...servers: readonly ServerEntry[]) =>
  toApiProfiles(
    buildCatalogue({ servers, tools: [], attacks: [], guides: [] }),
    { ...site, formats: [...site.formats] },
    urls,
  ).servers;

test.each([
  [
    'an npm package',
    { package: '@scope/pkg' },
    'npx -y @scope/pkg@1.0.0 --key=<redacted>',
    ['npm:@scope/pkg'],
    [],
  ],
  ['a package without a command', { package: 'pkg' }, undefined, ['npm:pkg'], []],
  ['a Python package', { package: 'some-server' }, 'uvx some-server==1.0', ['pypi:some-server'], []],
  ['an image', {}, 'docker run -i --rm mcp/time', ['oci:mcp/time'], []],
  ['an address', { endpoint: 'https://mcp.example/mcp?a=b' }, undefined, [], ['https://mcp.example/mcp']],
  ['nothing', {}, undefined, [], []],
] as const)('what a server is recognised by: %s', (_what, source, command, packages, endpoints) => {
  expect(listOf(serverOf('a', source, command))).toMatchObject([{ packages, endpoints, repository: null }]);
});

test('the list leads to each profile below the base path', () => {
  expect(
    listOf(serverOf('b', {}), serverOf('a', {})).map(({ id, url, profile }) => [id, url, profile]),
  ).toEqual([
    ['a', '/catalogue/servers/a/', '/catalogue/api/v1/profiles/a.json'],
    ['b', '/catalogue/servers/b/', '/catalogue/api/v1/profiles/b.json'],
  ]);
});

test('a profile stays light: at most 150 bytes for each tool beside 1,500 for the server, compressed', () => {
  const files = [...listDataFiles(readLibrary('tests/fixtures/catalogue'), urls)].filter(({ path }) =>
    path.startsWith('profiles/'),
  );
  expect(files.length).toBeGreaterThan(2);
  for (const { path, write } of files) {
    const text = write();
    const { tools } = JSON.parse(text) as { readonly tools: readonly unknown[] };
    expect([path, gzipSync(text).length < 1500 + 150 * tools.length]).toEqual([path, true]);
    expect(text).not.toContain('inputSchema');
  }
});
