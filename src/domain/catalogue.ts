import type { Attack, Guide } from '#schema/attack.ts';
import type { Server } from '#schema/server.ts';
import {
  type Capability,
  capabilities,
  type Confidence,
  type Flag,
  type Hint,
  idsOf,
  type Level,
  levels,
  type RiskClass,
  riskClasses,
} from '#schema/vocabulary.ts';
import type { ArgumentBound } from './policy/argument-bounds.ts';
import type { HintStanding } from './hints.ts';
import { levelRank } from './risk/level-rank.ts';
import { splitWords, stem } from './words.ts';

/** What lists, search facets and neighbours need of a tool; the full record is read when its page is made. */
export interface ToolEntry {
  /** `<server-id>/<slug>`. */
  readonly id: string;
  readonly serverId: string;
  /** Position in the server's record. */
  readonly index: number;
  readonly slug: string;
  /** Raw name. */
  readonly name: string;
  /** First sentence of the description as captured; empty when there is none. Untrusted text. */
  readonly summary: string;
  readonly class: RiskClass;
  readonly level: Level;
  readonly confidence: Confidence;
  readonly capabilities: readonly Capability[];
  readonly flags: readonly Flag[];
  /** Arguments that a recommended policy can bound, so that policies are written without reading the record. */
  readonly bounds: readonly ArgumentBound[];
  /** Ids of the attack patterns that fit it, in the order of its page. */
  readonly attacks: readonly string[];
  readonly reviewed: boolean;
  /** Day of a review that judged an earlier definition and has no effect; absent when there is none. */
  readonly outdatedReview?: string;
  /** What its definition takes of a model’s context, in tokens of the encoding o200k_base. */
  readonly tokens: number;
  /** Top-level arguments; null where the record does not document the input. */
  readonly parameters: number | null;
  /** Characters of the description as captured; 0 when there is none. */
  readonly descriptionLength: number;
  /** How each hint that the vendor declares compares with the assessed one; those not declared are absent. */
  readonly declaredHints: Readonly<Partial<Record<Hint, HintStanding>>>;
  readonly digest: string;
}

/** A server's record without its tools. */
export interface ServerEntry extends Omit<Server, 'tools'> {
  /** How many of its tools are recorded. */
  readonly recorded: number;
}

/** Totals, computed once and shown wherever a number of the catalogue stands. */
export interface Totals {
  readonly servers: number;
  readonly tools: number;
  readonly attacks: number;
  readonly reviewed: number;
  readonly byLevel: Readonly<Record<Level, number>>;
  readonly byClass: Readonly<Record<RiskClass, number>>;
  readonly byCapability: Readonly<Record<Capability, number>>;
}

/** The catalogue with its indexes, built once. Nothing that makes one page looks at all of it. */
export interface Catalogue {
  readonly servers: readonly ServerEntry[];
  readonly tools: readonly ToolEntry[];
  readonly attacks: readonly Attack[];
  readonly guides: readonly Guide[];
  readonly server: ReadonlyMap<string, ServerEntry>;
  readonly tool: ReadonlyMap<string, ToolEntry>;
  readonly toolsOfServer: ReadonlyMap<string, readonly ToolEntry[]>;
  readonly toolsOfLevel: ReadonlyMap<Level, readonly ToolEntry[]>;
  readonly toolsOfClass: ReadonlyMap<RiskClass, readonly ToolEntry[]>;
  readonly toolsOfCapability: ReadonlyMap<Capability, readonly ToolEntry[]>;
  /** Tools to which an attack pattern fits, by its id. */
  readonly toolsOfAttack: ReadonlyMap<string, readonly ToolEntry[]>;
  /** The stems of the words of each tool's name, by the tool's id. */
  readonly stems: ReadonlyMap<string, readonly string[]>;
  /** Tools that share a word of their name, by stem. */
  readonly toolsOfWord: ReadonlyMap<string, readonly ToolEntry[]>;
  readonly totals: Totals;
  /** The newest capture date: the catalogue's "now". */
  readonly newest: string;
}

/** Builds every index once. The order of the input does not matter. */
export function buildCatalogue(input: {
  readonly servers: readonly ServerEntry[];
  readonly tools: readonly ToolEntry[];
  readonly attacks: readonly Attack[];
  readonly guides: readonly Guide[];
}): Catalogue {
  const servers = [...input.servers].sort((a, b) => compareText(a.id, b.id));
  const tools = [...input.tools].sort(compareTools);
  const attacks = [...input.attacks].sort((a, b) => compareText(a.name, b.name));
  const guides = [...input.guides].sort((a, b) => a.order - b.order || compareText(a.id, b.id));
  const stems = new Map(tools.map(({ id, name }) => [id, [...new Set(splitWords(name).map(stem))]]));
  const toolsOfLevel = group(tools, (tool) => [tool.level]);
  const toolsOfClass = group(tools, (tool) => [tool.class]);
  const toolsOfCapability = group(tools, (tool) => tool.capabilities);
  return {
    servers,
    tools,
    attacks,
    guides,
    server: new Map(servers.map((server) => [server.id, server])),
    tool: new Map(tools.map((tool) => [tool.id, tool])),
    toolsOfServer: group(tools, (tool) => [tool.serverId]),
    toolsOfLevel,
    toolsOfClass,
    toolsOfCapability,
    toolsOfAttack: group(tools, (tool) => tool.attacks),
    stems,
    toolsOfWord: group(tools, ({ id }) => stems.get(id) ?? []),
    totals: {
      servers: servers.length,
      tools: tools.length,
      attacks: attacks.length,
      reviewed: tools.filter(({ reviewed }) => reviewed).length,
      byLevel: countAll(idsOf(levels), toolsOfLevel),
      byClass: countAll(idsOf(riskClasses), toolsOfClass),
      byCapability: countAll(idsOf(capabilities), toolsOfCapability),
    },
    newest: servers.reduce((newest, { capture }) => (capture.date > newest ? capture.date : newest), ''),
  };
}

/** Most dangerous first, then by name and server: the order of every list that does not say otherwise. */
export function byRisk(a: ToolEntry, b: ToolEntry): number {
  return levelRank[b.level] - levelRank[a.level] || compareTools(a, b);
}

/** Compares by code unit, so that the order does not depend on the machine's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareTools(a: ToolEntry, b: ToolEntry): number {
  return compareText(a.name, b.name) || compareText(a.id, b.id);
}

function group<Key>(
  tools: readonly ToolEntry[],
  keysOf: (tool: ToolEntry) => Iterable<Key>,
): Map<Key, ToolEntry[]> {
  const groups = new Map<Key, ToolEntry[]>();
  for (const tool of tools) {
    for (const key of keysOf(tool)) {
      const members = groups.get(key);
      if (members) members.push(tool);
      else groups.set(key, [tool]);
    }
  }
  return groups;
}

function countAll<Key extends string>(
  ids: readonly Key[],
  groups: ReadonlyMap<Key, readonly ToolEntry[]>,
): Record<Key, number> {
  return Object.fromEntries(ids.map((id) => [id, groups.get(id)?.length ?? 0])) as Record<Key, number>;
}
