import type { JsonObject } from '#schema/common.ts';

/** One parameter of a tool, as a row of a flat table; nested ones follow their parent. */
export interface Parameter {
  /** Dotted path from the arguments: `filter.owner`, `items[].id`. */
  readonly path: string;
  /** Last segment of the path. */
  readonly name: string;
  /** 0 for a top-level argument. */
  readonly depth: number;
  /** Type as the schema states it, in words: `string`, `array of integer`, `one of 2 shapes`, `any`. */
  readonly type: string;
  readonly required: boolean;
  readonly description: string | undefined;
  /** Allowed values in JSON, as far as the schema lists them. */
  readonly allowed: readonly string[];
  /** Default in JSON, when the schema has one. */
  readonly fallback: string | undefined;
  /** Bounds and patterns, in words. */
  readonly constraints: readonly string[];
  /** True where the schema refers back to one of its own ancestors, and the table stops. */
  readonly recursive: boolean;
  /** Where in the record this stands, for evidence. */
  readonly recordPath: string;
}

/** What the record says of the input: nothing, that there is none, or a list. */
export type InputDocumentation = 'undocumented' | 'empty' | 'documented';

/** Rows after which a table stops; the raw schema stays one click away. */
const mostRows = 600;
const deepest = 14;
/** Schemas looked at before the walk stops: references that fan out again and again would otherwise never end. */
const mostVisits = 5000;

/** Whether the input schema documents anything: `{"$schema": …}` alone does not, `properties: {}` says "no input". */
export function inputDocumentation(schema: JsonObject | undefined): InputDocumentation {
  if (schema === undefined) return 'undocumented';
  const properties = asObject(schema['properties']);
  if (properties && Object.keys(properties).length > 0) return 'documented';
  if (['anyOf', 'oneOf', 'allOf', '$ref'].some((key) => key in schema)) return 'documented';
  return 'type' in schema || 'properties' in schema || 'additionalProperties' in schema
    ? 'empty'
    : 'undocumented';
}

/** The parameters of an input schema as flat rows, references followed, loops cut. Never throws on a strange schema. */
export function listParameters(schema: JsonObject | undefined): Parameter[] {
  const rows: Parameter[] = [];
  if (schema !== undefined) {
    walkProperties(schema, {
      root: schema,
      rows,
      visits: { left: mostVisits },
      ancestors: [],
      depth: 0,
      prefix: '',
      recordPath: 'inputSchema',
    });
  }
  return rows;
}

interface Walk {
  readonly root: JsonObject;
  readonly rows: Parameter[];
  readonly visits: { left: number };
  readonly ancestors: readonly JsonObject[];
  readonly depth: number;
  readonly prefix: string;
  readonly recordPath: string;
}

function walkProperties(node: JsonObject, walk: Walk): void {
  if (walk.visits.left <= 0) return;
  walk.visits.left--;
  const schema = resolve(node, walk.root);
  if (walk.ancestors.includes(schema) || walk.depth > deepest) return;
  const ancestors = [...walk.ancestors, schema];
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  for (const [name, value] of Object.entries(asObject(schema['properties']) ?? {})) {
    if (walk.rows.length >= mostRows) return;
    const path = walk.prefix === '' ? name : `${walk.prefix}.${name}`;
    const recordPath = `${walk.recordPath}.properties.${name}`;
    const property = asObject(value);
    const target = property ? resolve(property, walk.root) : {};
    const nested = property ? nestedSchemas(target, walk.root) : [];
    const recursive =
      nested.some(({ schema: child }) => ancestors.includes(child)) || ancestors.includes(target);
    walk.rows.push({
      path,
      name,
      depth: walk.depth,
      type: typeOf(target, walk.root),
      required: required.has(name),
      description: textOf(property?.['description']) ?? textOf(target['description']),
      allowed: allowedValues(target, walk.root),
      fallback: 'default' in target ? JSON.stringify(target['default']) : undefined,
      constraints: constraintsOf(target),
      recursive,
      recordPath,
    });
    if (recursive) continue;
    for (const child of nested) {
      walkProperties(child.schema, {
        ...walk,
        ancestors,
        depth: walk.depth + 1,
        prefix: `${path}${child.suffix}`,
        recordPath: `${recordPath}${child.recordSuffix}`,
      });
    }
  }
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    const branches = Array.isArray(schema[key]) ? schema[key] : [];
    branches.forEach((branch, index) => {
      const object = asObject(branch);
      if (object)
        walkProperties(object, { ...walk, ancestors, recordPath: `${walk.recordPath}.${key}.${index}` });
    });
  }
}

