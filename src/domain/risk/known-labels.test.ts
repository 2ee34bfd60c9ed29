import { describe, expect, test } from 'vitest';
import type { Tool } from '#schema/tool.ts';
import type { Level, RiskClass } from '#schema/vocabulary.ts';
import { assess } from '../assess.ts';
import type { Verdict } from './classify.ts';

describe('labels that were seen wrong on published pages', () => {
  test.each<[string, string, RiskClass]>([
    ['send_funds', 'Send funds to another account.', 'financial'],
    ['ping', 'Check that the server is reachable.', 'read'],
    ['compliance_score', 'Compliance score of a company.', 'read'],
    ['coverage_map', 'Map of the areas that are covered.', 'read'],
    ['report_server', 'Submit a report about a server that misbehaves.', 'write'],
    ['claim_listing', 'Record a claim on a listing, for the operator to check.', 'write'],
    ['london_airport_transfer_quote', 'Get a quote for a transfer from an airport.', 'read'],
    ['refund_eligibility', 'Check whether an order can be refunded.', 'read'],
    ['estimate_cost', 'Estimate what running a job would cost.', 'read'],
    ['manage_notification_subscription', 'Subscribe to notifications or stop them.', 'write'],
    ['documentation_search', 'Search the documentation of the payment API.', 'read'],
    ['get_invoice', 'Retrieve an invoice and what has been paid.', 'read'],
    ['list_invoices', 'List the invoices of a customer.', 'read'],
    ['get_refund', 'Retrieve a refund.', 'read'],
    ['list_subscriptions', 'List the subscriptions of a customer.', 'read'],
    ['pull_request_read', 'Get information on a pull request.', 'read'],
    ['merge_pull_request', 'Merge a pull request.', 'write'],
    ['fork_repository', 'Fork a repository to your account.', 'write'],
    ['pull_request_review_write', 'Create a review of a pull request, or submit it.', 'write'],
    ['fund_task', 'Fund a task from your balance.', 'financial'],
    ['join_country_waitlist', 'Join the waitlist of a country.', 'write'],
    ['pull_image', 'Pull a container image from a registry.', 'write'],
  ])('%s: %s', (name, description, riskClass) => {
    expect(judge({ name, description }).class).toBe(riskClass);
  });

  test.each<[RiskClass, Level, readonly string[]]>([
    ['financial', 'critical', ['send_funds', 'fund_task', 'transfer_funds', 'create_refund', 'place_order']],
    [
      'read',
      'low',
      [
        'ping',
        'compliance_score',
        'coverage_map',
        'estimate_cost',
        'documentation_search',
        'refund_eligibility',
        'airport_transfer_quote',
        'order_status',
      ],
    ],
    ['read', 'medium', ['get_refund', 'get_invoice', 'list_invoices', 'pull_request_read']],
    [
      'write',
      'medium',
      ['claim_listing', 'join_country_waitlist', 'fork_repository', 'pull_request_review_write'],
    ],
  ])('%s, %s by the name alone: %j', (riskClass, level, names) => {
    const verdicts = names.map((name) => judge({ name }));
    expect(verdicts.map((verdict) => [verdict.class, verdict.level])).toEqual(
      names.map(() => [riskClass, level]),
    );
  });
});

describe('words are read whole, the verb before the noun', () => {
  test.each<[string, string | undefined, RiskClass, Level]>([
    ['get_ip_reputation', 'Get the reputation of an address.', 'read', 'low'],
    ['ip_reputation_lookup', undefined, 'read', 'low'],
    ['browser_press_key', 'Press a key on the keyboard.', 'write', 'medium'],
    ['TwilioApiV2010--DeleteSipAuthRegistrationsCredentialListMapping', undefined, 'destructive', 'critical'],
    ['create_invoice', 'Create a draft invoice.', 'write', 'medium'],
    ['finalize_invoice', 'Finalize an invoice and charge the customer.', 'financial', 'critical'],
    ['preview_delete', 'Preview what a delete would remove.', 'read', 'low'],
    ['browser_click', 'Click an element.', 'write', 'medium'],
    ['think', 'Use the tool to think about something.', 'read', 'low'],
    ['transfer_ownership', 'Transfer the ownership of a board.', 'write', 'high'],
    ['force_push', 'Force-push a branch.', 'destructive', 'critical'],
    ['thing', undefined, 'unknown', 'unknown'],
    ['gadget', 'A gadget.', 'unknown', 'unknown'],
  ])('%s: %s', (name, description, riskClass, level) => {
    const tool: Tool = description === undefined ? { name } : { name, description };
    expect(judge(tool)).toMatchObject({ class: riskClass, level });
  });

  test('maxTokens is no credential, and neither is a key on a keyboard', () => {
    const inputSchema = object({ maxTokens: { type: 'integer' }, key: { type: 'string' } });
    expect(judge({ name: 'browser_press_key', description: 'Press a key.', inputSchema })).toMatchObject({
      capabilities: [{ id: 'browser-control' }],
    });
  });

  test('a script in a browser is executed, a button is pressed', () => {
    const inputSchema = object({ function: { type: 'string' } });
    expect(
      judge({ name: 'browser_evaluate', description: 'Evaluate JavaScript on the page.', inputSchema }),
    ).toMatchObject({ class: 'execute', level: 'critical' });
  });
});

