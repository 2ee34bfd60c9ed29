import type { ApiProfile } from '#schema/api-profiles.ts';
import { type Comparison, serverOf } from './address.ts';
import { compare, type Row } from './rows.ts';
import { listServerFacts } from './server-facts.ts';
import type { Column } from './table.ts';
import { type ComparedTool, type FactContext, listToolFacts } from './tool-facts.ts';

/** What a comparison shows, from the profiles of its servers. */
export interface Built {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Ids of the address that the catalogue does not have. */
  readonly missing: readonly string[];
}

/** The ids of the servers whose profiles a comparison needs, each once. */
export function listNeeded({ kind, ids }: Comparison): string[] {
  return kind === 'servers' ? [...ids] : [...new Set(ids.map(serverOf))];
}

/**
 * Looks up what is compared, and compares it.
 * @param profiles the profiles of the servers that the catalogue has, by id
 */
export function buildComparison(
  comparison: Comparison,
  profiles: ReadonlyMap<string, ApiProfile>,
  context: FactContext,
): Built {
  const { kind, ids } = comparison;
  if (kind === 'servers') {
    const servers = ids.flatMap((id) => profiles.get(id) ?? []);
    return {
      columns: servers.map(({ id, name, url }) => ({ id, name, url, from: id, code: false })),
      rows: compare(listServerFacts(context), servers),
      missing: ids.filter((id) => !profiles.has(id)),
    };
  }
  const found = new Map(ids.flatMap((id) => pairWith(id, findTool(id, profiles))));
  const tools = [...found.values()];
  return {
    columns: tools.map(({ tool: { id, name, url }, server }) => ({
      id,
      name,
      url,
      from: server.name,
      code: true,
    })),
    rows: compare(listToolFacts(context), tools),
    missing: ids.filter((id) => !found.has(id)),
  };
}

function findTool(id: string, profiles: ReadonlyMap<string, ApiProfile>): ComparedTool | undefined {
  const server = profiles.get(serverOf(id));
  const tool = server?.tools.find((each) => each.id === id);
  return server && tool && { tool, server };
}

function pairWith<T>(id: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[id, value]];
}
