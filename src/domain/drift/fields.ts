import type { Tool } from '#schema/tool.ts';

/** One place in which two definitions of a tool differ. */
export interface FieldChange {
  /** Where: `description`, `inputSchema.properties.url`, `annotations.readOnlyHint`. Keys in it are words of strangers. */
  readonly path: string;
  /** What stood there: text as it is, any other value as JSON; undefined when nothing did. Untrusted. */
  readonly before: string | undefined;
  /** What stands there now, in the same form. Untrusted. */
  readonly after: string | undefined;
}

/** Values nested deeper than this are compared as a whole. */
const deepest = 12;

/**
 * The places in which two definitions differ, each as deep as both have something there, in the order of the definitions.
 * A list is one place: where a list differs, its order or its length matters, and both are seen only in the whole.
 */
export function listFieldChanges(before: Tool, after: Tool): FieldChange[] {
  return diffObjects(before, after, '', 0);
}

/** Whether two JSON values say the same; the order of keys says nothing, the order of a list does. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const left = entriesOf(a);
  const right = new Map(entriesOf(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)))
  );
}

function diffObjects(before: object, after: object, path: string, depth: number): FieldChange[] {
  const was = new Map(entriesOf(before));
  const is = new Map(entriesOf(after));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
    diffValues(was.get(key), is.get(key), path === '' ? key : `${path}.${key}`, depth + 1),
  );
}

function diffValues(before: unknown, after: unknown, path: string, depth: number): FieldChange[] {
  if (sameJson(before, after)) return [];
  if (isObject(before) && isObject(after) && depth < deepest) return diffObjects(before, after, path, depth);
  return [{ path, before: write(before), after: write(after) }];
}

function write(value: unknown): string | undefined {
  return typeof value === 'string' || value === undefined ? value : JSON.stringify(value, null, 2);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys without a value are not written to JSON, so they are no difference. */
function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, child]) => child !== undefined);
}
