import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { describe, expect, test } from 'vitest';
import type { ArgumentRule } from '#domain/policy/argument-rules.ts';
import { declaresChange, decideByGateway, sampleCalls } from '#domain/targets/sample-calls.ts';
import type { Recommendation, TargetInput } from '#domain/targets/target.ts';
import { toolhive } from '#domain/targets/toolhive.ts';
import type { JsonObject } from '#schema/common.ts';
import { explainToolhive } from '#scripts/lib/formats/toolhive.ts';
import { listEveryPolicy } from '../support/every-policy.ts';

interface Decision {
  readonly outcome: 'allow' | 'deny';
  /** What policies failed to evaluate; ToolHive refuses the request then. */
  readonly errors: readonly string[];
}

/** A request as ToolHive puts it to the engine. */
type Ask = (
  action: string,
  resource: cedar.TypeAndId,
  attributes: Record<string, cedar.CedarValueJson>,
) => Decision;

const loaded = new Map<string, Ask>();

/** Prepares the policies of a snippet, as ToolHive reads them: each string holds one policy. Presets often give one text. */
function load(text: string): Ask {
  const known = loaded.get(text);
  if (known) return known;
  const { cedar: options } = JSON.parse(text) as { cedar: { policies: string[] } };
  const policies = Object.fromEntries(
    options.policies.map((policy, index) => [`policy${String(index)}`, policy]),
  );
  const id = String(loaded.size);
  const parsed = cedar.preparsePolicySet(id, { staticPolicies: policies });
  if (parsed.type === 'failure') throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  const decisions = new Map<string, Decision>();
  const ask: Ask = (action, resource, attributes) => {
    // Where no condition looks at arguments, one question for each tool is enough.
    const key = JSON.stringify([action, resource, text.includes('when {') ? attributes : {}]);
    const decision = decisions.get(key) ?? decide(id, { type: 'Action', id: action }, resource, attributes);
    decisions.set(key, decision);
    return decision;
  };
  loaded.set(text, ask);
  return ask;
}

/** What becomes of a call. */
function callTool(text: string, tool: string, args: JsonObject): Decision {
  return load(text)('call_tool', { type: 'Tool', id: tool }, toAttributes(args));
}

function decide(
  preparsedPolicySetId: string,
  action: cedar.TypeAndId,
  resource: cedar.TypeAndId,
  attributes: Record<string, cedar.CedarValueJson>,
): Decision {
  const principal = { type: 'Client', id: 'user' };
  const answer = cedar.statefulIsAuthorized({
    principal,
    action,
    resource,
    context: { claim_sub: 'user', ...attributes },
    preparsedPolicySetId,
    entities: [
      { uid: principal, attrs: { claim_sub: 'user' }, parents: [] },
      { uid: action, attrs: { operation: action.id }, parents: [] },
      {
        uid: resource,
        attrs: { ...attributes, name: resource.id, operation: 'call', feature: 'tool' },
        parents: [{ type: 'MCP', id: 'server' }],
      },
    ],
  });
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
  const { decision, diagnostics } = answer.response;
  const errors = diagnostics.errors.map(({ error }) => error.message);
  return { outcome: errors.length > 0 ? 'deny' : decision, errors };
}

/**
 * Arguments as ToolHive's sources present them: texts and truth values as they are, numbers as decimals cut after four digits,
 * and left out when they are out of range; of anything else only that it is there.
 */
