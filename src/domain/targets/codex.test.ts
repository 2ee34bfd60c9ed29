import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { explainCodex } from '#scripts/lib/formats/codex.ts';
import type { PolicyAction } from '../policy/recommend.ts';
import { codex } from './codex.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation, TargetInput } from './target.ts';

const limit: PolicyAction = { kind: 'limit', max: 10, window: 'hour', rules: [] };

function recommend(tool: string, action: PolicyAction): Recommendation {
  return { tool, riskClass: 'write', level: 'high', action, rules: [] };
}

function write(tools: readonly Recommendation[], scope: TargetInput['scope'] = 'tool', alias = 'server') {
  const snippet = codex.write({ ...inputFor(tools, scope), alias });
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  return snippet;
}

test.each<[string, PolicyAction, object]>([
  ['a refused tool is disabled', { kind: 'deny', approval: false }, { disabled_tools: ['t'] }],
  ['a hidden tool is disabled', { kind: 'hide' }, { disabled_tools: ['t'] }],
  ['a limit becomes a question', limit, { tools: { t: { approval_mode: 'prompt' } } }],
  ['a free pass is approved', { kind: 'allow' }, { tools: { t: { approval_mode: 'approve' } } }],
])('for one tool, %s and nothing else is said of the server', (_what, action, server) => {
  expect(parse(write([recommend('t', action)]).text)).toEqual({ mcp_servers: { server } });
});

test('for a server, only what is listed is offered, and a person is asked unless a table says otherwise', () => {
  const tools = [recommend('a', { kind: 'allow' }), recommend('b', limit), recommend('c', { kind: 'hide' })];
  const { text, caption } = write(tools, 'server');
  expect(parse(text)).toEqual({
    mcp_servers: {
      server: {
        enabled_tools: ['a', 'b'],
        default_tools_approval_mode: 'prompt',
        tools: { a: { approval_mode: 'approve' }, b: { approval_mode: 'prompt' } },
      },
    },
  });
  expect(caption).toBe(
    'Of 3 recorded tools, 1 is called without asking, 1 asks a person before a call and 1 is taken off the list and refused. A tool that is not listed is not offered.',
  );
});

test('a server whose tools are all refused offers none', () => {
  const { text } = write([recommend('a', { kind: 'hide' })], 'server');
  expect(parse(text)).toMatchObject({ mcp_servers: { server: { enabled_tools: [] } } });
});

describe('odd names', () => {
  test.each([
    ...['a.b', 'ns/tool', 'a:b', 'quo"te', "it's", 'back\\slash', 'line\nbreak', 'é 😀', '*', '__proto__'],
    ...['constructor', ' ', '\u0000\u007f', '\u202e\u200b', 'x'.repeat(200)],
  ])('%j is written so that the same name is read', (name) => {
    for (const action of [{ kind: 'hide' }, limit] as const) {
      const { text } = write([recommend(name, action)]);
      expect(explainCodex(text)).toEqual([]);
      const { server } = (parse(text) as { mcp_servers: { server: Record<string, object> } }).mcp_servers;
      expect(Object.keys(server.tools ?? {}).concat((server.disabled_tools ?? []) as string[])).toEqual([
        name,
      ]);
      // Nothing that a reader cannot see stands in the file.
      expect(text).not.toMatch(/[\u007f\u200b\u202e]/);
    }
  });

  test.each([
    ['a server with a blank', 'my server', 'tool', /letters, digits/],
    ['a server without a name', '', 'tool', /letters, digits/],
    ['a server in brackets', 'a]\n[b', 'tool', /letters, digits/],
    ['half of a surrogate pair', 'server', 'a\ud800', /surrogate/],
  ])('%s gets no lines, and the reason says why', (_what, alias, tool, reason) => {
    const snippet = codex.write({ ...inputFor([recommend(tool, limit)]), alias });
    expect(snippet).toMatchObject({ kind: 'impossible', reason: expect.stringMatching(reason) as string });
  });
});

test('that nobody is asked under codex exec is said, where somebody should be', () => {
  const textOf = (action: PolicyAction): string =>
    write([recommend('t', action)])
      .losses.map(({ text }) => text)
      .join(' ');
  expect(textOf(limit)).toMatch(/codex exec/);
  expect(textOf({ kind: 'deny', approval: true })).toMatch(/codex exec/);
  expect(textOf({ kind: 'hide' })).not.toMatch(/codex exec/);
});

test.each<[string, string, RegExp]>([
  ['a misspelt field', '[mcp_servers.a]\ndisable_tools = ["x"]\n', /disable_tools/],
  ['an unknown mode', '[mcp_servers.a.tools."b"]\napproval_mode = "ask"\n', /approval_mode/],
  ['a table that stands twice', '[mcp_servers.a]\n[mcp_servers.a]\n', /no TOML/],
  ['two servers', '[mcp_servers.a]\n[mcp_servers.b]\n', /exactly one server/],
  ["the reader's own address", '[mcp_servers.a]\nurl = "https://a.example/mcp"\n', /url/],
])('the format refuses %s', (_what, text, message) => {
  expect(explainCodex(text).join(' ')).toMatch(message);
});
