import { expect, test } from 'vitest';
import { findSecrets, hideUrlSecrets, looksSecret } from './secrets.ts';

test('credentials and account ids are known by their look', () => {
  const secrets = [
    '0123456789abcdef0123456789abcdef',
    'AC0123456789abcdef0123456789abcdef',
    '3f2b8c1e-9d4a-4e6f-8b7c-1a2b3c4d5e6f',
    'sk_live_51AbCdEfGh',
    'sk-proj-4f9aXb77Qe',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'xoxb-1234567890-abcdef',
    'pk.eyJ1IjoiZXhhbXBsZSJ9',
    'AKIAIOSFODNN7EXAMPLE',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'maria@example.org',
    'q8Zt3LmP0vX7rK2wB5nY',
  ];
  expect(secrets.filter((text) => !looksSecret(text))).toEqual([]);
});

test('plain words, options, paths, addresses, versions and long names are not taken for credentials', () => {
  const plain = [
    'stdio',
    '--headless',
    'true',
    '127.0.0.1',
    '8080',
    '2026-11-21',
    '/srv/files/archive-2026/reports',
    './build/server-2.js',
    '--caps=vision,pdf,testing,tracing',
    'https://example.org/mcp',
    'account,database,debugging,development',
    'eu-central-1',
    'notion-mcp-server-version-2',
    '@modelcontextprotocol/server-filesystem',
    'pk-something-plain',
    'deadbeefdeadbeef',
  ];
  expect(plain.filter(looksSecret)).toEqual([]);
  expect(findSecrets({ words: plain })).toEqual([]);
});

test('values of variables and headers are secret unless they are plain', () => {
  const env = {
    MODE: 'stdio',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'verbose',
    BASE_URL: 'https://example.org/api',
    DATA: '/srv/data',
    DB_PASSWORD: 'sunshine',
    TEAM: 'T01-ABC-9',
    DATABASE_URL: 'postgresql://me:open-sesame@127.0.0.1/db',
    SHORT: 'a1',
  };
  const headers = { Authorization: 'Bearer letters-only', Accept: 'text/plain', Cookie: 'sid=plainword' };
  expect(findSecrets({ env, headers })).toEqual(
    expect.arrayContaining(['sunshine', 'T01-ABC-9', 'open-sesame', 'letters-only', 'plainword']),
  );
  const found = findSecrets({ env, headers }).join('\n');
  for (const word of ['stdio', '127.0.0.1', 'verbose', 'example.org', '/srv/data', 'text/plain', 'Bearer'])
    expect(found).not.toContain(word);
});

test('credentials of a command are found, other arguments are not', () => {
  const words = [
    ...['npx', 'server', '--api-key=abcd', '--token', 'efgh', '--auth', '--port', '80', 'run'],
    ...['0123456789abcdef0123456789abcdef', 'postgresql://u:pass@host/db', 'https://u@host'],
  ];
  expect(findSecrets({ words }).toSorted()).toEqual(
    ['0123456789abcdef0123456789abcdef', 'abcd', 'efgh', 'pass'].toSorted(),
  );
});

test('an address loses whatever gives access and stays an address', () => {
  expect(hideUrlSecrets('https://me:pw@mcp.example/a/q8Zt3LmP0vX7rK2wB5nY/mcp?api_key=k1&lang=en#x')).toBe(
    'https://mcp.example/a/redacted/mcp?api_key=redacted&lang=en',
  );
  expect(hideUrlSecrets('http://127.0.0.1:3001/mcp')).toBe('http://127.0.0.1:3001/mcp');
});
