import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { idsOf, policyFormats, presets, type PolicyFormat } from '#schema/vocabulary.ts';
import { recommendFor } from '../policy-request.ts';
import { targets } from '../targets/targets.ts';
import { packFiles } from './download.ts';
import { listStackFiles, requestOf, type StackPolicyInput, writeStackPolicies } from './policies.ts';
import { makeServer, makeTool } from './stack.fixture.ts';
import type { StackServer } from './stack.ts';

const write = { class: 'write', level: 'high' } as const;
const notes = makeServer('notes', [
  makeTool('read'),
  makeTool('save', { ...write, bounds: [{ kind: 'below-folder', argument: 'path', place: 'machine' }] }),
  makeTool('wipe "all"', { class: 'destructive', level: 'critical' }),
]);
const mail = {
  ...makeServer('mail', [makeTool('read'), makeTool('send', write)]),
  endpoint: 'https://mail.example/mcp',
};
const desk = makeServer('desk', [makeTool('save')]);
const empty = makeServer('empty', []);
const choices = { numbers: {}, values: {} };

const policiesFor = (
  format: PolicyFormat,
  servers: readonly StackServer[],
  more: Partial<StackPolicyInput> = {},
) =>
  writeStackPolicies({
    servers,
    preset: 'recommended',
    target: targets[format],
    aliases: new Map(),
    choices,
    ...more,
  });

const mergedText = async (...args: Parameters<typeof policiesFor>) => {
  const { merged } = await policiesFor(...args);
  if (merged.kind === 'separate') throw new Error(merged.reason);
  return merged.text;
};

describe.each(idsOf(policyFormats))('%s', (format) => {
  test.each(idsOf(presets))('%s: each server has the policy that its own page shows', async (preset) => {
    const { servers, merged } = await policiesFor(format, [notes, mail, desk], { preset });
    for (const { server, snippet } of servers) {
      expect(snippet).toEqual(
        targets[format].write(recommendFor(preset, requestOf(server, server.alias, choices))),
      );
    }
    if (merged.kind === 'separate') expect(merged.reason).toMatch(/^[A-Z].*\.$/);
    else expect(merged.text.endsWith('\n')).toBe(true);
  });
});

test('lists of Claude Code and Cursor hold the rules of all servers and no other', async () => {
  for (const format of ['claude-code', 'cursor'] as const) {
    const { servers } = await policiesFor(format, [notes, mail, desk]);
    const rulesOf = (text: string): string[] =>
      Object.entries((JSON.parse(text) as { permissions: Record<string, string[]> }).permissions)
        .flatMap(([list, rules]) => rules.map((rule) => `${list} ${rule}`))
        .sort();
    const single = servers.flatMap(({ snippet }) =>
      snippet.kind === 'snippet' ? rulesOf(snippet.text) : [],
    );
    expect(rulesOf(await mergedText(format, [notes, mail, desk]))).toEqual(single.sort());
    expect(single.length).toBeGreaterThan(1);
  }
});

test.each(['codex', 'gemini'] as const)('tables of %s stand beside each other unchanged', async (format) => {
  const { servers } = await policiesFor(format, [notes, mail]);
  const [first, second] = servers.map(({ snippet }) => parse(snippet.kind === 'snippet' ? snippet.text : ''));
  const merged = parse(await mergedText(format, [notes, mail]));
  const both = (key: string) => [first?.[key], second?.[key]];
  const joined =
    format === 'codex'
      ? { mcp_servers: Object.assign({}, ...both('mcp_servers')) as unknown }
      : { rule: both('rule').flat() };
  expect(merged).toEqual(joined);
});

test('requests to models list all servers', async () => {
  const other = { ...desk, endpoint: 'https://desk.example/mcp' };
  expect(JSON.parse(await mergedText('openai', [mail, other]))).toMatchObject({
    tools: [{ server_label: 'mail' }, { server_label: 'desk' }],
  });
  expect(JSON.parse(await mergedText('anthropic', [mail, other]))).toMatchObject({
    mcp_servers: [{ name: 'mail' }, { name: 'desk' }],
    tools: [{ mcp_server_name: 'mail' }, { mcp_server_name: 'desk' }],
  });
});

test('what a merged file decides otherwise is said', async () => {
  const { merged } = await policiesFor('vscode', [notes, desk, empty]);
  expect(merged).toMatchObject({ kind: 'merged', file: 'settings.json' });
  expect(merged.kind === 'merged' ? merged.notes : []).toMatchInlineSnapshot(`
    [
      "A tool of another server has the same name and is asked about, so VS Code may ask about “desk/save” as well.",
      "No policy can be written here for “empty”; the file leaves it out.",
    ]
  `);
});

test.each([
  ['the same alias', 'claude-code', new Map([['desk', 'mail']])],
  [
    'aliases that become the same',
    'claude-code',
    new Map([
      ['desk', 'a.b'],
      ['mail', 'a_b'],
      ['notes', 'c'],
    ]),
  ],
  ['aliases that differ in case only', 'vscode', new Map([['desk', 'Mail']])],
] as const)('%s: one file could not tell the servers apart', async (_what, format, aliases) => {
  const servers = [makeServer('desk', [makeTool('read')]), mail, notes];
  const { merged } = await policiesFor(format, servers, { aliases });
  expect(merged.kind).toBe('separate');
});

test('a server that stands twice, under two names, has two files', async () => {
  const { servers } = await policiesFor('claude-code', [
    mail,
    { ...mail, alias: 'work' },
    makeServer('MAIL', []),
  ]);
  expect(servers.map(({ file }) => file.split('.')[0])).toEqual(['mail', 'mail-2', 'mail-3']);
});

test('a single policy is not merged', async () => {
  expect((await policiesFor('claude-code', [mail])).merged.kind).toBe('separate');
});

test('the download holds every file once, with what must be known of them', async () => {
  const policies = await policiesFor('codex', [notes, mail, empty]);
  const files = unzipSync(packFiles(listStackFiles(policies, targets.codex)));
  expect(Object.keys(files).sort()).toEqual([
    'README.txt',
    'all-servers/config.toml',
    'servers/mail.recommended.codex.toml',
    'servers/notes.recommended.codex.toml',
  ]);
  const [, first] = listStackFiles(policies, targets.codex);
  expect(strFromU8(files['all-servers/config.toml'] ?? new Uint8Array())).toBe(first?.text);
  const read = strFromU8(files['README.txt'] ?? new Uint8Array());
  expect(read).toContain('“empty”: no file. The record of this server has no tools.');
  expect(read).toContain(targets.codex.use);
});