function toAttributes(args: JsonObject): Record<string, cedar.CedarValueJson> {
  return Object.fromEntries(
    Object.entries(args).flatMap(([name, value]): [string, cedar.CedarValueJson][] => {
      if (typeof value === 'string' || typeof value === 'boolean') return [[`arg_${name}`, value]];
      if (typeof value !== 'number') return [[`arg_${name}_present`, true]];
      const scaled = value * 10_000;
      if (Math.abs(scaled) >= 2 ** 63) return [];
      const cut = BigInt(Math.trunc(scaled));
      const digits = String(cut < 0n ? -cut : cut).padStart(5, '0');
      const arg = `${cut < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
      return [[`arg_${name}`, { __extn: { fn: 'decimal', arg } }]];
    }),
  );
}

const runner =
  (text: string) =>
  (tool: string, args: JsonObject): Decision =>
    callTool(text, tool, args);

function writeSnippet(input: TargetInput) {
  const snippet = toolhive.write(input);
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  return snippet;
}

function recommend(rules: readonly ArgumentRule[], fields: Partial<Recommendation> = {}): Recommendation {
  const action = { kind: 'limit', max: 10, window: 'hour', rules: rules.map(({ kind }) => kind) } as const;
  return { tool: 'pay', riskClass: 'financial', level: 'medium', action, rules, ...fields };
}

function inputFor(tools: readonly Recommendation[], scope: TargetInput['scope'] = 'tool'): TargetInput {
  return { preset: 'permissive', scope, alias: 'srv', endpoint: undefined, tools, others: [] };
}

/** Sample calls that the engine decides otherwise than the gateway without the snippet saying so. */
function findExceptions(input: TargetInput, schemas?: ReadonlyMap<string, JsonObject | undefined>) {
  const snippet = writeSnippet(input);
  let compared = 0;
  const exceptions = input.tools.flatMap((tool) =>
    sampleCalls(tool, schemas?.get(tool.tool)).flatMap(({ what, args }) => {
      compared += 1;
      const expected = decideByGateway(tool, args);
      const { outcome } = callTool(snippet.text, tool.tool, args);
      if (outcome === expected || declaresChange(snippet, tool.tool, expected, outcome)) return [];
      return [`${tool.tool}, ${what}: ${expected} became ${outcome}`];
    }),
  );
  return { exceptions, compared };
}

const everyRule: readonly ArgumentRule[] = [
  { kind: 'at-most', argument: 'amount', max: 100, placeholder: false },
  { kind: 'at-most', argument: 'amount', max: 0.1, placeholder: false },
  { kind: 'at-most', argument: 'amount', max: 1e30, placeholder: false },
  { kind: 'below-folder', argument: 'path', folder: '/srv/data', placeholder: false },
  { kind: 'at-host', argument: 'url', hosts: ['example.com', 'example.org'], placeholder: false },
  { kind: 'one-of', argument: 'to', values: ['a@example.com'], optional: false, placeholder: false },
  {
    kind: 'one-of',
    argument: 'cc',
    values: ['a@example.com', '5', 'x "y" \\'],
    optional: true,
    placeholder: false,
  },
  { kind: 'reading-sql', argument: 'sql' },
  { kind: 'reason', argument: 'reason' },
  { kind: 'off', argument: 'force', optional: false },
  { kind: 'off', argument: 'skip-"checks"', optional: true },
];

test('over the whole catalogue each snippet is a file of the format and decides as the gateway, or as it declares', () => {
  let compared = 0;
  const cases = listEveryPolicy();
  const exceptions = cases.flatMap(({ id, input, schemas }) => {
    const { text, caption } = writeSnippet(input);
    const found = findExceptions(input, schemas);
    compared += found.compared;
    const expected = input.scope === 'tool' ? 'allow' : 'deny';
    const said = caption?.includes('A tool that is not listed is refused') === true ? 'deny' : 'allow';
    const elsewhere =
      input.scope === 'server' ? ['get_prompt', 'read_resource', 'list_tools'] : ['get_prompt'];
    return [
      ...explainToolhive(text),
      ...found.exceptions,
      ...(said === expected && callTool(text, 'another one', {}).outcome === expected ? [] : ['other tools']),
      ...elsewhere.filter((action) => load(text)(action, { type: 'Prompt', id: 'x' }, {}).outcome === 'deny'),
      ...(/forbid\([^;]*\) (?:when|unless)/.test(text) ? ['a forbid that can fail'] : []),
    ].map((problem) => `${id} ${input.preset}: ${problem}`);
  });
  expect(exceptions).toEqual([]);
  expect(compared).toBeGreaterThan(cases.length);
}, 60_000);

describe('rules about arguments', () => {
  test.each(everyRule.map((rule) => [`${rule.kind} ${rule.argument}`, rule] as const))(
    '%s: no call passes that the gateway refuses, and what is refused besides is declared',
    (_name, rule) => {
      for (const level of ['medium', 'critical'] as const) {
        const input = inputFor([recommend([rule], { level })]);
        expect(findExceptions(input).exceptions).toEqual([]);
        expect(explainToolhive(writeSnippet(input).text)).toEqual([]);
        const run = runner(writeSnippet(input).text);
        for (const { args } of sampleCalls(recommend([rule]))) {
          if (run('pay', args).outcome === 'allow')
            expect(decideByGateway(recommend([rule]), args)).toBe('allow');
        }
      }
    },
  );

  test('an amount passes between zero and the limit, whatever the engine cuts from it', () => {
    const run = runner(writeSnippet(inputFor([recommend(everyRule.slice(0, 1))])).text);
    const outcomes = [
      0.0001,
      1,
      99.9999,
      100,
      100.00005,
      -0.00005,
      0.00005,
      1e14,
      1e21,
      -1e21,
      '5',
      true,
      null,
      [5],
    ].map((amount) => run('pay', { amount }).outcome);
    expect(outcomes).toEqual(['allow', 'allow', 'allow', ...Array<string>(11).fill('deny')]);
  });

  test('a value of another type is an error, and an error refuses the call', () => {
    const run = runner(writeSnippet(inputFor([recommend(everyRule.slice(0, 1))])).text);
    expect(run('pay', { amount: '5' })).toMatchObject({
      outcome: 'deny',
      errors: [expect.stringMatching(/type/)],
    });
  });

  test('a number beyond the range of decimals does not pass for an argument that was left out', () => {
    const rule: ArgumentRule = { kind: 'off', argument: 'force', optional: true };
    const run = runner(writeSnippet(inputFor([recommend([rule])])).text);
    expect(
      [{}, { force: 1e21 }, { force: [true] }, { force: false }].map((args) => run('pay', args).outcome),
    ).toEqual(['deny', 'deny', 'deny', 'allow']);
  });

  test('several rules must all hold, and the other tools are not touched by them', () => {
    const rules = everyRule.filter(({ argument }) => ['to', 'force'].includes(argument));
    const run = runner(writeSnippet(inputFor([recommend(rules)])).text);
    expect(run('pay', { to: 'a@example.com', force: false }).outcome).toBe('allow');
    expect(run('pay', { to: 'a@example.com', force: true }).outcome).toBe('deny');
    expect(run('pay', { force: false }).outcome).toBe('deny');
    expect(run('other', {}).outcome).toBe('allow');
  });
});

test.each([
  'a.b',
  'ns/tool',
  'a:b',
  'a::b',
  '"quoted" \\',
  'line\nbreak',
  '天気 é',
  '*',
  '__proto__',
  'x'.repeat(200),
  '\u202e\0',
])('the name %j is refused by its own policy and no other tool is', (tool) => {
  const refused = recommend([], { tool, action: { kind: 'hide' } });
  const run = runner(writeSnippet(inputFor([refused])).text);
  expect([run(tool, {}).outcome, run(`${tool}x`, {}).outcome, run('tool', {}).outcome]).toEqual([
    'deny',
    'allow',
    'allow',
  ]);
  const server = runner(writeSnippet(inputFor([{ ...refused, action: { kind: 'allow' } }], 'server')).text);
  expect([server(tool, {}).outcome, server(`${tool}x`, {}).outcome]).toEqual(['allow', 'deny']);
});

describe('wrong snippets are seen', () => {
  const wrap = (...policies: string[]): string =>
    JSON.stringify({ version: '1.0', type: 'cedarv1', cedar: { policies, entities_json: '[]' } });

  test('a comparison with a whole number fails, and a forbid that fails forbids nothing', () => {
    const call = 'principal, action == Action::"call_tool", resource == Tool::"pay"';
    expect(
      runner(wrap(`permit(${call}) when { context.arg_amount <= 100 };`))('pay', { amount: 5 }),
    ).toMatchObject({
      outcome: 'deny',
      errors: [expect.stringMatching(/type/)],
    });
    const open = runner(
      wrap(
        'permit(principal, action, resource);',
        `forbid(${call}) when { context has arg_amount && context.arg_amount.greaterThan(decimal("100.0")) };`,
      ),
    );
    expect(open('pay', { amount: 1e21 }).outcome).toBe('allow');
  });

  test.each([
    ['{', 'JSON'],
    ['[]', 'the top'],
    [wrap(), 'cedar.policies'],
    [wrap('permit(principal, action, resource);'), 'cedar.policies.0: must be'],
    [
      wrap('forbid(principal, action == Action::"call_tool", resource == Tool::"x") when { true };'),
      'cedar.policies.0: must be',
    ],
    [
      wrap('permit(principal, action == Action::"call_tool", resource == Tool::x);'),
      'cedar.policies.0: must be',
    ],
  ])('%s', (text, problem) => {
    expect(explainToolhive(text).join(' ')).toContain(problem);
  });
});
