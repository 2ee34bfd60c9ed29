import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonObjectSchema } from '#schema/common.ts';
import { policySchema } from '#schema/policy.ts';
import type { Condition, Policy } from '#schema/policy.ts';
import { createCounters, denialResponse, evaluate } from './evaluate.ts';
import { windowLengths } from './windows.ts';
import type { Call, Decision } from './evaluate.ts';

const casesSchema = z.array(
  z.object({
    id: z.string(),
    why: z.string(),
    policy: policySchema.nullable(),
    calls: z.array(
      z.object({
        tool: z.string(),
        args: jsonObjectSchema,
        grant: z.string().default('grant'),
        t: z.number().default(0),
        want: z.enum(['allow', 'deny']),
        rule: z.string().optional(),
        message: z.string().optional(),
      }),
    ),
  }),
);

const casesFile = new URL('../../../tests/fixtures/policy-cases.json', import.meta.url);
const cases = casesSchema.parse(JSON.parse(readFileSync(casesFile, 'utf8')));

test.each(cases)('$id: $why', ({ policy, calls }) => {
  const counters = createCounters();
  for (const { tool, args, grant, t, want, rule = '', message } of calls) {
    const decision = evaluate(policy, { tool, args, grant, at: t }, counters);
    expect(decision.outcome).toBe(want);
    if (decision.outcome === 'allow') continue;
    // A rule that ends in a slash stands for every rule of that list.
    if (rule.endsWith('/')) expect(decision.rule).toContain(rule);
    else if (rule !== '') expect(decision.rule).toBe(rule);
    if (message !== undefined) expect(decision.message).toBe(message);
  }
});

const call = (over: Partial<Call> = {}): Call => ({ tool: 'w', args: {}, grant: 'g', at: 0, ...over });

const limited = (...limits: (readonly ['minute' | 'hour' | 'day', number])[]): Policy => ({
  version: '1',
  default: 'deny',
  tools: {
    w: { limits: limits.map(([window, max]) => ({ counter: `w_${window}`, window, max, scope: 'grant' })) },
  },
});

describe('rules', () => {
  const denyAlways = { conditions: [] };
  const base: Policy = { version: '1', default: 'allow' };
  const decide = (policy: Policy, over: Partial<Call> = {}): Decision =>
    evaluate(policy, call(over), createCounters());

  test('hide, written "*", hides every tool, listed or not', () => {
    expect(decide({ ...base, hide: '*', tools: { w: {} } })).toMatchObject({ rule: '(hidden)' });
  });

  test('the id of a rule without conditions is its index; of one with several, the first', () => {
    expect(decide({ ...base, tools: { w: { deny_if: [denyAlways] } } })).toMatchObject({
      rule: '/tools/w/deny_if/0',
    });
    const both: Condition[] = [
      { path: 'args.b', op: 'exists', value: true },
      { path: 'args.a', op: 'eq', value: 1 },
    ];
    expect(
      decide({ ...base, tools: { w: { require: [{ conditions: both }] } } }, { args: { b: 1 } }),
    ).toMatchObject({
      rule: '/tools/w/require/args.b-exists',
    });
  });

  test('two rules that begin with one condition have one id, and the one that refuses gives the message', () => {
    const asked: Condition = { path: 'args.a', op: 'exists', value: true };
    const rule = (value: string, message: string) => ({
      conditions: [asked, { path: 'args.a', op: 'eq' as const, value }],
      on_deny: message,
    });
    const policy: Policy = { ...base, tools: { w: { deny_if: [rule('x', 'first'), rule('y', 'second')] } } };
    for (const [a, message] of [
      ['x', 'first'],
      ['y', 'second'],
    ]) {
      const rule = '/tools/w/deny_if/args.a-exists';
      expect(decide(policy, { args: { a } })).toEqual({ outcome: 'deny', rule, message });
    }
  });

  test('the index of a rule without conditions counts all rules of its list', () => {
    const never = { conditions: [{ path: 'args.a', op: 'exists' as const, value: true }] };
    expect(decide({ ...base, tools: { w: { require: [], deny_if: [never, denyAlways] } } })).toMatchObject({
      rule: '/tools/w/deny_if/1',
    });
  });

  test('a tool named like an inherited property is not listed', () => {
    const policy: Policy = { version: '1', default: 'deny', tools: { w: {} } };
    expect(decide(policy, { tool: 'constructor' })).toMatchObject({ rule: '(default deny)' });
  });

  test('a pattern that does not compile clears no call', () => {
    const conditions: Condition[] = [{ path: 'args.a', op: 'regex', value: '(' }];
    expect(
      decide({ ...base, tools: { w: { deny_if: [{ conditions }] } } }, { args: { a: 'x' } }).outcome,
    ).toBe('deny');
    expect(
      decide({ ...base, tools: { w: { require: [{ conditions }] } } }, { args: { a: 'x' } }).outcome,
    ).toBe('deny');
  });

  test('a denial without a message of its own says what was missed', () => {
    const conditions: Condition[] = [{ path: 'args.amount', op: 'lte', value: 100 }];
    const decision = decide({ ...base, tools: { w: { require: [{ conditions }] } } });
    expect(decision).toMatchObject({
      message: 'The policy refuses a call unless args.amount is at most 100.',
    });
  });
});

