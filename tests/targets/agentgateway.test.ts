import { Environment } from '@marcbachmann/cel-js';
import { describe, expect, test } from 'vitest';
import type { ArgumentRule } from '#domain/policy/argument-rules.ts';
import { agentgateway } from '#domain/targets/agentgateway.ts';
import { decideByGateway, sampleCalls } from '#domain/targets/sample-calls.ts';
import type { Recommendation, TargetInput } from '#domain/targets/target.ts';
import type { JsonObject } from '#schema/common.ts';
import {
  type AgentgatewayConfiguration,
  explainAgentgateway,
  readAgentgateway,
} from '#scripts/lib/formats/agentgateway.ts';
import { listEveryPolicy } from '../support/every-policy.ts';

/** CEL as agentgateway runs it: `json` is its own function, and whole numbers in JSON are integers. */
const cel = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
}).registerFunction('json(dyn): dyn', (text: string): unknown =>
  JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value,
  ),
);

const parsed = new Map<string, ReturnType<typeof cel.parse>>();

/** Whether an expression is true; one that fails to evaluate is not. */
function holds(expression: string, variables: Record<string, unknown>): boolean {
  const program = parsed.get(expression) ?? cel.parse(expression);
  parsed.set(expression, program);
  try {
    return program(variables) === true;
  } catch {
    return false;
  }
}

interface Request {
  readonly method?: string;
  readonly body: string;
}

/** What becomes of a request: all "require" rules must hold, and the first limit whose condition holds counts it. */
function decide(
  { mcp: { policies } }: AgentgatewayConfiguration,
  { method = 'POST', body }: Request,
  mcp: JsonObject,
): { readonly outcome: 'allow' | 'deny'; readonly listed: boolean; readonly bucket: number | undefined } {
  const request = { method, body };
  const mayEnter = (policies?.authorization?.rules ?? []).every(({ require }) => holds(require, { request }));
  const listed = (policies?.mcpAuthorization?.rules ?? []).every(({ require }) => holds(require, { mcp }));
  const bucket = policies?.localRateLimit?.conditional.find(({ condition }) => holds(condition, { request }));
  return { outcome: mayEnter && listed ? 'allow' : 'deny', listed, bucket: bucket?.maxTokens };
}

function callTool(configuration: AgentgatewayConfiguration, tool: string, args: JsonObject, sentName = tool) {
  const message = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: sentName, arguments: args },
  };
  return decide(configuration, { body: JSON.stringify(message) }, { tool: { name: tool, target: 'srv' } });
}

function writeSnippet(input: TargetInput) {
  const snippet = agentgateway.write(input);
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  return snippet;
}

function recommend(rules: readonly ArgumentRule[], fields: Partial<Recommendation> = {}): Recommendation {
  const action = { kind: 'limit', max: 10, window: 'hour', rules: rules.map(({ kind }) => kind) } as const;
  return { tool: 'pay', riskClass: 'financial', level: 'critical', action, rules, ...fields };
}

function inputFor(tools: readonly Recommendation[], fields: Partial<TargetInput> = {}): TargetInput {
  return {
    preset: 'permissive',
    scope: 'tool',
    alias: 'srv',
    endpoint: undefined,
    tools,
    others: [],
    ...fields,
  };
}

const load = (input: TargetInput): AgentgatewayConfiguration => readAgentgateway(writeSnippet(input).text);

