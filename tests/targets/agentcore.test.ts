import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { generateSchema } from '@cedar-policy/mcp-schema-generator-wasm';
import { describe, expect, test } from 'vitest';
import type { ArgumentRule } from '#domain/policy/argument-rules.ts';
import { agentcore } from '#domain/targets/agentcore.ts';
import { declaresChange, decideByGateway, sampleCalls } from '#domain/targets/sample-calls.ts';
import type { Recommendation, TargetInput } from '#domain/targets/target.ts';
import type { JsonObject } from '#schema/common.ts';
import { explainAgentcore } from '#scripts/lib/formats/agentcore.ts';
import { listEveryPolicy } from '../support/every-policy.ts';

/** The types that AgentCore is documented to use. */
const stub = `namespace AgentCore {
  @mcp_principal
  entity OAuthUser = { "id": String } tags String;
  @mcp_resource
  entity Gateway;
  action "CallTool" appliesTo { principal: [OAuthUser], resource: [Gateway] };
}`;

/** Snippets as a reader completes them. */
const gatewayId = 'arn:aws:bedrock-agentcore:eu-west-1:1:gateway/g';
const complete = (text: string): string =>
  text
    .replaceAll('YourTarget___', 'Shop___')
    .replaceAll('arn:aws:bedrock-agentcore:your-region:your-account:gateway/your-gateway', gatewayId);

/** The schema that is made of tools when a gateway offers them. */
function makeSchema(
  tools: readonly (readonly [name: string, inputSchema: JsonObject | undefined])[],
): string {
  const offered = tools.map(([name, inputSchema]) => ({
    name: `Shop___${name}`,
    description: '',
    inputSchema: { type: 'object', ...withoutStrangeNames(inputSchema) },
  }));
  const config = JSON.stringify({ objectsAsRecords: true, numbersAsDecimal: true });
  const made = JSON.parse(generateSchema(stub, JSON.stringify(offered), config)) as {
    readonly schema: string | null;
    readonly error: string | null;
  };
  if (made.schema === null) throw new Error(made.error ?? 'no schema');
  return made.schema;
}

/** The generator refuses a tool with an argument such as `process-type`; no statement names such an argument. */
function withoutStrangeNames(schema: JsonObject | undefined): JsonObject {
  const { properties, required, ...rest } = schema ?? {};
  const isTaken = (name: unknown): boolean => typeof name === 'string' && /^[A-Za-z_]\w*$/.test(name);
  return {
    ...rest,
    properties: Object.fromEntries(Object.entries(properties ?? {}).filter(([name]) => isTaken(name))),
    required: Array.isArray(required) ? required.filter(isTaken) : [],
  };
}

function validate(text: string, schema: string): string[] {
  const answer = cedar.validate({ schema, policies: { staticPolicies: text } });
  if (answer.type === 'failure') return answer.errors.map(({ message }) => message);
  return answer.validationErrors.map(({ error }) => `${error.message} ${error.help ?? ''}`);
}

type Run = (tool: string, args: JsonObject) => 'allow' | 'deny';

const loaded = new Map<string, Run>();

/** The decisions of a snippet. Presets often give one text. */
function load(text: string): Run {
  const known = loaded.get(text);
  if (known) return known;
  const id = String(loaded.size);
  const parsed = cedar.preparsePolicySet(id, { staticPolicies: complete(text) });
  if (parsed.type === 'failure') throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  const decisions = new Map<string, 'allow' | 'deny'>();
  const run: Run = (tool, args) => {
    // Where no condition looks at arguments, one question for each tool is enough.
    const key = text.includes('when {') ? JSON.stringify([tool, args]) : tool;
    const decided = decisions.get(key);
    if (decided) return decided;
    const answer = cedar.statefulIsAuthorized({
      principal: { type: 'AgentCore::OAuthUser', id: 'user' },
      action: { type: 'AgentCore::Action', id: `Shop___${tool}` },
      resource: { type: 'AgentCore::Gateway', id: gatewayId },
      context: { input: toCedar(args) },
      preparsedPolicySetId: id,
      entities: [],
    });
    if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
    decisions.set(key, answer.response.decision);
    return answer.response.decision;
  };
  loaded.set(text, run);
  return run;
}

/** Any JSON as Cedar values, whatever the schema says: a wrong type must not pass either. */
function toCedar(value: unknown): cedar.CedarValueJson {
  if (value === null) return { __entity: { type: 'AgentCore::Null', id: 'null' } };
  if (Array.isArray(value)) return value.map(toCedar);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toCedar(each)]));
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? value : { __extn: { fn: 'decimal', arg: '1.5' } };
  return typeof value === 'boolean' ? value : (value as string);
}

function recommend(rules: readonly ArgumentRule[], fields: Partial<Recommendation> = {}): Recommendation {
  const action = { kind: 'limit', max: 10, window: 'hour', rules: rules.map(({ kind }) => kind) } as const;
  return { tool: 'send', riskClass: 'write', level: 'medium', action, rules, ...fields };
}

function inputFor(tools: readonly Recommendation[], scope: TargetInput['scope'] = 'tool'): TargetInput {
  return { preset: 'recommended', scope, alias: 'srv', endpoint: undefined, tools, others: [] };
}

function writeSnippet(input: TargetInput) {
  const snippet = agentcore.write(input);
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  return snippet;
}