describe('limits', () => {
  test.each(['minute', 'hour', 'day'] as const)(
    'a %s begins at its UTC start, not at the first call',
    (window) => {
      const policy = limited([window, 1]);
      const counters = createCounters();
      const start = 1_000_000 * windowLengths.day;
      const allows = (at: number): boolean => evaluate(policy, call({ at }), counters).outcome === 'allow';
      expect(allows(start + windowLengths[window] - 1)).toBe(true);
      expect(allows(start + windowLengths[window] - 1)).toBe(false);
      expect(allows(start + windowLengths[window])).toBe(true);
      expect(allows(start + windowLengths[window] * 2 - 1)).toBe(false);
    },
  );

  test('all limits are reserved or none: a full minute uses nothing of the day', () => {
    const policy = limited(['day', 3], ['minute', 1]);
    const counters = createCounters();
    const outcomes = [0, 0, 0, 60_000, 120_000, 180_000].map((at) =>
      evaluate(policy, call({ at }), counters),
    );
    expect(outcomes.map((decision) => (decision.outcome === 'allow' ? 'allow' : decision.rule))).toEqual([
      'allow',
      '/tools/w/limits/w_minute',
      '/tools/w/limits/w_minute',
      'allow',
      'allow',
      '/tools/w/limits/w_day',
    ]);
  });

  test('a call that a rule denies uses no quota', () => {
    const policy = limited(['hour', 1]);
    const rule = { conditions: [{ path: 'args.bad', op: 'exists' as const, value: true }] };
    const strict: Policy = { ...policy, tools: { w: { ...policy.tools?.['w'], deny_if: [rule] } } };
    const counters = createCounters();
    expect(evaluate(strict, call({ args: { bad: 1 } }), counters).outcome).toBe('deny');
    expect(evaluate(strict, call(), counters).outcome).toBe('allow');
  });

  test('a clock that steps back opens no fresh quota', () => {
    const policy = limited(['minute', 1]);
    const counters = createCounters();
    evaluate(policy, call({ at: 600_000 }), counters);
    const late = [0, 60_000, 120_000].map((at) => evaluate(policy, call({ at }), counters).outcome);
    expect(late).toEqual(['allow', 'deny', 'deny']);
  });

  test('a denied call opens no window, whatever its clock says', () => {
    const policy = limited(['minute', 1], ['day', 1]);
    const counters = createCounters();
    const rulesAt = [0, 600_000, 0, 1].map((at) => {
      const decision = evaluate(policy, call({ at }), counters);
      return decision.outcome === 'allow' ? 'allow' : decision.rule;
    });
    const minute = '/tools/w/limits/w_minute';
    expect(rulesAt).toEqual(['allow', '/tools/w/limits/w_day', minute, minute]);
    expect([...counters.minute.used.keys()]).toEqual([0]);
  });

  test('the last call of one window and the first of the next are counted apart, in whichever order they come', () => {
    const policy = limited(['hour', 2]);
    const counters = createCounters();
    const edge = windowLengths.hour * 3;
    const outcomes = [edge, edge - 1, edge, edge - 1, edge, edge - 1].map(
      (at) => evaluate(policy, call({ at }), counters).outcome,
    );
    expect(outcomes).toEqual(['allow', 'allow', 'allow', 'allow', 'deny', 'deny']);
  });

  test('each grant has counters of its own, whatever the grants and the tools are called', () => {
    const limits = [{ counter: 'c', window: 'day' as const, max: 1, scope: 'grant' as const }];
    const policy: Policy = { version: '1', default: 'deny', tools: { a: { limits }, 'a/b': { limits } } };
    const counters = createCounters();
    for (const tool of ['a', 'a/b']) {
      for (const grant of ['', 'g', '["a","c",0]', '__proto__']) {
        expect(evaluate(policy, call({ tool, grant }), counters).outcome).toBe('allow');
        expect(evaluate(policy, call({ tool, grant }), counters).outcome).toBe('deny');
      }
    }
  });

  test('windows that are over are forgotten', () => {
    const policy = limited(['minute', 1], ['hour', 50]);
    const counters = createCounters();
    for (let minute = 0; minute < 500; minute += 1) evaluate(policy, call({ at: minute * 60_000 }), counters);
    expect(counters.minute.used.size).toBeLessThanOrEqual(2);
    expect(counters.hour.used.size).toBeLessThanOrEqual(2);
  });
});

