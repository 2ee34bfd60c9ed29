import type { JsonObject } from '#schema/common.ts';
import type { Condition } from '#schema/policy.ts';
import { compilePattern } from './regex.ts';

/** Id of an operator. */
export type OperatorId = Condition['op'];

/** One operator: what its value must be, when it holds, and how a sentence says it. */
export interface Operator {
  /** What `value` must be. */
  readonly value: string;
  /** When the operator holds, for an argument that is there. */
  readonly meaning: string;
  /** Decides from the argument, which is never absent, and the condition's value. Types that do not fit give false. */
  readonly test: (argument: unknown, value: unknown) => boolean;
  /** The condition as a clause: "args.amount is more than 100". */
  readonly phrase: (path: string, value: string) => string;
}

const numeric = (
  meaning: string,
  phrase: string,
  compare: (argument: number, value: number) => boolean,
): Operator => ({
  value: 'a number',
  meaning: `The argument is a number ${meaning} the value. A text such as "500" is not a number.`,
  test: (argument, value) =>
    typeof argument === 'number' && typeof value === 'number' && compare(argument, value),
  phrase: (path, value) => `${path} is ${phrase} ${value}`,
});

/** The operators of version 1. An argument that is absent makes every one of them false, except `exists`. */
export const operators: Readonly<Record<OperatorId, Operator>> = {
  eq: {
    value: 'a text, a number, true or false',
    meaning: 'Two numbers are equal, or the two are the same when written as text: 5 equals "5".',
    test: areEqual,
    phrase: (path, value) => `${path} is ${value}`,
  },
  neq: {
    value: 'a text, a number, true or false',
    meaning: 'The argument is there and "eq" does not hold.',
    test: (argument, value) => !areEqual(argument, value),
    phrase: (path, value) => `${path} is given and is not ${value}`,
  },
  in: {
    value: 'a list',
    meaning: 'The argument equals one of the values.',
    test: isMember,
    phrase: (path, value) => `${path} is one of ${value}`,
  },
  not_in: {
    value: 'a list',
    meaning: 'The argument is there and equals none of the values.',
    test: (argument, value) => Array.isArray(value) && !isMember(argument, value),
    phrase: (path, value) => `${path} is given and is none of ${value}`,
  },
  lt: numeric('below', 'less than', (argument, value) => argument < value),
  lte: numeric('not above', 'at most', (argument, value) => argument <= value),
  gt: numeric('above', 'more than', (argument, value) => argument > value),
  gte: numeric('not below', 'at least', (argument, value) => argument >= value),
  regex: {
    value: 'a pattern in RE2 syntax',
    meaning:
      'The argument is a text and the pattern matches somewhere in it; anchor the pattern to match all of it.',
    test: (argument, value) =>
      typeof argument === 'string' && typeof value === 'string' && isMatch(argument, value),
    phrase: (path, value) => `${path} matches the pattern ${value}`,
  },
  contains: {
    value: 'a text, a number, true or false',
    meaning: 'The value is a part of the text, or one element of the list equals the value.',
    test: includesValue,
    phrase: (path, value) => `${path} contains ${value}`,
  },
  exists: {
    value: 'true or false',
    meaning: 'true: the argument is there and has a value. false: it is absent or empty of any value.',
    test: (argument, value) => isPresent(argument) === value,
    phrase: (path, value) => (value === 'true' ? `${path} is given` : `${path} is not given`),
  },
};

/** Decides whether a condition holds for the arguments of a call. Only the arguments' own fields count. Never throws. */
export function holds(condition: Condition, args: JsonObject): boolean {
  const argument = readArgument(condition.path, args);
  if (argument === undefined && condition.op !== 'exists') return false;
  return operators[condition.op].test(argument, condition.value);
}

/**
 * The argument that a path such as `args.owner.name` leads to; undefined when it is absent. Lists have no fields, and
 * what an object inherits (`constructor`, `__proto__`) is absent: a call cannot bring it.
 */
export function readArgument(path: string, args: JsonObject): unknown {
  const [root, ...fields] = path.split('.');
  if (root !== 'args' || fields.length === 0) return undefined;
  let value: unknown = args;
  for (const field of fields) {
    if (!isObject(value) || !Object.hasOwn(value, field)) return undefined;
    value = value[field];
  }
  return value;
}

function areEqual(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  const form = writeScalar(left);
  return form !== undefined && form === writeScalar(right);
}

/** Null, objects and lists have no text form, so they equal nothing: `["prod"]` must not pass for `prod`. */
function writeScalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function isMember(argument: unknown, value: unknown): boolean {
  return Array.isArray(value) && value.some((element) => areEqual(argument, element));
}

function isMatch(text: string, source: string): boolean {
  const pattern = compilePattern(source);
  return pattern.ok && pattern.test(text);
}

function includesValue(argument: unknown, value: unknown): boolean {
  if (typeof argument === 'string') return typeof value === 'string' && argument.includes(value);
  return Array.isArray(argument) && argument.some((element) => areEqual(element, value));
}

function isPresent(argument: unknown): boolean {
  return argument !== undefined && argument !== null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
