import { expect, test } from 'vitest';
import { type Server, serverSchema } from '#schema/server.ts';
import { identifyKey, identifyPackage } from './identity.ts';

function makeRecord(id: string, name: string, packageName?: string): Server {
  return serverSchema.parse({
    id,
    name,
    source: packageName === undefined ? {} : { package: packageName },
    licence: 'MIT',
    transports: [],
    capture: { method: 'stdio', date: '2026-11-21' },
    declaredToolCount: 0,
    notices: [],
    tools: [],
  });
}

test('the id of a package is its name without "mcp" and "server", or its scope', () => {
  const ids = {
    '@modelcontextprotocol/server-filesystem': 'filesystem',
    '@modelcontextprotocol/server-sequential-thinking': 'sequential-thinking',
    '@playwright/mcp': 'playwright',
    '@heroku/mcp-server': 'heroku',
    '@upstash/context7-mcp': 'context7',
    'chrome-devtools-mcp': 'chrome-devtools',
    'mcp-server': 'mcp-server',
    'Some_Server.js': 'some-js',
  };
  for (const [name, id] of Object.entries(ids)) expect(identifyPackage(name, {}, []).id).toBe(id);
  expect(identifyPackage('@modelcontextprotocol/server-sequential-thinking', {}, []).name).toBe(
    'Sequential Thinking',
  );
});

test('a package that is recorded keeps its id and name', () => {
  const records = [
    makeRecord('files-reference', 'Files', '@scope/server-files'),
    makeRecord('other', 'Other'),
  ];
  expect(identifyPackage('@scope/server-files', {}, records)).toEqual({
    id: 'files-reference',
    name: 'Files',
  });
  expect(identifyPackage('@scope/server-files', { id: 'x', name: 'X' }, records)).toEqual({
    id: 'x',
    name: 'X',
  });
});

test('an id is not taken from another record, and not guessed among several', () => {
  const records = [makeRecord('files', 'Files', 'files-mcp')];
  expect(() => identifyPackage('@scope/server-files', {}, records)).toThrow(
    'The id "files" belongs to the record of files-mcp.\nGive another one with --id.',
  );
  const twice = [makeRecord('a', 'A', 'files-mcp'), makeRecord('b', 'B', 'files-mcp')];
  expect(() => identifyPackage('files-mcp', {}, twice)).toThrow('has several records: a, b.');
});

test('the key of a configuration gives id and name', () => {
  expect(identifyKey('My Server_2', [])).toEqual({ id: 'my-server-2', name: 'My Server_2' });
  expect(identifyKey('brave-search', [])).toEqual({ id: 'brave-search', name: 'Brave Search' });
  expect(() => identifyKey('***', [])).toThrow('makes no id');
});
