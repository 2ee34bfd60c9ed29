import { expect, test } from 'vitest';
import { idsOf, riskClasses } from '#schema/vocabulary.ts';
import { assessSample, pairOf, type Pair, sample } from '../sample.fixture.ts';
import { levelRank } from './level-rank.ts';
import { baseLevels, levelRules } from './levels.ts';

const text = { type: 'string' };

/** By rule: a record whose level it moves, and one of the same class that comes close and that it leaves alone. */
const pairs: Readonly<Record<string, Pair>> = {
  'read-secrets': {
    fires: sample('get_env', 'Returns all environment variables.'),
    misses: sample('list_environments', 'Lists the environments of a project.'),
  },
  'read-people': {
    fires: sample('get_customer', 'Get a customer.'),
    misses: sample('get_customer_count', 'Get the number of customers.'),
  },
  'read-messages': {
    fires: sample('get_sent_emails', 'Get the emails that were sent.'),
    misses: sample('get_email_statistics', 'Get figures on the emails that were sent.'),
  },
  'read-strangers': {
    fires: sample('get_issue', 'Get an issue.'),
    misses: sample('list_issues', 'List issues.'),
  },
  'read-rows': {
    fires: sample('query', 'Run a read-only SQL query.'),
    misses: sample('describe_table', 'Describe the columns of a table.'),
  },
  'read-browser': {
    fires: sample('browser_console', 'Get the console of the browser.'),
    misses: sample('browser_tabs', 'Get the tabs of the browser.'),
  },
  'read-address': {
    fires: sample('fetch_chart', 'Fetch a chart.', { input: { url: text } }),
    misses: sample('fetch_chart', 'Fetch a chart.', { input: { chart_id: text } }),
  },
  'read-content': {
    fires: sample('read_letter', 'Get the complete text contents of a letter.'),
    misses: sample('read_letter', 'Get the date of a letter.'),
  },
  'read-output': {
    fires: sample('search_manual', 'Search the manual.', {
      output: { hits: { type: 'array', items: { type: 'object', properties: { content: text } } } },
    }),
    misses: sample('search_manual', 'Search the manual.', { output: { content: text } }),
  },
  'read-business': {
    fires: sample('list_invoices', 'List invoices.'),
    misses: sample('list_invoice_templates', 'List templates of invoices.'),
  },
  'read-log-text': {
    fires: sample('get_stack_trace', 'Get the stack trace of a failure.'),
    misses: sample('list_log_groups', 'List the groups of logs.'),
  },
  'write-credentials': {
    fires: sample('reset_password', 'Reset the password of a mailbox.'),
    misses: sample('reset_counter', 'Reset the counter of a mailbox.'),
  },
  'write-secrets': {
    fires: sample('manage_secret', undefined, { input: { action: { enum: ['get', 'archive'] } } }),
    misses: sample('manage_note', undefined, { input: { action: { enum: ['get', 'archive'] } } }),
  },
  'write-access': {
    fires: sample('update_role', 'Update a role.'),
    misses: sample('update_roll', 'Update a roll of film.'),
  },
  'write-outside': {
    fires: sample('send_message', 'Send a message.', { server: 'Mailgun' }),
    misses: sample('send_message', 'Send a message.', { server: 'Team chat' }),
  },
  'write-public': {
    fires: sample('publish_page', 'Publish a page.'),
    misses: sample('publish_event', 'Publish an event to a queue.'),
  },
  'write-code': {
    fires: sample('merge_pull_request', 'Merge a pull request.'),
    misses: sample('create_pull_request', 'Create a pull request.'),
  },
  'write-pipeline': {
    fires: sample('update_pipeline', 'Update a pipeline.'),
    misses: sample('update_pipeline_stages', 'Update the pipeline stages of a deal.'),
  },
  'write-infrastructure': {
    fires: sample('create_cluster', 'Create a cluster.'),
    misses: sample('rename_cluster', 'Rename a cluster.'),
  },
  'write-program': {
    fires: sample('create_workflow', 'Create a workflow.'),
    misses: sample('create_worksheet', 'Create a worksheet.'),
  },
  'write-later': {
    fires: sample('create_webhook', 'Create a webhook.'),
    misses: sample('create_web_form', 'Create a web form.'),
  },
  'write-many': {
    fires: sample('update_rows', 'Update up to 500 rows.'),
    misses: sample('update_row', 'Update a row, cut to up to 500 bytes.'),
  },
  'write-agent-config': {
    fires: sample('update_settings', 'Update the settings of an agent.'),
    misses: sample('update_settings', 'Update the settings of a board.'),
  },
  'execute-anything': {
    fires: sample('run_shell', 'Execute a shell command.', { input: { command: text } }),
    misses: sample('run_job', 'Run a job that is set up already.'),
  },
  'execute-sql': {
    fires: sample('execute_sql', 'Execute SQL.', { input: { sql: text } }),
    misses: sample('execute_plan', 'Execute a plan that is stored already.'),
  },
  undo: {
    fires: sample('delete_note', 'Delete a note. It can be restored from the trash.'),
    misses: sample('delete_note', 'Delete a note. It cannot be restored from the trash.'),
  },
  'own-state': {
    fires: sample('delete_draft', 'Delete a draft.'),
    misses: sample('delete_drafts', 'Delete all drafts.'),
  },
};

test('every rule has a pair, and every pair a rule', () => {
  expect(Object.keys(pairs).sort()).toEqual(levelRules.map(({ id }) => id).sort());
});

test.each(levelRules)('$id alone moves a $class tool to $to, and not a near miss', (rule) => {
  const { fires, misses } = pairOf(pairs, rule.id);
  const { verdict } = assessSample(fires);
  expect(verdict).toMatchObject({ class: rule.class, level: rule.to });
  expect(verdict.reasons.slice(1).map((reason) => reason.rule)).toEqual([rule.id]);
  expect(verdict.reasons[1]?.evidence).not.toEqual([]);
  expect(verdict.levelSentence).toContain(rule.because);
  const other = assessSample(misses).verdict;
  expect(other).toMatchObject({ class: rule.class, level: baseLevels[rule.class] });
});

test('a rule moves in the direction that it states, and only a destructive tool is lowered', () => {
  for (const { class: riskClass, to, direction } of levelRules) {
    const difference = levelRank[to] - levelRank[baseLevels[riskClass]];
    expect(Math.sign(difference)).toBe(direction === 'raise' ? 1 : -1);
    if (direction === 'lower') expect([riskClass, to]).toEqual(['destructive', 'high']);
  }
});

test('what also runs any command is not lowered by an undo of its deletions', () => {
  const description = 'Delete a file, which moves it to the trash, or run a shell command.';
  const careful = sample('delete_file', 'Delete a file, which moves it to the trash.');
  expect(assessSample(careful).verdict.level).toBe('high');
  expect(assessSample(sample('delete_file', description, { input: { command: text } })).verdict.level).toBe(
    'critical',
  );
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
