import { expect, test } from 'vitest';
import { createRedactor, findCredentials, type Surroundings } from './redact.ts';

const surroundings: Surroundings = {
  home: '/home/maria',
  workingDirectory: '/home/maria/work/site',
  temporaryDirectory: '/var/tmp/maria-7',
  host: 'blue-heron.example.net',
  user: 'maria',
  secrets: [],
};

test('the longest directory wins, and only whole names are replaced', () => {
  const redact = createRedactor(surroundings);
  expect(
    redact('/home/maria/work/site/a, /home/maria/work/sites, /home/maria. /home/marianne /x/home/maria'),
  ).toBe('<cwd>/a, <home>/work/sites, <home>. /home/marianne /x/home/<user>');
  expect(redact(['file:///var/tmp/maria-7/x', { '/home/maria': 1 }])).toEqual([
    'file://<tmp>/x',
    { '<home>': 1 },
  ]);
});

test('host and user are replaced as whole words', () => {
  const redact = createRedactor(surroundings);
  expect(redact('maria at blue-heron, blue-heron.example.net; marias bluehero')).toBe(
    '<user> at <host>, <host>; marias bluehero',
  );
});

test('short and ordinary words say nothing about a machine and stay', () => {
  const redact = createRedactor({
    ...surroundings,
    home: '/',
    host: 'localhost',
    user: 'root',
    secrets: ['1', 'true', 'error'],
  });
  expect(redact('root at localhost: 1 true error /etc')).toBe('root at localhost: 1 true error /etc');
});

test('long secrets are replaced within words, short ones as words', () => {
  const redact = createRedactor({ ...surroundings, secrets: ['s3cr3t-value', 'hunter', 'a.*b(c'] });
  expect(redact('xs3cr3t-valuey hunter hunters a.*b(c')).toBe('x<redacted>y <redacted> hunters <redacted>');
});

test('credentials of a command are found, other arguments are not', () => {
  const words = [
    'npx',
    'server',
    '--api-key=abc',
    '--token',
    'def',
    '--auth',
    '--port',
    '80',
    'postgresql://u:pw@host/db',
    'https://u@host',
  ];
  expect(findCredentials(words)).toEqual(['abc', 'def', 'pw']);
});
