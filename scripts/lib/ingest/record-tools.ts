import { ToolSchema } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import type { JsonObject } from '#schema/common.ts';
import { type Tool, toolSchema } from '#schema/tool.ts';

/** The tools of a listing as records, and what was wrong with them. */
export interface RecordedTools {
  /** In the order of their names: servers list them in varying order. */
  readonly tools: readonly Tool[];
  /** How many entries could not be recorded; repeated ones are not counted. */
  readonly leftOut: number;
  /** In full sentences of our own. */
  readonly problems: readonly string[];
}

/**
 * Turns the entries of a listing into records. Keys that the protocol does not name go to `extensions`, and so do known
 * keys that hold the wrong type, which is a problem. Entries that cannot be recorded, and repeated names, are left out
 * and are a problem too.
 */
export function recordTools(entries: readonly unknown[]): RecordedTools {
  const problems: string[] = [];
  const tools = new Map<string, Tool>();
  const refused: string[] = [];
  let leftOut = 0;
  entries.forEach((entry, index) => {
    const label = labelOf(entry, index);
    const reported = problems.length;
    const result = toolSchema.safeParse(isObject(entry) ? sortFields(entry, label, problems) : entry);
    if (!result.success) {
      leftOut += 1;
      problems.push(`${label} has no usable name and is left out.`);
    } else if (tools.has(result.data.name)) {
      problems.push(`${label} is listed more than once; the first definition is recorded.`);
    } else {
      tools.set(result.data.name, result.data);
      if (problems.length === reported && !ToolSchema.safeParse(entry).success) refused.push(label);
    }
  });
  if (refused.length > 0) {
    problems.push(
      `The protocol does not allow these definitions, which are recorded as they came: ${nameSome(refused)}.`,
    );
  }
  return { tools: [...tools.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)), leftOut, problems };
}

/** Keys of a record that the protocol names. */
const knownFields: Readonly<Record<string, z.ZodType>> = toolSchema.omit({ extensions: true }).shape;

function sortFields(entry: JsonObject, label: string, problems: string[]): JsonObject {
  const record: [string, unknown][] = [];
  const extensions: [string, unknown][] = [];
  for (const [key, value] of Object.entries(entry)) {
    const field = Object.hasOwn(knownFields, key) ? knownFields[key] : undefined;
    if (!field) extensions.push([key, value]);
    else if (key === 'name' || field.safeParse(value).success) record.push([key, value]);
    else if (key === 'annotations' && isObject(value)) {
      const [good, bad] = sortAnnotations(value);
      record.push([key, good]);
      extensions.push([key, bad]);
      problems.push(`${label} declares hints of the wrong type; they are kept under extensions.`);
    } else {
      extensions.push([key, value]);
      problems.push(`${label} has a ${key} of the wrong type; it is kept under extensions.`);
    }
  }
  // Entries, not assignments: a key "__proto__" is data here.
  return Object.fromEntries(
    extensions.length > 0 ? [...record, ['extensions', Object.fromEntries(extensions)]] : record,
  );
}

/** The hints of the right type, and the others. */
function sortAnnotations(annotations: JsonObject): [JsonObject, JsonObject] {
  const fields = toolSchema.shape.annotations;
  const isGood = ([key, value]: [string, unknown]): boolean => fields.safeParse({ [key]: value }).success;
  const entries = Object.entries(annotations);
  return [
    Object.fromEntries(entries.filter(isGood)),
    Object.fromEntries(entries.filter((entry) => !isGood(entry))),
  ];
}

/** Names are written by strangers: only plain ones are repeated in our own sentences. */
function labelOf(entry: unknown, index: number): string {
  const name = isObject(entry) ? entry['name'] : undefined;
  return typeof name === 'string' && /^[\w.-]{1,64}$/.test(name)
    ? `The tool ${name}`
    : `Entry ${index + 1} of the list`;
}

function nameSome(labels: readonly string[]): string {
  const names = labels.map((label) => label.replace(/^The tool /, '').replace(/^Entry/, 'entry'));
  return names.length <= 5
    ? names.join(', ')
    : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
