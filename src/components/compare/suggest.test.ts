import { expect, test } from 'vitest';
import { buildCatalogue, type ServerEntry, type ToolEntry } from '#domain/catalogue.ts';
import { suggestComparisons } from './suggest.ts';

function tool(serverId: string, name: string, given: Partial<ToolEntry> = {}): ToolEntry {
  return {
    id: `${serverId}/${name}`,
    serverId,
    index: 0,
    slug: name,
    name,
    summary: '',
    class: 'write',
    level: 'medium',
    confidence: 'high',
    capabilities: [],
    flags: [],
    bounds: [],
    attacks: [],
    reviewed: false,
    tokens: 1,
    parameters: 0,
    descriptionLength: 0,
    declaredHints: {},
    digest: '',
    ...given,
  };
}

function server(id: string): ServerEntry {
  return {
    id,
    name: id,
    source: {},
    licence: null,
    transports: [],
    capture: { method: 'file', date: '2026-03-01' },
    declaredToolCount: 1,
    notices: [],
    recorded: 1,
  };
}

function suggest(...tools: ToolEntry[]): { tools: string[]; servers: string[] } {
  const servers = [...new Set(tools.map(({ serverId }) => serverId))].map(server);
  const found = suggestComparisons(buildCatalogue({ servers, tools, attacks: [], guides: [] }));
  return {
    tools: found.tools.map((pair) => pair.map(({ id }) => id).join(' ')),
    servers: found.servers.map((pair) => pair.map(({ id }) => id).join(' ')),
  };
}

test('tools of two servers whose names share most words are suggested, and so are their servers', () => {
  const near = ['create_issue', 'merge_pull_request', 'list_branches'];
  expect(
    suggest(
      ...['hub', 'lab'].flatMap((id) => near.map((name) => tool(id, name))),
      tool('hub', 'create_issues'),
      tool('shop', 'refund_payment'),
    ),
  ).toEqual({ tools: ['hub/create_issue lab/create_issue'], servers: ['hub lab'] });
});

test('of pairs that are equally near, the one with different verdicts comes first', () => {
  const { tools } = suggest(
    tool('a', 'delete_old_file', { level: 'critical' }),
    tool('b', 'delete_old_file', { level: 'critical' }),
    tool('c', 'fill_web_form', { level: 'high' }),
    tool('d', 'fill_web_form'),
  );
  expect(tools).toEqual(['c/fill_web_form d/fill_web_form', 'a/delete_old_file b/delete_old_file']);
});

test('a single word in common is no reason, and nothing is suggested where there is nothing', () => {
  expect(suggest(tool('a', 'create'), tool('b', 'create'))).toEqual({ tools: [], servers: [] });
  expect(suggest()).toEqual({ tools: [], servers: [] });
});
