import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureCommand, run, useFolders } from './capture.fixture.ts';
import { splitCommand } from './command-words.ts';
import { readConfig } from './config-file.ts';
import { exitCodeOf, summarise } from './summary.ts';

const newFolder = useFolders();

/** Saves a configuration and returns the path of the file. */
function save(text: unknown): string {
  const file = join(newFolder('config'), 'mcp.json');
  writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text));
  return file;
}

/** An entry that starts a fixture server. */
function entry(name: string, ...args: string[]): { command: string; args: string[] } {
  const [command = '', ...rest] = splitCommand(fixtureCommand(name, ...args));
  return { command, args: rest };
}

test('all servers of a file are captured; one that fails stops no other', async () => {
  const file = save({
    mcpServers: {
      'Good One': { ...entry('paged'), cwd: '/srv', envFile: '.env' },
      bad: entry('exits'),
      off: { ...entry('paged'), disabled: true },
      needy: { ...entry('paged'), env: { TOKEN: '${input:api-token}' } },
      'good-one': entry('paged'),
      odd: { args: [] },
    },
  });
  const out = newFolder('out');
  const report = await run(['--config', file, '--out', out, '--concurrency', '3']);
  expect(readdirSync(join(out, 'servers'))).toEqual(['good-one.json']);
  expect(report.captured.map(({ prepared }) => prepared.server.name)).toEqual(['Good One']);
  expect(exitCodeOf(report)).toBe(1);
  expect(summarise(report).replaceAll(out, '<out>')).toMatchInlineSnapshot(`
    "<out>/servers/good-one.json: created, 4 tools.
      The server wrote lines to its standard output that are not part of the protocol.
    off: skipped: it is disabled in the file.
    needy: FAILED: it needs api-token, which nobody gave; add --env api-token=…
    good-one: FAILED: another server of the file has the id "good-one"; rename one of the two keys
    odd: FAILED: its entry is not understood: give it either a command or a url
    bad: FAILED: The server ended before it had listed its tools. It wrote:
      FIXTURE_TOKEN is not set
      Check the command and its --env values.
    Good One: the file sets cwd and envFile, which a capture does not follow.
    1 server captured, 1 skipped, 4 failed."
  `);
});

test('placeholders are filled in, and what fills them stays out of the record', async () => {
  const file = save({
    inputs: [{ type: 'promptString', id: 'api-token', password: true }],
    servers: {
      echo: {
        type: 'stdio',
        ...entry('echo', 'A_TOKEN,B,C', '${input:region}', '${MISSING:-fallback}'),
        env: { A_TOKEN: '${input:api-token}', B: '${env:FROM_HERE}', C: 'plainly' },
      },
    },
  });
  const out = newFolder('out');
  await run(['--config', file, '--out', out, '--env', 'api-token=correct-horse-7', '--env', 'region=emea'], {
    environment: { FROM_HERE: '3f2b8c1e-9d4a-4e6f-8b7c-1a2b3c4d5e6f' },
  });
  const text = readFileSync(join(out, 'servers/echo.json'), 'utf8');
  expect(text).toContain('emea | fallback | A_TOKEN=<redacted> | B=<redacted> | C=plainly');
  expect(JSON.parse(text)).toMatchObject({ capture: { env: ['A_TOKEN', 'B', 'C'] } });
});

test('a variable goes only to the server whose entry names it', async () => {
  const file = save({
    servers: {
      one: { ...entry('echo', 'TOKEN_A,TOKEN_B'), env: { TOKEN_A: '${TOKEN_A}' } },
      two: { ...entry('echo', 'TOKEN_A,TOKEN_B'), env: { TOKEN_B: '${TOKEN_B}' } },
    },
  });
  const given = ['--env', 'TOKEN_A=quite-secret-1', '--env', 'TOKEN_B=quite-secret-2'];
  const { captured } = await run(['--config', file, '--out', newFolder('out'), ...given]);
  expect(captured.map(({ prepared }) => prepared.server.tools[0]?.description)).toEqual([
    'TOKEN_A=<redacted> | TOKEN_B=undefined',
    'TOKEN_A=undefined | TOKEN_B=<redacted>',
  ]);
});

test('comments and commas at the end are read, in all three shapes', () => {
  const shapes = [
    '{ // servers\n "servers": { "a": { "url": "https://mcp.example/x", }, }, }',
    '{ "mcpServers": { /* one */ "a": { "url": "https://mcp.example/x" } } }',
    '{ "mcp": { "servers": { "a": { "url": "https://mcp.example/x" } } } }',
  ];
  for (const shape of shapes)
    expect(readConfig(save(shape), {}, {})).toMatchObject([{ key: 'a', url: 'https://mcp.example/x' }]);
});

test('a file that is no configuration is refused, with the place', () => {
  expect(() => readConfig(save('{ "servers": {\n  "a" }'), {}, {})).toThrow(
    /is not JSON\.\n {2}line 2, column 7/,
  );
  expect(() => readConfig(save({ servers: {} }), {}, {})).toThrow('holds no servers');
  expect(() => readConfig('no-such-file.json', {}, {})).toThrow('no-such-file.json: cannot be read');
});
