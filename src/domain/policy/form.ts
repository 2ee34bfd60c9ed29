import type { Condition, Limit } from '#schema/policy.ts';
import type { OperatorId } from './operators.ts';

/** Where a value stands in a document: keys and indexes from the top. */
export type Place = readonly (string | number)[];

/** A place where a document does not have its form. */
export type Fault =
  /** The value is none, or the wrong one; `message` ends a sentence about it. */
  | { readonly kind: 'value'; readonly place: Place; readonly message: string; readonly value: unknown }
  /** The object at the place has a field that the format does not know; `fields` are those that it knows. */
  | {
      readonly kind: 'stranger';
      readonly place: Place;
      readonly key: string;
      readonly fields: readonly string[];
    }
  /** The name of a tool cannot be used; `message` and `remedy` are sentences. */
  | { readonly kind: 'name'; readonly place: Place; readonly message: string; readonly remedy: string };

/**
 * Every place where a document does not have the form of version 1. `schema/policy.ts` says the same in the terms of a
 * library, from which the published JSON Schema comes; a page that checks what is pasted into it has no room for that
 * library. Blank and repeated names in `hide` are left to lint. Never throws, however deep or large the document is.
 */
export function findFaults(document: unknown): Fault[] {
  return checkPolicy(document, []);
}

/** Whether a value is a condition that can be decided. */
export function isCondition(value: unknown): value is Condition {
  return checkCondition(value, []).length === 0;
}

/** Whether a value is a limit that can be counted. */
export function isLimit(value: unknown): value is Limit {
  return checkLimit(value, []).length === 0;
}

/** Whether a value is an object with fields: neither a list nor null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Finds the faults of a value that stands at a place; undefined means that there is no value. */
type Check = (value: unknown, place: Place) => Fault[];

type Checks = Readonly<Record<string, Check>>;

const value =
  (message: string, accepts: (found: unknown) => boolean): Check =>
  (found, place) =>
    accepts(found) ? [] : [{ kind: 'value', place, message, value: found }];

const choice = (message: string, choices: readonly unknown[]): Check =>
  value(message, (found) => choices.includes(found));

const list =
  (message: string, check: Check): Check =>
  (found, place) =>
    Array.isArray(found)
      ? found.flatMap((entry: unknown, index) => check(entry, [...place, index]))
      : [{ kind: 'value', place, message, value: found }];

/** A field of `optional` may be left out, which is the same as undefined. */
const object =
  (message: string, required: Checks, optional: Checks = {}): Check =>
  (found, place) => {
    if (!isObject(found)) return [{ kind: 'value', place, message, value: found }];
    const checks = { ...required, ...optional };
    const fields = Object.keys(checks);
    const faults = Object.entries(checks).flatMap(([key, check]) => {
      const field = Object.hasOwn(found, key) ? found[key] : undefined;
      return field === undefined && Object.hasOwn(optional, key) ? [] : check(field, [...place, key]);
    });
    const strangers = Object.keys(found).filter((key) => !Object.hasOwn(checks, key));
    return [...faults, ...strangers.map((key): Fault => ({ kind: 'stranger', place, key, fields }))];
  };

const isText = (found: unknown): found is string => typeof found === 'string';
const isScalar = (found: unknown): boolean =>
  isText(found) || Number.isFinite(found) || typeof found === 'boolean';

const scalar = value('must be a text, a number, true or false', isScalar);
const compared = (op: OperatorId): Check =>
  value(`must be a number, not a text: "${op}" compares numbers`, Number.isFinite);
const members = (op: OperatorId): Check =>
  list(`must be a list: "${op}" compares with each of its values`, scalar);

const operatorValues = {
  eq: scalar,
  neq: scalar,
  in: members('in'),
  not_in: members('not_in'),
  lt: compared('lt'),
  lte: compared('lte'),
  gt: compared('gt'),
  gte: compared('gte'),
  regex: value('must be a text: a regular expression in RE2 syntax', isText),
  contains: scalar,
  exists: choice('must be true or false, without quotation marks', [true, false]),
} satisfies Record<OperatorId, Check>;

const checksOfValues = new Map<unknown, Check>(Object.entries(operatorValues));

const operator = choice(`must be one of ${Object.keys(operatorValues).join(', ')}`, [
  ...checksOfValues.keys(),
]);

const argumentPath = value(
  'must be args.<field>, with further fields joined by dots; array indexes and wildcards do not exist',
  (found) => isText(found) && /^args(?:\.[^.\s[\]*]+)+$/.test(found),
);

const checkCondition: Check = (found, place) => {
  const op = isObject(found) && Object.hasOwn(found, 'op') ? found['op'] : undefined;
  // Without an operator nothing can be said of its value.
  const operand = checksOfValues.get(op) ?? (() => []);
  const fields = { path: argumentPath, op: operator, value: operand };
  return object('must be an object with "path", "op" and "value"', fields)(found, place);
};

const rules = list(
  'must be a list of rules',
  object(
    'must be an object with "conditions"',
    { conditions: list('must be a list of conditions, which may be empty', checkCondition) },
    { on_deny: value('must be a text', isText) },
  ),
);

const checkLimit = object('must be an object with "counter", "window", "max" and "scope"', {
  counter: value('must be a text that is not empty', (found) => isText(found) && found !== ''),
  window: choice('must be "minute", "hour" or "day"', ['minute', 'hour', 'day']),
  max: (found, place) =>
    Number.isSafeInteger(found)
      ? value('must be 1 or more; a limit cannot forbid every call', (max) => Number(max) > 0)(found, place)
      : value('must be a whole number', () => false)(found, place),
  scope: choice('must be "grant"', ['grant']),
});

const limits = list('must be a list of limits', checkLimit);

const toolRule = object(
  'must be an object; {} allows the tool',
  {},
  { require: rules, deny_if: rules, limits },
);

const tools: Check = (found, place) =>
  isObject(found)
    ? Object.entries(found).flatMap(([name, rule]) => {
        const toolPlace = [...place, name];
        const problem = Object.hasOwn(unusableNames, name) ? unusableNames[name] : undefined;
        return problem === undefined
          ? toolRule(rule, toolPlace)
          : [{ kind: 'name', place: toolPlace, ...problem } as const];
      })
    : [
        {
          kind: 'value',
          place,
          message: 'must be an object that maps tool names to rules',
          value: found,
        },
      ];

/** Names of tools that cannot stand under `tools`. The computed key makes an entry of its own, where a plain one would set the prototype. */
const unusableNames: Readonly<Record<string, { readonly message: string; readonly remedy: string }>> = {
  '': {
    message: 'a tool name must not be empty.',
    remedy: 'Write the name exactly as the server lists it, or remove the entry.',
  },
  ['__proto__']: {
    message:
      'an entry for a tool called "__proto__" is lost in many programs that read JSON, and the tool goes unprotected.',
    remedy: 'Remove the entry, and write "hide": ["__proto__"] to refuse the tool.',
  },
};

const checkPolicy = object(
  'must be an object: a policy document',
  {
    version: choice('must be the text "1"; no other version is recognised', ['1']),
    default: choice('must be "allow" or "deny"', ['allow', 'deny']),
  },
  {
    hide: (found, place) =>
      found === '*'
        ? []
        : list('must be a list of tool names, or "*"', value('must be a text', isText))(found, place),
    all_tools: object('must be an object with "limits"', {}, { limits }),
    tools,
  },
);
