import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContent } from '#records/read.ts';
import { projectRoot } from '#scripts/lib/settings.ts';
import { buildCollections } from '#site/records-loader.ts';
import type { Capability, Level, RiskClass } from '#schema/vocabulary.ts';
import { type Combination, findCombinations, findContributions, type Player } from './combinations.ts';

interface Named extends Player {
  readonly name: string;
}

function tool(name: string, riskClass: RiskClass, level: Level, ...capabilities: Capability[]): Named {
  return { name, class: riskClass, level, capabilities };
}

const readMail = tool('read_mail', 'read', 'medium', 'messaging-read', 'untrusted-ingest');
const readPage = tool('read_page', 'read', 'medium', 'untrusted-ingest');
const listPeople = tool('list_people', 'read', 'medium', 'pii-read');
const sendMail = tool('send_mail', 'write', 'high', 'messaging-send');
const runCommand = tool('run_command', 'execute', 'critical', 'shell-exec');

const idsIn = (tools: readonly Named[]): string[] => findCombinations(tools).map(({ id }) => id);

/** Who plays which part of a combination. */
function castOf({ parts }: Combination<Named>): Record<string, string[]> {
  return Object.fromEntries(
    parts.map(({ label, tools }) => [label, tools.map(({ tool: { name } }) => name)]),
  );
}

/** The only combination of some tools. */
function onlyOf(tools: readonly Named[]): Combination<Named> {
  const [first, ...more] = findCombinations(tools);
  if (!first || more.length > 0)
    throw new Error(`Expected one combination, found ${idsIn(tools).join(', ')}.`);
  return first;
}

describe('private data, untrusted text and a way out', () => {
  test('each part has the tools that play it, with the access by which they do', () => {
    const found = onlyOf([readPage, listPeople, sendMail, tool('add', 'write', 'medium')]);
    expect(castOf(found)).toEqual({
      'Private data': ['list_people'],
      'Text that strangers can write': ['read_page'],
      'A way out': ['send_mail'],
    });
    expect(found.parts.map(({ tools }) => tools[0]?.access)).toEqual([
      ['reads personal data'],
      ['brings in untrusted text'],
      ['sends messages'],
    ]);
    expect(found.attack).toBe('lethal-trifecta-exfiltration');
    expect(found.sentence).toMatch(/^Taken together, these tools let text that a stranger wrote /);
    expect(found.alone).toEqual([]);
  });

  test.each([
    ['private data', [readPage, sendMail]],
    ['untrusted text', [listPeople, sendMail]],
    ['a way out', [readPage, listPeople]],
  ])('without %s there is none', (_part, tools) => {
    expect(findCombinations(tools)).toEqual([]);
  });

  test('one tool may play two parts', () => {
    expect(castOf(onlyOf([readMail, sendMail]))).toEqual({
      'Private data': ['read_mail'],
      'Text that strangers can write': ['read_mail'],
      'A way out': ['send_mail'],
    });
  });

  test('one tool that plays all parts is said to', () => {
    const mailbox = tool('mailbox', 'write', 'high', 'messaging-read', 'untrusted-ingest', 'messaging-send');
    expect(onlyOf([mailbox]).sentence).toMatch(/^This tool alone lets /);
    const beside = onlyOf([mailbox, listPeople]);
    expect(beside.alone).toEqual([mailbox]);
    expect(beside.sentence).toMatch(/^Taken together/);
  });

  test('reading at level low brings in neither private nor hostile text, yet may carry data out', () => {
    const titles = tool('list_titles', 'read', 'low', 'untrusted-ingest', 'repo-read');
    expect(idsIn([titles, listPeople, sendMail])).toEqual([]);
    expect(idsIn([readPage, titles, sendMail])).toEqual([]);
    const fetchPage = tool('fetch_map', 'read', 'low', 'network-egress');
    expect(idsIn([readPage, listPeople, fetchPage])).toEqual(['flow-out']);
  });

  test('a statement that may write is a way out, one that only reads is not', () => {
    expect(idsIn([readPage, tool('query', 'read', 'medium', 'database-query')])).toEqual([]);
    expect(idsIn([readPage, tool('execute_sql', 'execute', 'critical', 'database-query')])).toEqual([
      'flow-out',
    ]);
  });

  test('a server that has some of the parts is told which', () => {
    expect(findContributions([readPage, listPeople]).map(({ label }) => label)).toEqual([
      'Private data',
      'Text that strangers can write',
    ]);
    expect(findContributions([tool('think', 'read', 'low')])).toEqual([]);
  });
});