test('over the whole catalogue every call is decided as the gateway decides it, and counted by its own limit', () => {
  let compared = 0;
  const cases = listEveryPolicy();
  const exceptions = cases.flatMap(({ id, input, schemas }) => {
    const { text } = writeSnippet(input);
    const problems = explainAgentgateway(text);
    if (problems.length > 0) return problems.map((problem) => `${id} ${input.preset}: ${problem}`);
    const configuration = readAgentgateway(text);
    const other = callTool(configuration, 'another one', {});
    const prompt = decide(
      configuration,
      { body: '{"jsonrpc":"2.0","method":"prompts/get"}' },
      { prompt: { name: 'p' } },
    );
    return [
      ...(other.outcome === (input.scope === 'tool' ? 'allow' : 'deny')
        ? []
        : [`${id} ${input.preset}: other tools`]),
      ...(prompt.outcome === 'allow' ? [] : [`${id} ${input.preset}: prompts`]),
      ...input.tools.flatMap((tool) =>
        sampleCalls(tool, schemas.get(tool.tool)).flatMap(({ what, args }) => {
          compared += 1;
          const expected = decideByGateway(tool, args);
          const { outcome, bucket } = callTool(configuration, tool.tool, args);
          const limit = tool.action.kind === 'limit' ? tool.action.max : undefined;
          return outcome === expected && bucket === limit
            ? []
            : [
                `${id} ${input.preset} ${tool.tool}, ${what}: ${expected} became ${outcome}, counted by ${String(bucket)}`,
              ];
        }),
      ),
    ];
  });
  expect(exceptions).toEqual([]);
  expect(compared).toBeGreaterThan(cases.length);
}, 60_000);

describe('rules about arguments', () => {
  const rules: readonly ArgumentRule[] = [
    { kind: 'at-most', argument: 'amount', max: 100, placeholder: false },
    { kind: 'at-most', argument: 'amount', max: 0.1, placeholder: false },
    { kind: 'at-most', argument: 'amount', max: 1e21, placeholder: false },
    { kind: 'below-folder', argument: 'path', folder: "/srv/it's $HOME (1)", placeholder: false },
    { kind: 'at-host', argument: 'url', hosts: ['example.com', 'xn--e1afmkfd.org'], placeholder: false },
    {
      kind: 'one-of',
      argument: 'to',
      values: ['a@example.com', 'x "y" \\ $z'],
      optional: false,
      placeholder: false,
    },
    { kind: 'one-of', argument: 'cc', values: ['a@example.com'], optional: true, placeholder: false },
    { kind: 'reading-sql', argument: 'sql' },
    { kind: 'reason', argument: 'reason' },
    { kind: 'off', argument: 'force', optional: false },
    { kind: 'off', argument: 'skip-"checks"', optional: true },
  ];

  test.each(rules.map((rule) => [`${rule.kind} ${rule.argument}`, rule] as const))(
    '%s decides exactly as the gateway',
    (_name, rule) => {
      const tool = recommend([rule]);
      const input = inputFor([tool]);
      expect(explainAgentgateway(writeSnippet(input).text)).toEqual([]);
      const configuration = load(input);
      for (const { what, args } of sampleCalls(tool)) {
        const expected = decideByGateway(tool, args);
        expect(callTool(configuration, 'pay', args).outcome, what).toBe(expected);
        expect(callTool(configuration, 'pay', args, 'srv_pay').outcome, `${what}, by its prefixed name`).toBe(
          expected,
        );
        expect(callTool(configuration, 'other', args).outcome).toBe('allow');
      }
    },
  );

  test('all rules of a tool must hold, and an argument must not be given by inheritance', () => {
    const configuration = load(inputFor([recommend([rules[0], rules[9]].flatMap((rule) => rule ?? []))]));
    const decideCall = (args: JsonObject) => callTool(configuration, 'pay', args).outcome;
    expect(
      [{ amount: 1, force: false }, { amount: 1 }, { force: false }, { amount: 1, force: true }].map(
        decideCall,
      ),
    ).toEqual(['allow', 'deny', 'deny', 'deny']);
    const inherited = load(inputFor([recommend([{ kind: 'reason', argument: 'constructor' }])]));
    expect(callTool(inherited, 'pay', {}).outcome).toBe('deny');
  });

  test('a value that the gateway would take for an equal text is refused, and the loss says so', () => {
    const tool = recommend([
      { kind: 'one-of', argument: 'to', values: ['5'], optional: false, placeholder: false },
    ]);
    expect(decideByGateway(tool, { to: 5 })).toBe('allow');
    expect(callTool(load(inputFor([tool])), 'pay', { to: 5 }).outcome).toBe('deny');
    expect(
      writeSnippet(inputFor([tool]))
        .losses.map(({ text }) => text)
        .join(' '),
    ).toContain('reads like it');
  });

  test('a request that cannot be read as one message is refused; what is no call and what has no body passes', () => {
    const configuration = load(inputFor([recommend(rules.slice(0, 1))]));
    const decideBody = (body: string, method = 'POST') => decide(configuration, { body, method }, {}).outcome;
    const call =
      '{"jsonrpc":"2.0","method":"tools/call","params":{"name":"pay","arguments":{"amount":1000}}}';
    expect(
      [call, `[${call}]`, '', '{', '"text"', '{"jsonrpc":"2.0","method":"tools/call"}'].map((body) =>
        decideBody(body),
      ),
    ).toEqual(Array(6).fill('deny'));
    const harmless = [
      '{"jsonrpc":"2.0","id":1,"result":{}}',
      '{"jsonrpc":"2.0","method":"notifications/initialized"}',
    ];
    expect(harmless.map((body) => decideBody(body))).toEqual(['allow', 'allow']);
    expect([decideBody('', 'GET'), decideBody('', 'DELETE')]).toEqual(['allow', 'allow']);
  });
});

