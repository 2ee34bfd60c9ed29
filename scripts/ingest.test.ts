import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readServer } from '#records/read.ts';
import type { Server } from '#schema/server.ts';
import { ingest, reportWritten } from './ingest.ts';
import { joinCommand } from './lib/ingest/command-words.ts';
import { readOptions } from './lib/ingest/options.ts';
import type { Written } from './lib/ingest/write-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'ingest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const day = '2026-11-21';
const fixtures = join(import.meta.dirname, '../tests/fixtures/mcp-servers');

/** The command that starts a fixture server. */
function fixtureCommand(name: string, ...args: string[]): string {
  return joinCommand([process.execPath, join(fixtures, `${name}.mjs`), ...args]);
}

/** Captures a fixture server into a content folder of its own, or into the given one. */
async function capture(
  name: string,
  flags: readonly string[] = [],
  out = mkdtempSync(join(folder, 'out-')),
): Promise<Written> {
  const args = ['--stdio', fixtureCommand(name), '--id', name, '--name', 'Fixture', '--out', out, ...flags];
  return ingest(readOptions(args, {}), day);
}

/** Records a saved answer. */
async function record(
  saved: unknown,
  flags: readonly string[] = [],
  out = mkdtempSync(join(folder, 'out-')),
  date = day,
): Promise<Written> {
  const file = join(mkdtempSync(join(folder, 'saved-')), 'list.json');
  writeFileSync(file, JSON.stringify(saved));
  return ingest(
    readOptions(['--from-file', file, '--id', 'saved', '--name', 'Saved', '--out', out, ...flags], {}),
    date,
  );
}

function noticesOf(server: Server): string[] {
  return server.notices.map(({ kind, text }) => `${kind}: ${text}`);
}

test('a list in pages is read to its end, and the record that is written is valid', async () => {
  const { file, server, outcome } = await capture('paged');
  expect(outcome).toBe('created');
  expect(readServer(join(file, '../..'), 'paged')).toEqual(server);
  expect(server.tools.map(({ name }) => name)).toEqual(['alpha', 'bravo', 'charlie', 'delta']);
  expect(server).toMatchObject({
    declaredToolCount: 4,
    transports: ['stdio'],
    capture: { method: 'stdio', date: day },
    serverInfo: { name: 'fixture', version: '1.2.3' },
    licence: null,
  });
  expect(noticesOf(server)).toEqual([
    'capture-problem: The server wrote lines to its standard output that are not part of the protocol.',
  ]);
  expect(readFileSync(file, 'utf8')).toMatch(/"zone"[^]*"area"/);
});

