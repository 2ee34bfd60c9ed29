import { describe, expect, test } from 'vitest';
import type { ArgumentRule } from '../policy/argument-rules.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation } from './target.ts';
import { toolhive } from './toolhive.ts';

function recommend(
  tool: string,
  action: Recommendation['action'],
  fields: Partial<Recommendation> = {},
): Recommendation {
  return { tool, riskClass: 'write', level: 'medium', action, rules: [], ...fields };
}

const limit = { kind: 'limit', max: 10, window: 'hour', rules: [] } as const;
const amount: ArgumentRule = { kind: 'at-most', argument: 'amount', max: 100, placeholder: true };

function write(tools: readonly Recommendation[], scope: 'tool' | 'server' = 'tool') {
  const snippet = toolhive.write(inputFor(tools, scope));
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  const { cedar } = JSON.parse(snippet.text) as { cedar: { policies: string[] } };
  return { ...snippet, policies: cedar.policies };
}

describe('policies', () => {
  test('of one tool leave everything else permitted', () => {
    expect(write([recommend('get', { kind: 'allow' })]).policies).toEqual([
      'permit(principal, action == Action::"call_tool", resource == Tool::"get");',
      'permit(principal, action, resource) unless { resource == Tool::"get" };',
    ]);
    expect(write([recommend('drop', { kind: 'hide' })]).policies[0]).toBe(
      'forbid(principal, action == Action::"call_tool", resource == Tool::"drop");',
    );
  });

  test('of a server permit the tools that are allowed, and everything but calls', () => {
    const tools = [recommend('get', { kind: 'allow' }), recommend('drop', { kind: 'deny', approval: true })];
    expect(write(tools, 'server')).toMatchObject({
      policies: [
        'permit(principal, action == Action::"call_tool", resource == Tool::"get");',
        'permit(principal, action, resource) unless { action == Action::"call_tool" };',
      ],
      caption:
        'Of 2 recorded tools, 1 is permitted and 1 is refused and not listed. A tool that is not listed is refused, because nothing permits it; prompts and resources stay permitted.',
    });
  });

  test('state the rules of a tool that may be permitted by them', () => {
    const { policies, placeholders, caption } = write([recommend('pay', limit, { rules: [amount] })]);
    expect(policies[0]).toBe(
      'permit(principal, action == Action::"call_tool", resource == Tool::"pay") when { context has arg_amount && context.arg_amount.greaterThan(decimal("0.0")) && context.arg_amount.lessThan(decimal("100.0")) };',
    );
    expect(placeholders.map(({ text }) => text)).toEqual(['100']);
    expect(caption).toContain('pay is permitted when its arguments meet the conditions.');
  });
});

test.each<[string, Recommendation, string, object[]]>([
  [
    'a limit that is dropped',
    recommend('t', limit),
    'permitted without the recommended limit. In Kubernetes',
    [{ from: 'deny', to: 'allow', when: 'over-limit' }],
  ],
  [
    'a limit without which the tool is too dangerous',
    recommend('t', limit, { level: 'high' }),
    'refused altogether. In Kubernetes a limit can be set beside them, under "spec.rateLimiting.tools" of the MCPServer resource. Set one there',
    [{ from: 'allow', to: 'deny', when: 'call' }],
  ],
  [
    'rules do not make up for a limit',
    recommend('t', limit, { level: 'critical', rules: [amount] }),
    'a tool of this level is refused altogether',
    [{ from: 'allow', to: 'deny', when: 'call' }],
  ],
  [
    'a rule that needs a pattern',
    recommend('t', limit, { rules: [{ kind: 'reading-sql', argument: 'sql' }] }),
    'no regular expressions',
    [{ from: 'allow', to: 'deny', when: 'call' }],
  ],
  ['a message', recommend('t', { kind: 'deny', approval: false }), 'carries no message', []],
])('%s is declared', (_what, tool, text, changes) => {
  const { losses } = write([tool]);
  expect(losses).toMatchObject([{ tools: ['t'], changes }]);
  expect(losses[0]?.text).toContain(text);
});

test('what is allowed or hidden loses nothing', () => {
  expect(
    [{ kind: 'allow' } as const, { kind: 'hide' } as const].flatMap(
      (action) => write([recommend('t', action)]).losses,
    ),
  ).toEqual([]);
});

test('a name that no file can hold gets no snippet', () => {
  expect(toolhive.write(inputFor([recommend('a\ud800', { kind: 'hide' })]))).toMatchObject({
    kind: 'impossible',
    reason: expect.stringContaining('surrogate') as string,
  });
});
