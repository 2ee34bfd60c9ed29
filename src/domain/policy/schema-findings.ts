import type { z } from 'zod';
import { limitSchema, policySchema, ruleSchema, toolRuleSchema } from '#schema/policy.ts';
import { operators } from './operators.ts';
import { pointTo } from './parts.ts';

/** A place where a document is not a policy of version 1, and what to do about it. */
export interface SchemaFinding {
  /** JSON pointer. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** Every place where the document breaks the schema. Blank and repeated names in `hide` are left to their own rule of lint. */
export function findSchemaProblems(document: unknown): SchemaFinding[] {
  const parsed = policySchema.safeParse(document);
  if (parsed.success) return [];
  return parsed.error.issues
    .filter((issue) => issue.code !== 'custom')
    .flatMap((issue) => wordIssue(issue, document));
}

/** What people write who know another format, and what this one has instead. */
const strangers: Readonly<Record<string, string>> = {
  rate_limit:
    'Write a limit under "limits": {"counter": "<tool>_rate", "window": "minute", "max": 10, "scope": "grant"}.',
  action: 'Remove it: a rule under "deny_if" denies by being there, and "tools": {"<tool>": {}} allows.',
  reason: 'Put the text for the agent into "on_deny" of a rule.',
  approval:
    'Remove it: the format cannot ask a person. The nearest is "deny_if": [{"conditions": [], "on_deny": "…"}].',
  require_approval:
    'Remove it: the format cannot ask a person. The nearest is "deny_if": [{"conditions": [], "on_deny": "…"}].',
  description: 'Remove it: the format has no place for comments.',
};

/** What to do about a field, by its name. */
const remedies: Readonly<Record<string, string>> = {
  version: 'Write "version": "1", with the quotation marks.',
  default: 'Write "default": "deny" to allow only listed tools, or "default": "allow" to allow the rest.',
  hide: 'Write "hide": ["tool_name"], or "hide": "*" to hide every tool.',
  all_tools: 'Write "all_tools": {"limits": []}.',
  tools: 'Write "tools": {"tool_name": {}} with one entry for each tool.',
  require: 'Write "require": [{"conditions": []}] with one object for each rule.',
  deny_if: 'Write "deny_if": [{"conditions": []}] with one object for each rule.',
  conditions: 'Write "conditions": [] with one object {"path", "op", "value"} for each condition.',
  on_deny: 'Write the message for the agent between quotation marks, or leave "on_deny" out.',
  limits: 'Write "limits": [{"counter": "calls", "window": "minute", "max": 10, "scope": "grant"}].',
  path: 'Write the path as args.<field>, such as "args.amount".',
  op: 'Choose an operator of the format; to match a pattern, use "regex".',
  counter: 'Give the limit a name, such as "<tool>_rate".',
  window: 'Write "window": "minute", "hour" or "day"; a number of seconds does not exist.',
  max: 'Write the number of calls allowed in one window, 1 or more; to refuse every call use "deny_if" with no conditions.',
  scope: 'Write "scope": "grant": a limit counts for each grant.',
};

function wordIssue(issue: z.core.$ZodIssue, document: unknown): SchemaFinding[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => wordStranger(issue.path, key));
  const path = pointTo(issue.path);
  const field = issue.path.filter((segment) => typeof segment === 'string').at(-1) ?? '';
  const label = issue.path.length === 0 ? 'the document' : path;
  const value = valueAt(document, issue.path);
  const remedy = remedyFor(issue.path, field, document);
  if (value === undefined && issue.path.length > 0) {
    return [{ path, message: `${label} is missing: it ${issue.message}.`, remedy }];
  }
  if (issue.code === 'invalid_key') return [{ path, message: 'a tool name must not be empty.', remedy }];
  return [{ path, message: `${label} ${issue.message}; found ${quote(value)}.`, remedy }];
}

function wordStranger(parent: readonly PropertyKey[], key: string): SchemaFinding {
  const fields = fieldsAt(parent).map((field) => `"${field}"`);
  const place = parent.length === 0 ? 'at the top of a policy' : `at ${pointTo(parent)}`;
  const known = Object.hasOwn(strangers, key) ? strangers[key] : undefined;
  return {
    path: pointTo([...parent, key]),
    message: `"${key}" is not a field of the format ${place}; the fields there are ${fields.join(', ')}.`,
    remedy: known ?? `Remove "${key}", or correct its spelling.`,
  };
}

/** The fields that the schema knows at a place, read from the schema itself. */
function fieldsAt(place: readonly PropertyKey[]): string[] {
  const [top] = place;
  if (top === undefined) return Object.keys(policySchema.shape);
  if (place.includes('conditions')) return ['path', 'op', 'value'];
  if (place[top === 'tools' ? 2 : 1] === 'limits') return Object.keys(limitSchema.shape);
  if (top === 'all_tools') return ['limits'];
  return Object.keys(place.length > 2 ? ruleSchema.shape : toolRuleSchema.shape);
}

function remedyFor(path: readonly PropertyKey[], field: string, document: unknown): string {
  if (path.length === 0) return 'Begin with {"version": "1", "default": "deny", "tools": {}}.';
  const isToolName = path.length === 2 && path[0] === 'tools';
  if (isToolName) return 'Write {} to allow the tool, or an object with "require", "deny_if" or "limits".';
  if (field === 'value')
    return remedyForValue(valueAt(document, [...path.slice(0, path.lastIndexOf('value')), 'op']));
  return (Object.hasOwn(remedies, field) ? remedies[field] : undefined) ?? 'Correct or remove it.';
}

function remedyForValue(op: unknown): string {
  const known = Object.entries(operators).find(([id]) => id === op);
  return known === undefined ? 'Correct "op" first.' : `Give "${known[0]}" ${known[1].value} as its "value".`;
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, segment) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, segment)
        ? Reflect.get(value, segment)
        : undefined,
    document,
  );
}

function quote(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
