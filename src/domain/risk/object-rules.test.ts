import { expect, test } from 'vitest';
import type { RiskClass } from '#schema/vocabulary.ts';
import { assessSample, pairOf, type Pair, sample, type Sample } from '../sample.fixture.ts';
import { collectVotes } from './classes.ts';
import { objectRules } from './object-rules.ts';

/** By rule: a record whose class it decides, one with the same verb and another object, and the class of that one. */
const pairs: Readonly<Record<string, Pair & { readonly otherwise: RiskClass }>> = {
  'money-moves': {
    fires: sample('create_payment', 'Create a payment.'),
    misses: sample('create_payment', 'Create a payment.', { server: 'Xero' }),
    otherwise: 'write',
  },
  'value-moves': {
    fires: sample('swap_tokens', 'Swap tokens for another coin.'),
    misses: sample('swap_token_limit', 'Swap the token limit of two models.'),
    otherwise: 'write',
  },
  'order-placed': {
    fires: sample('submit_order', 'Submit an order.'),
    misses: sample('submit_draft', 'Submit the draft of an order.'),
    otherwise: 'write',
  },
  'thing-ordered': {
    fires: sample('order_pizza', 'Order a pizza.'),
    misses: sample('order_items', 'Order the items of a list by their names.'),
    otherwise: 'write',
  },
  'order-amended': {
    fires: sample('amend_order', 'Amend a pending order.'),
    misses: sample('amend_order', 'Amend the notes of an order.'),
    otherwise: 'write',
  },
  'plan-subscribed': {
    fires: sample('subscribe', 'Subscribe to a paid plan.'),
    misses: sample('subscribe', 'Subscribe to a topic.'),
    otherwise: 'write',
  },
  'subscription-billed': {
    fires: sample('update_subscription', 'Update a subscription with a new price.'),
    misses: sample('update_subscription', 'Update a subscription with a new filter.'),
    otherwise: 'write',
  },
  'invoice-finalised': {
    fires: sample('finalize_invoice', 'Finalize an invoice.'),
    misses: sample('finalize_agenda', 'Finalize an agenda.'),
    otherwise: 'write',
  },
  'money-as-a-noun': {
    fires: sample('checkout_branch'),
    misses: sample('checkout_cart'),
    otherwise: 'financial',
  },
  'forced-push': {
    fires: sample('git_push_force'),
    misses: sample('git_push_branch'),
    otherwise: 'write',
  },
  'taken-off-a-list': {
    fires: sample('remove_song', 'Remove a song from a playlist.'),
    misses: sample('remove_song', 'Remove a song from a playlist permanently.'),
    otherwise: 'destructive',
  },
  'dragged-and-dropped': {
    fires: sample('drop_card', 'Drop a card onto another column.'),
    misses: sample('drop_column', 'Drop a column and all it holds.'),
    otherwise: 'destructive',
  },
  'own-page-closed': {
    fires: sample('close_tab', 'Close a tab.'),
    misses: sample('close_case', 'Close a case.'),
    otherwise: 'write',
  },
  'wiped-by-reset': {
    fires: sample('reset_device', 'Reset the device.'),
    misses: sample('reset_device_name', 'Reset the device name.'),
    otherwise: 'write',
  },
  'machine-rebuilt': {
    fires: sample('rebuild_server', 'Rebuild a server from an image.'),
    misses: sample('rebuild_index', 'Rebuild a search index.'),
    otherwise: 'write',
  },
  'contents-replaced': {
    fires: sample('replace_text', 'Replace the contents of a page.'),
    misses: sample('replace_text', 'Replace a word of a page.'),
    otherwise: 'write',
  },
  'formatted-cells': {
    fires: sample('format_cells', 'Format the cells of a sheet.'),
    misses: sample('format_date', 'Format a date.'),
    otherwise: 'read',
  },
  'generated-credential': {
    fires: sample('generate_token', 'Generate a token.'),
    misses: sample('generate_token_count', 'Generate a token count.'),
    otherwise: 'read',
  },
  'generated-object': {
    fires: sample('generate_invoice', 'Generate an invoice.'),
    misses: sample('generate_invoice', 'Generate an invoice to show as an example.'),
    otherwise: 'read',
  },
  'generated-answer': {
    fires: sample('process_text', 'Process a text.'),
    misses: sample('process_parcel', 'Process a parcel.'),
    otherwise: 'write',
  },
  'migration-applied': {
    fires: sample('run_migration', 'Run a migration of the schema.'),
    misses: sample('push_schema', 'Push a schema.'),
    otherwise: 'write',
  },
  'read-only-run': {
    fires: sample('run_query', 'Run a read-only query.'),
    misses: sample('run_query', 'Run a query.'),
    otherwise: 'execute',
  },
  'read-only-query': {
    fires: sample('run_query', 'Run a query. The connection is read-only.'),
    misses: sample('run_query', 'Run a query. The connection is not read-only.'),
    otherwise: 'execute',
  },
  'search-run': {
    fires: sample('run_scan', 'Run a scan of the open ports.'),
    misses: sample('run_scan_job', 'Run a scan job.'),
    otherwise: 'execute',
  },
  'asks-the-caller': {
    fires: sample('trigger_elicitation', 'Trigger an elicitation.'),
    misses: sample('trigger_elevator', 'Trigger an elevator.'),
    otherwise: 'execute',
  },
  'debugger-steps': {
    fires: sample('step_over', 'Step over to the next line of code.'),
    misses: sample('step_recipe', 'Step to the next page of a recipe.'),
    otherwise: 'write',
  },
  'repeated-run': {
    fires: sample('retry_pipeline', 'Retry a failed pipeline.'),
    misses: sample('retry_upload', 'Retry a failed upload.'),
    otherwise: 'write',
  },
  'process-started': {
    fires: sample('start_process', 'Start a process.'),
    misses: sample('start_meeting', 'Start a meeting.'),
    otherwise: 'write',
  },
  'judged-not-run': {
    fires: sample('evaluate_script', 'Evaluate a script.'),
    misses: sample('evaluate_answer', 'Evaluate an answer.'),
    otherwise: 'read',
  },
  'own-process': {
    fires: sample('launch_browser', 'Launch a browser.'),
    misses: sample('launch_rocket', 'Launch a rocket.'),
    otherwise: 'execute',
  },
  'configured-run': {
    fires: sample('deploy_status'),
    misses: sample('deploy_station'),
    otherwise: 'execute',
  },
  simulated: {
    fires: sample('execute_simulation', 'Execute a simulation.'),
    misses: sample('execute_plan', 'Execute a plan.'),
    otherwise: 'execute',
  },
  'resolved-state': {
    fires: sample('resolve_thread', 'Resolve a thread.'),
    misses: sample('resolve_hostname', 'Resolve a host name.'),
    otherwise: 'read',
  },
  'opened-thing': {
    fires: sample('open_account', 'Open an account.'),
    misses: sample('open_chapter', 'Open a chapter.'),
    otherwise: 'read',
  },
  'converted-state': {
    fires: sample('convert_lead', 'Convert a lead.'),
    misses: sample('convert_currency', 'Convert a currency.'),
    otherwise: 'read',
  },
  'tests-run': {
    fires: sample('test_project', 'Test the project.'),
    misses: sample('test_connection', 'Test the connection.'),
    otherwise: 'read',
  },
  'snapshot-kept': {
    fires: sample('snapshot_volume', 'Snapshot a volume.'),
    misses: sample('snapshot_screen', 'Snapshot a screen.'),
    otherwise: 'read',
  },
  'shown-on-a-page': {
    fires: sample('show_overlay', 'Show an overlay.'),
    misses: sample('show_overview', 'Show an overview.'),
    otherwise: 'read',
  },
  'pull-request': {
    fires: sample('commit_diff'),
    misses: sample('commit_draft'),
    otherwise: 'write',
  },
  'refs-fetched': {
    fires: sample('fetch_branches', 'Fetch branches from a remote.'),
    misses: sample('fetch_branches', 'Fetch branches by their name.'),
    otherwise: 'read',
  },
};

test('every rule has a pair, and every pair a rule', () => {
  expect(Object.keys(pairs).sort()).toEqual(objectRules.map(({ id }) => id).sort());
});

test.each(objectRules)('$id alone makes a tool $class, and not a near miss', ({ id, class: riskClass }) => {
  const { fires, misses } = pairOf(pairs, id);
  expect(rulesOf(fires)).toEqual([id]);
  expect(assessSample(fires).verdict.class).toBe(riskClass);
  expect(rulesOf(misses)).not.toContain(id);
  expect(assessSample(misses).verdict.class).toBe(pairs[id]?.otherwise);
  expect(pairs[id]?.otherwise).not.toBe(riskClass);
});

/** The rules that a part of the record sets off, each once. */
function rulesOf(record: Sample): string[] {
  const rules = collectVotes(assessSample(record).facts).map(({ rule }) => rule);
  return [...new Set(rules)].filter((rule) => rule !== 'verb');
}
