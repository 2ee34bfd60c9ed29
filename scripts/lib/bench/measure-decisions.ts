import { createCounters, evaluate, type Call } from '#domain/policy/evaluate.ts';
import type { JsonObject } from '#schema/common.ts';
import type { Policy } from '#schema/policy.ts';
import { countNoun, formatNumber } from '../progress.ts';
import { createRandom } from './random.ts';

/** How long it took to decide about calls, on one core. */
export interface DecisionsMeasure {
  readonly count: number;
  readonly seconds: number;
  /** Calls by what became of them: `allow`, or the kind of part that refused, so that a fast wrong answer is seen. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** Decides about calls one after the other; making them is not counted. */
export function measureDecisions(count: number, seed: number): DecisionsMeasure {
  const calls = makeCalls(count, seed);
  const counters = createCounters();
  const start = performance.now();
  const decisions = calls.map((call) => evaluate(policy, call, counters));
  const seconds = (performance.now() - start) / 1000;
  const outcomes: Record<string, number> = {};
  for (const decision of decisions) {
    const outcome = decision.outcome === 'allow' ? 'allow' : kindOf(decision.rule);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return { count: calls.length, seconds, outcomes };
}

/** The report of decisions for people. */
export function formatDecisions({ count, seconds, outcomes }: DecisionsMeasure): string {
  const shares = Object.entries(outcomes).map(([id, number]) => `${id} ${formatNumber(number)}`);
  return [
    `Decided about ${countNoun(count, 'call')} in ${seconds.toFixed(2)} s: ${formatNumber(Math.round(count / seconds))} a second, on one core.`,
    `Outcomes: ${shares.join(', ')}`,
  ].join('\n');
}

/** A policy that uses every part of the format, as an author might write it. */
const policy: Policy = {
  version: '1',
  default: 'deny',
  hide: ['delete_account', 'drop_table'],
  all_tools: { limits: [{ counter: 'calls', window: 'minute', max: 5_000, scope: 'grant' }] },
  tools: {
    list_files: {},
    write_file: {
      require: [
        { conditions: [{ path: 'args.path', op: 'regex', value: '^/srv/data/(?:[A-Za-z0-9_-]+/)*[^/]+$' }] },
      ],
      deny_if: [{ conditions: [{ path: 'args.path', op: 'regex', value: '(?:^|/)\\.\\.?(?:/|$)' }] }],
      limits: [{ counter: 'write_file_rate', window: 'minute', max: 200, scope: 'grant' }],
    },
    send_email: {
      require: [{ conditions: [{ path: 'args.to', op: 'regex', value: '^[^@\\s]+@example\\.com$' }] }],
      deny_if: [
        {
          conditions: [
            { path: 'args.cc', op: 'exists', value: true },
            { path: 'args.cc', op: 'not_in', value: ['team@example.com', 'audit@example.com'] },
          ],
        },
      ],
      limits: [
        { counter: 'send_email_rate', window: 'hour', max: 1_000, scope: 'grant' },
        { counter: 'send_email_per_day', window: 'day', max: 10_000, scope: 'grant' },
      ],
    },
    refund: {
      require: [
        {
          conditions: [
            { path: 'args.amount', op: 'lte', value: 100 },
            { path: 'args.reason', op: 'exists', value: true },
          ],
          on_deny: 'A refund above 100 needs a person.',
        },
      ],
      deny_if: [{ conditions: [{ path: 'args.order.status', op: 'in', value: ['closed', 'disputed'] }] }],
    },
  },
};

/** Arguments of calls of each tool, by its name. */
const samples: Readonly<Record<string, readonly JsonObject[]>> = {
  list_files: [{}, { path: '/' }],
  write_file: [
    { path: '/srv/data/reports/2025/summary-of-the-year.txt', text: 'x' },
    { path: '/srv/data/../secret', text: 'x' },
    { path: '/etc/hosts', text: 'x' },
  ],
  send_email: [
    { to: 'someone@example.com', text: 'x' },
    { to: 'someone@example.com', cc: 'team@example.com' },
    { to: 'someone@example.com', cc: 'other@example.org' },
  ],
  refund: [
    { amount: 20, reason: 'damaged', order: { status: 'open' } },
    { amount: 2000, reason: 'damaged' },
    { amount: 20, reason: 'late', order: { status: 'closed' } },
  ],
  delete_account: [{ id: 1 }],
  unlisted: [{}],
};

/** Calls of all tools by some grants; the clock goes a millisecond further with each, so that windows end. */
function makeCalls(count: number, seed: number): Call[] {
  const random = createRandom(seed);
  const kinds = Object.entries(samples).flatMap(([tool, list]) => list.map((args) => ({ tool, args })));
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? { tool: '', args: {} };
    return { ...kind, grant: `grant ${random.integer(1, 20)}`, at: index };
  });
}

function kindOf(rule: string): string {
  return /\/(require|deny_if|limits)\//.exec(rule)?.[1] ?? rule;
}
