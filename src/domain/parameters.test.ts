import { describe, expect, test } from 'vitest';
import { inputDocumentation, listParameters } from './parameters.ts';

const pathsOf = (schema: Record<string, unknown>): string[] => listParameters(schema).map(({ path }) => path);

test('a parameter is told with its type, bounds, default and place', () => {
  const rows = listParameters({
    type: 'object',
    required: ['owner'],
    properties: {
      owner: { type: 'string', description: 'Who', minLength: 1, pattern: '^a' },
      limit: { type: ['integer', 'null'], default: 10, maximum: 100 },
      free: true,
    },
  });
  expect(rows).toEqual([
    {
      path: 'owner',
      name: 'owner',
      depth: 0,
      type: 'string',
      required: true,
      description: 'Who',
      allowed: [],
      fallback: undefined,
      constraints: ['length at least 1', 'pattern ^a'],
      recursive: false,
      recordPath: 'inputSchema.properties.owner',
    },
    expect.objectContaining({
      path: 'limit',
      type: 'integer or null',
      required: false,
      fallback: '10',
      constraints: ['at most 100'],
    }),
    expect.objectContaining({ path: 'free', type: 'any' }),
  ]);
});

describe('nesting', () => {
  test('objects, items and alternatives follow their parent', () => {
    const rows = listParameters({
      properties: {
        filter: { type: 'object', properties: { owner: { type: 'string' } } },
        items: {
          type: 'array',
          items: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
        },
        target: { anyOf: [{ properties: { url: { type: 'string' } } }, { type: 'null' }] },
      },
    });
    expect(
      rows.map(({ path, depth, type, required, recordPath }) => [path, depth, type, required, recordPath]),
    ).toMatchInlineSnapshot(`
        [
          [
            "filter",
            0,
            "object",
            false,
            "inputSchema.properties.filter",
          ],
          [
            "filter.owner",
            1,
            "string",
            false,
            "inputSchema.properties.filter.properties.owner",
          ],
          [
            "items",
            0,
            "array of object",
            false,
            "inputSchema.properties.items",
          ],
          [
            "items[].id",
            1,
            "integer",
            true,
            "inputSchema.properties.items.items.properties.id",
          ],
          [
            "target",
            0,
            "object or null",
            false,
            "inputSchema.properties.target",
          ],
          [
            "target.url",
            1,
            "string",
            false,
            "inputSchema.properties.target.anyOf.0.properties.url",
          ],
        ]
      `);
  });

  test('alternatives of the whole input are listed', () => {
    expect(
      pathsOf({
        anyOf: [{ properties: { id: {} } }, { properties: { name: {} } }],
        allOf: [{ $ref: '#/$defs/page' }],
        $defs: { page: { properties: { page: {} } } },
      }),
    ).toEqual(['page', 'id', 'name']);
  });
});

describe('references', () => {
  test('are followed by JSON pointer, escapes and percent signs included', () => {
    const rows = listParameters({
      properties: {
        defs: { $ref: '#/$defs/a~1b' },
        first: { properties: { deep: { type: 'boolean' } } },
        pointer: { $ref: '#/properties/first/properties/deep', description: 'Its own words' },
        percent: { $ref: '#/$defs/50%25' },
        stray: { $ref: '#/$defs/50%' },
        outside: { $ref: 'https://example.org/schema' },
        missing: { $ref: '#/$defs/none' },
        inherited: { $ref: '#/constructor' },
      },
      $defs: { 'a/b': { type: 'integer' }, '50%': { type: 'number' } },
    });
    expect(rows.map(({ path, type, description }) => [path, type, description ?? ''])).toEqual([
      ['defs', 'integer', ''],
      ['first', 'object', ''],
      ['first.deep', 'boolean', ''],
      ['pointer', 'boolean', 'Its own words'],
      ['percent', 'number', ''],
      ['stray', 'number', ''],
      ['outside', 'any', ''],
      ['missing', 'any', ''],
      ['inherited', 'any', ''],
    ]);
  });

  test('that lead back are marked and cut', () => {
    const rows = listParameters({
      properties: { tree: { $ref: '#/$defs/node' }, self: { $ref: '#/properties/self' } },
      $defs: {
        node: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            children: { type: 'array', items: { $ref: '#/$defs/node' } },
          },
        },
      },
    });
    expect(rows.map(({ path, recursive }) => [path, recursive])).toEqual([
      ['tree', false],
      ['tree.name', false],
      ['tree.children', true],
      ['self', false],
    ]);
  });
});

test('allowed values are found in enums, constants, items and alternatives', () => {
  const rows = listParameters({
    properties: {
      plain: { enum: ['a', 1, null] },
      constant: { const: 'x' },
      list: { type: 'array', items: { $ref: '#/$defs/color' } },
      either: { oneOf: [{ const: 'on' }, { enum: ['off', 'auto'] }, { type: 'string' }] },
    },
    $defs: { color: { enum: ['red', 'blue'] } },
  });
  expect(rows.map(({ allowed }) => allowed)).toEqual([
    ['"a"', '1', 'null'],
    ['"x"'],
    ['"red"', '"blue"'],
    ['"on"', '"off"', '"auto"'],
  ]);
});

test('a table of thousands of parameters stops', () => {
  const properties = Object.fromEntries(
    Array.from({ length: 5000 }, (_, index) => [`field${index.toString()}`, { type: 'string' }]),
  );
  const rows = listParameters({ properties: { first: { type: 'object', properties }, ...properties } });
  expect(rows.length).toBe(600);
  expect(rows.at(1)?.path).toBe('first.field0');
});

test('what is no schema is no parameter', () => {
  expect(listParameters(undefined)).toEqual([]);
  for (const properties of [null, 'x', 5, ['a']]) expect(listParameters({ properties })).toEqual([]);
  expect(pathsOf({ properties: JSON.parse('{"__proto__": {"type": "string"}}') as unknown })).toEqual([
    '__proto__',
  ]);
});

test('no schema, no input and some input are told apart', () => {
  expect(
    [
      undefined,
      { $schema: 'https://json-schema.org/draft/2020-12/schema' },
      {},
      { type: 'object' },
      { type: 'object', properties: {} },
      { type: 'object', properties: { a: {} } },
      { anyOf: [] },
    ].map(inputDocumentation),
  ).toEqual(['undocumented', 'undocumented', 'undocumented', 'empty', 'empty', 'documented', 'documented']);
});
