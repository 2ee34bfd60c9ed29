import { describe, expect, test } from 'vitest';
import type { Review } from '#schema/review.ts';
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

  test.each(['send_funds', 'fund_task', 'transfer_funds', 'create_refund', 'place_order'])(
    '%s moves money by its name alone',
    (name) => {
      expect(judge({ name })).toMatchObject({ class: 'financial', level: 'critical' });
    },
  );

  test.each(['refund_eligibility', 'get_refund', 'airport_transfer_quote', 'list_invoices', 'order_status'])(
    '%s moves no money by its name alone',
    (name) => {
      expect(judge({ name }).class).toBe('read');
    },
  );
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
    ['transfer_ownership', 'Transfer the ownership of a board.', 'write', 'medium'],
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

  test('and the reason quotes it', () => {
    const inputSchema = object({ action: { enum: ['get', 'delete'] } });
    expect(judge({ name: 'get_item', inputSchema }).reasons[0]).toEqual({
      rule: 'class',
      text: 'Destructive: an argument chooses among actions, and the worst of them decides.',
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

test.each<[string, string, Verdict['confidence']]>([
  ['delete_note', 'Delete a note.', 'high'],
  ['delete_note', 'ノートを削除します。', 'medium'],
  ['note', 'Delete a note.', 'medium'],
  ['update_note', 'Delete a note.', 'low'],
  ['compliance_score', 'Compliance score of a company.', 'low'],
  ['thing', 'A thing.', 'low'],
])('%s, described as "%s", is judged with %s confidence', (name, description, confidence) => {
  expect(judge({ name, description }).confidence).toBe(confidence);
});

test('the level is explained in one sentence that names the base and what moved it', () => {
  const sentences = [
    { name: 'get_note', description: 'Get the title of a note.' },
    { name: 'get_inbox_messages', description: 'Get the messages of an inbox.' },
    { name: 'get_env', description: 'Returns all environment variables.' },
    { name: 'create_note', description: 'Create a note.' },
    { name: 'create_api_key', description: 'Create an API key.' },
    { name: 'run_job', description: 'Run a job that is set up already.' },
    { name: 'execute_shell', description: 'Execute a shell command.' },
    { name: 'delete_note', description: 'Delete a note.' },
    { name: 'delete_draft', description: 'Delete a draft.' },
    { name: 'create_refund', description: 'Refund a charge.' },
    { name: 'thing' },
  ].map((tool) => judge(tool).levelSentence);
  expect(sentences).toMatchInlineSnapshot(`
    [
      "Low: low is the base for class read, and nothing in the record moves it.",
      "Medium: low is the base for class read, raised because it returns the content of messages, and because it brings in text that strangers can write.",
      "High: low is the base for class read, raised because it returns secrets, tokens, environment variables or credentials.",
      "Medium: medium is the base for class write, and nothing in the record moves it.",
      "High: medium is the base for class write, raised because it issues, resets or rotates credentials.",
      "High: high is the base for class execute, and nothing in the record moves it.",
      "Critical: high is the base for class execute, raised because it runs commands or code given as an argument.",
      "Critical: critical is the base for class destructive, and nothing in the record moves it.",
      "High: critical is the base for class destructive, lowered because what is lost is the caller’s own short-lived state.",
      "Critical: critical is the base for class financial, and nothing in the record moves it.",
      "Not classified: the definition does not let anybody decide.",
    ]
  `);
});

describe('a review', () => {
  const note: Tool = { name: 'delete_note', description: 'Delete a note.' };

  test('sets class and level upwards, and says what the rules say', () => {
    const verdict = judge({ name: 'get_note', description: 'Get a note.' }, { class: 'write', level: 'high' });
    expect(verdict).toMatchObject({
      class: 'write',
      level: 'high',
      confidence: 'high',
      overruled: { class: 'read', level: 'low' },
    });
    expect(verdict.levelSentence).toMatchInlineSnapshot(`"High: set by a review of 2026-11-21; the rules alone say medium."`);
  });

  test('sets class and level downwards', () => {
    const verdict = judge(note, { class: 'write', level: 'medium' });
    expect(verdict).toMatchObject({
      class: 'write',
      level: 'medium',
      overruled: { class: 'destructive', level: 'critical' },
    });
    expect(verdict.levelSentence).toMatchInlineSnapshot(`"Medium: medium is the base for class write, and nothing in the record moves it. A review of 2026-11-21 decided the class."`);
  });

  test('that gives only a class leaves the level to the rules of that class', () => {
    expect(judge(note, { class: 'write' })).toMatchObject({ class: 'write', level: 'medium' });
  });

  test('that gives only a level keeps the class', () => {
    expect(judge(note, { level: 'high' })).toMatchObject({ class: 'destructive', level: 'high' });
  });

  test('that agrees overrules nothing', () => {
    const verdict = judge(note, { class: 'destructive', level: 'critical' });
    expect(verdict.overruled).toBeUndefined();
    expect(verdict.levelSentence).toMatchInlineSnapshot(`"Critical: critical is the base for class destructive, and nothing in the record moves it. A review of 2026-11-21 confirms this."`);
  });

  test('states capabilities in place of those of the rules, with evidence for each', () => {
    const { capabilities } = judge(note, { capabilities: ['data-delete', 'memory-write'] });
    expect(capabilities.map(({ id, evidence }) => [id, evidence[0]?.path])).toEqual([
      ['data-delete', 'name'],
      ['memory-write', 'description'],
    ]);
  });

  test('of an earlier definition has no effect, and is kept to be shown', () => {
    const review = makeReview({ class: 'read', level: 'low' });
    const assessment = assess(note, `sha256:${'1'.repeat(64)}`, review);
    expect(assessment.verdict).toEqual(judge(note));
    expect(assessment).toMatchObject({ review: undefined, outdatedReview: review });
  });
});

describe('the hints of the vendor', () => {
  test('raise the level of a tool that reads', () => {
    const annotations = { readOnlyHint: false, destructiveHint: true };
    expect(judge({ name: 'get_note', description: 'Get a note.', annotations })).toMatchObject({
      class: 'read',
      level: 'medium',
    });
  });

  test.each<[string, string]>([
    ['delete_note', 'Delete a note.'],
    ['send_email', 'Send an email.'],
    ['get_env', 'Returns all environment variables.'],
    ['create_refund', 'Refund a charge.'],
    ['thing', 'A thing.'],
  ])('never lower it: %s', (name, description) => {
    const annotations = {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    };
    const { class: riskClass, level } = judge({ name, description });
    expect(judge({ name, description, annotations })).toMatchObject({ class: riskClass, level });
  });
});

const digest = `sha256:${'0'.repeat(64)}`;

function judge(tool: Tool, review?: Partial<Review>): Verdict {
  return assess(tool, digest, review && makeReview(review)).verdict;
}

function makeReview(fields: Partial<Review>): Review {
  return {
    tool: 'delete_note',
    digest,
    rationale: 'A note is lost.',
    evidence: [{ path: 'description', quote: 'a note' }],
    reviewer: 'A. Reviewer',
    date: '2026-11-21',
    ...fields,
  };
}

function object(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { type: 'object', properties };
}
