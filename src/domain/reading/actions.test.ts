import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#schema/common.ts';
import { readFacts } from '../facts.ts';
import { sample } from '../sample.fixture.ts';

const choice = { type: 'string', enum: ['get', 'delete'] };

describe('an argument chooses among actions', () => {
  test.each<[string, JsonObject]>([
    ['action', { action: choice }],
    ['mode', { mode: choice }],
    ['a mode of something', { write_mode: choice }],
    ['operation', { operation: choice }],
    [
      'the type of each operation',
      { operations: { type: 'array', items: { properties: { type: choice } } } },
    ],
  ])('%s', (_argument, input) => {
    expect(actionsOf('Work with widgets.', input)).toEqual(['get', 'delete']);
  });

  test.each<[string, JsonObject]>([
    ['one of something else', { colour: choice }],
    ['with a single value', { action: { type: 'string', enum: ['delete'] } }],
    ['of a nested object that is no list of actions', { filter: { properties: { action: choice } } }],
  ])('but not %s', (_argument, input) => {
    expect(actionsOf('Work with widgets.', input)).toEqual([]);
  });

  test('and its values are quoted with their place', () => {
    const { tool } = sample('widget', 'Work with widgets.', { input: { action: choice } });
    expect(readFacts(tool, undefined).actions[1]?.evidence).toEqual({
      path: 'inputSchema.properties.action.enum',
      quote: 'delete',
    });
  });
});

describe('a description lists operations', () => {
  test.each([
    ['Manage keys: list/get', ['list', 'get']],
    ['Manage keys: list, create or delete them.', ['list', 'create', 'delete them']],
    ['Run one of the following operations: get-site, delete-site.', ['get-site', 'delete-site']],
    ['Site operations: get a site, delete a site.', ['get a site', 'delete a site']],
  ])('%s', (description, actions) => {
    expect(actionsOf(description)).toEqual(actions);
  });

  test.each(['Get one of the keys: the first, the last.', 'Manage keys.', 'List, get or delete keys.'])(
    'but not here: %s',
    (description) => {
      expect(actionsOf(description)).toEqual([]);
    },
  );
});

function actionsOf(description: string, input?: JsonObject): string[] {
  const { tool } = sample('widget', description, input && { input });
  return readFacts(tool, undefined).actions.map(({ value }) => value);
}
