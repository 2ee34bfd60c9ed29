import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idsOf, levels, riskClasses } from '#schema/vocabulary.ts';
import { makeEntry, makeServerEntry } from './catalogue.fixture.ts';
import { buildCatalogue, byRisk, type Catalogue, type ToolEntry } from './catalogue.ts';
import { findRelated } from './related.ts';

const servers = [
  makeServerEntry('a', { name: 'Same Name', capture: { method: 'file', date: '2026-01-02' } }),
  makeServerEntry('b', { name: 'Same Name' }),
  makeServerEntry('c', { name: 'Same Name', capture: { method: 'file', date: '2026-01-01' } }),
];
const keyTool = { class: 'write', level: 'high', capabilities: ['key-issuance'] } as const;
const tools = [
  makeEntry('a/create_api_key', keyTool),
  makeEntry('a/delete_user', { class: 'destructive', level: 'critical', reviewed: true }),
  makeEntry('a/list_users'),
  makeEntry('b/create_api_key', keyTool),
  makeEntry('b/issue_token', { ...keyTool, attacks: ['minting'] }),
  makeEntry('c/list_users'),
  makeEntry('c/weather'),
];

describe('the catalogue', () => {
  test('does not depend on the order of the records', () => {
    const expected = flatten(buildCatalogue({ servers, tools, attacks: [], guides: [] }));
    const shuffled = fc.tuple(
      fc.shuffledSubarray(servers, { minLength: servers.length }),
      fc.shuffledSubarray(tools, { minLength: tools.length }),
    );
    fc.assert(
      fc.property(shuffled, ([someServers, someTools]) => {
        const catalogue = buildCatalogue({ servers: someServers, tools: someTools, attacks: [], guides: [] });
        expect(flatten(catalogue)).toEqual(expected);
      }),
    );
  });

  test('counts each tool once in every total', () => {
    const { totals, newest } = buildCatalogue({ servers, tools, attacks: [], guides: [] });
    const sum = (counts: Readonly<Record<string, number>>): number =>
      Object.values(counts).reduce((total, count) => total + count, 0);
    expect(totals).toMatchObject({ servers: 3, tools: 7, reviewed: 1 });
    expect(Object.keys(totals.byLevel)).toEqual(idsOf(levels));
    expect(Object.keys(totals.byClass)).toEqual(idsOf(riskClasses));
    expect([sum(totals.byLevel), sum(totals.byClass)]).toEqual([7, 7]);
    expect(totals.byCapability['key-issuance']).toBe(3);
    expect(newest).toBe('2026-03-01');
  });

  test('finds tools by what they share', () => {
    const { toolsOfAttack, toolsOfWord, toolsOfLevel } = buildCatalogue({
      servers,
      tools,
      attacks: [],
      guides: [],
    });
    const idsIn = (list: readonly ToolEntry[] | undefined): string[] | undefined => list?.map(({ id }) => id);
    expect(idsIn(toolsOfAttack.get('minting'))).toEqual(['b/issue_token']);
    expect(idsIn(toolsOfWord.get('user'))).toEqual(['a/delete_user', 'a/list_users', 'c/list_users']);
    expect(idsIn(toolsOfLevel.get('critical'))).toEqual(['a/delete_user']);
  });

  test('with nothing in it is a catalogue', () => {
    const { totals, newest } = buildCatalogue({ servers: [], tools: [], attacks: [], guides: [] });
    expect([totals.tools, totals.byLevel.low, newest]).toEqual([0, 0, '']);
  });

  test('lists the most dangerous first, what is not classified last', () => {
    const unknown = makeEntry('c/a', { class: 'unknown', level: 'unknown' });
    expect([...tools, unknown].sort(byRisk).map(({ id }) => id)).toEqual([
      'a/delete_user',
      'a/create_api_key',
      'b/create_api_key',
      'b/issue_token',
      'a/list_users',
      'c/list_users',
      'c/weather',
      'c/a',
    ]);
  });
});

describe('related tools', () => {
  const catalogue = buildCatalogue({ servers, tools, attacks: [], guides: [] });
  const related = (id: string): ReturnType<typeof findRelated> => {
    const tool = catalogue.tool.get(id);
    if (!tool) throw new Error(`No tool ${id}.`);
    return findRelated(tool, catalogue);
  };

  test('are the nearest elsewhere, with the reason', () => {
    expect(related('a/create_api_key').elsewhere.map(({ tool, reason }) => [tool.id, reason])).toEqual([
      ['b/create_api_key', 'also issues keys'],
      ['b/issue_token', 'also issues keys'],
    ]);
    expect(related('a/list_users').elsewhere.map(({ tool, reason }) => [tool.id, reason])).toEqual([
      ['c/list_users', 'shares the words list and user'],
    ]);
    expect(related('c/weather').elsewhere).toEqual([]);
  });

  test('of the same server say what they share, if only the server', () => {
    expect(related('a/delete_user').sameServer.map(({ tool, reason }) => [tool.id, reason])).toEqual([
      ['a/list_users', 'shares the word user'],
      ['a/create_api_key', 'on the same server'],
    ]);
  });

  test('are few, and never the tool itself, in a catalogue full of its like', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      makeEntry(`s${(index % 3).toString()}/get_user_${index.toString()}`, { capabilities: ['pii-read'] }),
    );
    const large = buildCatalogue({
      servers: ['s0', 's1', 's2'].map((id) => makeServerEntry(id)),
      tools: many,
      attacks: [],
      guides: [],
    });
    const tool = large.tool.get('s0/get_user_0');
    if (!tool) throw new Error('The tool is missing.');
    const { sameServer, elsewhere } = findRelated(tool, large);
    expect([sameServer.length, elsewhere.length]).toEqual([5, 5]);
    expect(sameServer.every((other) => other.tool.serverId === 's0' && other.tool.id !== tool.id)).toBe(true);
    expect(elsewhere.every((other) => other.tool.serverId !== 's0')).toBe(true);
  });
});

/** A catalogue with its maps as lists, so that their order counts too. */
function flatten(catalogue: Catalogue): unknown {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [
      key,
      value instanceof Map ? [...value] : (value as unknown),
    ]),
  );
}
