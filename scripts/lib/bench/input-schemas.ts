import type { JsonObject } from '#schema/common.ts';
import type { Distribution, NonEmpty, Random } from './random.ts';
import type { Action } from './tool-names.ts';

/** Top-level parameters of a tool that is not without: the median is 3, a few have dozens, the most 205. */
const counts: Distribution = [
  [0, 1],
  [0.2, 1.5],
  [0.45, 3],
  [0.7, 5],
  [0.85, 8],
  [0.95, 15],
  [0.98, 30],
  [0.995, 60],
  [1, 205],
];

type Parameter = readonly [name: string, schema: JsonObject];

const text = (description: string): JsonObject => ({ type: 'string', description });

/** Parameters as servers have them: names that rules look for, and names that say nothing. */
const parameters: NonEmpty<(noun: string, random: Random) => Parameter> = [
  (noun) => [`${noun}_id`, text(`Identifier of the ${noun}.`)],
  (noun) => [`${noun}Name`, { type: 'string', minLength: 1, maxLength: 255 }],
  () => ['query', text('Words to look for. Put a phrase into "double quotes".')],
  () => [
    'limit',
    { type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'Entries in one answer.' },
  ],
  () => ['cursor', { type: ['string', 'null'], description: "The previous answer's cursor." }],
  () => ['include_archived', { type: 'boolean', default: false }],
  () => ['start_date', { type: 'string', format: 'date', description: 'First day (YYYY-MM-DD).' }],
  () => ['labels', { type: 'array', items: { type: 'string' }, maxItems: 50 }],
  () => ['metadata', { type: 'object', additionalProperties: true }],
  () => ['ratio', { anyOf: [{ type: 'number', exclusiveMinimum: 0 }, { type: 'null' }], default: null }],
  () => ['message', text('What to write. Markdown such as **bold** is kept.')],
  () => ['url', { type: 'string', format: 'uri', description: 'Address of the page.' }],
  () => ['path', text('Path of the file, relative to the root.')],
  () => ['format', { type: 'string', enum: ['json', 'csv', 'markdown'], default: 'json' }],
  (noun) => [`${noun}_state`, { enum: ['open', 'closed', 'all'], description: `State of the ${noun}.` }],
  (_noun, random) => ['region', { type: 'string', enum: listCodes(random.integer(4, 24)) }],
  (noun) => [
    'filter',
    objectOf([
      [`${noun}_owner`, text('Name of the owner.')],
      ['archived', { type: 'boolean' }],
    ]),
  ],
  (noun) => [
    'items',
    {
      type: 'array',
      items: objectOf([
        ['id', text(`A ${noun}.`)],
        ['count', { type: 'integer' }],
      ]),
    },
  ],
];

/** The input schema of a tool; undefined when its server sends none. */
export function writeInputSchema({ verb, object }: Action, random: Random): JsonObject | undefined {
  const kind = random.next();
  if (kind < 0.005) return undefined;
  if (kind < 0.01) return { $schema: 'http://json-schema.org/draft-07/schema#' };
  if (kind < 0.07) return { type: 'object', properties: {} };
  const noun = object.at(-1) ?? object[0];
  const wanted = Math.round(random.draw(counts));
  const properties = new Map<string, JsonObject>();
  if (random.chance(0.06))
    properties.set('action', { type: 'string', enum: ['get', 'list', verb || 'view'] });
  while (properties.size < wanted && wanted <= 40) {
    const [name, schema] = random.pick(parameters)(noun, random);
    properties.set(properties.has(name) ? `${name}_${properties.size}` : name, schema);
  }
  while (properties.size < wanted)
    properties.set(`Parameter${properties.size}.Name`, text(`Value ${properties.size}.`));
  if (random.chance(0.004)) properties.set('country', { type: 'string', enum: listCodes(126) });
  if (random.chance(0.02)) properties.set('tree', nest(random.integer(3, 12), noun));
  const schema = withReferences(
    objectOf([...properties], random.integer(0, Math.min(3, wanted))),
    noun,
    random,
  );
  return random.chance(0.5) ? { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema } : schema;
}

/** A schema for structured results. */
export function writeOutputSchema({ object }: Action): JsonObject {
  const entry = objectOf(
    [
      ['id', { type: 'string' }],
      ['name', { type: 'string' }],
    ],
    1,
  );
  return objectOf([[object.at(-1) ?? object[0], { type: 'array', items: entry }]], 1);
}

/** References by definition, by pointer into a property, and to an ancestor, as schema generators write them. */
function withReferences(schema: JsonObject, noun: string, random: Random): JsonObject {
  const properties = schema['properties'] as JsonObject;
  const [first] = Object.keys(properties);
  const kind = random.next();
  if (kind < 0.13) {
    const range = objectOf(
      [
        ['from', { type: 'string', format: 'date-time' }],
        ['to', { type: 'string' }],
      ],
      1,
    );
    return {
      ...schema,
      properties: { ...properties, period: { $ref: '#/$defs/Range' } },
      $defs: { Range: range },
    };
  }
  if (kind < 0.22 && first !== undefined && !/[^a-z_]/i.test(first)) {
    return { ...schema, properties: { ...properties, [`other_${noun}`]: { $ref: `#/properties/${first}` } } };
  }
  if (kind < 0.24) {
    const node = objectOf([
      ['value', { type: 'string' }],
      ['children', { type: 'array', items: { $ref: '#/$defs/Node' } }],
    ]);
    return {
      ...schema,
      properties: { ...properties, root: { $ref: '#/$defs/Node' } },
      $defs: { Node: node },
    };
  }
  return schema;
}

function objectOf(properties: readonly Parameter[], required = 0): JsonObject {
  const names = properties.slice(0, required).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(names.length > 0 ? { required: names } : {}),
  };
}

function nest(levels: number, noun: string): JsonObject {
  if (levels === 0) return text(`Innermost ${noun}.`);
  return objectOf([[`level${levels}`, nest(levels - 1, noun)]]);
}

function listCodes(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `zone-${String(index + 1).padStart(3, '0')}`);
}
