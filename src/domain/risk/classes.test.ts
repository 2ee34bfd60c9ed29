import { expect, test } from 'vitest';
import type { Tool } from '#schema/tool.ts';
import type { RiskClass } from '#schema/vocabulary.ts';
import { assess } from '../assess.ts';
import { inputRules } from './input-rules.ts';
import { objectRules } from './object-rules.ts';

interface Pair {
  readonly fires: Tool;
  readonly misses: Tool;
  /** Class of the near miss. */
  readonly otherwise: RiskClass;
}

/** By rule about objects: a record whose class it decides, and one with the same verb and another object. */
const objectPairs: Readonly<Record<string, Pair>> = {
  'money-moves': {
    fires: { name: 'create_payment' },
    misses: { name: 'create_payment_link' },
    otherwise: 'write',
  },
  'order-placed': {
    fires: { name: 'submit_order' },
    misses: { name: 'submit_border_form' },
    otherwise: 'write',
  },
  'plan-subscribed': {
    fires: { name: 'subscribe', description: 'Subscribe to a paid plan.' },
    misses: { name: 'subscribe', description: 'Subscribe to a topic.' },
    otherwise: 'write',
  },
  'forced-push': {
    fires: { name: 'git_force_push' },
    misses: { name: 'git_push' },
    otherwise: 'write',
  },
  'ownership-moves': {
    fires: { name: 'transfer_repository' },
    misses: { name: 'transfer_usdc' },
    otherwise: 'financial',
  },
  'subscription-managed': {
    fires: { name: 'capture_events' },
    misses: { name: 'capture_hold' },
    otherwise: 'financial',
  },
  'removed-from-list': {
    fires: { name: 'remove_label' },
    misses: { name: 'remove_file' },
    otherwise: 'destructive',
  },
  'reset-everything': {
    fires: { name: 'reset_database' },
    misses: { name: 'reset_counter' },
    otherwise: 'write',
  },
  'generated-credential': {
    fires: { name: 'generate', description: 'Generate a token from a list of scopes.' },
    misses: { name: 'generate', description: 'Generate a list of names.' },
    otherwise: 'read',
  },
  'generated-answer': {
    fires: { name: 'generate_image' },
    misses: { name: 'generate_invoice' },
    otherwise: 'write',
  },
  'run-a-search': {
    fires: { name: 'run_search' },
    misses: { name: 'run_job' },
    otherwise: 'execute',
  },
  'evaluated-answer': {
    fires: { name: 'evaluate_answer' },
    misses: { name: 'evaluate_formula' },
    otherwise: 'execute',
  },
  'own-process': {
    fires: { name: 'launch_browser' },
    misses: { name: 'launch_rocket' },
    otherwise: 'execute',
  },
  simulated: {
    fires: { name: 'execute_simulation' },
    misses: { name: 'execute_plan' },
    otherwise: 'execute',
  },
  'pull-request': {
    fires: { name: 'commit_diff' },
    misses: { name: 'commit_changes' },
    otherwise: 'write',
  },
};

/** By rule about arguments: a record whose class an argument decides, and one where it does not. */
const inputPairs: Readonly<Record<string, Pair>> = {
  'command-argument': {
    fires: {
      name: 'terminal',
      description: 'Terminal that is running on the host.',
      inputSchema: object({ command: { type: 'string' } }),
    },
    misses: {
      name: 'explain_command',
      description: 'Explain what a command means.',
      inputSchema: object({ command: { type: 'string' } }),
    },
    otherwise: 'read',
  },
  'sql-argument': {
    fires: {
      name: 'query',
      description: 'Query the database by running a statement.',
      inputSchema: object({ sql: { type: 'string' } }),
    },
    misses: {
      name: 'query',
      description: 'Query the database by running a read-only statement.',
      inputSchema: object({ sql: { type: 'string' } }),
    },
    otherwise: 'read',
  },
  'path-to-save-to': {
    fires: {
      name: 'take_screenshot',
      description: 'Take a screenshot.',
      inputSchema: object({ filePath: { type: 'string', description: 'Where the image is saved.' } }),
    },
    misses: {
      name: 'take_screenshot',
      description: 'Take a screenshot.',
      inputSchema: object({ filePath: { type: 'string', description: 'The page to show.' } }),
    },
    otherwise: 'read',
  },
};

const rules = [...objectRules, ...inputRules];
const pairs = { ...objectPairs, ...inputPairs };

test('every rule has a pair, and every pair a rule', () => {
  expect(Object.keys(objectPairs).sort()).toEqual(objectRules.map(({ id }) => id).sort());
  expect(Object.keys(inputPairs).sort()).toEqual(inputRules.map(({ id }) => id).sort());
});

test.each(rules.map(({ id, class: riskClass }) => ({ id, riskClass })))(
  '$id makes a tool $riskClass, and not a near miss',
  ({ id, riskClass }) => {
    const pair = pairs[id];
    if (!pair) throw new Error(`The rule ${id} has no pair.`);
    expect(assess(pair.fires, '', undefined, undefined).verdict.class).toBe(riskClass);
    expect(assess(pair.misses, '', undefined, undefined).verdict.class).toBe(pair.otherwise);
    expect(pair.otherwise).not.toBe(riskClass);
  },
);

test('an argument that decides is quoted with its place', () => {
  expect(
    assess(inputPairs['path-to-save-to']?.fires ?? { name: '' }, '', undefined, undefined).verdict.reasons[0],
  ).toEqual({
    rule: 'class',
    text: 'Write: an argument decides what happens.',
    evidence: [{ path: 'inputSchema.properties.filePath.description', quote: 'Where the image is saved' }],
  });
});

function object(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { type: 'object', properties };
}