describe('where the boundaries of the classes and levels run', () => {
  test.each<[string, string, RiskClass, Level]>([
    ['write_file', 'Create a file, or completely overwrite an existing file.', 'destructive', 'critical'],
    ['update_tags', 'Replace the tags of a note.', 'write', 'medium'],
    ['remove_label', 'Remove a label from an issue.', 'write', 'medium'],
    ['unlink_item', 'Unlink an item from a board.', 'write', 'medium'],
    ['archive_project', 'Archive a project.', 'write', 'medium'],
    ['cancel_job', 'Cancel a job.', 'write', 'medium'],
    ['kill_process', 'Terminate a process.', 'destructive', 'critical'],
    ['deploy_app', 'Deploy an app.', 'execute', 'high'],
    ['reset_database', 'Reset the database to empty.', 'destructive', 'critical'],
    ['delete_note', 'Move a note to the trash.', 'destructive', 'high'],
    ['send_message', 'Send a message to a channel of the workspace.', 'write', 'medium'],
    ['send_sms', 'Send an SMS to a customer.', 'write', 'high'],
    ['list_invoices', 'List invoices.', 'read', 'medium'],
    ['list_issues', 'List issues.', 'read', 'low'],
    ['get_issue', 'Get an issue.', 'read', 'medium'],
    ['get_metrics', 'Get the metrics of a host.', 'read', 'low'],
    ['create_cluster', 'Create a cluster.', 'write', 'high'],
    ['close_tab', 'Close a tab of the browser.', 'destructive', 'high'],
    ['rerun_job', 'Run a job again.', 'execute', 'high'],
    ['store_script', 'Store a script without running it.', 'write', 'medium'],
    ['get_build_logs', 'Get the logs of a build.', 'read', 'medium'],
    ['get_kubeconfig', 'Get the kubeconfig of a cluster.', 'read', 'high'],
  ])('%s: %s', (name, description, riskClass, level) => {
    expect(judge({ name, description })).toMatchObject({ class: riskClass, level });
  });
});

describe('the worst action decides', () => {
  test.each<[readonly string[], RiskClass]>([
    [['get', 'list'], 'read'],
    [['get', 'set'], 'write'],
    [['get', 'run'], 'execute'],
    [['get', 'set', 'delete'], 'destructive'],
    [['get', 'delete', 'pay'], 'financial'],
    [['get_item', 'delete_item'], 'destructive'],
  ])('%j', (actions, riskClass) => {
    const tool = {
      name: 'item',
      description: 'Work with items.',
      inputSchema: object({ action: { enum: actions } }),
    };
    expect(judge(tool).class).toBe(riskClass);
  });

  test('whether an argument, an array of operations or the description lists it', () => {
    const operations = { type: 'array', items: { properties: { type: { enum: ['get', 'delete'] } } } };
    expect(judge({ name: 'items', inputSchema: object({ operations }) }).class).toBe('destructive');
    expect(judge({ name: 'items', description: 'Manage items: get, set or delete them.' }).class).toBe(
      'destructive',
    );
  });

  test('and the reason quotes it', () => {
    const inputSchema = object({ action: { enum: ['get', 'delete'] } });
    expect(judge({ name: 'get_item', inputSchema }).reasons[0]).toEqual({
      rule: 'class',
      text: 'Destructive: the tool has several actions, and the worst of them decides.',
      evidence: [{ path: 'inputSchema.properties.action.enum', quote: 'delete' }],
    });
  });
});

describe('SQL', () => {
  const inputSchema = object({ sql: { type: 'string' } });
  test.each<[string, RiskClass, Level]>([
    ['Run a SQL query.', 'execute', 'critical'],
    ['Run a read-only SQL query.', 'read', 'medium'],
    ['Execute SQL. Only SELECT is allowed.', 'read', 'medium'],
  ])('%s', (description, riskClass, level) => {
    expect(judge({ name: 'query', description, inputSchema })).toMatchObject({ class: riskClass, level });
  });
});

describe('what a description denies, or says of other tools, is not held against the tool', () => {
  test.each<[string, string, RiskClass]>([
    ['update_note', 'Update a note. This does not delete the old version.', 'write'],
    ['update_note', "Update a note. It doesn't delete anything.", 'write'],
    ['archive_note', 'Archive a note without deleting it.', 'write'],
    ['list_notes', 'List notes. It never deletes them.', 'read'],
    ['get_note', 'Get a note. Use delete_note to remove it.', 'read'],
    ['get_note', 'Get a note. To remove it, use delete_note.', 'read'],
    ['get_note', 'Get a note.\n\nNext: delete the note with delete_note.', 'read'],
  ])('%s: %s', (name, description, riskClass) => {
    expect(judge({ name, description }).class).toBe(riskClass);
  });
});

test('an undo that is denied lowers nothing', () => {
  const description = 'Delete a note. It cannot be restored from the trash.';
  expect(judge({ name: 'delete_note', description }).level).toBe('critical');
});

describe('a description in another language leaves the decision to the name', () => {
  test.each<[string, string, RiskClass]>([
    ['delete_file', 'ファイルを削除します。', 'destructive'],
    ['get_weather', '指定した都市の天気を返します。', 'read'],
    ['createUser', 'Crea un usuario nuevo en la cuenta.', 'write'],
    ['天気', '指定した都市の天気を返します。', 'unknown'],
  ])('%s', (name, description, riskClass) => {
    expect(judge({ name, description }).class).toBe(riskClass);
  });
});

function judge(tool: Tool): Verdict {
  return assess(tool, '', undefined, undefined).verdict;
}

function object(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { type: 'object', properties };
}