test.each<[string, Named, Named]>([
  ['secrets-out', tool('get_env', 'read', 'high', 'secrets-read'), sendMail],
  ['keys-out', tool('create_key', 'write', 'high', 'key-issuance'), sendMail],
  ['text-to-commands', readPage, runCommand],
  ['settings-to-commands', tool('write_file', 'write', 'medium', 'filesystem-write'), runCommand],
  ['text-to-code', readPage, tool('push', 'write', 'high', 'cicd')],
  ['text-to-memory', readPage, tool('remember', 'write', 'high', 'memory-write')],
  ['text-to-schedule', readPage, tool('add_job', 'write', 'high', 'schedule-webhook')],
  ['text-to-payment', readPage, tool('pay', 'financial', 'critical', 'payment')],
])('%s needs both of its parts', (id, first, second) => {
  expect(idsIn([first, second])).toEqual([id]);
  expect(idsIn([first])).toEqual([]);
  expect(idsIn([second])).toEqual([]);
});

test('what a browser saves is not a file of the caller’s choice, and a shell needs no other tool to write', () => {
  const trace = tool('save_trace', 'write', 'medium', 'filesystem-write', 'browser-control');
  const shell = tool('shell', 'execute', 'critical', 'filesystem-write', 'shell-exec');
  expect(idsIn([trace, runCommand])).toEqual([]);
  expect(idsIn([shell])).toEqual([]);
});

test('an issue is no change of source code, a push is', () => {
  const issue = tool('create_issue', 'write', 'medium', 'repo-write');
  expect(idsIn([readPage, issue])).toEqual([]);
  expect(idsIn([readPage, { ...issue, level: 'high' }])).toEqual(['text-to-code']);
});

/** Which combinations the tools of a server complete by themselves, judged by eye, tool by tool. */
const judged: Readonly<Record<string, readonly string[]>> = {
  'brave-search': [],
  'chrome-devtools': ['flow-out', 'secrets-out', 'text-to-commands'],
  cloudflare: [],
  context7: [],
  'dynamic-mcp-server': [],
  elasticsearch: [],
  everything: ['secrets-out'],
  filesystem: [],
  firecrawl: ['text-to-commands', 'text-to-schedule'],
  'github-reference': ['flow-out', 'text-to-code'],
  'gitlab-reference': ['flow-out', 'text-to-code'],
  'google-maps': [],
  heroku: ['flow-out', 'text-to-commands', 'settings-to-commands', 'text-to-code'],
  kubernetes: ['flow-out', 'text-to-commands', 'settings-to-commands', 'text-to-schedule'],
  memory: [],
  molt2meet: [],
  notion: ['flow-out'],
  playwright: ['flow-out', 'secrets-out', 'text-to-commands'],
  'postgres-reference': [],
  puppeteer: ['text-to-commands', 'settings-to-commands'],
  'sequential-thinking': [],
  'slack-reference': ['flow-out'],
  'smartapis-products-watch': [],
  'smartlead-leadmagic': [],
  'smartlead-win8428': [],
  stripe: [],
  supabase: ['flow-out', 'text-to-code'],
  tavily: [],
};

describe('the catalogue', () => {
  const content = readContent(join(projectRoot, 'content'));
  const { tools } = buildCollections(content);
  const servers = Map.groupBy(
    tools.map(({ data }) => data),
    ({ serverId }) => serverId,
  );

  test.each(Object.entries(judged))('%s completes what was judged by eye: %j', (id, expected) => {
    expect(findCombinations(servers.get(id) ?? []).map((combination) => combination.id)).toEqual(expected);
  });

  test('every pattern that a combination names is recorded', () => {
    const recorded = new Set(content.attacks.map(({ id }) => id));
    const every = findCombinations(everyCapability).map(({ attack }) => attack);
    expect(every.length).toBe(9);
    expect(every.filter((id) => !recorded.has(id))).toEqual([]);
  });
});

/** Tools that complete every combination together. */
const everyCapability: readonly Named[] = [
  readPage,
  listPeople,
  runCommand,
  tool('get_env', 'read', 'high', 'secrets-read'),
  tool('create_key', 'write', 'high', 'key-issuance'),
  tool('set_config', 'write', 'high', 'config-write'),
  tool('push', 'write', 'high', 'repo-write'),
  tool('remember', 'write', 'high', 'memory-write'),
  tool('add_job', 'write', 'high', 'schedule-webhook'),
  tool('pay', 'financial', 'critical', 'payment'),
];
