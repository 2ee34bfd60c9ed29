import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findPackageFacts } from './package-facts.ts';

const folder = mkdtempSync(join(tmpdir(), 'facts-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Installs a package with a manifest and returns the path of its program. */
function install(manifest: Readonly<Record<string, unknown>>): string {
  const directory = join(mkdtempSync(join(folder, 'project-')), 'node_modules/@scope/server');
  mkdirSync(join(directory, 'dist'), { recursive: true });
  writeFileSync(
    join(directory, 'package.json'),
    JSON.stringify({ name: '@scope/server', version: '1.0.0', ...manifest }),
  );
  const program = join(directory, 'dist/index.js');
  writeFileSync(program, '');
  return program;
}

test('the package that a program belongs to is found', () => {
  const program = install({ license: 'MIT', repository: 'owner/name', homepage: 'https://example.org' });
  expect(findPackageFacts(['node', program])).toEqual({
    package: '@scope/server',
    version: '1.0.0',
    licence: 'MIT',
    repository: 'owner/name',
    homepage: 'https://example.org',
  });
  expect(findPackageFacts(['node', import.meta.filename])).toBeUndefined();
});

test('repositories are given in a form that readers can open', () => {
  const written = [
    'git+https://github.com/owner/name.git',
    'git://github.com/owner/name.git#main',
    'git+ssh://git@github.com/owner/name.git',
    'git@github.com:owner/name.git',
  ];
  const found = written.map(
    (url) => findPackageFacts(['node', install({ repository: { type: 'git', url } })])?.repository,
  );
  expect(new Set(found)).toEqual(new Set(['https://github.com/owner/name']));
});

test('a licence that only points at a file is none, and odd manifests do no harm', () => {
  const program = install({ license: 'SEE LICENSE IN LICENSE', repository: 7, homepage: 'example' });
  expect(findPackageFacts(['node', program])).toEqual({ package: '@scope/server', version: '1.0.0' });
});

test('npx runs the installed copy of the wanted version', () => {
  // The project itself has this package installed.
  expect(findPackageFacts(['npx', 'zod'])).toMatchObject({ package: 'zod', licence: 'MIT' });
  expect(findPackageFacts(['npx', 'zod@0.0.1'])).toEqual({ package: 'zod', version: '0.0.1' });
});

test('the package that npx runs is named even if its copy is not found', () => {
  expect(findPackageFacts(['npx', '-y', '@scope/absent-server@2.0.0', '--x'])).toEqual({
    package: '@scope/absent-server',
    version: '2.0.0',
  });
  expect(findPackageFacts(['npx', '-p', 'absent-server@latest', 'run'])).toEqual({
    package: 'absent-server',
  });
});
