import { expect, test } from 'vitest';
import { createRedactor, hideSecrets, type Surroundings } from './redact.ts';

const surroundings: Surroundings = {
  home: '/home/maria',
  workingDirectory: '/home/maria/work/site',
  temporaryDirectory: '/var/tmp/maria-7',
  host: 'blue-heron.example.net',
  user: 'maria',
  secrets: [],
  masks: [],
};

test('the longest directory wins, and only whole names are replaced', () => {
  // Invented people and directories: what redaction is there to take out.
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

test('what was made up for a capture gives way to what the record shows for it', () => {
  const masks = [
    { text: '/var/tmp/maria-7/capture-x/package', label: '<package>' },
    { text: '/var/tmp/maria-7/capture-x/place-1', label: '<directory>' },
    { text: 'not-a-real-value-2', label: '<redacted>' },
  ];
  const redact = createRedactor({ ...surroundings, masks });
  expect(
    redact(
      '/var/tmp/maria-7/capture-x/package/bin in /var/tmp/maria-7/capture-x/place-1/a not-a-real-value-2.',
    ),
  ).toBe('<package>/bin in <directory>/a <redacted>.');
});

test('messages lose credentials, also as they stand in addresses, and keep the rest', () => {
  expect(hideSecrets('GET /a?k=s3cr3t%2Fvalue with s3cr3t/value in /home/maria', ['s3cr3t/value'])).toBe(
    'GET /a?k=<redacted> with <redacted> in /home/maria',
  );
});
