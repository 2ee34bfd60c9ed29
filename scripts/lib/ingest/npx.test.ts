import { expect, test } from 'vitest';
import { readNpx, readPackageSpec, writeNpx } from './npx.ts';

test('a command of npx is read as npx reads it', () => {
  expect(readNpx(['npx', '-y', '@scope/a@1.2.3', '-p', '80'])).toEqual({
    spec: { name: '@scope/a', version: '1.2.3' },
    args: ['-p', '80'],
  });
  expect(readNpx(['/usr/bin/npx', '--package=a@latest', 'run', 'x'])).toEqual({
    spec: { name: 'a', version: 'latest' },
    bin: 'run',
    args: ['x'],
  });
  for (const other of [['node', 'npx'], ['npx'], ['npx', 'github:owner/name'], ['npx', './server']])
    expect(readNpx(other)).toBeUndefined();
});

test('a written command is read as the same', () => {
  const commands = [
    { spec: { name: 'a', version: '1.0.0' }, bin: undefined, args: ['--b', 'c d'] },
    { spec: { name: '@s/a', version: '1.0.0-rc.1' }, bin: 'program', args: [] },
  ];
  for (const command of commands) expect(readNpx(writeNpx(command))).toEqual(command);
});

test('what is no name of a registry is refused', () => {
  for (const text of ['a b', '../a', 'https://example.org/a.tgz', 'a@>1', '@scope', 'file:a', ''])
    expect(readPackageSpec(text)).toBeUndefined();
});
