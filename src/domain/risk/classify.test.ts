import { describe, expect, test } from 'vitest';
import type { Review } from '#schema/review.ts';
import type { Tool } from '#schema/tool.ts';
import { assess } from '../assess.ts';
import type { Verdict } from './classify.ts';

test.each<[string, string, Verdict['confidence']]>([
  ['delete_note', 'Delete a note.', 'high'],
  ['delete_note', 'ノートを削除します。', 'low'],
  ['note', 'Delete a note.', 'medium'],
  ['update_note', 'Delete a note.', 'low'],
  ['reboot_host', 'Reboot the host.', 'high'],
  ['frobnicate_host', 'Frobnicate the host.', 'low'],
  ['compliance_score', 'Compliance score of a company.', 'low'],
  ['thing', 'A thing.', 'low'],
])('%s, described as "%s", is judged with %s confidence', (name, description, confidence) => {
  expect(judge({ name, description }).confidence).toBe(confidence);
});

test('a verb that nobody knows is taken to change something, and nothing is guessed from a name alone', () => {
  expect(judge({ name: 'frobnicate_host', description: 'Frobnicate the host.' }).class).toBe('write');
  expect(judge({ name: 'frobnicate_host' })).toMatchObject({ class: 'unknown', level: 'unknown' });
});

test('a mode says how and not what, where the sentence plainly reads', () => {
  const inputSchema = { properties: { mode: { enum: ['append', 'replace'] } } };
  expect(judge({ name: 'ledger', description: 'Get the ledger.', inputSchema }).class).toBe('read');
  expect(judge({ name: 'ledger', description: 'Put a line in the ledger.', inputSchema }).class).toBe(
    'write',
  );
});

test('a sentence that destroys outweighs a name that plainly reads, and one that writes does not', () => {
  expect(judge({ name: 'get_note', description: 'Deletes a note.' }).class).toBe('destructive');
  expect(judge({ name: 'get_note', description: 'Marks a note as read.' }).class).toBe('read');
});

test('the level is explained in one sentence that names the base and what moved it', () => {
  const sentences = [
    { name: 'get_note_title', description: 'Get the title of a note.' },
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
      "Medium: low is the base for class read, raised because it returns the content of messages, and because it brings in text that strangers can write, and not only a list of titles.",
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
    const verdict = judge(
      { name: 'count_notes', description: 'Count notes.' },
      { class: 'write', level: 'high' },
    );
    expect(verdict).toMatchObject({
      class: 'write',
      level: 'high',
      confidence: 'high',
      overruled: { class: 'read', level: 'low' },
    });
    expect(verdict.levelSentence).toMatchInlineSnapshot(
      `"High: set by a review of 2026-11-21; the rules alone say read, low."`,
    );
  });

  test('sets class and level downwards', () => {
    const verdict = judge(note, { class: 'write', level: 'medium' });
    expect(verdict).toMatchObject({
      class: 'write',
      level: 'medium',
      overruled: { class: 'destructive', level: 'critical' },
    });
    expect(verdict.levelSentence).toMatchInlineSnapshot(
      `"Medium: medium is the base for class write, and nothing in the record moves it. A review of 2026-11-21 decided this; the rules alone say destructive, critical."`,
    );
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
    expect(verdict.levelSentence).toMatchInlineSnapshot(
      `"Critical: critical is the base for class destructive, and nothing in the record moves it. A review of 2026-11-21 confirms this."`,
    );
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
    const assessment = assess(note, `sha256:${'1'.repeat(64)}`, review, undefined);
    expect(assessment.verdict).toEqual(judge(note));
    expect(assessment).toMatchObject({ review: undefined, outdatedReview: review });
  });
});

describe('the hints of the vendor', () => {
  test('raise the level of a tool that reads', () => {
    const annotations = { readOnlyHint: false, destructiveHint: true };
    expect(judge({ name: 'count_notes', description: 'Count notes.', annotations })).toMatchObject({
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
  return assess(tool, digest, review && makeReview(review), undefined).verdict;
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
