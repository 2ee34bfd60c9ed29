import { expect, test } from 'vitest';
import { makeEntry, makeServerEntry } from '#domain/catalogue.fixture.ts';
import { buildCatalogue, type ToolEntry } from '#domain/catalogue.ts';
import { suggestComparisons } from './suggest.ts';

function tool(serverId: string, name: string, given: Partial<ToolEntry> = {}): ToolEntry {
  return makeEntry(`${serverId}/${name}`, { class: 'write', level: 'medium', ...given });
}

function suggest(...tools: ToolEntry[]): { tools: string[]; servers: string[] } {
  const servers = [...new Set(tools.map(({ serverId }) => serverId))].map((id) => makeServerEntry(id));
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
