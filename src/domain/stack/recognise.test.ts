import { expect, test } from 'vitest';
import type { ListedServer } from '#schema/api-profiles.ts';
import type { Launch } from './launch-names.ts';
import { recogniseServers } from './recognise.ts';

const listed = (id: string, origin: Partial<ListedServer>): ListedServer => ({
  id,
  name: id,
  url: `/servers/${id}/`,
  profile: `/api/v1/profiles/${id}.json`,
  tools: 1,
  tokens: 1,
  packages: [],
  endpoints: [],
  repository: null,
  byLevel: {},
  ...origin,
});

const index = [
  listed('github', {
    packages: ['npm:@modelcontextprotocol/server-github'],
    name: 'GitHub (reference server)',
  }),
  listed('fetch', { packages: ['pypi:mcp-server-fetch'], repository: 'https://github.com/own/servers' }),
  listed('time', { packages: ['npm:mcp-server-time', 'oci:mcp/time'], repository: 'own/servers' }),
  listed('hosted', { endpoints: ['https://mcp.hosted.example/mcp'] }),
  listed('alone', { repository: 'Own/Alone' }),
];

function recognise(launch: Launch, alias = 'mine') {
  const [read] = recogniseServers([{ alias, launch, disabled: false }], index);
  if (!read) throw new Error('There is one server.');
  return read.kind === 'recognised'
    ? `${read.server.id} by ${read.by}`
    : `${read.reason} ${read.guesses.map(({ server }) => server.id).join(', ')}`.trim();
}

test.each([
  [{ package: 'npm:@modelcontextprotocol/server-github' }, 'github by package'],
  [{ package: 'npm:@ModelContextProtocol/Server-GitHub' }, 'github by package'],
  [{ package: 'pypi:mcp_server.fetch' }, 'fetch by package'],
  [{ image: 'mcp/time' }, 'time by image'],
  [{ url: 'http://MCP.hosted.example:443/mcp/' }, 'hosted by address'],
  [{ repository: 'github.com/own/alone' }, 'alone by repository'],
])('%o is %s', (launch, found) => {
  expect(recognise(launch)).toBe(found);
});

test.each([
  ['the same name in another registry', { package: 'npm:mcp-server-fetch' }, 'fetch'],
  ['the same name of another owner', { package: 'npm:@someone/github-mcp-server' }, 'github'],
  ['another path on the host', { url: 'https://mcp.hosted.example/other' }, 'hosted'],
  ['a repository of several servers', { repository: 'github.com/own/servers' }, 'fetch, time'],
  ['a module', { module: 'mcp-server-fetch' }, 'fetch'],
  ['a program of the same name', { command: 'github-mcp-server' }, 'github'],
])('%s is only a guess', (_what, launch, guesses) => {
  const found = recognise(launch);
  expect(found.endsWith(`. ${guesses}`)).toBe(true);
});

test('the name that the reader gave is a guess, too, and what is unknown says why', () => {
  expect(recognise({ package: 'npm:something' }, 'GitHub')).toBe(
    'No server of the catalogue comes from the package “something”. github',
  );
  expect(recognise({})).toBe('Its command does not say what it starts.');
  expect(recognise({ command: 'node' })).toMatchInlineSnapshot(
    `"It runs something of this machine by “node”, which does not say from which package it comes."`,
  );
});
