import { describe, expect, test } from 'vitest';
import type { PolicyAction } from '../policy/recommend.ts';
import { claudeCode, ruleName } from './claude-code.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation, TargetInput } from './target.ts';

const limit: PolicyAction = { kind: 'limit', max: 10, window: 'hour', rules: [] };
const deny: PolicyAction = { kind: 'deny', approval: false };
const ask: PolicyAction = { kind: 'deny', approval: true };

function recommend(tool: string, action: PolicyAction, fields: Partial<Recommendation> = {}): Recommendation {
  return { tool, riskClass: 'write', level: 'high', action, rules: [], ...fields };
}

function write(tools: readonly Recommendation[], scope: TargetInput['scope'] = 'tool') {
  const snippet = claudeCode.write({ ...inputFor(tools, scope), alias: 'my server' });
  if (snippet.kind === 'impossible') return snippet;
  return { ...snippet, text: JSON.parse(snippet.text) as unknown };
}

test('a rule names server and tool with underscores for other characters', () => {
  expect(ruleName('my server', 'ns/tool.name-x_1')).toBe('mcp__my_server__ns_tool_name-x_1');
  expect(ruleName('天気', 'é')).toBe('mcp_______');
});

describe('the nearest permission', () => {
  test.each<[string, Recommendation, string]>([
    ['a free pass is allowed', recommend('t', { kind: 'allow' }), 'allow'],
    ['a limit becomes a question', recommend('t', limit), 'ask'],
    [
      'a limit on private reading is dropped',
      recommend('t', limit, { riskClass: 'read', level: 'medium' }),
      'allow',
    ],
    [
      'a limit on secrets becomes a question',
      recommend('t', limit, { riskClass: 'read', level: 'high' }),
      'ask',
    ],
    ['a refusal is a refusal', recommend('t', deny), 'deny'],
    ['a refusal that asks is a question', recommend('t', ask), 'ask'],
    ['what is hidden is refused', recommend('t', { kind: 'hide' }), 'deny'],
  ])('%s', (_what, recommendation, permission) => {
    expect(write([recommendation])).toMatchObject({
      text: { permissions: { [permission]: ['mcp__my_server__t'] } },
    });
  });
});

test('every tool of a server stands in exactly one list', () => {
  const tools = [recommend('a', { kind: 'allow' }), recommend('b', limit), recommend('c', { kind: 'hide' })];
  expect(write(tools, 'server')).toMatchObject({
    text: {
      permissions: {
        allow: ['mcp__my_server__a'],
        ask: ['mcp__my_server__b'],
        deny: ['mcp__my_server__c'],
      },
    },
  });
});

test('two tools that would share a rule get no snippet', () => {
  expect(write([recommend('get.user', deny), recommend('get/user', limit)], 'server')).toEqual({
    kind: 'impossible',
    reason:
      'Two tools of this server would share the rule mcp__my_server__get_user, so a rule for one would decide about the other.',
  });
});

test('what is lost is said', () => {
  const losses = (tools: readonly Recommendation[], scope?: TargetInput['scope']): readonly string[] => {
    const snippet = claudeCode.write(inputFor(tools, scope));
    return snippet.kind === 'snippet' ? snippet.losses.map(({ text }) => text) : [];
  };
  expect(losses([recommend('t', { kind: 'hide' })])).toEqual([]);
  expect(losses([recommend('t', { kind: 'allow' })])).toEqual([]);
  expect(losses([recommend('t', limit)]).join(' ')).toMatch(/does not count calls.*asked/);
  expect(losses([recommend('t', limit, { riskClass: 'read', level: 'medium' })]).join(' ')).toMatch(
    /does not count calls.*allowed/,
  );
  expect(losses([recommend('t', deny)]).join(' ')).toMatch(/message/);
  expect(losses([recommend('t', ask)]).join(' ')).toMatch(/person is asked|asks a person/);
});
