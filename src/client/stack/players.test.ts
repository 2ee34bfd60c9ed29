import { expect, test } from 'vitest';
import type { PartOfServer } from '#domain/stack/combine.ts';
import type { Level } from '#schema/vocabulary.ts';
import { pickPlayers } from './players.ts';

/** A part that the tools of a server play, one for each level. */
const played = (key: string, ...levels: Level[]): PartOfServer =>
  ({
    server: { key },
    tools: levels.map((level) => ({ tool: { level, server: { key } }, access: [] })),
  }) as unknown as PartOfServer;

test('of many tools every server is in sight, the worst tools first', () => {
  const servers = [played('web', ...Array<Level>(9).fill('critical')), played('chat', 'low', 'high')];
  const [shown, rest] = pickPlayers(servers, 5);
  expect(shown.map(({ tool }) => `${tool.server.key} ${tool.level}`)).toEqual([
    'web critical',
    'web critical',
    'web critical',
    'chat high',
    'chat low',
  ]);
  expect(rest).toHaveLength(6);
});

test('a single tool more is shown instead of folded', () => {
  const [shown, rest] = pickPlayers([played('web', ...Array<Level>(6).fill('low'))], 5);
  expect([shown.length, rest.length]).toEqual([6, 0]);
});
