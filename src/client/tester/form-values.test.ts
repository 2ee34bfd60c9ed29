import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '#schema/common.ts';
import { type Field, type FieldKind, readFields } from './fields.ts';
import { fromForm, toForm } from './form-values.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    count: { type: 'integer' },
    dry: { type: 'boolean' },
    mode: { enum: ['fast', 'slow', 3] },
    tags: { type: 'array', items: { enum: ['a', 'b'] } },
  },
  required: ['name'],
};

const kindsOf = (inputSchema: JsonObject): Record<string, FieldKind> =>
  Object.fromEntries(readFields(inputSchema).map(({ name, kind }) => [name, kind]));

test('each argument has the control of its type', () => {
  expect(kindsOf(schema)).toEqual({
    name: 'text',
    count: 'number',
    dry: 'boolean',
    mode: 'choice',
    tags: 'json',
  });
  expect(readFields(schema).map(({ required }) => required)).toEqual([true, false, false, false, false]);
});

test.each<[string, JsonObject, Record<string, FieldKind>]>([
  ['nothing', {}, {}],
  ['properties that are no object', { properties: ['a'] }, {}],
  ['a property that is no schema', { properties: { a: true, b: null } }, { a: 'json', b: 'json' }],
  ['null beside a type', { properties: { a: { type: ['string', 'null'] } } }, { a: 'text' }],
  [
    'alternatives of one property',
    {
      properties: {
        a: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        b: { oneOf: [{ type: 'string' }, { type: 'number' }] },
      },
    },
    { a: 'text', b: 'json' },
  ],
  ['two kinds of number', { properties: { a: { type: ['integer', 'number'] } } }, { a: 'number' }],
  [
    'a reference',
    { $defs: { n: { type: 'number' } }, properties: { a: { $ref: '#/$defs/n' } } },
    { a: 'number' },
  ],
  ['a reference to itself', { properties: { a: { $ref: '#' } } }, { a: 'json' }],
  ['a reference that leads nowhere', { properties: { a: { $ref: '#/$defs/x' } } }, { a: 'json' }],
  ['an empty list of values', { properties: { a: { type: 'string', enum: [] } } }, { a: 'text' }],
  ['one constant', { properties: { a: { const: null } } }, { a: 'choice' }],
  [
    'alternatives of the whole',
    { anyOf: [{ properties: { a: { type: 'string' } } }, { properties: { a: { type: 'number' } } }] },
    { a: 'text' },
  ],
  [
    'nested objects',
    { properties: { a: { type: 'object', properties: { b: { type: 'string' } } } } },
    { a: 'json' },
  ],
  ['an unknown type', { properties: { a: { type: 'date' } } }, { a: 'json' }],
])('a schema with %s makes a form', (_, inputSchema, kinds) => {
  expect(kindsOf(inputSchema)).toEqual(kinds);
});

test('an argument with the name of something inherited is one like any other', () => {
  const fields = readFields(
    JSON.parse(
      '{"properties": {"__proto__": {"type": "string"}, "constructor": {"type": "string"}}}',
    ) as JsonObject,
  );
  expect(toForm(fields, {}).rows.map(({ text }) => text)).toEqual(['', '']);
  const rows = toForm(fields, {}).rows.map((row) => ({ ...row, text: 'x' }));
  expect(JSON.stringify(fromForm({ rows, rest: {} }).args)).toBe('{"__proto__":"x","constructor":"x"}');
});

test('a form has an end', () => {
  const properties = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`a${String(index)}`, { type: 'string' }]),
  );
  expect(readFields({ properties }).length).toBe(60);
});

test('whatever the arguments are, the form gives them back', () => {
  const names = fc.constantFrom('name', 'count', 'dry', 'mode', 'tags', 'other', '__proto__', '');
  const values = fc.oneof(fc.jsonValue(), fc.constantFrom('', 'a\nb', 'fast', 3, '3', true, null, 1e21));
  fc.assert(
    fc.property(fc.array(fc.tuple(names, values)), (entries) => {
      const args = JSON.parse(JSON.stringify(Object.fromEntries(entries))) as JsonObject;
      const result = fromForm(toForm(readFields(schema), args));
      expect(result.problems.size).toBe(0);
      expect(byName(result.args)).toEqual(byName(args));
    }),
  );
});

/** The arguments in the order of their names, own names such as __proto__ included. */
const byName = (args: JsonObject) => Object.entries(args).toSorted(([a], [b]) => (a < b ? -1 : 1));

const readOne = (name: string, text: string, kind?: FieldKind) => {
  const field = readFields(schema).find((each) => each.name === name) as Field;
  const { args, problems } = fromForm({ rows: [{ field, kind: kind ?? field.kind, text }], rest: {} });
  return problems.get(name) ?? args;
};

test('an empty row leaves its argument out, and a text is taken as it stands', () => {
  expect(readOne('name', '')).toEqual({});
  expect(readOne('name', ' 500 ')).toEqual({ name: ' 500 ' });
  expect(readOne('count', ' ')).toEqual({});
  expect(readOne('count', ' 500 ')).toEqual({ count: 500 });
  expect(readOne('dry', 'false')).toEqual({ dry: false });
  expect(readOne('mode', '3')).toEqual({ mode: 3 });
});

test.each(['1,5', 'ten', '1e999', '"5"', '0x10'])('%s is no number', (text) => {
  expect(readOne('count', text)).toBe('This is not a number.');
});

test('a row of JSON that is none says how a text is written', () => {
  expect(readOne('tags', 'a')).toContain('double quotation marks');
  expect(readOne('tags', '["a"]')).toEqual({ tags: ['a'] });
});

test('a value of another type than the schema has is shown as JSON', () => {
  const { rows } = toForm(readFields(schema), { name: '', count: '500', mode: 'other' });
  expect(rows.slice(0, 4).map(({ kind, text }) => [kind, text])).toEqual([
    ['json', '""'],
    ['json', '"500"'],
    ['boolean', ''],
    ['json', '"other"'],
  ]);
});
