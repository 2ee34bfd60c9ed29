import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readServer } from '#records/read.ts';
import { fixtureCommand, noticesOf, only, run, useFolders } from './lib/ingest/capture.fixture.ts';
import { joinCommand } from './lib/ingest/command-words.ts';
import { exitCodeOf, type Judged, summarise } from './lib/ingest/summary.ts';

const newFolder = useFolders();

/** Captures a fixture server into a content folder of its own, or into the given one. */
async function capture(name: string, flags: readonly string[] = [], out = newFolder('out')): Promise<Judged> {
  const args = ['--stdio', fixtureCommand(name), '--id', name, '--name', 'Fixture', '--out', out, ...flags];
  return only(await run(args));
}

/** Records a saved answer. */
async function record(
  saved: unknown,
  flags: readonly string[] = [],
  out = newFolder('out'),
  date?: string,
): Promise<Judged> {
  const file = join(newFolder('saved'), 'list.json');
  writeFileSync(file, JSON.stringify(saved));
  const args = ['--from-file', file, '--id', 'saved', '--name', 'Saved', '--out', out, ...flags];
  return only(await run(args, date === undefined ? {} : { date }));
}

test('a list in pages is read to its end, and the record that is written is valid', async () => {
  const { file, server, outcome } = (await capture('paged')).prepared;
  expect(outcome).toBe('created');
  expect(readServer(join(file, '../..'), 'paged')).toEqual(server);
  expect(server.tools.map(({ name }) => name)).toEqual(['alpha', 'bravo', 'charlie', 'delta']);
  expect(server).toMatchObject({
    declaredToolCount: 4,
    transports: ['stdio'],
    capture: { method: 'stdio', date: '2026-11-21' },
    serverInfo: { name: 'fixture', version: '1.2.3' },
    licence: null,
  });
  expect(noticesOf(server)).toEqual([
    'capture-problem: The server wrote lines to its standard output that are not part of the protocol.',
  ]);
  expect(readFileSync(file, 'utf8')).toMatch(/"zone"[^]*"area"/);
});

test('definitions that the protocol does not foresee are kept, with a notice', async () => {
  const { server } = (await capture('odd')).prepared;
  expect(server.declaredToolCount).toBe(5);
  expect(server.tools).toEqual([
    {
      name: 'extended',
      inputSchema: { type: 'object' },
      annotations: { openWorldHint: true, vendor: 1 },
      extensions: { category: 'extra', annotations: { readOnlyHint: 'yes' } },
    },
    { name: 'mistyped', inputSchema: { type: 'object' }, extensions: { description: null } },
    { name: 'undocumented', inputSchema: { $schema: 'http://json-schema.org/draft-07/schema#' } },
  ]);
  expect(noticesOf(server)).toMatchInlineSnapshot(`
    [
      "capture-problem: The tool extended declares hints of the wrong type; they are kept under extensions.",
      "capture-problem: The tool mistyped has a description of the wrong type; it is kept under extensions.",
      "capture-problem: The tool extended is listed more than once; the first definition is recorded.",
      "capture-problem: Entry 5 of the list has no usable name and is left out.",
      "capture-problem: Entry 6 of the list has no usable name and is left out.",
      "capture-problem: The protocol does not allow these definitions, which are recorded as they came: undocumented.",
    ]
  `);
});

