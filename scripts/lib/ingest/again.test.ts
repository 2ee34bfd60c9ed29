import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { changeFileSchema } from '#schema/change.ts';
import { validate } from '#scripts/validate.ts';
import type { RunningServer } from './http-server.fixture.ts';
import { listenRegistry, type PublishedPackage } from './registry.fixture.ts';
import { only, run, type RunSettings, useFolders } from './capture.fixture.ts';
import { exitCodeOf, type Report, summarise } from './summary.ts';

const newFolder = useFolders();
const serve = readFileSync(
  join(import.meta.dirname, '../../../tests/fixtures/mcp-servers/serve.mjs'),
  'utf8',
);
const marker = join(newFolder('marker'), 'install-script-ran');
let published: PublishedPackage[] = [];
let registry: RunningServer;

beforeAll(async () => {
  registry = await listenRegistry(() => published);
  vi.stubEnv('npm_config_registry', registry.url);
  vi.stubEnv('npm_config_cache', newFolder('cache'));
  vi.stubEnv('FIXTURE_MARKER', marker);
});
beforeEach(() => {
  published = [];
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await registry.close();
});

const name = '@fixture/mcp-server-notes';

/** Publishes a version of a package whose server lists these tools, and one that tells where it runs and with what. */
function publish(version: string, tools: readonly object[], manifest: object = {}): void {
  const program = `#!/usr/bin/env node
import { serve } from './serve.mjs';
if (process.argv.includes('--wants-token') && !/^real/.test(process.env.NOTES_TOKEN ?? '')) {
  console.error('NOTES_TOKEN is wrong');
  process.exit(1);
}
if (process.argv.some((word) => /^--key=(?!sk_)/.test(word))) {
  console.error('The key is wrong');
  process.exit(1);
}
const place = process.argv.slice(2).join(' ') + ' in ' + import.meta.dirname;
serve({ 'tools/list': () => ({ tools: [...${JSON.stringify(tools)}, { name: 'place', description: place }] }) });
`;
  published.push({
    manifest: {
      name,
      version,
      type: 'module',
      license: 'MIT',
      repository: 'github:fixture/notes',
      homepage: 'https://notes.example/',
      bin: { 'notes-server': 'index.mjs' },
      scripts: { postinstall: `node -e "require('fs').writeFileSync(process.env.FIXTURE_MARKER, '')"` },
      ...manifest,
    },
    files: { 'index.mjs': program, 'serve.mjs': serve },
  });
}

const harmless = { name: 'list_notes', description: 'List all notes.', annotations: { readOnlyHint: true } };
const grown = { name: 'delete_note', description: 'Delete a note for good.' };

/** All files of a content folder with their texts. */
function snapshot(out: string): Record<string, string> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name: file }) => [
      join(parentPath, file).slice(out.length + 1),
      readFileSync(join(parentPath, file), 'utf8'),
    ]),
  );
}

function again(out: string, flags: readonly string[] = [], settings: RunSettings = {}): Promise<Report> {
  return run(['--again', ...flags, '--out', out], { date: '2026-12-24', ...settings });
}

test('a package is captured without running its install scripts, and a second time without a trace', async () => {
  publish('1.0.0', [harmless]);
  const out = newFolder('out');
  const temporary = newFolder('tmp');
  vi.stubEnv('TMPDIR', temporary);
  const place = join(temporary, 'place');
  mkdirSync(place);
  const args = ['--npm', name, '--args', `--quiet ${place}`, '--out', out];
  const { server } = only(await run(args)).prepared;
  expect(server).toMatchObject({
    id: 'notes',
    name: 'Notes',
    source: {
      package: name,
      version: '1.0.0',
      repository: 'fixture/notes',
      homepage: 'https://notes.example/',
    },
    licence: 'MIT',
    capture: {
      method: 'stdio',
      command: `npx -y ${name}@1.0.0 --quiet ${place.replace(temporary, '<tmp>')}`,
    },
  });
  expect(server.tools[1]?.description).toContain(`in <package>/node_modules/${name}`);
  expect(existsSync(marker)).toBe(false);
  const before = snapshot(out);
  expect(only(await run(args, { date: '2026-12-24' })).prepared.outcome).toBe('unchanged');
  expect(only(await again(out)).prepared.outcome).toBe('unchanged');
  expect(snapshot(out)).toEqual(before);
  expect(readdirSync(temporary).filter((file) => file.startsWith('tool-risk-'))).toEqual([]);

  await run([...args, '--allow-scripts']);
  expect(existsSync(marker)).toBe(true);
  vi.stubEnv('TMPDIR', undefined);
}, 60_000);

test('the newest version is captured again, and what changed is kept; the recorded one with --pinned', async () => {
  publish('1.0.0', [harmless]);
  const out = newFolder('out');
  await run(['--npm', name, '--args', '<directory>', '--out', out]);
  publish('2.0.0', [harmless, grown]);
  expect(only(await again(out, ['--pinned'])).prepared.outcome).toBe('unchanged');

  const { prepared } = only(await again(out, ['notes']));
  expect(prepared.server.capture).toMatchObject({
    date: '2026-12-24',
    command: `npx -y ${name}@2.0.0 <directory>`,
  });
  expect(prepared.server.tools.map((tool) => tool.name)).toEqual(['delete_note', 'list_notes', 'place']);
  const { server, changes } = changeFileSchema.parse(
    JSON.parse(readFileSync(join(out, 'changes/notes.json'), 'utf8')),
  );
  expect(server).toBe('notes');
  expect(changes).toEqual([
    {
      date: '2026-12-24',
      previous: '2026-11-21',
      version: { before: '1.0.0', after: '2.0.0' },
      added: [grown],
      removed: [],
      changed: [],
    },
  ]);
  expect(validate(out).problems).toEqual([]);
  const before = snapshot(out);
  expect(only(await again(out)).prepared.outcome).toBe('unchanged');
  expect(snapshot(out)).toEqual(before);
}, 60_000);

