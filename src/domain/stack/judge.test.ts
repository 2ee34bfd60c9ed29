import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { Server } from '#schema/server.ts';
import { assess } from '../assess.ts';
import { settingOf } from '../facts.ts';
import { boundsOf } from '../policy/argument-bounds.ts';
import { countDefinitionTokens } from '../token-count.ts';
import { judgeTools, type JudgeSetting, mostTools } from './judge.ts';

const pattern: JudgeSetting['patterns'][number] = {
  id: 'loss',
  name: 'Loss',
  url: '/attacks/loss/',
  scope: 'tool',
  exposure: { classes: ['destructive'], capabilities: ['data-delete'] },
  incidents: [{ kind: 'accident' }],
};

const setting: JudgeSetting = {
  serverName: 'Notes',
  serverId: 'pasted',
  patterns: [pattern],
  pause: () => Promise.resolve(),
};

test('a pasted tool gets the verdict, the bounds and the tokens that the build gives', async () => {
  const text = readFileSync('tests/fixtures/catalogue/servers/workshop.json', 'utf8');
  const server = JSON.parse(text) as Server;
  const { tools, problems } = await judgeTools(server.tools, { ...setting, serverName: server.name });
  expect(problems).toEqual([]);
  expect(tools).toHaveLength(server.tools.length);
  for (const [index, tool] of server.tools.entries()) {
    const built = assess(tool, '', undefined, { name: settingOf(server).name });
    expect(tools[index]).toMatchObject({
      name: tool.name,
      class: built.verdict.class,
      level: built.verdict.level,
      capabilities: built.verdict.capabilities.map(({ id }) => id),
      bounds: boundsOf(built),
      tokens: countDefinitionTokens(tool),
      reviewed: false,
      url: null,
    });
  }
});

test('patterns that fit are named', async () => {
  const { tools } = await judgeTools(
    [{ name: 'delete_notes', description: 'Delete all notes for good.', inputSchema: { type: 'object' } }],
    setting,
  );
  expect(tools).toMatchObject([{ id: 'pasted/delete_notes', class: 'destructive', attacks: ['loss'] }]);
});

test('strange definitions are judged by what can be read, or left out with a reason', async () => {
  let deep: unknown = {};
  for (let level = 0; level < 100_000; level += 1) deep = { deep };
  const dump = [
    { name: 'kept', title: 5, inputSchema: [1], annotations: { readOnlyHint: 'yes' }, vendor: { x: 1 } },
    JSON.parse(
      '{"name":"odd","__proto__":{"x":1},"inputSchema":{"properties":{"__proto__":{"type":"string"},"constructor":{}}}}',
    ),
    { name: 'twice' },
    { name: 'twice' },
    { name: 'deep', inputSchema: deep },
    { name: 'long', description: 'x'.repeat(200_001) },
    { name: '__proto__' },
    { name: '' },
    { description: 'nameless' },
    { name: 'n'.repeat(513) },
    null,
    [],
    'tool',
  ];
  const { tools, problems } = await judgeTools(dump, setting);
  expect(tools.map(({ name }) => name)).toEqual(['kept', 'odd', 'twice']);
  expect(problems).toMatchInlineSnapshot(`
    [
      "“twice” is listed more than once; the first definition is judged.",
      "Tool 5 is left out. It is nested more than 60 levels deep.",
      "Tool 6 is left out. Its definition is longer than 200,000 characters.",
      "Tool 7 is left out. Its name must not be __proto__, which no policy document can name safely.",
      "Tool 8 is left out. It has no name.",
      "Tool 9 is left out. It has no name.",
      "Tool 10 is left out. Its name is too long.",
      "Tool 11 is left out. It is not an object with a name.",
      "Tool 12 is left out. It is not an object with a name.",
      "Tool 13 is left out. It is not an object with a name.",
    ]
  `);
});

test('of very many tools the first are judged, with pauses, and the rest is said', async () => {
  const pause = vi.fn(() => Promise.resolve());
  const dump = Array.from({ length: 10_000 }, (_, index) => ({ name: `get_${index.toString()}` }));
  const { tools, problems } = await judgeTools(dump, { ...setting, pause });
  expect(tools).toHaveLength(mostTools);
  expect(problems).toEqual([
    'The list has 10,000 tools; the first 1,000 are judged, the others are left out.',
  ]);
  expect(pause.mock.calls.length).toBeGreaterThan(10);
  const bad = await judgeTools(Array.from({ length: 50 }), setting);
  expect(bad.problems.at(-1)).toBe('There are 30 more problems like these.');
});
