import type { z } from 'zod';
import type { Locate } from './locate.ts';
import { count, type Problem } from './problems.ts';
import { allowedKeys, nearestWord } from './suggest.ts';

/** One refusal of a schema. */
type Issue = z.core.$ZodIssue;

/** What the wording can draw on beyond the error itself. */
export interface ZodContext {
  /** The schema that refused the record: names the allowed keys. */
  readonly schema: z.ZodType;
  /** The record that was refused: says what was found. */
  readonly input: unknown;
  /** Where a path stands in the file. */
  readonly locate?: Locate | undefined;
}

/** One problem for each thing that a schema refuses in a record, in one wording whatever the schema. */
export function fromZodError(file: string, error: z.ZodError, context: ZodContext): Problem[] {
  const seen = new Set<string>();
  return error.issues
    .flatMap((issue) => wordIssue(issue, context))
    .flatMap(({ path, message, remedy }) => {
      const where = formatPath(path);
      // Several rules may refuse one value, such as "not an address" and "not https": the first one says enough.
      const key = `${where} ${message.startsWith('unknown key') ? message : ''}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ severity: 'error', file, place: placeOf(where, context.locate?.(path)), message, remedy }];
    });
}

/** A path as it is written in this project: `tools[3].annotations.title`; keys of other characters in quotes. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = String(step);
      if (!/^[\p{L}\p{N}_$-]+$/u.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

/** A path, and its line and column where they are known. */
export function placeOf(path: string, position: { line: number; column: number } | undefined): string {
  const lines = position ? `line ${position.line}, column ${position.column}` : '';
  return path === '' || lines === '' ? `${path}${lines}` : `${path} (${lines})`;
}

interface Wording {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly remedy: string;
}

function wordIssue(issue: Issue, context: ZodContext): Wording[] {
  const { path } = issue;
  const found = valueAt(context.input, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => wordUnknownKey(path, key, allowedKeys(context.schema, path)));
    case 'invalid_type':
      return [
        wordType(
          path,
          found,
          types[issue.expected] ?? { name: issue.expected, remedy: 'Correct the value.' },
        ),
      ];
    case 'invalid_value':
      return [wordChoice(path, found, issue.values.map(String))];
    case 'too_small':
    case 'too_big':
      return [wordMismatch(path, wordSize(issue, found))];
    case 'invalid_union':
      return [wordUnion(path, found, issue.errors)];
    case 'invalid_key':
      return [wordMismatch(path, issue.issues[0]?.message ?? issue.message)];
    default:
      return [
        wordMismatch(
          path,
          `${describeValue(found)} ${/^[A-Z]/.test(issue.message) ? `is refused: ${issue.message}` : issue.message}`,
        ),
      ];
  }
}

/** How the wording calls the types of a schema, and how they are written. */
const types: Readonly<Record<string, { readonly name: string; readonly remedy: string }>> = {
  string: { name: 'text', remedy: 'Write text, in quotes where it could be taken for something else.' },
  number: { name: 'a number', remedy: 'Write a number, without quotes.' },
  int: { name: 'a whole number', remedy: 'Write a whole number, without quotes.' },
  boolean: { name: 'true or false', remedy: 'Write true or false, without quotes.' },
  object: { name: 'an object', remedy: 'Write the fields of an object here.' },
  record: { name: 'an object', remedy: 'Write the fields of an object here.' },
  array: { name: 'a list', remedy: 'Write a list here, with one entry if there is only one.' },
  tuple: { name: 'a list', remedy: 'Write a list here.' },
};

function wordType(
  path: readonly PropertyKey[],
  found: unknown,
  type: { name: string; remedy: string },
): Wording {
  return found === undefined
    ? { path, message: 'required field is missing', remedy: `Add it; it holds ${type.name}.` }
    : { path, message: `expected ${type.name}, found ${describeValue(found)}`, remedy: type.remedy };
}

function wordUnknownKey(path: readonly PropertyKey[], key: string, allowed: readonly string[]): Wording {
  const near = nearestWord(key, allowed);
  const list = allowed.length > 0 ? ` Allowed here: ${allowed.join(', ')}.` : '';
  return {
    path: [...path, key],
    message: `unknown key ${JSON.stringify(key)}`,
    remedy:
      near === undefined ? `Remove it.${list}` : `Did you mean ${JSON.stringify(near)}? Rename or remove it.`,
  };
}

function wordMismatch(path: readonly PropertyKey[], message: string): Wording {
  return { path, message, remedy: 'Correct the value.' };
}

function wordChoice(path: readonly PropertyKey[], found: unknown, values: readonly string[]): Wording {
  const near = typeof found === 'string' ? nearestWord(found, values) : undefined;
  return {
    path,
    message:
      found === undefined
        ? 'required field is missing'
        : `${describeValue(found)} is not one of the allowed values`,
    remedy: `${near === undefined ? '' : `Did you mean ${JSON.stringify(near)}? `}Use one of: ${values.join(', ')}.`,
  };
}

function wordSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, found: unknown): string {
  // A message that a schema wrote itself begins in lower case and says it better.
  if (/^[a-z]/.test(issue.message)) return issue.message;
  const [bound, limit] =
    issue.code === 'too_small'
      ? [{ strict: 'more than', inclusive: 'at least' }, issue.minimum]
      : [{ strict: 'less than', inclusive: 'at most' }, issue.maximum];
  const wanted = `${issue.inclusive === false ? bound.strict : bound.inclusive} ${limit}`;
  if (issue.origin === 'string')
    return `has ${count(String(found).length, 'character')}, must have ${wanted}`;
  if (issue.origin === 'array')
    return `has ${count(Array.isArray(found) ? found.length : 0, 'item')}, must have ${wanted}`;
  return `is ${describeValue(found)}, must be ${wanted}`;
}

function wordUnion(
  path: readonly PropertyKey[],
  found: unknown,
  branches: readonly (readonly Issue[])[],
): Wording {
  if (found === undefined) return { path, message: 'required field is missing', remedy: 'Add it.' };
  const reasons = [...new Set(branches.flatMap((issues) => issues.slice(-1).map(({ message }) => message)))];
  return wordMismatch(
    path,
    `${describeValue(found)} fits none of the allowed forms${reasons.length > 0 ? `: ${reasons.join('; or ')}` : ''}`,
  );
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${count(value.length, 'item')}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value !== 'string') return JSON.stringify(value);
  return value === '' ? 'empty text' : JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