test('definitions that the protocol does not foresee are kept, with a notice', async () => {
  const { server } = await capture('odd');
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

test('a server that lists without end or breaks off is recorded as far as it got', async () => {
  const endless = await capture('endless');
  expect(endless.server.tools.map(({ name }) => name)).toEqual(['again']);
  expect(noticesOf(endless.server)[0]).toContain('goes on listing pages without end');
  const broken = await capture('breaks-off');
  expect(broken.server.tools.map(({ name }) => name)).toEqual(['first']);
  expect(noticesOf(broken.server)[0]).toContain('Page 2 of the list could not be read');
});

test('a server that exits, never answers or does not exist is explained, and nothing is written', async () => {
  const out = mkdtempSync(join(folder, 'out-'));
  await expect(capture('exits', [], out)).rejects.toThrow(
    /ended before it had listed its tools\. It wrote:\nFIXTURE_TOKEN is not set/,
  );
  await expect(capture('silent', ['--timeout', '0.5'], out)).rejects.toThrow(/did not answer within 0\.5 s/);
  const missing = readOptions(['--stdio', 'no-such-program', '--id', 'a', '--name', 'A', '--out', out], {});
  await expect(ingest(missing, day)).rejects.toThrow('there is no program "no-such-program"');
  expect(readdirSync(out)).toEqual([]);
});

test('nothing of the machine and nothing secret gets into a record', async () => {
  const secret = 'dummy-value-for-the-test';
  const out = mkdtempSync(join(folder, 'out-'));
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
  const { file, server } = await ingest(readOptions(args, {}), day);
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

test('a saved answer is read in its three shapes', async () => {
  const tools = [{ name: 'only', inputSchema: { type: 'object' } }];
  const shapes = [tools, { tools }, { jsonrpc: '2.0', id: 1, result: { tools } }];
  for (const shape of shapes) {
    const { server } = await record(shape);
    expect(server.tools).toEqual(tools);
    expect(server).toMatchObject({ capture: { method: 'file', date: day }, transports: [], notices: [] });
  }
  await expect(record({ result: {} })).rejects.toThrow('holds no list of tools');
  const { server } = await record({ tools, nextCursor: 'more' });
  expect(noticesOf(server)).toEqual([
    'capture-problem: The saved answer is one page of several; the others are not recorded.',
  ]);
});

test('a record of which only the date would change is left alone', async () => {
  const out = mkdtempSync(join(folder, 'out-'));
  const [a, b] = [
    { name: 'a', inputSchema: { type: 'object' } },
    { name: 'b', inputSchema: { type: 'object' } },
  ];
  const first = await record([a, b], [], out);
  const before = readFileSync(first.file, 'utf8');
  const again = await record([b, { inputSchema: a.inputSchema, name: 'a' }], [], out, '2026-12-24');
  expect(again.outcome).toBe('unchanged');
  expect(reportWritten(again)).toContain('nothing but the date would change since 2026-11-21');
  expect(readFileSync(first.file, 'utf8')).toBe(before);

  const changed = await record([{ ...a, description: 'New' }, { name: 'c' }], [], out, '2026-12-24');
  expect(changed).toMatchObject({ outcome: 'changed', tools: { added: 1, changed: 1, removed: 1 } });
  expect(changed.server.capture.date).toBe('2026-12-24');
});

test('notices that people wrote outlive a new capture', async () => {
  const out = mkdtempSync(join(folder, 'out-'));
  const tools = [{ name: 'a', inputSchema: { type: 'object' } }];
  const { file, server } = await record(tools, ['--note', 'Ours.'], out);
  const warning = { kind: 'unsafe-repository', text: 'Do not use.' };
  writeFileSync(file, JSON.stringify({ ...server, notices: [...server.notices, warning] }));
  const again = await record([...tools, { name: 'b' }], [], out);
  expect(noticesOf(again.server)).toEqual([
    'note: Ours.',
    'unsafe-repository: Do not use.',
    expect.stringMatching(/^capture-problem: /),
  ]);
});

test('a record that is refused leaves the file that is there', async () => {
  const out = mkdtempSync(join(folder, 'out-'));
  const { file } = await record([{ name: 'a', inputSchema: { type: 'object' } }], [], out);
  const before = readFileSync(file, 'utf8');
  await expect(record([{ name: 'b' }], ['--package', 'x', '--licence', 'GPL-3.0-only'], out)).rejects.toThrow(
    /The record is refused and nothing was written[^]*"GPL-3\.0-only" is not accepted/,
  );
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(readdirSync(join(out, 'servers'))).toEqual(['saved.json']);
  expect(existsSync(file)).toBe(true);
});

test('the command line is refused with everything that is wrong with it', () => {
  expect(() =>
    readOptions(['--id', 'My Server', '--env', '=x', '--env', 'ABSENT', '--timeout', 'soon'], {}),
  ).toThrow(
    [
      '--id "My Server" must be lower-case letters and digits, joined by single dashes',
      '--name is missing',
      'give either --stdio or --from-file',
      '--timeout must be a number of seconds, at most 3600',
      '--env must be NAME=value or NAME',
      '--env ABSENT: your environment has no such variable',
      '',
      'Usage:',
    ].join('\n'),
  );
  expect(() => readOptions(['--stdoi', 'x'], {})).toThrow(/Unknown option '--stdoi'[^]*Usage:/);
});
