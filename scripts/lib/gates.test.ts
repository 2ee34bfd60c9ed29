import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Gate, gates, nameFolders, selectGates } from './gates.ts';
import { compareDirectories, runGate } from './run-gate.ts';

let temporary: string;
beforeEach(() => void (temporary = mkdtempSync(path.join(tmpdir(), 'gates-'))));
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = path.join(temporary, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe('selectGates', () => {
  test('takes all without a name', () => expect(selectGates([])).toEqual(gates));

  test('adds what a gate needs, in the order of the table', () => {
    expect(selectGates(['browser', 'lint']).map(({ id }) => id)).toEqual(['lint', 'fixture', 'browser']);
  });

  test('refuses unknown names', () => {
    expect(() => selectGates(['lint', 'nope'])).toThrow('There is no gate nope. Gates: types, ');
  });
});

describe('compareDirectories', () => {
  test('finds what is missing on either side and what differs', () => {
    write('a/same.html', '1');
    write('b/same.html', '1');
    write('a/deep/changed.html', '1');
    write('b/deep/changed.html', '2');
    write('a/first.html', '1');
    write('b/second.html', '1');
    expect(compareDirectories(path.join(temporary, 'a'), path.join(temporary, 'b'))).toEqual([
      '  deep/changed.html: other bytes',
      '  first.html: only in the first',
      '  second.html: only in the second',
    ]);
  });
});

describe('runGate', () => {
  const run = (gate: Omit<Gate, 'id' | 'title'>) =>
    runGate(
      { id: 'example', title: 'an example', ...gate },
      { folders: nameFolders(temporary), temporary, signal: new AbortController().signal },
    );
  const script = (text: string): { script: [string] } => ({
    script: [path.relative(process.cwd(), write(`${text.length}.mjs`, text))],
  });

  test('passes when its commands succeed', async () => {
    const commands = [script('console.log("fine")')];
    expect(await run({ commands: () => commands })).toMatchObject({ passed: 1, failed: 0, output: 'fine\n' });
  });

  test('stops at the first command that fails and keeps both outputs', async () => {
    const commands = [
      script('console.log("a"); console.error("b"); process.exit(2)'),
      script('console.log("never")'),
    ];
    const result = await run({ commands: () => commands });
    expect(result).toMatchObject({ passed: 0, failed: 1 });
    expect(result.output.trim().split('\n').toSorted()).toEqual(['a', 'b']);
  });

  test('fails when two builds differ', async () => {
    const commands = [script('')];
    write('site/index.html', '1');
    write('again/index.html', '2');
    const result = await run({ commands: () => commands, identical: ({ site, again }) => [site, again] });
    expect(result).toMatchObject({ passed: 0, failed: 1 });
    expect(result.output).toContain('index.html: other bytes');
  });

  const report = (counts: object): string =>
    `import fs from 'node:fs';
     const file = process.argv.find((a) => a.startsWith('--outputFile.json=')).slice('--outputFile.json='.length);
     fs.writeFileSync(file, ${JSON.stringify(JSON.stringify(counts))});`;

  test('counts the tests of the test runner', async () => {
    const commands = [script(`${report({ numPassedTests: 5, numFailedTests: 2 })} process.exit(1);`)];
    expect(await run({ commands: () => commands, project: 'unit' })).toMatchObject({ passed: 5, failed: 2 });
  });

  test('fails when the test runner ends badly without a failed test, or finds none', async () => {
    const bad = [script(`${report({ numPassedTests: 5, numFailedTests: 0 })} process.exit(1);`)];
    expect(await run({ commands: () => bad, project: 'unit' })).toMatchObject({ passed: 5, failed: 1 });
    const none = [script(report({ numPassedTests: 0, numFailedTests: 0 }))];
    expect(await run({ commands: () => none, project: 'unit' })).toMatchObject({ passed: 0, failed: 1 });
  });
});
