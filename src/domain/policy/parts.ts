import { conditionSchema, limitSchema, policySchema } from '#schema/policy.ts';
import type { Condition, Limit, Policy } from '#schema/policy.ts';

/** A piece of a document, and the JSON pointer to it. */
export interface Part<Value> {
  readonly path: string;
  readonly value: Value;
}

/** One rule of `require` or `deny_if`. */
export interface RulePart {
  readonly path: string;
  /** The conditions that are well formed. */
  readonly conditions: readonly Part<Condition>[];
  /** How many conditions the document gives the rule, malformed ones included; undefined when there is no list. */
  readonly count: number | undefined;
}

/** What stands under one tool name. */
export interface ToolPart {
  readonly path: string;
  readonly name: string;
  readonly require: readonly RulePart[];
  readonly denyIf: readonly RulePart[];
  readonly limits: readonly Part<Limit>[];
}

/** The pieces of a policy document that can be read, each with its place. */
export interface PolicyParts {
  readonly default: Policy['default'] | undefined;
  /** Names in `hide`; the text `"*"` is one name. */
  readonly hide: readonly Part<string>[];
  readonly sharedLimits: readonly Part<Limit>[];
  readonly tools: readonly ToolPart[];
}

/**
 * Takes a document apart. What is malformed is left out, so that the other rules of lint can still speak about the rest:
 * an author sees every problem at once, not one after the other.
 */
export function readParts(document: unknown): PolicyParts {
  const root = fieldsOf(document);
  const policyDefault = policySchema.shape.default.safeParse(root['default']);
  return {
    default: policyDefault.data,
    hide: readHide(root['hide']),
    sharedLimits: readLimits(fieldsOf(root['all_tools'])['limits'], '/all_tools/limits'),
    tools: Object.entries(fieldsOf(root['tools'])).map(([name, rule]) => readTool(name, rule)),
  };
}

/** Every condition under these tools, of `require` and of `deny_if`. */
export function listConditions(tools: readonly ToolPart[]): RulePart['conditions'] {
  return tools.flatMap((tool) => [...tool.require, ...tool.denyIf]).flatMap((rule) => rule.conditions);
}

/** Every name of a tool that the document speaks of, with its place. `"*"` in hide names no tool. */
export function listNames({ hide, tools }: PolicyParts): Part<string>[] {
  const hidden = hide.filter(({ value }) => value !== '*');
  return [...hidden, ...tools.map(({ path, name }) => ({ path, value: name }))];
}

/** Whether a call without the argument is refused anyway, by a requirement or by a denial of its absence. */
export function refusesAbsence(tool: ToolPart, argumentPath: string): boolean {
  const isRequired = tool.require
    .flatMap((rule) => rule.conditions)
    .some(({ value }) => value.path === argumentPath && !(value.op === 'exists' && !value.value));
  return isRequired || tool.denyIf.some((rule) => isDenialOfAbsence(rule, argumentPath));
}

/** A JSON pointer (RFC 6901) from its segments. */
export function pointTo(segments: readonly PropertyKey[]): string {
  return segments
    .map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** The rule counts only when it is well formed and says nothing else: further conditions would narrow it. */
function isDenialOfAbsence({ conditions, count }: RulePart, argumentPath: string): boolean {
  const [only] = conditions;
  if (count !== 1 || only === undefined) return false;
  return only.value.op === 'exists' && !only.value.value && only.value.path === argumentPath;
}

function readHide(hide: unknown): Part<string>[] {
  if (hide === '*') return [{ path: '/hide', value: '*' }];
  return listOf(hide).flatMap((name, index) =>
    typeof name === 'string' ? [{ path: pointTo(['hide', index]), value: name }] : [],
  );
}

function readTool(name: string, rule: unknown): ToolPart {
  const path = pointTo(['tools', name]);
  const fields = fieldsOf(rule);
  return {
    path,
    name,
    require: readRules(fields['require'], `${path}/require`),
    denyIf: readRules(fields['deny_if'], `${path}/deny_if`),
    limits: readLimits(fields['limits'], `${path}/limits`),
  };
}

function readRules(rules: unknown, path: string): RulePart[] {
  return listOf(rules).map((rule, index) => {
    const conditions = fieldsOf(rule)['conditions'];
    const rulePath = `${path}/${String(index)}`;
    return {
      path: rulePath,
      conditions: listOf(conditions).flatMap((condition, position) => {
        const { data } = conditionSchema.safeParse(condition);
        const value = data === undefined ? [] : [data];
        return value.map((found) => ({ path: `${rulePath}/conditions/${String(position)}`, value: found }));
      }),
      count: Array.isArray(conditions) ? conditions.length : undefined,
    };
  });
}

function readLimits(limits: unknown, path: string): Part<Limit>[] {
  return listOf(limits).flatMap((limit, index) => {
    const { data } = limitSchema.safeParse(limit);
    return data === undefined ? [] : [{ path: `${path}/${String(index)}`, value: data }];
  });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