test('nothing of the machine and nothing secret gets into a record', async () => {
  const secret = 'dummy-value-for-the-test';
  const out = newFolder('out');
  const command = fixtureCommand(
    'leaky',
    '--api-key',
    'another-dummy',
    'postgresql://me:dummy-password@127.0.0.1/db',
  );
  const args = [
    '--stdio',
    command,
    '--id',
    'leaky',
    '--name',
    'Leaky',
    '--out',
    out,
    '--env',
    `FIXTURE_TOKEN=${secret}`,
  ];
  const { file, server } = only(await run(args)).prepared;
  const text = readFileSync(file, 'utf8');
  for (const word of [secret, 'another-dummy', 'dummy-password', process.cwd(), homedir(), tmpdir()]) {
    expect(text).not.toContain(word);
  }
  expect(server.tools[0]?.description).toContain(
    'Works in <cwd>, or in <cwd>/sub.\nReads file://<home>/.config and writes <tmp>/x.\nToken <redacted>',
  );
  expect(Object.keys(server.tools[0]?.inputSchema?.['properties'] ?? {})).toEqual(['<redacted>']);
  expect(server.serverInfo?.version).toBe('<redacted>');
  expect(server.capture.command).toMatch(/--api-key '?<redacted>'? '?postgresql:\/\/me:<redacted>@127/);
  expect(noticesOf(server)).toEqual([expect.stringMatching(/^note: Words that describe the machine/)]);
});

test('a real server is captured with what its package says, and without the folder that it was given', async () => {
  const program = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-filesystem/dist/index.js'));
  const folder = newFolder('files');
  const command = joinCommand([process.execPath, program, folder]);
  const flags = ['--id', 'filesystem', '--licence', 'MIT', '--out', newFolder('out')];
  const { file, server } = only(await run(['--stdio', command, ...flags])).prepared;
  expect(server.source.package).toBe('@modelcontextprotocol/server-filesystem');
  expect(server.tools.find(({ name }) => name === 'read_text_file')?.annotations?.readOnlyHint).toBe(true);
  expect(server.capture.command).toContain('<tmp>/');
  expect(readFileSync(file, 'utf8')).not.toContain(folder);
});

test('a saved answer is read in its three shapes', async () => {
  const tools = [{ name: 'only', inputSchema: { type: 'object' } }];
  const shapes = [tools, { tools }, { jsonrpc: '2.0', id: 1, result: { tools } }];
  for (const shape of shapes) {
    const { server } = (await record(shape)).prepared;
    expect(server.tools).toEqual(tools);
    expect(server).toMatchObject({
      capture: { method: 'file', date: '2026-11-21' },
      transports: [],
      notices: [],
    });
  }
  await expect(record({ result: {} })).rejects.toThrow('holds no list of tools');
  const { server } = (await record({ tools, nextCursor: 'more' })).prepared;
  expect(noticesOf(server)).toEqual([
    'capture-problem: The saved answer is one page of several; the list is not complete.',
  ]);
});

test('a record of which only the date would change is left alone', async () => {
  const out = newFolder('out');
  const [a, b] = [
    { name: 'a', inputSchema: { type: 'object' } },
    { name: 'b', inputSchema: { type: 'object' } },
  ];
  const { file } = (await record([a, b], [], out)).prepared;
  const before = readFileSync(file, 'utf8');
  const again = await record([b, { inputSchema: a.inputSchema, name: 'a' }], [], out, '2026-12-24');
  expect(again.prepared.outcome).toBe('unchanged');
  const report = { captured: [again], skipped: [], failed: [], remarks: [], check: false };
  expect(summarise(report)).toContain('nothing but the date would differ since 2026-11-21');
  expect(exitCodeOf(report)).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readdirSync(out)).toEqual(['servers']);

  const changed = await record([{ ...a, description: 'New' }, { name: 'c' }], [], out, '2026-12-24');
  expect(changed.prepared.outcome).toBe('changed');
  expect(changed.prepared.server.capture.date).toBe('2026-12-24');
});

test('notices that people wrote outlive a new capture', async () => {
  const out = newFolder('out');
  const tools = [{ name: 'a', inputSchema: { type: 'object' } }];
  const { file, server } = (await record(tools, ['--note', 'Ours.'], out)).prepared;
  const warning = { kind: 'unsafe-repository', text: 'Do not use.' };
  writeFileSync(file, JSON.stringify({ ...server, notices: [...server.notices, warning] }));
  const again = await record([...tools, { name: 'b' }], [], out);
  expect(noticesOf(again.prepared.server)).toEqual([
    'note: Ours.',
    'unsafe-repository: Do not use.',
    expect.stringMatching(/^capture-problem: /),
  ]);
});

test('a record that is refused leaves the file that is there', async () => {
  const out = newFolder('out');
  const { file } = (await record([{ name: 'a', inputSchema: { type: 'object' } }], [], out)).prepared;
  const before = readFileSync(file, 'utf8');
  await expect(record([{ name: 'b' }], ['--package', 'x', '--licence', 'GPL-3.0-only'], out)).rejects.toThrow(
    /The record is refused and nothing was written[^]*"GPL-3\.0-only" is not accepted/,
  );
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readdirSync(join(out, 'servers'))).toEqual(['saved.json']);
  expect(existsSync(file)).toBe(true);
});
