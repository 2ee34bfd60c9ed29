import { expect, test } from 'vitest';
import ParameterTable from '#components/ParameterTable.astro';
import { listParameters } from '#domain/parameters.ts';
import type { JsonObject } from '#schema/common.ts';
import { findAll, findTags, textOf } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';

/** The cells of each row of the table of a schema. */
async function rows(schema: JsonObject): Promise<string[][]> {
  const html = await renderComponent(ParameterTable, {
    parameters: listParameters(schema),
    caption: 'Parameters',
  });
  return findTags(html, 'tr')
    .slice(1)
    .map((row) => findAll(row, ({ name }) => name === 'th' || name === 'td').map(textOf));
}

test('a row has name, type, bounds, description, values and default', async () => {
  const size = { type: 'integer', minimum: 1, maximum: 9, description: 'How many.', default: 3 };
  const properties = { size, kind: { enum: ['a', 'b'] } };
  expect(await rows({ type: 'object', properties, required: ['size'] })).toEqual([
    ['size required', 'integer at least 1, at most 9', 'How many. Default 3'],
    ['kind', 'one of the listed values', 'One of "a", "b"'],
  ]);
});

test('fields of objects and of items follow their parent, with their paths', async () => {
  const line = { type: 'object', properties: { price: { type: 'number' } } };
  const order = { type: 'object', properties: { lines: { type: 'array', items: line } } };
  const cells = await rows({ type: 'object', properties: { order } });
  expect(cells.map(([name, type]) => `${name ?? ''}: ${type ?? ''}`)).toEqual([
    'order: object',
    'order.lines: array of object',
    'order.lines[].price: number',
  ]);
});

test('a shape that holds itself is cut there, and said to be', async () => {
  const node = {
    type: 'object',
    properties: { children: { type: 'array', items: { $ref: '#/$defs/node' } } },
  };
  const cells = await rows({
    type: 'object',
    properties: { root: { $ref: '#/$defs/node' } },
    $defs: { node },
  });
  expect(cells.map(([name]) => name)).toEqual(['root', 'root.children']);
  expect(cells.at(-1)?.[2]).toContain('Refers back to an enclosing shape');
});

test('names, descriptions and defaults are text', async () => {
  const properties = { '<b>x</b>': { type: 'string', description: '<script>1</script>', default: '</td>' } };
  expect(await rows({ type: 'object', properties })).toEqual([
    ['<b>x</b>', 'string', '<script>1</script> Default "</td>"'],
  ]);
});
