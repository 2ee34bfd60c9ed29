import type { Tool } from '#schema/tool.ts';
import { hints, idsOf } from '#schema/vocabulary.ts';
import { formatNumber } from '../text.ts';

/** Longest definition that is judged, in characters of compact JSON. Models are sent far less. */
export const longestDefinition = 200_000;

/** Deepest nesting of a definition that is judged. */
const deepest = 60;

/** Longest name that is recorded, and so judged. */
const longestName = 512;

/**
 * One definition of a dump as a record has it: what the schema of records allows, and no more. Keys that the protocol does not name
 * and those of the wrong type are left out, since no rule reads them. A text says why there is no record. The check stands beside
 * the schema, because the library that the schema is written in weighs more than all of the rules.
 */
export function readDumpTool(value: unknown): Tool | string {
  if (!isObject(value)) return 'It is not an object with a name.';
  if (depthOf(value) > deepest) return `It is nested more than ${deepest} levels deep.`;
  if (JSON.stringify(value).length > longestDefinition)
    return `Its definition is longer than ${formatNumber(longestDefinition)} characters.`;
  const { name } = value;
  if (typeof name !== 'string' || name === '') return 'It has no name.';
  if (name.length > longestName) return 'Its name is too long.';
  if (name === '__proto__')
    return 'Its name must not be __proto__, which no policy document can name safely.';
  const kept = Object.entries(fields).flatMap(([key, keep]) => {
    const field = Object.hasOwn(value, key) ? keep(value[key]) : undefined;
    return field === undefined ? [] : [[key, field] as const];
  });
  return { ...(Object.fromEntries(kept) as Omit<Tool, 'name'>), name };
}

/** What is kept of each key that the protocol names; undefined where it has the wrong type. */
const fields: Readonly<Record<string, (value: unknown) => unknown>> = {
  title: keepText,
  description: keepText,
  inputSchema: keepObject,
  outputSchema: keepObject,
  annotations: (value) => (isObject(value) ? keepHints(value) : undefined),
  execution: keepObject,
  icons: (value) =>
    Array.isArray(value) && value.every(isObject) ? value.map((icon) => keepObject(icon)) : undefined,
  _meta: keepObject,
};

/** Hints of the wrong type are no hints; what vendors put beside them stays. */
function keepHints(annotations: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(withoutPrototype(annotations)).filter(([key, value]) => {
      if (key === 'title') return typeof value === 'string';
      return !hintNames.has(key) || typeof value === 'boolean' || value === null;
    }),
  );
}

const hintNames = new Set<string>(idsOf(hints));

function keepText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function keepObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isObject(value) ? withoutPrototype(value) : undefined;
}

/** The schema of records drops this one key, too. */
function withoutPrototype(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.hasOwn(value, '__proto__')
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== '__proto__'))
    : value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How deep a value is nested; stops looking where it is too deep. Without recursion, which a hostile value would exhaust. */
function depthOf(value: unknown): number {
  let depth = 0;
  let layer: unknown[] = [value];
  while (layer.length > 0 && depth <= deepest) {
    layer = layer.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each as Record<string, unknown>) : [],
    );
    depth += 1;
  }
  return depth;
}