test.each([
  'a.b',
  'ns/tool',
  'a:b',
  '"quoted" \\',
  "it's",
  'line\nbreak',
  '天気 é',
  '*',
  '__proto__',
  '$HOME',
  '${x}',
  '\u202e\u{e0041}',
  'x'.repeat(200),
])('the name %j is refused, limited and allowed by its own rules, and no other is', (tool) => {
  const refused = recommend([], { tool, action: { kind: 'hide' } });
  const configuration = load(inputFor([refused]));
  expect(callTool(configuration, tool, {})).toMatchObject({ outcome: 'deny', listed: false });
  expect(callTool(configuration, `${tool}x`, {})).toMatchObject({ outcome: 'allow', listed: true });
  const limited = load(inputFor([recommend([], { tool })], { scope: 'server' }));
  expect(callTool(limited, tool, {})).toMatchObject({ outcome: 'allow', bucket: 10 });
  expect(callTool(limited, `${tool}x`, {})).toMatchObject({ outcome: 'deny', bucket: undefined });
  expect(explainAgentgateway(writeSnippet(inputFor([recommend([], { tool })])).text)).toEqual([]);
});

describe('wrong snippets are seen', () => {
  const good = writeSnippet(inputFor([recommend([{ kind: 'reason', argument: 'why' }])])).text;

  test.each([
    ['no YAML', 'mcp: [', 'no YAML'],
    ['a variable', good.replace("'https://your", "'https://$HOST.your"), 'dollar sign'],
    ['an unknown key', good.replace('maxTokens', 'maxToken'), 'maxTokens'],
    ['a rule that fails open', good.replace('- require:', '- deny:'), 'policies.authorization.rules.0'],
    ['a target that agentgateway refuses', good.replace("'srv'", "'my_server'"), 'targets.0.name'],
    ['a window of another length', good.replace('3600s', '1h'), 'fillInterval'],
  ])('%s', (_what, text, problem) => {
    expect(text).not.toBe(good);
    expect(explainAgentgateway(text).join(' ')).toContain(problem);
  });

  test('a comparison without the conversion, and one that only converts, decide otherwise', () => {
    const amount = 'json(request.body).amount';
    const decideAmount = (expression: string, value: string) =>
      holds(expression, { request: { body: `{"amount":${value}}` } });
    expect(decideAmount(`double(${amount}) <= 100.0`, '"5"')).toBe(true);
    expect(decideAmount(`double(${amount}) == ${amount} && double(${amount}) <= 100.0`, '"5"')).toBe(false);
    expect(decideAmount(`double(${amount}) == ${amount} && double(${amount}) <= 100.0`, '5')).toBe(true);
  });
});
