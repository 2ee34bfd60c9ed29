import { findFaults, isObject, type Fault, type Place } from './form.ts';
import { operators } from './operators.ts';
import { pointTo } from './parts.ts';

/** A place where a document is not a policy of version 1, and what to do about it. */
export interface SchemaFinding {
  /** JSON pointer. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** Every place where the document breaks the form. Blank and repeated names in `hide` are left to their own rule of lint. */
export function findSchemaProblems(document: unknown): SchemaFinding[] {
  return findFaults(document).map((fault) => wordFault(fault, document));
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

function wordFault(fault: Fault, document: unknown): SchemaFinding {
  const { kind, place } = fault;
  const path = pointTo(place);
  if (kind === 'stranger') return wordStranger(fault);
  if (kind === 'name') return { path, message: fault.message, remedy: fault.remedy };
  const remedy = remedyFor(place, document);
  const label = place.length === 0 ? 'the document' : path;
  const message =
    fault.value === undefined && place.length > 0
      ? `${label} is missing: it ${fault.message}.`
      : `${label} ${fault.message}; found ${wordValue(fault.value)}.`;
  return { path, message, remedy };
}

function wordStranger({ place, key, fields }: Extract<Fault, { kind: 'stranger' }>): SchemaFinding {
  const where = place.length === 0 ? 'at the top of a policy' : `at ${pointTo(place)}`;
  const known = Object.hasOwn(strangers, key) ? strangers[key] : undefined;
  return {
    path: pointTo([...place, key]),
    message: `${wordValue(key)} is not a field of the format ${where}; the fields there are ${fields.map(wordValue).join(', ')}.`,
    remedy: known ?? `Remove ${wordValue(key)}, or correct its spelling.`,
  };
}

function remedyFor(place: Place, document: unknown): string {
  if (place.length === 0) return 'Begin with {"version": "1", "default": "deny", "tools": {}}.';
  const isToolName = place.length === 2 && place[0] === 'tools';
  if (isToolName) return 'Write {} to allow the tool, or an object with "require", "deny_if" or "limits".';
  const field = place.findLast((segment) => typeof segment === 'string') ?? '';
  if (field === 'value') {
    return remedyForValue(valueAt(document, [...place.slice(0, place.lastIndexOf('value')), 'op']));
  }
  return (Object.hasOwn(remedies, field) ? remedies[field] : undefined) ?? 'Correct or remove it.';
}

function remedyForValue(op: unknown): string {
  const known = Object.entries(operators).find(([id]) => id === op);
  return known === undefined ? 'Correct "op" first.' : `Give "${known[0]}" ${known[1].value} as its "value".`;
}

function valueAt(document: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, segment) => {
    if (Array.isArray(value)) return (value as unknown[])[Number(segment)];
    return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }, document);
}

/** Objects and lists are named, not written out: they may be nested deeper than they can be written. */
function wordValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  // Not as JSON, in which a number beyond all numbers is null.
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'string') return `a ${typeof value}`;
  return value.length > 60 ? `${JSON.stringify(value.slice(0, 60))}…` : JSON.stringify(value);
}
