import { describe, expect, test } from 'vitest';
import {
  explainIntercept,
  type InterceptFile,
  type InterceptRule,
  interceptSchema,
  readFile,
} from '#scripts/lib/formats/intercept.ts';
import type { ArgumentRule } from '#domain/policy/argument-rules.ts';
import { createCounters, evaluate } from '#domain/policy/evaluate.ts';
import { intercept } from '#domain/targets/intercept.ts';
import { decideByGateway, declaresChange, sampleCalls } from '#domain/targets/sample-calls.ts';
import type { Recommendation, Snippet, TargetInput } from '#domain/targets/target.ts';
import type { JsonObject } from '#schema/common.ts';
import type { Policy, ToolRule } from '#schema/policy.ts';
import { listEveryPolicy, type PolicyCase } from '../support/every-policy.ts';

const cases = listEveryPolicy();

type Written = Extract<Snippet, { kind: 'snippet' }>;

function writeSnippet(input: TargetInput): Written {
  const snippet = intercept.write(input);
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  return snippet;
}

/** The file in the words of the gateway, by the meaning that its reference gives to it. */
function translateBack({ hide, tools, ...file }: InterceptFile): Policy {
  const toRule = (rules: readonly InterceptRule[], tool: string): ToolRule => ({
    require: rules.flatMap((rule) => ('conditions' in rule ? [{ conditions: rule.conditions }] : [])),
    deny_if: rules.flatMap((rule) => ('action' in rule ? [{ conditions: [], on_deny: rule.on_deny }] : [])),
    limits: rules.flatMap((rule) => ('rate_limit' in rule ? [readLimit(rule.rate_limit, tool)] : [])),
  });
  return {
    ...file,
    ...(hide === undefined ? {} : { hide }),
    tools: Object.fromEntries([...tools].map(([tool, { rules }]) => [tool, toRule(rules, tool)])),
  };
}

function readLimit(text: string, tool: string): NonNullable<ToolRule['limits']>[number] {
  const [, max, window] = /^(\d+)\/(minute|hour|day)$/.exec(text) ?? [];
  if (window !== 'minute' && window !== 'hour' && window !== 'day') throw new Error(text);
  return { counter: `${tool}_rate`, window, max: Number(max), scope: 'grant' };
}

function parse(text: string): Policy {
  return translateBack(interceptSchema.parse(readFile(text)));
}

function decide(
  policy: Policy,
  tool: string,
  args: JsonObject,
  counters = createCounters(),
): 'allow' | 'deny' {
  return evaluate(policy, { tool, args, grant: 'sample', at: 0 }, counters).outcome;
}

/** A snippet with what it means. Reading YAML is slow, so each is read once. */
function readCase(each: PolicyCase): { readonly snippet: Written; readonly policy: Policy } {
  const known = read.get(each);
  if (known !== undefined) return known;
  const snippet = writeSnippet(each.input);
  const made = { snippet, policy: parse(snippet.text) };
  read.set(each, made);
  return made;
}

const read = new Map<PolicyCase, ReturnType<typeof readCase>>();

function findExceptions(each: PolicyCase, change = (policy: Policy) => policy) {
  const { id, input, schemas } = each;
  const { snippet, policy: original } = readCase(each);
  const policy = change(original);
  const decisions = input.tools.flatMap((tool) =>
    sampleCalls(tool, schemas.get(tool.tool)).map(({ what, args }) => {
      const [from, to] = [decideByGateway(tool, args), decide(policy, tool.tool, args)];
      const declared = from === to || declaresChange(snippet, tool.tool, from, to);
      return declared ? undefined : `${id} ${input.preset}: ${tool.tool}, ${what}: ${from} becomes ${to}`;
    }),
  );
  return { compared: decisions.length, exceptions: decisions.filter((each) => each !== undefined) };
}

describe('over the whole catalogue, under every preset', () => {
  test('each file has the shape of the format, and decides as the gateway or says where it does not', () => {
    let compared = 0;
    const exceptions = cases.flatMap((each) => {
      const broken = explainIntercept(writeSnippet(each.input).text);
      if (broken.length > 0) return broken.map((problem) => `${each.id}: ${problem}`);
      const found = findExceptions(each);
      compared += found.compared;
      return found.exceptions;
    });
    expect(exceptions).toEqual([]);
    expect(compared).toBeGreaterThan(5000);
  });

  test('unlisted tools pass beside one tool, and are refused beside a whole server', () => {
    const exceptions = cases.filter((each) => {
      const { input } = each;
      const { policy } = readCase(each);
      const expected = input.scope === 'tool' ? 'allow' : 'deny';
      return ['(not recorded)', ...input.others].some((other) => decide(policy, other, {}) !== expected);
    });
    expect(exceptions.map(({ id }) => id)).toEqual([]);
  });

  test('a limited tool passes as often as recommended and not once more; a hidden one is hidden', () => {
    const exceptions = cases.flatMap((each) => {
      const { id, input, schemas } = each;
      const { snippet, policy } = readCase(each);
      return input.tools
        .filter((tool) => !keepsCount(tool, policy, snippet, schemas.get(tool.tool)))
        .map(({ tool }) => `${id}: ${tool}`);
    });
    expect(exceptions).toEqual([]);
  });

  test('a file without its refusals or its conditions is seen to differ', () => {
    const without = (field: 'require' | 'deny_if') => (policy: Policy) => ({
      ...policy,
      tools: Object.fromEntries(
        Object.entries(policy.tools ?? {}).map(([tool, rule]) => [tool, { ...rule, [field]: [] }]),
      ),
    });
    for (const field of ['require', 'deny_if'] as const) {
      const exceptions = cases.flatMap((each) => findExceptions(each, without(field)).exceptions);
      expect(exceptions.length).toBeGreaterThan(20);
    }
  });
});