test('over the whole catalogue the validator accepts each statement, and the engine decides as the gateway or as declared', () => {
  const validated = new Map<string, string[]>();
  let compared = 0;
  const exceptions = listEveryPolicy().flatMap(({ id, input, schemas: inputSchemas }) => {
    const snippet = agentcore.write(input);
    if (snippet.kind === 'impossible') {
      return input.tools.every(({ tool }) => /^\w+$/.test(tool)) ? [`${id}: ${snippet.reason}`] : [];
    }
    // Presets often give one text, and making the schema is what takes time.
    const key = `${id}\n${snippet.text}`;
    const problems =
      validated.get(key) ??
      validate(
        complete(snippet.text),
        makeSchema(input.tools.map(({ tool }) => [tool, inputSchemas.get(tool)])),
      );
    validated.set(key, problems);
    const run = load(snippet.text);
    return [
      ...[...explainAgentcore(snippet.text), ...problems].map(
        (problem) => `${id} ${input.preset}: ${problem}`,
      ),
      ...(run('another one', {}) === 'deny' ? [] : [`${id} ${input.preset}: another tool passes`]),
      ...input.tools.flatMap((tool) =>
        sampleCalls(tool, inputSchemas.get(tool.tool)).flatMap(({ what, args }) => {
          compared += 1;
          const expected = decideByGateway(tool, args);
          const outcome = run(tool.tool, args);
          return outcome === expected || declaresChange(snippet, tool.tool, expected, outcome)
            ? []
            : [`${id} ${input.preset} ${tool.tool}, ${what}: ${expected} became ${outcome}`];
        }),
      ),
    ];
  });
  expect(exceptions).toEqual([]);
  expect(compared).toBeGreaterThan(1_000);
}, 60_000);

describe('rules about arguments', () => {
  const schema = makeSchema([
    [
      'send',
      {
        properties: {
          to: { type: 'string' },
          cc: { type: 'string' },
          topic: { type: 'string' },
          force: { type: 'boolean' },
          amount: { type: 'number' },
        },
        required: ['to'],
      },
    ],
  ]);
  const rules: readonly ArgumentRule[] = [
    {
      kind: 'one-of',
      argument: 'to',
      values: ['a@example.com', 'b "x" \\'],
      optional: false,
      placeholder: false,
    },
    { kind: 'one-of', argument: 'cc', values: ['a@example.com'], optional: true, placeholder: false },
    { kind: 'one-of', argument: 'topic', values: ['true'], optional: true, placeholder: false },
    { kind: 'off', argument: 'force', optional: true },
    { kind: 'off', argument: 'force', optional: false },
  ];

  test.each(rules.map((rule) => [`${rule.kind} ${rule.argument}`, rule] as const))(
    '%s is stated in the types of the schema, and decides as the gateway or as declared',
    (_name, rule) => {
      const tool = recommend([rule]);
      const snippet = writeSnippet(inputFor([tool]));
      expect(snippet.text).toContain('when {');
      expect([...explainAgentcore(snippet.text), ...validate(complete(snippet.text), schema)]).toEqual([]);
      const run = load(snippet.text);
      for (const { what, args } of sampleCalls(tool)) {
        const expected = decideByGateway(tool, args);
        const outcome = run('send', args);
        const declared = declaresChange(snippet, 'send', expected, outcome);
        expect(outcome === expected || (declared && outcome === 'deny'), what).toBe(true);
      }
    },
  );

  test('what cannot be stated refuses the tool, and the loss says so', () => {
    const others: readonly ArgumentRule[] = [
      { kind: 'at-most', argument: 'amount', max: 100, placeholder: false },
      { kind: 'below-folder', argument: 'path', folder: '/srv', placeholder: false },
      { kind: 'at-host', argument: 'url', hosts: ['example.com'], placeholder: false },
      { kind: 'reading-sql', argument: 'sql' },
      { kind: 'reason', argument: 'reason' },
    ];
    for (const rule of others) {
      const snippet = writeSnippet(inputFor([recommend([rule])]));
      expect(snippet.text).toMatch(/^forbid\([^)]*\);\n$/);
      expect(declaresChange(snippet, 'send', 'allow', 'deny')).toBe(true);
    }
  });

  test('the validator refuses a misspelt argument, a misspelt action and a wrong type', () => {
    const { text } = writeSnippet(inputFor([recommend(rules.slice(1, 2))]));
    expect(validate(complete(text.replaceAll('.cc', '.ccc')), schema).join()).toContain('ccc');
    expect(validate(complete(text.replaceAll('___send', '___sent')), schema).join()).toContain('Shop___sent');
    expect(validate(complete(text.replace('"a@example.com"', '5')), schema).join()).toMatch(/type/);
  });
});

test('a refused tool is forbidden though another policy permits everything', () => {
  const { text } = writeSnippet(inputFor([recommend([], { action: { kind: 'deny', approval: true } })]));
  const run = load(`${text}\npermit(principal, action, resource is AgentCore::Gateway);`);
  expect([run('send', {}), run('other', {})]).toEqual(['deny', 'allow']);
});

test('statements stay below the size that AgentCore takes', () => {
  const tools = Array.from({ length: 101 }, (_, index) =>
    recommend([], { tool: `${'t'.repeat(60)}${String(index)}`, action: { kind: 'allow' } }),
  );
  const text = writeSnippet(inputFor(tools, 'server')).text.replaceAll('YourTarget', 'T'.repeat(100));
  expect(explainAgentcore(text)).toEqual([]);
  expect(text.match(/^permit/gm)).toHaveLength(3);
});

test.each([
  ['', 'does not end'],
  ['permit(principal, action, resource);\n', 'Statement 1 is no'],
  ['permit(\n  principal,\n  action == AgentCore::Action::"a",\n  resource\n);\n', 'Statement 1 is no'],
  [
    'forbid(\n  principal,\n  action == AgentCore::Action::"a",\n  resource == AgentCore::Gateway::"g"\n)\nwhen { true };\n',
    'Statement 1 is no',
  ],
])('%j is no snippet', (text, problem) => {
  expect(explainAgentcore(text).join()).toContain(problem);
});
