import { expect, test } from 'vitest';
import type { ToolEntry } from '#domain/catalogue.ts';
import type { Server } from '#schema/server.ts';
import { listContradicted, playsDown } from './hint-conflicts.ts';

const server = {
  id: 'shop',
  name: 'Shop',
  source: {},
  tools: [
    { name: 'get_order', description: 'Gets an order.', annotations: { destructiveHint: true } },
    { name: 'delete_order', description: 'Deletes an order.', annotations: { readOnlyHint: true } },
    { name: 'list_orders', description: 'Lists orders.', annotations: { readOnlyHint: true } },
  ],
} as unknown as Server;

const entries = (['conflicts', 'conflicts', 'agrees'] as const).map(
  (standing, index) =>
    ({
      id: `shop/${index.toString()}`,
      name: server.tools[index]?.name,
      index,
      level: 'low',
      declaredHints: { readOnlyHint: standing },
    }) as unknown as ToolEntry,
);

test('tools that look more harmless than they are come first, and those without a conflict are left out', () => {
  const found = listContradicted(
    entries,
    () => server,
    () => undefined,
  );
  expect(found.map(({ tool, conflicts }) => [tool.name, conflicts])).toEqual([
    ['delete_order', [{ hint: 'readOnlyHint', declared: true, assessed: false }]],
    ['get_order', [{ hint: 'destructiveHint', declared: true, assessed: false }]],
  ]);
});

test('the record is not read where no hint is contradicted', () => {
  const read = (): Server => {
    throw new Error('The record was read.');
  };
  expect(listContradicted(entries.slice(2), read, () => undefined)).toEqual([]);
});

test('a hint plays down when it promises what the record does not keep', () => {
  expect(playsDown({ hint: 'readOnlyHint', declared: true, assessed: false })).toBe(true);
  expect(playsDown({ hint: 'destructiveHint', declared: true, assessed: false })).toBe(false);
  expect(playsDown({ hint: 'openWorldHint', declared: false, assessed: true })).toBe(true);
});
