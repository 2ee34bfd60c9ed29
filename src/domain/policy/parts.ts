import type { Condition, Limit, Policy } from '#schema/policy.ts';
import { isCondition, isLimit, isObject } from './form.ts';

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
  const { default: policyDefault } = root;
  return {
    default: policyDefault === 'allow' || policyDefault === 'deny' ? policyDefault : undefined,
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

/** Paths of arguments without which a call is refused anyway, by a requirement or by a denial of their absence. */
export function listNeededPaths(tool: ToolPart): ReadonlySet<string> {
  const required = tool.require
    .flatMap((rule) => rule.conditions)
    .filter(({ value }) => !(value.op === 'exists' && !value.value));
  const denied = tool.denyIf.filter(isDenialOfAbsence).flatMap((rule) => rule.conditions);
  return new Set([...required, ...denied].map(({ value }) => value.path));
}

/** The entries of a list whose key an earlier entry has. */
export function listRepeated<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = keyOf(entry);
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated;
  });
}

/** Paths that a rule asks for, so that it speaks only of calls that have them. */
export function listAskedPaths(rule: RulePart): ReadonlySet<string> {
  const asked = rule.conditions.filter(({ value }) => value.op === 'exists' && value.value);
  return new Set(asked.map(({ value }) => value.path));
}

/** A JSON pointer (RFC 6901) from its segments. */
export function pointTo(segments: readonly PropertyKey[]): string {
  return segments
    .map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** The rule counts only when it is well formed and says nothing else: further conditions would narrow it. */
function isDenialOfAbsence({ conditions, count }: RulePart): boolean {
  const [only] = conditions;
  return count === 1 && only?.value.op === 'exists' && !only.value.value;
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
      conditions: listOf(conditions).flatMap((value, position) =>
        isCondition(value) ? [{ path: `${rulePath}/conditions/${String(position)}`, value }] : [],
      ),
      count: Array.isArray(conditions) ? conditions.length : undefined,
    };
  });
}

function readLimits(limits: unknown, path: string): Part<Limit>[] {
  return listOf(limits).flatMap((value, index) =>
    isLimit(value) ? [{ path: `${path}/${String(index)}`, value }] : [],
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
