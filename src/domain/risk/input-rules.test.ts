import { expect, test } from 'vitest';
import type { RiskClass } from '#schema/vocabulary.ts';
import { assessSample, pairOf, type Pair, sample, type Sample } from '../sample.fixture.ts';
import { collectVotes } from './classes.ts';
import { inputRules } from './input-rules.ts';

const text = { type: 'string' };
const yesOrNo = { type: 'boolean' };

/** By rule: a record whose class an argument or a statement decides, a near miss, and the class of that one. */
const pairs: Readonly<Record<string, Pair & { readonly otherwise: RiskClass }>> = {
  'command-argument': {
    fires: sample('check_host', 'Run a check of the host.', { input: { command: text } }),
    misses: sample('check_host', 'Run a check of the host.', { input: { country_code: text } }),
    otherwise: 'read',
  },
  'sql-argument': {
    fires: sample('query', 'Query the database by running a statement.', { input: { sql: text } }),
    misses: sample('query', 'Query the database by running a read-only statement.', { input: { sql: text } }),
    otherwise: 'read',
  },
  'mutating-query': {
    fires: sample('graphql', 'Get anything with GraphQL, or send mutations.', { input: { query: text } }),
    misses: sample('graphql', 'Get anything with GraphQL.', { input: { query: text } }),
    otherwise: 'read',
  },
  'any-route': {
    fires: sample('api_request', 'Send a request.', {
      input: { method: { type: 'string', enum: ['GET', 'POST', 'PUT'] }, path: text },
    }),
    misses: sample('api_request', 'Send a request.', {
      input: { method: { type: 'string', enum: ['GET', 'HEAD'] }, path: text },
    }),
    otherwise: 'write',
  },
  'changing-route': {
    fires: sample('shop_post', 'Reach any route of the shop.', {
      input: { path: { type: 'string', description: 'Path of the API.' } },
    }),
    misses: sample('shop_post', 'Reach any shelf of the shop.', {
      input: { path: { type: 'string', description: 'Way to the shelf.' } },
    }),
    otherwise: 'write',
  },
  'deleting-route': {
    fires: sample('execute_delete', 'Execute an HTTP DELETE request.', { input: { path: text } }),
    misses: sample('execute_options', 'Execute an HTTP OPTIONS request.', { input: { path: text } }),
    otherwise: 'execute',
  },
  'free-task': {
    fires: sample('assign_agent', 'Assign work to an agent that acts on its own.', { input: { task: text } }),
    misses: sample('assign_agent', 'Assign work to an agent that acts on its own.', {
      input: { ticket: text },
    }),
    otherwise: 'write',
  },
  'pruning-switch': {
    fires: sample('sync_shelf', 'Sync a shelf.', { input: { prune: yesOrNo } }),
    misses: sample('view_shelf', 'View a shelf.', { input: { prune: yesOrNo } }),
    otherwise: 'read',
  },
  'path-to-save-to': {
    fires: sample('take_screenshot', 'Take a screenshot.', {
      input: { filePath: { type: 'string', description: 'Where the image is saved.' } },
    }),
    misses: sample('take_screenshot', 'Take a screenshot.', {
      input: { filePath: { type: 'string', description: 'The page to show.' } },
    }),
    otherwise: 'read',
  },
  'overwrite-switch': {
    fires: sample('copy_backup', 'Copy a backup to the local disk.', { input: { overwrite: yesOrNo } }),
    misses: sample('copy_backup', 'Copy a backup to an account.', { input: { overwrite: yesOrNo } }),
    otherwise: 'write',
  },
  'force-switch': {
    fires: sample('push_branch', 'Push a branch.', { input: { force: yesOrNo } }),
    misses: sample('move_branch', 'Move a branch.', { input: { force: yesOrNo } }),
    otherwise: 'write',
  },
  'ending-status': {
    fires: sample('update_bill', 'Update a bill.', { input: { status: { enum: ['open', 'voided'] } } }),
    misses: sample('update_bill', 'Update a bill.', { input: { status: { enum: ['open', 'paid'] } } }),
    otherwise: 'write',
  },
  'data-lost': {
    fires: sample('resize_disk', 'Resize a disk. All data on it will be lost.'),
    misses: sample('resize_disk', 'Resize a disk. All data on it will be kept.'),
    otherwise: 'write',
  },
  'file-replaced': {
    fires: sample('save_note', 'Save a note. Overwrites the file.'),
    misses: sample('save_note', 'Save a note. Never overwrites the file.'),
    otherwise: 'write',
  },
  'not-reversible': {
    fires: sample('cancel_booking', 'Cancel a booking. This cannot be undone.'),
    misses: sample('rename_booking', 'Rename a booking. This cannot be undone.'),
    otherwise: 'write',
  },
  'charges-somebody': {
    fires: sample('create_stay', 'Create a stay. It charges the customer.'),
    misses: sample('create_stay', 'Create a stay. It does not charge the customer.'),
    otherwise: 'write',
  },
  'migrations-run': {
    fires: sample('merge_branch', 'Merge a branch of the database. It then applies all migrations.'),
    misses: sample('merge_branch', 'Merge a branch of the database. It then lists all migrations.'),
    otherwise: 'write',
  },
};

test('every rule has a pair, and every pair a rule', () => {
  expect(Object.keys(pairs).sort()).toEqual(inputRules.map(({ id }) => id).sort());
});

test.each(inputRules)('$id alone makes a tool $class, and not a near miss', ({ id, class: riskClass }) => {
  const { fires, misses } = pairOf(pairs, id);
  expect(rulesOf(fires)).toEqual([id]);
  expect(assessSample(fires).verdict.class).toBe(riskClass);
  expect(rulesOf(misses)).not.toContain(id);
  expect(assessSample(misses).verdict.class).toBe(pairs[id]?.otherwise);
  expect(pairs[id]?.otherwise).not.toBe(riskClass);
});

test('an argument that decides is quoted with its place', () => {
  expect(assessSample(pairOf(pairs, 'path-to-save-to').fires).verdict.reasons[0]).toEqual({
    rule: 'path-to-save-to',
    text: 'Write: an argument names a path to which the result is saved.',
    evidence: [{ path: 'inputSchema.properties.filePath.description', quote: 'Where the image is saved' }],
  });
});

test('a statement that decides is quoted from the description', () => {
  expect(assessSample(pairOf(pairs, 'data-lost').fires).verdict.reasons[0]?.evidence).toEqual([
    { path: 'description', quote: 'All data on it will be lost' },
  ]);
});

/** The rules that a part of the record sets off, each once. */
function rulesOf(record: Sample): string[] {
  const rules = collectVotes(assessSample(record).facts).map(({ rule }) => rule);
  return [...new Set(rules)].filter((rule) => rule !== 'verb');
}
