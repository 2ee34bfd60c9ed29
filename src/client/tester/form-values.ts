import type { JsonObject } from '#schema/common.ts';
import type { Field, FieldKind } from './fields.ts';

/** What stands in one row of the form. */
export interface FormRow {
  readonly field: Field;
  /** The field's own kind, or `json` for a value that has another type. */
  readonly kind: FieldKind;
  /** What is typed or chosen; empty when the argument is left out. For `boolean`, `choice` and `json` it is JSON. */
  readonly text: string;
}

/** The arguments of a call as a form shows them. */
export interface FormValues {
  readonly rows: readonly FormRow[];
  /** Arguments that the schema does not have. */
  readonly rest: JsonObject;
}

/** The arguments that a form stands for. */
export interface ReadForm {
  readonly args: JsonObject;
  /** What is wrong with rows, by the name of the field, as sentences. Such rows are left out of the arguments. */
  readonly problems: ReadonlyMap<string, string>;
}

/** Spreads arguments over the fields of a form. Nothing is lost: what does not fit a field is shown as JSON. */
export function toForm(fields: readonly Field[], args: JsonObject): FormValues {
  const known = new Set(fields.map(({ name }) => name));
  const rest = Object.fromEntries(Object.entries(args).filter(([name]) => !known.has(name)));
  const rows = fields.map((field): FormRow => {
    if (!Object.hasOwn(args, field.name)) return { field, kind: field.kind, text: '' };
    const value = args[field.name];
    if (!fits(value, field)) return { field, kind: 'json', text: JSON.stringify(value) };
    return {
      field,
      kind: field.kind,
      text: typeof value === 'string' && field.kind === 'text' ? value : JSON.stringify(value),
    };
  });
  return { rows, rest };
}

/** Reads the rows of a form. An empty row leaves its argument out; to give an empty text, write JSON. */
export function fromForm({ rows, rest }: FormValues): ReadForm {
  const problems = new Map<string, string>();
  const given = rows.flatMap(({ field, kind, text }): [string, unknown][] => {
    if (kind === 'text') return text === '' ? [] : [[field.name, text]];
    if (text.trim() === '') return [];
    const value = readValue(kind, text);
    if (value !== undefined) return [[field.name, value]];
    problems.set(
      field.name,
      kind === 'number'
        ? 'This is not a number.'
        : 'This is not valid JSON; a text needs double quotation marks.',
    );
    return [];
  });
  return { args: Object.fromEntries([...given, ...Object.entries(rest)]), problems };
}

function fits(value: unknown, { kind, choices }: Field): boolean {
  switch (kind) {
    case 'text':
      // An empty row means that the argument is left out. A row is one line.
      return typeof value === 'string' && value !== '' && !/[\r\n]/.test(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice': {
      const text = JSON.stringify(value);
      return choices.some((choice) => JSON.stringify(choice) === text);
    }
    case 'json':
      return true;
  }
}

/** The value of a row; undefined when there is none. */
function readValue(kind: FieldKind, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return kind !== 'number' || (typeof value === 'number' && Number.isFinite(value)) ? value : undefined;
  } catch {
    return undefined;
  }
}
