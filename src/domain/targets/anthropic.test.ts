import { describe, expect, test } from 'vitest';
import type { PolicyAction } from '../policy/recommend.ts';
import { anthropic } from './anthropic.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation, TargetInput } from './target.ts';

const limit: PolicyAction = { kind: 'limit', max: 10, window: 'hour', rules: [] };
const deny: PolicyAction = { kind: 'deny', approval: false };

function recommend(tool: string, action: PolicyAction, fields: Partial<Recommendation> = {}): Recommendation {
  return { tool, riskClass: 'write', level: 'high', action, rules: [], ...fields };
}

function write(input: TargetInput) {
  const snippet = anthropic.write(input);
  return snippet.kind === 'impossible' ? snippet : { ...snippet, text: JSON.parse(snippet.text) as object };
}

describe('one tool is offered or not', () => {
  test.each<[string, Recommendation, boolean]>([
    ['a free pass', recommend('t', { kind: 'allow' }), true],
    ['a limit up to level medium, which is dropped', recommend('t', limit, { level: 'medium' }), true],
    ['a limit at a higher level', recommend('t', limit), false],
    [
      'rules about arguments, whatever the level',
      recommend('t', limit, { level: 'low', rules: [{ kind: 'reason', argument: 'x' }] }),
      false,
    ],
    ['a refusal', recommend('t', deny), false],
    ['a refusal that would ask elsewhere', recommend('t', { kind: 'deny', approval: true }), false],
    ['what is hidden', recommend('t', { kind: 'hide' }), false],
  ])('%s', (_what, tool, enabled) => {
    expect(write(inputFor([tool], 'tool', ['a']))).toMatchObject({
      text: {
        mcp_servers: [{ type: 'url', name: 'server', url: 'https://your-server.example/mcp' }],
        tools: [{ type: 'mcp_toolset', mcp_server_name: 'server', configs: { t: { enabled } } }],
      },
    });
  });
});

test('of a server only the tools that are offered are listed, and the default is off', () => {
  const tools = [recommend('a', { kind: 'allow' }), recommend('b', limit), recommend('c', { kind: 'hide' })];
  expect(write(inputFor(tools, 'server'))).toMatchObject({
    text: { tools: [{ default_config: { enabled: false }, configs: { a: { enabled: true } } }] },
    caption:
      'Of 3 recorded tools, 1 is offered to the model and called without asking and 2 are not offered to the model. A tool that is not listed is not offered.',
  });
});

test('a server of which nothing is left is off as a whole', () => {
  const snippet = write(inputFor([recommend('a', deny)], 'server'));
  expect(snippet).toMatchObject({ text: { tools: [{ default_config: { enabled: false } }] } });
  expect(JSON.stringify(snippet)).not.toContain('configs');
});

describe('there is no snippet, with a reason,', () => {
  const sound = inputFor([recommend('t', deny)]);
  test.each<[string, TargetInput, string]>([
    ['for a blank alias', { ...sound, alias: ' ' }, 'alias'],
    ['for an address without https', { ...sound, endpoint: 'http://a.example/mcp' }, 'https://'],
    ['for a key that JavaScript loses', inputFor([recommend('__proto__', deny)]), '__proto__'],
    ['for two tools of one name', { ...sound, others: ['t'] }, 'called "t"'],
    ['for a record without tools', inputFor([], 'server'), 'no tools'],
  ])('%s', (_what, input, reason) => {
    const snippet = anthropic.write(input);
    expect(anthropic.write(sound).kind).toBe('snippet');
    expect(snippet.kind === 'impossible' ? snippet.reason : '').toContain(reason);
  });

  test('while a refused tool of that name does no harm to a server, whose default is off', () => {
    const tools = [recommend('__proto__', deny), recommend('a', { kind: 'allow' })];
    expect(write(inputFor(tools, 'server'))).toMatchObject({
      text: { tools: [{ configs: { a: { enabled: true } } }] },
    });
  });
});
