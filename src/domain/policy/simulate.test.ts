import { describe, expect, test } from 'vitest';
import type { Limit, Policy } from '#schema/policy.ts';
import { countOutcomes, simulate, simulateServer, simulateTool } from './simulate.ts';

const at = Date.UTC(2026, 0, 2, 23, 59, 59, 999);
const limit = (max: number, window: Limit['window'] = 'minute'): Limit => ({
  counter: `c_${window}`,
  window,
  max,
  scope: 'grant',
});

describe('simulate', () => {
  const policy: Policy = {
    version: '1',
    default: 'deny',
    hide: ['hidden'],
    tools: {
      open: {},
      hidden: {},
      once: { limits: [limit(1)] },
      twice: { limits: [limit(30), limit(1, 'day')] },
      stop: { deny_if: [{ conditions: [], on_deny: 'Ask.' }] },
      paid: {
        require: [{ conditions: [{ path: 'args.amount', op: 'lte', value: 10 }] }],
        limits: [limit(10, 'hour')],
      },
    },
  };

  test.each([
    ['open', { kind: 'allowed' }],
    ['hidden', { kind: 'hidden' }],
    ['once', { kind: 'limited', limits: [{ max: 1, window: 'minute' }] }],
    [
      'twice',
      {
        kind: 'limited',
        limits: [
          { max: 30, window: 'minute' },
          { max: 1, window: 'day' },
        ],
      },
    ],
    ['stop', { kind: 'denied', rule: '/tools/stop/deny_if/0', message: 'Ask.' }],
    ['other', { kind: 'denied', rule: '(default deny)' }],
  ])('%s', (tool, outcome) => {
    expect(simulate(policy, tool, {}, at)).toMatchObject(outcome);
  });

  test('the arguments decide where they are given, and are left open where they are not', () => {
    const limits = [{ max: 10, window: 'hour' }];
    expect(simulate(policy, 'paid', { amount: 10 }, at)).toEqual({ kind: 'limited', limits });
    expect(simulate(policy, 'paid', { amount: 11 }, at)).toMatchObject({ kind: 'denied' });
    expect(simulateTool(policy, 'paid', at)).toEqual({ kind: 'limited', limits, conditional: true });
  });

  test('a quota over every call is told apart from a quota of the tool', () => {
    const shared: Policy = { version: '1', default: 'allow', all_tools: { limits: [limit(60)] } };
    expect(simulate(shared, 'any', {}, at)).toEqual({
      kind: 'limited',
      limits: [{ max: 60, window: 'minute', shared: true }],
    });
  });
});

describe('a server', () => {
  const policy: Policy = {
    version: '1',
    default: 'deny',
    hide: ['b'],
    tools: { a: {}, c: { limits: [limit(3)] }, unlisted: {} },
  };

  test('counts every tool once and leaves out the one that is spoken of', () => {
    const outcomes = simulateServer(policy, ['a', 'b', 'c', 'd', 'e', 'unlisted', 'constructor'], at);
    expect(outcomes.get('constructor')).toMatchObject({ rule: '(default deny)' });
    expect(countOutcomes(outcomes)).toMatchObject({
      allowed: 2,
      limited: 1,
      denied: 3,
      hidden: 1,
      conditional: 0,
    });
    expect(countOutcomes(outcomes, 'a')).toMatchObject({ allowed: 1, limited: 1, denied: 3, hidden: 1 });
    expect(outcomes.unlisted).toMatchObject({ kind: 'denied' });
  });

  test('tools that are not recorded have one outcome only when the policy names none of them', () => {
    expect(simulateServer(policy, ['a', 'b', 'c'], at).unlisted).toBeUndefined();
    expect(simulateServer({ ...policy, hide: '*' }, ['a'], at).unlisted).toEqual({ kind: 'hidden' });
  });

  test('tools that the policy does not name share one outcome, however many they are', () => {
    const names = Array.from({ length: 50_000 }, (_, index) => `t${String(index)}`);
    const outcomes = simulateServer(policy, names, at);
    expect(new Set(outcomes.values()).size).toBe(1);
  });
});