test('a denial is a result that a model can read', () => {
  expect(denialResponse('r-7', { outcome: 'deny', rule: '(hidden)', message: '' })).toMatchObject({
    id: 'r-7',
    result: { content: [{ text: '[POLICY DENIED] ' }] },
  });
  expect(denialResponse(1, { outcome: 'deny', rule: '(hidden)', message: 'No.' })).toEqual({
    jsonrpc: '2.0',
    id: 1,
    result: { content: [{ type: 'text', text: '[POLICY DENIED] No.' }], isError: true },
  });
});

describe('properties', () => {
  const name = fc.constantFrom('a', 'b', 'constructor', '__proto__', '*');
  const path = fc.constantFrom('args.a', 'args.a.b', 'args.__proto__', 'args.constructor');
  const scalar = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
  const list = fc.array(scalar, { maxLength: 3 });
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({
      path,
      op: fc.constantFrom('eq' as const, 'neq' as const, 'contains' as const),
      value: scalar,
    }),
    fc.record({ path, op: fc.constantFrom('in' as const), value: list }),
    fc.record({ path, op: fc.constantFrom('not_in' as const), value: list }),
    fc.record({ path, op: fc.constantFrom('gt' as const), value: fc.integer() }),
    fc.record({ path, op: fc.constantFrom('lte' as const), value: fc.integer() }),
    fc.record({ path, op: fc.constantFrom('regex' as const), value: fc.string() }),
    fc.record({ path, op: fc.constantFrom('exists' as const), value: fc.boolean() }),
  );
  const rules = fc.array(fc.record({ conditions: fc.array(condition, { maxLength: 2 }) }), { maxLength: 2 });
  const limits = fc.array(
    fc.record({
      counter: fc.constantFrom('x', 'y'),
      window: fc.constantFrom('minute' as const, 'hour' as const, 'day' as const),
      max: fc.integer({ min: 1, max: 3 }),
      scope: fc.constant('grant' as const),
    }),
    { maxLength: 2 },
  );
  const policies: fc.Arbitrary<Policy> = fc.record({
    version: fc.constant('1' as const),
    default: fc.constantFrom('allow' as const, 'deny' as const),
    hide: fc.array(fc.constantFrom('a', 'b', 'constructor'), { maxLength: 1 }),
    all_tools: fc.record({ limits }),
    tools: fc.dictionary(name, fc.record({ require: rules, deny_if: rules, limits }), {
      noNullPrototype: true,
    }),
  });
  const calls: fc.Arbitrary<Call> = fc.record({
    tool: name,
    args: fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.jsonValue()),
    grant: fc.constantFrom('g', 'h'),
    at: fc.integer({ min: 0, max: 300_000 }),
  });

  test('evaluate answers every call under every policy', () => {
    fc.assert(
      fc.property(policies, fc.array(calls), (policy, series) => {
        const counters = createCounters();
        for (const each of series)
          expect(['allow', 'deny']).toContain(evaluate(policy, each, counters).outcome);
      }),
    );
  });

  test('a denied call changes nothing for the calls after it, however often it is repeated', () => {
    const run = (policy: Policy, series: readonly Call[], repeats: number): Decision[] => {
      const counters = createCounters();
      return series.map((each) => {
        const decision = evaluate(policy, each, counters);
        for (let turn = 0; decision.outcome === 'deny' && turn < repeats; turn += 1)
          evaluate(policy, each, counters);
        return decision;
      });
    };
    fc.assert(
      fc.property(policies, fc.array(calls, { minLength: 2 }), (policy, series) => {
        expect(run(policy, series, 5)).toEqual(run(policy, series, 0));
      }),
    );
  });

  test('hide beats everything', () => {
    fc.assert(
      fc.property(policies, calls, fc.boolean(), (policy, each, all) => {
        const hiding: Policy = { ...policy, hide: all ? '*' : [each.tool] };
        expect(evaluate(hiding, each, createCounters())).toMatchObject({ outcome: 'deny', rule: '(hidden)' });
      }),
    );
  });

  test('require fails closed on an absent argument', () => {
    const comparisons = condition.filter(({ op, value }) => op !== 'exists' || value);
    fc.assert(
      fc.property(comparisons, (required) => {
        const policy: Policy = {
          version: '1',
          default: 'allow',
          tools: { w: { require: [{ conditions: [required] }] } },
        };
        expect(evaluate(policy, call(), createCounters())).toMatchObject({
          outcome: 'deny',
          rule: `/tools/w/require/${required.path}-${required.op}`,
        });
      }),
    );
  });
});
