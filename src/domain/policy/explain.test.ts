import { describe, expect, test } from 'vitest';
import type { Limit, Policy } from '#schema/policy.ts';
import { captionForPolicy, describeOutcome, explainPolicy } from './explain.ts';

const at = Date.UTC(2026, 0, 2);
const limit = (max: number, window: Limit['window']): Limit => ({
  counter: `c_${window}`,
  window,
  max,
  scope: 'grant',
});
const key = 'create_api_key';
const others = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `tool_${String(index)}`);
const caption = (policy: Policy, names: readonly string[], declared = names.length): string =>
  captionForPolicy(policy, key, { toolNames: names, declared }, at);

const thirty: Policy = { version: '1', default: 'deny', tools: { [key]: { limits: [limit(30, 'minute')] } } };

test('outcomes as the end of a sentence', () => {
  expect([
    describeOutcome({ kind: 'allowed' }),
    describeOutcome({ kind: 'allowed', conditional: true }),
    describeOutcome({ kind: 'limited', limits: [{ max: 30, window: 'minute' }] }),
    describeOutcome({
      kind: 'limited',
      limits: [
        { max: 1, window: 'hour' },
        { max: 5, window: 'day' },
      ],
    }),
    describeOutcome({
      kind: 'limited',
      limits: [
        { max: 9, window: 'hour', shared: true },
        { max: 5, window: 'day' },
      ],
    }),
    describeOutcome({ kind: 'denied', rule: '/tools/a/deny_if/0', message: 'x' }),
    describeOutcome({ kind: 'denied', rule: '(default deny)', message: 'x' }),
    describeOutcome({ kind: 'hidden' }),
  ]).toMatchInlineSnapshot(`
    [
      "allowed without limit",
      "allowed without limit, when the arguments pass the rules of the policy",
      "at most 30 calls a minute",
      "at most 1 call an hour and 5 calls a day",
      "at most 5 calls a day, and at most 9 calls an hour over all tools together",
      "refused with a message",
      "refused, because the policy does not list it",
      "hidden and refused",
    ]
  `);
});

describe('captions', () => {
  test('the others are denied when they are not listed', () => {
    expect(caption(thirty, [key, ...others(115)])).toMatchInlineSnapshot(
      `"create_api_key: at most 30 calls a minute for each grant. The other 115 tools of this server are denied."`,
    );
    expect(caption(thirty, [key, ...others(1)])).toMatchInlineSnapshot(
      `"create_api_key: at most 30 calls a minute for each grant. The other tool of this server is denied."`,
    );
    expect(caption(thirty, [key])).toMatchInlineSnapshot(
      `"create_api_key: at most 30 calls a minute for each grant. This server has no other tools."`,
    );
  });

  test('a partial record counts the tools that it does not have', () => {
    expect(caption(thirty, [key], 116)).toBe(caption(thirty, [key, ...others(115)]));
    expect(caption(thirty, [key], 2)).toBe(caption(thirty, [key, ...others(1)]));
  });

  test('a partial record does not guess when the policy names tools that it does not have', () => {
    const policy: Policy = { ...thirty, hide: ['delete_everything'] };
    expect(caption(policy, [key, 'a'], 116)).toMatchInlineSnapshot(
      `"create_api_key: at most 30 calls a minute for each grant. The other recorded tool of this server is denied. 114 more tools are not recorded here, and what happens to them depends on their names."`,
    );
    expect(caption(policy, [key], 2)).toMatchInlineSnapshot(
      `"create_api_key: at most 30 calls a minute for each grant. One more tool is not recorded here, and what happens to it depends on its name."`,
    );
  });

  test('hiding under "default": "deny" never reads as if the rest kept working', () => {
    const denying: Policy = { version: '1', default: 'deny', hide: [key] };
    expect(caption(denying, [key, ...others(3)])).toMatchInlineSnapshot(
      `"create_api_key: hidden and refused. The other 3 tools of this server are denied."`,
    );
    expect(caption({ ...denying, default: 'allow' }, [key, ...others(3)])).toMatchInlineSnapshot(
      `"create_api_key: hidden and refused. The other 3 tools of this server are allowed without limit."`,
    );
    expect(caption({ ...denying, hide: '*' }, [key, ...others(3)])).toMatchInlineSnapshot(
      `"create_api_key: hidden and refused. The other 3 tools of this server are hidden and denied."`,
    );
  });

  test('mixtures name each part, and what depends on arguments', () => {
    const amount = { path: 'args.amount', op: 'lte' as const, value: 10 };
    const policy: Policy = {
      version: '1',
      default: 'deny',
      hide: ['tool_0'],
      tools: {
        [key]: { require: [{ conditions: [amount] }] },
        tool_1: {},
        tool_2: { limits: [limit(1, 'hour')], require: [{ conditions: [amount] }] },
      },
    };
    expect(caption(policy, [key, ...others(6)])).toMatchInlineSnapshot(
      `"create_api_key: allowed without limit, when the arguments pass the rules of the policy. Of the other 6 tools of this server, 1 is allowed without limit, 1 is limited in the number of calls, 3 are denied and 1 is hidden and denied. 1 of them gets through only when the arguments pass the rules of the policy."`,
    );
    expect(caption(policy, [key, ...others(6)], 9)).toMatchInlineSnapshot(
      `"create_api_key: allowed without limit, when the arguments pass the rules of the policy. Of the other 8 tools of this server, 1 is allowed without limit, 1 is limited in the number of calls, 5 are denied and 1 is hidden and denied. 1 of them gets through only when the arguments pass the rules of the policy."`,
    );
  });
});

test('a policy in plain sentences', () => {
  const policy: Policy = {
    version: '1',
    default: 'deny',
    hide: ['drop', 'wipe'],
    all_tools: { limits: [limit(100, 'hour')] },
    tools: {
      read: {},
      wipe: {},
      pay: {
        require: [
          {
            conditions: [
              { path: 'args.amount', op: 'lte', value: 10 },
              { path: 'args.currency', op: 'in', value: ['eur', 'usd'] },
            ],
            on_deny: 'Too much.',
          },
        ],
        deny_if: [{ conditions: [{ path: 'args.note', op: 'exists', value: false }] }, { conditions: [] }],
        limits: [limit(1, 'day')],
      },
    },
  };
  expect(explainPolicy(policy)).toMatchInlineSnapshot(`
    [
      "drop and wipe are removed from the tool list and refused, whatever the rest of the policy says.",
      "A tool that is not listed is denied.",
      "All tools together: at most 100 calls an hour for each grant.",
      "read: allowed, with no rule of its own.",
      "wipe: listed but hidden, so its entry has no effect.",
      "pay: a call is refused unless args.amount is at most 10 and args.currency is one of ["eur","usd"]. The agent reads: "Too much.".",
      "pay: a call is refused when args.note is not given.",
      "pay: every call is refused, and the tool stays visible.",
      "pay: at most 1 call a day for each grant.",
    ]
  `);
  expect(explainPolicy({ version: '1', default: 'allow', hide: '*' })).toMatchInlineSnapshot(`
    [
      "Every tool is removed from the tool list and refused; the rest of the policy has no effect.",
    ]
  `);
});