test('a check writes nothing and fails only when a tool got riskier', async () => {
  publish('1.0.0', [harmless]);
  const out = newFolder('out');
  await run(['--npm', name, '--out', out]);
  const before = snapshot(out);
  publish('1.1.0', [{ ...harmless, description: 'List all of the notes.' }]);
  const calm = await again(out, ['--check']);
  expect(only(calm).prepared.change?.changed).toHaveLength(1);
  expect(exitCodeOf(calm)).toBe(0);
  publish('2.0.0', [harmless, grown]);
  const alarming = await again(out, ['--check']);
  expect(exitCodeOf(alarming)).toBe(1);
  expect(summarise(alarming)).toMatch(/delete_note[^]*1 server compared, 1 riskier\. Nothing was written\.$/);
  expect(snapshot(out)).toEqual(before);
}, 60_000);

test('a capture that was stopped between its two files loses nothing and repeats nothing', async () => {
  publish('1.0.0', [harmless]);
  const out = newFolder('out');
  await run(['--npm', name, '--out', out]);
  const file = join(out, 'servers/notes.json');
  const old = readFileSync(file, 'utf8');
  publish('2.0.0', [harmless, grown]);
  await again(out);
  const done = snapshot(out);
  writeFileSync(file, old);
  await again(out);
  expect(snapshot(out)).toEqual(done);
}, 60_000);

test('variables are taken from the environment, and the summary names those that are missing', async () => {
  publish('1.0.0', [harmless]);
  const out = newFolder('out');
  await run(['--npm', name, '--args', '--wants-token', '--env', 'NOTES_TOKEN=really-1-secret', '--out', out]);
  const file = join(out, 'servers/notes.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ capture: { env: ['NOTES_TOKEN'] } });
  const { failed } = await again(out);
  expect(failed[0]?.reason).toMatch(/NOTES_TOKEN is wrong[^]*give real ones with --env NOTES_TOKEN=…/);
  const settings = { environment: { NOTES_TOKEN: 'really-2-secret' } };
  expect(only(await again(out, [], settings)).prepared.outcome).toBe('unchanged');
}, 60_000);

test('arguments that were not recorded are asked for', async () => {
  publish('1.0.0', [harmless]);
  const out = newFolder('out');
  const key = ['--args', '--key=sk_live_4eC39HqLyjWDarjtT1zdp7dc'];
  await run(['--npm', name, ...key, '--out', out]);
  const { failed } = await again(out);
  expect(failed[0]?.reason).toMatch(/The key is wrong[^]*give them anew with --again notes --args "…"/);
  expect(only(await again(out, ['notes', ...key])).prepared.outcome).toBe('unchanged');
}, 60_000);

test('a package with several programs needs --bin, and the command names it', async () => {
  publish('3.0.0', [harmless], { bin: { one: 'index.mjs', two: 'index.mjs' } });
  const out = newFolder('out');
  const { failed } = await run(['--npm', name, '--out', out]);
  expect(failed[0]?.reason).toContain(
    'has several programs: one, two.\nSay which one is the server with --bin',
  );
  const { server } = only(await run(['--npm', name, '--bin', 'two', '--out', out])).prepared;
  expect(server.capture.command).toBe(`npx -y -p ${name}@3.0.0 two`);
  expect(only(await again(out)).prepared.outcome).toBe('unchanged');
}, 60_000);

test('an entry of a configuration that runs npx is captured as the package', async () => {
  publish('1.0.0', [harmless]);
  const out = newFolder('out');
  const config = join(out, 'mcp.json');
  const notes = { command: 'npx', args: ['-y', `${name}@latest`, '--fast'], env: { NOTES_TOKEN: 'real' } };
  writeFileSync(config, JSON.stringify({ mcpServers: { 'my-notes': notes } }));
  const { server } = only(await run(['--config', config, '--out', out])).prepared;
  expect(server).toMatchObject({
    id: 'my-notes',
    source: { package: name, version: '1.0.0' },
    capture: { command: `npx -y ${name}@1.0.0 --fast`, env: ['NOTES_TOKEN'] },
  });
}, 60_000);

test('a package that does not exist is explained with what npm says', async () => {
  const { failed } = await run(['--npm', '@fixture/absent', '--out', newFolder('out')]);
  expect(failed[0]?.reason).toMatch(/could not be installed\. npm wrote:\n[^]*404/);
}, 60_000);

test('records that cannot be captured again are skipped with a reason, and unknown ones fail', async () => {
  const out = newFolder('out');
  const saved = join(out, 'list.json');
  mkdirSync(out, { recursive: true });
  writeFileSync(saved, JSON.stringify({ tools: [{ name: 'a' }] }));
  await run(['--from-file', saved, '--id', 'saved', '--out', out]);
  writeFileSync(join(out, 'servers/broken.json'), '{}');
  expect(summarise(await again(out))).toBe(
    [
      'saved: skipped: its record was made from a saved answer; save a new one and use --from-file.',
      'broken: FAILED: its record is refused; run npm run validate',
      '0 servers captured, 1 skipped, 1 failed.',
    ].join('\n'),
  );
  expect((await again(out, ['savde'])).failed[0]?.reason).toBe(
    'there is no such record; did you mean saved?',
  );
});
