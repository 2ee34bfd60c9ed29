import { listParameters, type Parameter } from '#domain/parameters.ts';
import { firstSentence } from '#domain/text.ts';
import type { JsonObject } from '#schema/common.ts';

/** How an argument is typed in. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'choice' | 'json';

/** One argument of a tool, as a form shows it. */
export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  /** Type as the schema states it, in words. */
  readonly type: string;
  readonly required: boolean;
  /** First sentence of the description; empty when there is none. Untrusted text. */
  readonly description: string;
  /** The values to choose from, for kind `choice`. */
  readonly choices: readonly unknown[];
}

/** Fields after which a form stops; the rest can be written as JSON. */
const mostFields = 60;

/** The arguments of an input schema as fields. What has no better control is typed as JSON. Never throws. */
export function readFields(inputSchema: JsonObject | undefined): Field[] {
  const fields = new Map<string, Field>();
  for (const parameter of listParameters(inputSchema)) {
    // Alternatives may name one argument twice.
    if (parameter.depth === 0 && !fields.has(parameter.name)) fields.set(parameter.name, toField(parameter));
    if (fields.size >= mostFields) break;
  }
  return [...fields.values()];
}

function toField({ name, type, required, description, allowed }: Parameter): Field {
  const choices = type.startsWith('array') ? [] : allowed.map((value): unknown => JSON.parse(value));
  return {
    name,
    kind: choices.length > 0 ? 'choice' : kindOf(type),
    type,
    required,
    description: firstSentence(description ?? ''),
    choices,
  };
}

/** `null` beside a type changes nothing: to give null, write JSON. */
function kindOf(type: string): FieldKind {
  const [only, ...others] = type.split(' or ').filter((each) => each !== 'null');
  if (others.length > 0)
    return others.length === 1 && isNumeric(only) && isNumeric(others[0]) ? 'number' : 'json';
  if (only === 'string') return 'text';
  if (only === 'boolean') return 'boolean';
  return isNumeric(only) ? 'number' : 'json';
}

function isNumeric(type: string | undefined): boolean {
  return type === 'number' || type === 'integer';
}
