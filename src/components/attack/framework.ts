import { byRisk, type Catalogue, type ToolEntry } from '#domain/catalogue.ts';
import type { Attack } from '#schema/attack.ts';
import { type Framework, type FrameworkId, frameworks } from '#schema/frameworks.ts';

/** What this catalogue has about one entry of a framework. */
export interface EntryCoverage {
  readonly id: string;
  /** Exact title, behind that of the technique of which the entry is a part. */
  readonly title: string;
  /** Id within the page. */
  readonly anchor: string;
  /** Patterns that are mapped to it. */
  readonly attacks: readonly Attack[];
  /** Tools to which at least one of them fits. */
  readonly tools: number;
}

/** Every entry of a framework, in its order, covered or not. */
export function coverFramework(
  id: FrameworkId,
  { attacks, toolsOfAttack }: Pick<Catalogue, 'attacks' | 'toolsOfAttack'>,
): EntryCoverage[] {
  return Object.keys(frameworks[id].entries).map((entryId) => {
    const mapped = attacks.filter(({ mappings }) => mappings[id].some((mapping) => mapping.id === entryId));
    const tools = new Set(mapped.flatMap((attack) => toolsOfAttack.get(attack.id) ?? []));
    return {
      id: entryId,
      title: titleEntry(id, entryId),
      anchor: anchorEntry(entryId),
      attacks: mapped,
      tools: tools.size,
    };
  });
}

/** The title of an entry; a part stands behind what it is a part of: `LLM Prompt Injection: Indirect`. Undefined ids keep `title`. */
export function titleEntry(id: FrameworkId, entryId: string, title = entryId): string {
  const { entries }: Framework = frameworks[id];
  const entry = entries[entryId];
  if (entry === undefined) return title;
  const parent = entry.parent === undefined ? undefined : entries[entry.parent];
  return parent === undefined ? entry.title : `${parent.title}: ${entry.title}`;
}

/** Id of an entry within the page of its framework: `aml-t0051-001`. */
export function anchorEntry(entryId: string): string {
  return entryId.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** Tools of one server, the most dangerous first. */
export interface ServerGroup {
  readonly serverId: string;
  readonly tools: readonly ToolEntry[];
}

/** Tools by server, the servers with the most first. */
export function groupByServer(tools: readonly ToolEntry[]): ServerGroup[] {
  const groups = Map.groupBy(tools.toSorted(byRisk), ({ serverId }) => serverId);
  return [...groups]
    .map(([serverId, members]) => ({ serverId, tools: members }))
    .sort((a, b) => b.tools.length - a.tools.length || (a.serverId < b.serverId ? -1 : 1));
}
