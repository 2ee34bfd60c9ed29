import { expect, test } from 'vitest';
import type { Policy } from '#schema/policy.ts';
import { createSession } from './session.ts';
import { refuseWork, wordCall, wordCalls, wordTime, wordWire } from './words.ts';

const limited: Policy = {
  version: '1',
  default: 'deny',
  all_tools: { limits: [{ counter: 'all', window: 'day', max: 4, scope: 'grant' }] },
  tools: {
    pay: {
      require: [{ conditions: [{ path: 'args.amount', op: 'lte', value: 10 }], on_deny: 'Too much.' }],
      limits: [{ counter: 'pay_rate', window: 'minute', max: 2, scope: 'grant' }],
    },
    look: {},
  },
};
const small = { amount: 5 };

test('a limit closes after its last call and opens with the next window', () => {
  const session = createSession();
  const pay = () => session.call(limited, 'pay', small);
  expect([pay(), pay(), pay()].map(({ decision }) => decision.outcome)).toEqual(['allow', 'allow', 'deny']);
  session.advance('minute');
  expect(session.now()).toBe(60_000);
  expect([pay(), pay()].map(({ decision }) => decision.outcome)).toEqual(['allow', 'allow']);
  session.advance('hour');
  expect(pay().decision).toMatchObject({ rule: '/all_tools/limits/all' });
  session.advance('day');
  expect(session.now()).toBe(86_400_000);
  expect(pay().decision.outcome).toBe('allow');
});

test('what is left is what the evaluator still allows, and a denied call uses nothing', () => {
  const session = createSession();
  session.call(limited, 'look', {});
  const denied = session.call(limited, 'pay', { amount: 50 });
  expect(denied.limits.map(({ used }) => used)).toEqual([1, 0]);
  const calls = Array.from({ length: 4 }, () => session.call(limited, 'pay', small));
  expect(calls.map(({ limits }) => limits.map(({ used }) => used))).toEqual([
    [2, 1],
    [3, 2],
    [3, 2],
    [3, 2],
  ]);
  session.forget();
  expect(session.call(limited, 'pay', small).limits.map(({ used }) => used)).toEqual([1, 1]);
});

test('a decision is said in a sentence that names the rule, or what is left', () => {
  const session = createSession();
  const calls = Array.from({ length: 4 }, () => session.call(limited, 'pay', small));
  expect(calls.slice(0, 3).map(wordCall)).toEqual([
    'Call 1: pay is allowed. 1 of 2 calls a minute is left.',
    'Call 2: pay is allowed. 0 of 2 calls a minute are left.',
    'Call 3: pay is denied by /tools/pay/limits/pay_rate.',
  ]);
  expect(wordCalls(calls)).toBe('Calls 1 to 4: 2 allowed, then 2 denied by /tools/pay/limits/pay_rate.');
  expect(wordCalls(calls.slice(2))).toBe('Calls 3 to 4: all denied by /tools/pay/limits/pay_rate.');
  expect(wordCalls(calls.slice(0, 2))).toBe('Calls 1 to 2: all allowed. 0 of 2 calls a minute are left.');
  expect(wordCall(session.call({ version: '1', default: 'allow' }, 'x', {}))).toBe(
    'Call 5: x is allowed. No limit applies.',
  );
});

test('the answer to a denied call is what goes over the wire', () => {
  const session = createSession();
  expect(wordWire(session.call(limited, 'pay', { amount: 50 }))).toBe(
    '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"[POLICY DENIED] Too much."}],"isError":true}}',
  );
  expect(wordWire(session.call(limited, 'pay', small))).toBeUndefined();
});

test('the clock is said in days, hours and minutes', () => {
  expect([0, 60_000, 3_660_000, 86_400_000 * 2].map(wordTime)).toEqual([
    'day 1, 00:00',
    'day 1, 00:01',
    'day 1, 01:01',
    'day 3, 00:00',
  ]);
});

test('patterns get no more text than they can search while somebody waits', () => {
  const condition = { path: 'args.text', op: 'regex', value: '(a|b)*c' } as const;
  const policy: Policy = {
    version: '1',
    default: 'allow',
    tools: { t: { deny_if: [{ conditions: [condition] }] } },
  };
  const args = { text: 'a'.repeat(50_000), other: 'a'.repeat(500_000) };
  expect(refuseWork(policy, 't', args, 1)).toBeUndefined();
  expect(refuseWork(policy, 't', args, 10)).toContain('1 pattern would search 500,000 characters');
  expect(refuseWork(policy, 'other', args, 10)).toBeUndefined();
});
