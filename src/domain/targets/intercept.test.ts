import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ArgumentRule } from '../policy/argument-rules.ts';
import type { PolicyAction } from '../policy/recommend.ts';
import { intercept } from './intercept.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation, TargetInput } from './target.ts';

const limit: PolicyAction = { kind: 'limit', max: 10, window: 'hour', rules: [] };
const deny: PolicyAction = { kind: 'deny', approval: true };

function recommend(tool: string, action: PolicyAction, rules: readonly ArgumentRule[] = []): Recommendation {
  return { tool, riskClass: 'write', level: 'high', action, rules };
}

function write(input: TargetInput) {
  const snippet = intercept.write(input);
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  return {
    ...snippet,
    text: parse(snippet.text) as object,
    changes: snippet.losses.flatMap(({ changes }) => changes),
  };
}

test('one tool is limited, its arguments are checked, and the others pass', () => {
  const amount: ArgumentRule = { kind: 'at-most', argument: 'amount', max: 100, placeholder: true };
  expect(write(inputFor([recommend('pay', limit, [amount])]))).toMatchObject({
    text: {
      version: '1',
      default: 'allow',
      tools: {
        pay: {
          rules: [
            {
              name: 'amount is a number from 0 to 100',
              conditions: [
                { path: 'args.amount', op: 'gte', value: 0 },
                { path: 'args.amount', op: 'lte', value: 100 },
              ],
            },
            { name: '10 calls an hour', rate_limit: '10/hour' },
          ],
        },
      },
    },
    caption: 'pay passes up to 10 times an hour when its arguments meet the rules. Every other tool passes.',
    placeholders: [{ text: '100' }],
  });
});

test('of a server, what is not listed is refused, and each tool stands in one place', () => {
  const tools = [recommend('a', { kind: 'allow' }), recommend('b', deny), recommend('c', { kind: 'hide' })];
  expect(write(inputFor(tools, 'server'))).toMatchObject({
    text: {
      default: 'deny',
      hide: ['c'],
      tools: {
        a: { rules: [] },
        b: { rules: [{ action: 'deny', on_deny: 'b is refused by policy. Ask a person to decide.' }] },
      },
    },
    losses: [],
    caption:
      'Of 3 recorded tools, 1 passes, 1 is refused with a message and 1 is removed from the list and refused. A tool that is not listed is refused.',
  });
});

describe('what cannot be said is refused, and declared', () => {
  const stricter = { from: 'allow', to: 'deny', when: 'call' };
  test.each<[string, ArgumentRule]>([
    ['words that a statement must not hold', { kind: 'reading-sql', argument: 'sql' }],
    ['a number beyond 64 bits', { kind: 'at-most', argument: 'x', max: 1e20, placeholder: false }],
    [
      'a text that Go writes for null',
      { kind: 'one-of', argument: 'x', values: ['<nil>'], optional: false, placeholder: true },
    ],
    [
      'a text that Go writes for a list',
      { kind: 'one-of', argument: 'x', values: ['a', '[a]'], optional: false, placeholder: true },
    ],
  ])('%s', (_what, rule) => {
    const snippet = write(inputFor([recommend('t', limit, [rule])]));
    expect(snippet).toMatchObject({
      text: { tools: { t: { rules: [{ action: 'deny' }] } } },
      placeholders: [],
      caption: 't is refused with a message. Every other tool passes.',
    });
    expect(snippet.changes).toEqual([stricter]);
  });

  test('an argument that may be left out must be given', () => {
    const snippet = write(
      inputFor([recommend('t', limit, [{ kind: 'off', argument: 'force', optional: true }])]),
    );
    expect(snippet).toMatchObject({
      text: {
        tools: {
          t: {
            rules: [
              { name: 'force is false', conditions: [{ path: 'args.force', op: 'eq', value: false }] },
              { rate_limit: '10/hour' },
            ],
          },
        },
      },
    });
    expect(snippet.changes).toContainEqual(stricter);
  });
});

describe('a tool with a dot in its name cannot be counted', () => {
  test('at a high level it is refused', () => {
    expect(write(inputFor([recommend('a.b', limit)]))).toMatchObject({
      text: { tools: { 'a.b': { rules: [{ action: 'deny' }] } } },
      changes: [{ from: 'allow', to: 'deny', when: 'call' }],
    });
  });

  test('at a low one it passes without the limit, and its arguments are still checked', () => {
    const tool = {
      ...recommend('a.b', limit, [{ kind: 'reason', argument: 'why' }]),
      level: 'medium',
    } as const;
    const snippet = write(inputFor([tool]));
    expect(snippet.changes).toEqual([{ from: 'deny', to: 'allow', when: 'over-limit' }]);
    expect(snippet.caption).toBe('a.b passes when its arguments meet the rules. Every other tool passes.');
    expect(JSON.stringify(snippet.text)).not.toContain('rate_limit');
  });
});

test('a tool that the gateway cannot list is refused here as well', () => {
  expect(write(inputFor([recommend('__proto__', limit)]))).toMatchObject({
    caption: '__proto__ is refused with a message. Every other tool passes.',
    changes: [],
    losses: [{ tools: ['__proto__'] }],
  });
});

test('a limit is declared to be shared, and to leave failed calls out', () => {
  expect(write(inputFor([recommend('t', limit)])).changes).toEqual([
    { from: 'allow', to: 'deny', when: 'over-limit' },
    { from: 'deny', to: 'allow', when: 'over-limit' },
  ]);
});

test.each<[string, TargetInput, string]>([
  ['a tool that is called "*"', inputFor([recommend('*', deny)]), 'every tool'],
  ['a blank name', inputFor([recommend(' ', deny)]), 'blank'],
  ['half a character', inputFor([recommend('a\ud800', deny)]), 'surrogate'],
  ['two tools of one name', inputFor([recommend('t', deny)], 'tool', ['t']), 'called "t"'],
  ['a record without tools', inputFor([], 'server'), 'no tools'],
])('there is no file for %s', (_what, input, reason) => {
  const snippet = intercept.write(input);
  expect(snippet.kind === 'impossible' ? snippet.reason : '').toContain(reason);
});