function keepsCount(
  { tool, action, rules }: Recommendation,
  policy: Policy,
  { losses }: Written,
  schema: JsonObject | undefined,
): boolean {
  if (action.kind === 'hide') return Array.isArray(policy.hide) && policy.hide.includes(tool);
  const refusedAltogether = losses.some(
    (loss) => loss.tools.includes(tool) && loss.text.includes('altogether'),
  );
  if (action.kind !== 'limit' || refusedAltogether) return true;
  const optional = rules.flatMap((rule) =>
    'optional' in rule && rule.kind === 'off' ? [[rule.argument, false]] : [],
  );
  const args = {
    ...sampleCalls({ rules }, schema)[0]?.args,
    ...(Object.fromEntries(optional) as JsonObject),
  };
  const counters = createCounters();
  const outcomes = Array.from({ length: action.max + 1 }, () => decide(policy, tool, args, counters));
  return (
    outcomes.filter((outcome) => outcome === 'allow').length === action.max && outcomes.at(-1) === 'deny'
  );
}

const given = { argument: 'x', placeholder: false };
const everyRule: readonly ArgumentRule[] = [
  { kind: 'at-most', ...given, max: 12.5 },
  { kind: 'at-most', ...given, max: 1e21 },
  { kind: 'below-folder', ...given, folder: '/a b/"c"' },
  { kind: 'at-host', ...given, hosts: ['a.example', 'b.example'] },
  { kind: 'one-of', ...given, values: ["o'neil@a.example", 'yes', '"', '\u2028'], optional: false },
  { kind: 'one-of', ...given, values: ['a@a.example'], optional: true },
  { kind: 'one-of', ...given, values: ['1234567', 'true', 'null'], optional: false },
  { kind: 'reading-sql', argument: 'x' },
  { kind: 'reason', argument: 'x' },
  { kind: 'off', argument: 'x', optional: false },
  { kind: 'off', argument: 'x', optional: true },
];

function limited(
  tool: string,
  rules: readonly ArgumentRule[],
  level: Recommendation['level'] = 'high',
): PolicyCase {
  const action = { kind: 'limit', max: 2, window: 'day', rules: [] } as const;
  return {
    id: tool,
    input: {
      preset: 'recommended',
      scope: 'tool',
      alias: 'server',
      endpoint: undefined,
      tools: [{ tool, riskClass: 'write', level, action, rules }],
      others: [],
    },
    schemas: new Map(),
  };
}

test.each(everyRule)('the rule $kind is kept, or its difference is declared: %j', (rule) => {
  expect(explainIntercept(writeSnippet(limited('t', [rule]).input).text)).toEqual([]);
  expect(findExceptions(limited('t', [rule])).exceptions).toEqual([]);
});

test('several rules on one tool are all kept', () => {
  const rules = everyRule
    .filter(({ kind }) => kind !== 'reading-sql')
    .map((rule, index) => ({ ...rule, argument: `argument-${String(index)}` }));
  const sound = rules.filter((rule) => rule.kind !== 'at-most' || rule.max < 1000);
  const policy = parse(writeSnippet(limited('t', sound).input).text);
  expect(policy.tools?.['t']?.require).toHaveLength(sound.length);
  expect(findExceptions(limited('t', sound)).exceptions).toEqual([]);
});

test.each([
  'a.b',
  'ns/tool',
  'a:b',
  '"',
  "'",
  '\\',
  'a\nb',
  'a\u2028b',
  'a\u0085b',
  'a\u007fb',
  '\ufeffa',
  '\u{e0041}',
  '天気',
  '<<',
  '~',
  'null',
  'yes',
  '1e3',
  '0x1F',
  '2001-01-01',
  '- a',
  '? a',
  '# a',
  '&a',
  '*a',
  '!a',
  '%a',
  '{a}',
  ' a ',
  '__proto__',
  'constructor',
  'x'.repeat(200),
])('the name %j is kept as it is', (tool) => {
  const snippet = writeSnippet(limited(tool, [{ kind: 'reason', argument: 'x' }]).input);
  expect(explainIntercept(snippet.text)).toEqual([]);
  expect(Object.keys(parse(snippet.text).tools ?? {})).toEqual([tool]);
  expect(findExceptions(limited(tool, [{ kind: 'reason', argument: 'x' }])).exceptions).toEqual([]);
});

const sound =
  'version: "1"\ndefault: "deny"\ntools:\n  "t":\n    rules:\n      - name: "n"\n        rate_limit: "1/day"\n';

test.each<[string, string, string, string]>([
  ['a number as version', '"1"', '1', 'version'],
  ['another default', '"deny"', '"block"', 'default'],
  ['every tool', '"t"', '"*"', 'means every tool'],
  ['a limit on a name with a dot', '"t"', '"a.t"', 'has a dot'],
  ['another window', '1/day', '1/week', 'such as "10/hour"'],
  ['no calls', '1/day', '0/day', 'such as "10/hour"'],
  ['a rule without a name', 'name: "n"', 'name: ""', 'must not be empty'],
  ['a misspelt key', 'rate_limit', 'rateLimit', 'rate limit'],
  ['a tool that is hidden, too', 'tools:', 'hide:\n  - "t"\ntools:', 'is hidden'],
  ['a name that stands twice', 'tools:\n', 'tools:\n  "t":\n    rules: []\n', 'unique'],
  ['broken YAML', 'rules:', 'rules: [', 'YAML'],
  ['a character that is folded', '"n"', '"n\u2028"', 'escape'],
])('the format refuses %s', (_what, part, wrong, message) => {
  expect(explainIntercept(sound)).toEqual([]);
  expect(explainIntercept(sound.replace(part, wrong)).join(' ')).toContain(message);
});
