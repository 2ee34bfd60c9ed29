import type { JsonObject } from '#schema/common.ts';
import { type ArgumentRule, exampleOf } from '../policy/argument-rules.ts';
import { createCounters, evaluate } from '../policy/evaluate.ts';
import { toolPolicy } from '../policy/recommend.ts';
import type { DecisionChange, Recommendation, Snippet, TargetDecision } from './target.ts';

/** Arguments of a call with what they are for. */
export interface SampleCall {
  /** "amount: over the limit". */
  readonly what: string;
  readonly args: JsonObject;
}

/**
 * Calls on which a target is compared with the evaluator: one that meets every rule about arguments, and for each rule its
 * borders, what breaks it, what only looks like it, a value of another type, and nothing at all.
 */
export function sampleCalls(
  { rules }: Pick<Recommendation, 'rules'>,
  inputSchema?: JsonObject,
): SampleCall[] {
  const ordinary: JsonObject = { ...requiredArguments(inputSchema), ...passingArguments(rules) };
  const without = (argument: string): JsonObject =>
    Object.fromEntries(Object.entries(ordinary).filter(([name]) => name !== argument));
  return [
    { what: 'an ordinary call', args: ordinary },
    { what: 'a call without arguments', args: {} },
    ...rules.flatMap((rule): SampleCall[] => [
      { what: `${rule.argument} left out`, args: without(rule.argument) },
      ...valuesFor(rule).map((value) => ({
        what: `${rule.argument} is ${JSON.stringify(value)}`,
        args: { ...ordinary, [rule.argument]: value },
      })),
    ]),
  ];
}

/** What the recommendation says of one call, found by running the gateway's document for this tool. */
export function decideByGateway(recommendation: Recommendation, args: JsonObject): 'allow' | 'deny' {
  const call = { tool: recommendation.tool, args, grant: 'sample', at: 0 };
  return evaluate(toolPolicy(recommendation), call, createCounters()).outcome;
}

/** Whether a snippet declares that a call by itself is decided in this other way. */
export function declaresChange(
  snippet: Extract<Snippet, { kind: 'snippet' }>,
  tool: string,
  from: DecisionChange['from'],
  to: TargetDecision,
): boolean {
  return snippet.losses.some(
    ({ tools, changes }) =>
      tools.includes(tool) &&
      changes.some((change) => change.when === 'call' && change.from === from && change.to === to),
  );
}

/** Values that meet all rules. */
function passingArguments(rules: readonly ArgumentRule[]): JsonObject {
  return Object.fromEntries(rules.map((rule) => [rule.argument, exampleOf(rule)]));
}

/** Values of an argument on both sides of its rule, and of every type that JSON has. */
function valuesFor(rule: ArgumentRule): unknown[] {
  const ofEveryType = [null, true, false, 0, 1.5, '', 'x', [], {}, [exampleOf(rule)]];
  switch (rule.kind) {
    case 'at-most':
      return [
        rule.max,
        rule.max - 0.5,
        rule.max + 0.0001,
        rule.max + 1,
        1e21,
        -1,
        -0.5,
        String(rule.max),
        ...ofEveryType,
      ];
    case 'below-folder': {
      const { folder } = rule;
      return [
        folder,
        `${folder}/`,
        `${folder}/a/b.txt`,
        `${folder}/.hidden/a`,
        `${folder}x/a`,
        `${folder}/..`,
        `${folder}/../secret`,
        `${folder}/a/../../secret`,
        `${folder}/%2e%2e/secret`,
        `${folder}\\..\\secret`,
        `${folder}//etc`,
        `${folder}/a\nb`,
        `/etc/passwd`,
        ` ${folder}/a`,
        ...ofEveryType,
      ];
    }
    case 'at-host': {
      const host = rule.hosts[0] ?? '';
      return [
        `https://${host}`,
        `https://${host}:443/a?b=c#d`,
        `https://${host}?q=1`,
        `https://${host}:8443/`,
        `http://${host}/`,
        `https://${host}.example/`,
        `https://evil.example/`,
        `https://evil.example/https://${host}/`,
        `https://${host}@evil.example/`,
        `https://user@${host}/`,
        `https://${host}\\@evil.example/`,
        `https://${host}/ x`,
        `file:///etc/passwd`,
        ...ofEveryType,
      ];
    }
    case 'one-of': {
      const value = rule.values[0] ?? '';
      return [
        value,
        ...rule.values,
        `${value} `,
        value.toUpperCase(),
        `${value},eve@example.com`,
        'eve@example.com',
        ...ofEveryType,
      ];
    }
    case 'reading-sql':
      return [
        'select * from t;',
        '  SHOW TABLES ',
        'EXPLAIN SELECT 1',
        'WITH a AS (SELECT 1) SELECT * FROM a',
        'DELETE FROM t',
        'SELECT 1; DROP TABLE t',
        'SELECT 1;;',
        'WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a',
        'SELECT * INTO copy FROM t',
        "SELECT 'x'\nFROM t",
        'selection',
        ...ofEveryType,
      ];
    case 'reason':
      return ['Because', ' a ', '\n', '   ', 'two\nlines', ...ofEveryType];
    case 'off':
      return ['false', 'true', ...ofEveryType];
  }
}

/** A plausible value for each argument that the schema requires, so that rules meet calls as they really come. */
function requiredArguments(schema: JsonObject | undefined): JsonObject {
  const { required, properties } = schema ?? {};
  if (!Array.isArray(required) || typeof properties !== 'object' || properties === null) return {};
  return Object.fromEntries(
    required
      .filter((name): name is string => typeof name === 'string')
      .map((name) => [name, plausibleValue((properties as JsonObject)[name])]),
  );
}

function plausibleValue(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return 'text';
  const { type, enum: allowed } = schema as JsonObject;
  if (Array.isArray(allowed)) return allowed[0];
  switch (Array.isArray(type) ? type[0] : type) {
    case 'number':
      return 1.5;
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return 'text "quoted" \\ and / more';
  }
}
