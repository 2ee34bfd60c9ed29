import { describe, expect, test } from 'vitest';
import { agentgateway } from './agentgateway.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation, TargetInput } from './target.ts';

const limit = { kind: 'limit', max: 10, window: 'day', rules: [] } as const;

function recommend(tool: string, action: Recommendation['action'] = limit): Recommendation {
  return { tool, riskClass: 'write', level: 'high', action, rules: [] };
}

function write(input: TargetInput) {
  const snippet = agentgateway.write(input);
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  return snippet;
}

test('a limited tool has a bucket of its own, and what cannot be counted is refused', () => {
  expect(write(inputFor([recommend('pay')])).text).toBe(`mcp:
  port: 3000
  policies:
    authorization:
      rules:
        - require: 'request.method != "POST" || json(request.body).jsonrpc == "2.0"'
    localRateLimit:
      conditional:
        - condition: 'json(request.body).method == "tools/call" && json(request.body).params.name in ["pay", "server_pay"]'
          maxTokens: 10
          tokensPerFill: 10
          fillInterval: 86400s
  targets:
    - name: 'server'
      mcp:
        host: 'https://your-server.example/mcp'
`);
});

test('the tools of a server are listed, and no rule is written for what is allowed alone', () => {
  const tools = [recommend('get', { kind: 'allow' }), recommend('pay'), recommend('drop', { kind: 'hide' })];
  expect(write(inputFor(tools, 'server'))).toMatchObject({
    text: expect.stringContaining(
      `- require: '!has(mcp.tool) || mcp.tool.name in ["get", "pay"]'\n`,
    ) as string,
    caption:
      'Of 3 recorded tools, 1 is allowed, 1 is allowed up to a limit and 1 is refused and not listed. A tool that is not listed is refused; prompts and resources stay allowed.',
  });
  expect(write(inputFor(tools.slice(2), 'server')).text).toContain(`- require: '!has(mcp.tool)'\n`);
  expect(write(inputFor(tools.slice(0, 1))).text).not.toContain('policies');
});

test('the address of the record is used, and asked for where there is none', () => {
  const input = inputFor([recommend('pay')]);
  expect(write(input).placeholders.map(({ text }) => text)).toEqual(['https://your-server.example/mcp']);
  const known = write({ ...input, endpoint: "https://example.com/it's?key=$KEY" });
  expect(known.placeholders).toEqual([]);
  expect(known.text).toContain('host: "https://example.com/it\'s?key=\\u0024KEY"');
});

test('what is lost is declared', () => {
  const tools = [
    recommend('pay'),
    recommend('drop', { kind: 'deny', approval: true }),
    recommend('hide', { kind: 'hide' }),
  ];
  const { losses } = write(inputFor(tools, 'server'));
  expect(losses.map(({ tools: concerned }) => concerned)).toEqual([['pay'], ['pay'], ['drop']]);
  expect(losses.map(({ text }) => text).join(' ')).toMatch(
    /one replica.*larger than the buffer.*no message/s,
  );
  expect(losses[0]?.changes).toContainEqual({ from: 'deny', to: 'allow', when: 'over-limit' });
  expect(write(inputFor([recommend('get', { kind: 'allow' })])).losses).toEqual([]);
});

describe('there is no snippet', () => {
  const explain = (input: TargetInput): string => {
    const snippet = agentgateway.write(input);
    return snippet.kind === 'impossible' ? snippet.reason : '';
  };

  test.each(['', 'my_server', 'My', 'a b', '"', '-a', 'a..b', 'x'.repeat(254)])(
    'for the alias %j',
    (alias) => {
      expect(explain({ ...inputFor([recommend('pay')]), alias })).toContain('Use small letters');
    },
  );

  test('for more limits than a list may have', () => {
    const tools = Array.from({ length: 65 }, (_, index) => recommend(`t${String(index)}`));
    expect(explain(inputFor(tools, 'server'))).toContain('at most 64 limits');
    expect(explain(inputFor(tools.slice(1), 'server'))).toBe('');
  });

  test('for a name that another tool has once the target is put in front', () => {
    expect(explain(inputFor([recommend('pay')], 'tool', ['server_pay']))).toContain(
      'Name the target otherwise',
    );
    expect(explain(inputFor([recommend('pay', { kind: 'hide' })], 'tool', ['server_pay']))).toBe('');
  });

  test('for a name or a value that no file can hold', () => {
    expect(explain(inputFor([recommend('a\udc00')]))).toContain('surrogate');
    const rule = {
      kind: 'one-of',
      argument: 'to',
      values: ['\ud800'],
      optional: false,
      placeholder: false,
    } as const;
    expect(explain(inputFor([{ ...recommend('pay'), rules: [rule] }]))).toContain('surrogate');
  });
});
