import { describe, expect, test } from 'vitest';
import type { PolicyAction } from '../policy/recommend.ts';
import { openai } from './openai.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation, TargetInput } from './target.ts';

const limit: PolicyAction = { kind: 'limit', max: 10, window: 'hour', rules: [] };
const deny: PolicyAction = { kind: 'deny', approval: false };
const ask: PolicyAction = { kind: 'deny', approval: true };

function recommend(tool: string, action: PolicyAction, fields: Partial<Recommendation> = {}): Recommendation {
  return { tool, riskClass: 'write', level: 'high', action, rules: [], ...fields };
}

function write(input: TargetInput) {
  const snippet = openai.write(input);
  return snippet.kind === 'impossible' ? snippet : { ...snippet, text: JSON.parse(snippet.text) as object };
}

const always = { require_approval: 'always' };
const never = (...names: string[]) => ({ never: { tool_names: names } });

describe('one tool', () => {
  test.each<[string, Recommendation, object]>([
    [
      'a free pass is never asked about, the others are',
      recommend('t', { kind: 'allow' }),
      { require_approval: { always: { tool_names: ['a', 'b'] }, ...never('t') } },
    ],
    ['a limit becomes approval', recommend('t', limit), always],
    [
      'a limit on private reading is dropped',
      recommend('t', limit, { riskClass: 'read', level: 'medium' }),
      { require_approval: { always: { tool_names: ['a', 'b'] }, ...never('t') } },
    ],
    [
      'rules about arguments become approval',
      recommend('t', limit, {
        riskClass: 'read',
        level: 'medium',
        rules: [{ kind: 'reason', argument: 'x' }],
      }),
      always,
    ],
    ['a refusal that asks is approval', recommend('t', ask), always],
    ['a refusal leaves the tool out', recommend('t', deny), { ...always, allowed_tools: ['a', 'b'] }],
    [
      'what is hidden is left out',
      recommend('t', { kind: 'hide' }),
      { ...always, allowed_tools: ['a', 'b'] },
    ],
  ])('%s', (_what, tool, fields) => {
    expect(write(inputFor([tool], 'tool', ['a', 'b']))).toMatchObject({
      text: {
        type: 'mcp',
        server_label: 'server',
        server_url: 'https://your-server.example/mcp',
        ...fields,
      },
    });
  });

  test('an allow-list is written only where it must be, and then the tools to come are spoken of', () => {
    const texts = [deny, limit].map((action) => {
      const snippet = openai.write(inputFor([recommend('t', action)], 'tool', ['a']));
      if (snippet.kind === 'impossible') throw new Error(snippet.reason);
      return [
        snippet.text.includes('allowed_tools'),
        snippet.losses.some(({ text }) => text.includes('adds later')),
      ];
    });
    expect(texts).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('without another tool a free pass names no empty list', () => {
    expect(write(inputFor([recommend('t', { kind: 'allow' })]))).toMatchObject({
      text: { require_approval: never('t') },
    });
  });
});

test('of a server, only what is not refused is offered, and approval is stated for each', () => {
  const tools = [
    recommend('a', { kind: 'allow' }),
    recommend('b', limit),
    recommend('c', { kind: 'hide' }),
    recommend('d', ask),
  ];
  expect(write(inputFor(tools, 'server'))).toMatchObject({
    text: {
      allowed_tools: ['a', 'b', 'd'],
      require_approval: { always: { tool_names: ['b', 'd'] }, ...never('a') },
    },
    caption:
      'Of 4 recorded tools, 1 is called without approval, 2 need approval at each call and 1 is not offered to the model. A tool that is not listed is not offered.',
  });
});

test('the address of the record is written; without one it is a placeholder', () => {
  const input = inputFor([recommend('t', limit)]);
  const placeholders = [{ text: 'https://your-server.example/mcp', meaning: 'the address of your server' }];
  expect(write(input)).toMatchObject({ placeholders });
  expect(write({ ...input, endpoint: 'https://a.example/mcp' })).toMatchObject({
    text: { server_url: 'https://a.example/mcp' },
    placeholders: [],
  });
});

describe('there is no snippet, with a reason,', () => {
  const sound = inputFor([recommend('t', deny)], 'tool', ['a']);
  test.each<[string, TargetInput, string]>([
    ['when nothing would be left', { ...sound, others: [] }, 'No recorded tool would be left'],
    [
      'when every tool of a server is refused',
      inputFor([recommend('t', deny)], 'server'),
      'No recorded tool',
    ],
    ['for an empty alias', { ...sound, alias: '' }, 'label'],
    ['for an alias with a blank', { ...sound, alias: 'my server' }, 'label'],
    ['for an alias with a quotation mark', { ...sound, alias: 'a"b' }, 'label'],
    ['for an empty name', { ...sound, others: [''] }, 'no name'],
    ['for a limited tool that the gateway refuses', inputFor([recommend('__proto__', limit)]), '__proto__'],
    ['for two tools of one name', { ...sound, others: ['t'] }, 'called "t"'],
    ['for a record without tools', inputFor([], 'server'), 'no tools'],
  ])('%s', (_what, input, reason) => {
    const snippet = openai.write(input);
    expect(openai.write(sound).kind).toBe('snippet');
    expect(snippet.kind === 'impossible' ? snippet.reason : '').toContain(reason);
  });
});