interface NestedSchema {
  readonly schema: JsonObject;
  readonly suffix: string;
  readonly recordSuffix: string;
}

/** The object schemas inside a property: itself, its items, its alternatives. */
function nestedSchemas(target: JsonObject, root: JsonObject): NestedSchema[] {
  const found: NestedSchema[] = [];
  const add = (value: unknown, suffix: string, recordSuffix: string): void => {
    const object = asObject(value);
    if (!object) return;
    const schema = resolve(object, root);
    if (asObject(schema['properties'])) found.push({ schema, suffix, recordSuffix });
    const items = asObject(schema['items']);
    if (items && suffix === '') add(items, '[]', `${recordSuffix}.items`);
  };
  add(target, '', '');
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
    const branches = Array.isArray(target[key]) ? target[key] : [];
    branches.forEach((branch, index) => {
      add(branch, '', `.${key}.${index}`);
    });
  }
  return found;
}

/** Follows `$ref` by JSON pointer within the same schema; what cannot be followed is an open schema. */
function resolve(node: JsonObject, root: JsonObject): JsonObject {
  let current = node;
  for (let hops = 0; hops < 16; hops++) {
    const reference = current['$ref'];
    if (typeof reference !== 'string') return current;
    const target = pointer(root, reference);
    if (target === undefined || target === current) return {};
    current = target;
  }
  return {};
}

function pointer(root: JsonObject, reference: string): JsonObject | undefined {
  if (!reference.startsWith('#')) return undefined;
  let current: unknown = root;
  for (const segment of reference
    .slice(1)
    .split('/')
    .filter((part) => part !== '')) {
    let key = segment;
    try {
      key = decodeURIComponent(segment);
    } catch {
      // A stray per cent sign: take the segment as it is written.
    }
    key = key.replace(/~1/g, '/').replace(/~0/g, '~');
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return asObject(current);
}

function typeOf(schema: JsonObject, root: JsonObject, level = 0): string {
  const type = schema['type'];
  if (Array.isArray(type)) return type.map(String).join(' or ');
  if (type === 'array') {
    const items = asObject(schema['items']);
    return items && level < 3 ? `array of ${typeOf(resolve(items, root), root, level + 1)}` : 'array';
  }
  if (typeof type === 'string') return type;
  for (const key of ['anyOf', 'oneOf'] as const) {
    const branches = schema[key];
    if (Array.isArray(branches) && level < 3) {
      const names = branches.map((branch) => typeOf(resolve(asObject(branch) ?? {}, root), root, level + 1));
      return [...new Set(names)].join(' or ');
    }
  }
  if (Array.isArray(schema['enum'])) return 'one of the listed values';
  if ('const' in schema) return 'constant';
  return asObject(schema['properties']) ? 'object' : 'any';
}

function allowedValues(schema: JsonObject, root: JsonObject): string[] {
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => JSON.stringify(value));
  if ('const' in schema) return [JSON.stringify(schema['const'])];
  const items = asObject(schema['items']);
  if (items && Array.isArray(resolve(items, root)['enum'])) return allowedValues(resolve(items, root), root);
  for (const key of ['anyOf', 'oneOf'] as const) {
    const branches = schema[key];
    if (!Array.isArray(branches)) continue;
    return branches.flatMap((branch) => {
      const object = resolve(asObject(branch) ?? {}, root);
      return Array.isArray(object['enum']) || 'const' in object ? allowedValues(object, root) : [];
    });
  }
  return [];
}

/** Keywords that bound a value, and how they read. */
const constraintWords: readonly (readonly [string, string])[] = [
  ['minimum', 'at least'],
  ['maximum', 'at most'],
  ['exclusiveMinimum', 'more than'],
  ['exclusiveMaximum', 'less than'],
  ['minLength', 'length at least'],
  ['maxLength', 'length at most'],
  ['minItems', 'items at least'],
  ['maxItems', 'items at most'],
  ['pattern', 'pattern'],
  ['format', 'format'],
];

function constraintsOf(schema: JsonObject): string[] {
  return constraintWords
    .filter(([key]) => typeof schema[key] === 'string' || typeof schema[key] === 'number')
    .map(([key, words]) => `${words} ${String(schema[key])}`);
}

function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
