import { expect, test } from 'vitest';
import type { Tool } from '#schema/tool.ts';
import { idsOf, riskClasses } from '#schema/vocabulary.ts';
import { assess } from '../assess.ts';
import { baseLevels, levelRank, levelRules } from './levels.ts';

/** By rule: a record whose level it moves, and one of the same class that comes close and stays where it is. */
const pairs: Readonly<Record<string, { readonly fires: Tool; readonly misses: Tool }>> = {
  'read-secrets': {
    fires: { name: 'get_env', description: 'Returns all environment variables.' },
    misses: { name: 'list_environments', description: 'Lists the environments of a project.' },
  },
  'read-people': {
    fires: { name: 'get_customer', description: 'Get a customer.' },
    misses: { name: 'get_customs_code', description: 'Get a customs code.' },
  },
  'read-messages': {
    fires: { name: 'get_channel_history', description: 'Get what was said in a channel.' },
    misses: { name: 'get_channel', description: 'Get the topic of a channel.' },
  },
  'read-strangers': {
    fires: { name: 'search_news', description: 'Search the web for news.' },
    misses: { name: 'search_notes', description: 'Search the titles of notes.' },
  },
  'read-rows': {
    fires: { name: 'query', description: 'Run a read-only SQL query.' },
    misses: { name: 'describe_table', description: 'Describe the columns of a table.' },
  },
  'read-browser': {
    fires: { name: 'browser_snapshot', description: 'Get what the current page shows.' },
    misses: { name: 'get_snapshot', description: 'Get the state of a snapshot.' },
  },
  'read-address': {
    fires: { name: 'fetch_feed', description: 'Fetch a feed.', inputSchema: object('url') },
    misses: { name: 'fetch_feed', description: 'Fetch a feed.', inputSchema: object('feed_id') },
  },
  'read-content': {
    fires: { name: 'read_text', description: 'Read the complete contents of a file.' },
    misses: { name: 'list_files', description: 'List files with their sizes.' },
  },
  'read-log-text': {
    fires: { name: 'get_build_logs', description: 'Get the logs of a build.' },
    misses: { name: 'get_catalogs', description: 'Get catalogs.' },
  },
  'write-credentials': {
    fires: { name: 'create_api_key', description: 'Create an API key.' },
    misses: { name: 'create_key_result', description: 'Create a key result.' },
  },
  'write-access': {
    fires: { name: 'update_role', description: 'Update a role.' },
    misses: { name: 'update_roll', description: 'Update a roll of film.' },
  },
  'write-outside': {
    fires: { name: 'send_email', description: 'Send an email.' },
    misses: { name: 'send_message', description: 'Send a message to a channel of the workspace.' },
  },
  'write-code': {
    fires: { name: 'create_branch', description: 'Create a branch.' },
    misses: { name: 'create_brand', description: 'Create a brand.' },
  },
  'write-pipeline': {
    fires: { name: 'update_pipeline', description: 'Update a pipeline.' },
    misses: { name: 'update_outline', description: 'Update an outline.' },
  },
  'write-infrastructure': {
    fires: { name: 'create_dns_record', description: 'Create a record.' },
    misses: { name: 'create_record', description: 'Create a record.' },
  },
  'write-later': {
    fires: { name: 'create_webhook', description: 'Create a webhook.' },
    misses: { name: 'create_web_form', description: 'Create a form.' },
  },
  'write-many': {
    fires: { name: 'update_rows', description: 'Update up to 500 rows.' },
    misses: { name: 'update_row', description: 'Update a row.', inputSchema: object('tags', 'array') },
  },
  'execute-anything': {
    fires: { name: 'run_shell', description: 'Execute a shell command.', inputSchema: object('command') },
    misses: { name: 'run_job', description: 'Run a job that is set up already.' },
  },
  'execute-sql': {
    fires: { name: 'execute_sql', description: 'Execute SQL.', inputSchema: object('sql') },
    misses: { name: 'execute_plan', description: 'Execute a plan that is stored already.' },
  },
  undo: {
    fires: { name: 'delete_note', description: 'Move a note to the trash.' },
    misses: { name: 'delete_note', description: 'Delete a note. This cannot be undone.' },
  },
  'own-state': {
    fires: { name: 'delete_draft', description: 'Delete a draft.' },
    misses: { name: 'delete_document', description: 'Delete a document.' },
  },
};

test('every rule has a pair, and every pair a rule', () => {
  expect(Object.keys(pairs).sort()).toEqual(levelRules.map(({ id }) => id).sort());
});

test.each(levelRules)('$id moves the level of a $class tool to $to, and not that of a near miss', (rule) => {
  const pair = pairs[rule.id];
  if (!pair) throw new Error(`The rule ${rule.id} has no pair.`);
  const fires = assess(pair.fires, '', undefined, undefined).verdict;
  expect(fires).toMatchObject({ class: rule.class, level: rule.to });
  expect(fires.reasons.find((reason) => reason.rule === rule.id)?.evidence).not.toEqual([]);
  expect(fires.levelSentence).toContain(rule.because);
  const misses = assess(pair.misses, '', undefined, undefined).verdict;
  expect(misses.class).toBe(rule.class);
  expect(misses.reasons.map((reason) => reason.rule)).not.toContain(rule.id);
});

test('a rule moves in the direction that it states, and only a destructive tool is lowered', () => {
  for (const { class: riskClass, to, direction } of levelRules) {
    const difference = levelRank[to] - levelRank[baseLevels[riskClass]];
    expect(Math.sign(difference)).toBe(direction === 'raise' ? 1 : -1);
    if (direction === 'lower') expect([riskClass, to]).toEqual(['destructive', 'high']);
  }
});

test('every class starts from the level of the taxonomy', () => {
  expect(Object.fromEntries(idsOf(riskClasses).map((id) => [id, baseLevels[id]]))).toEqual({
    read: 'low',
    write: 'medium',
    execute: 'high',
    destructive: 'critical',
    financial: 'critical',
    unknown: 'unknown',
  });
});

function object(name: string, type = 'string'): Record<string, unknown> {
  return { type: 'object', properties: { [name]: { type } } };
}
