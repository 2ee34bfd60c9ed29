import type { ApiProfile, ListedPattern, ProfileTool } from '#schema/api-profiles.ts';
import {
  type Capability,
  capabilities,
  idsOf,
  type Level,
  levels,
  type RiskClass,
  riskClasses,
} from '#schema/vocabulary.ts';
import { levelRank } from '../risk/level-rank.ts';
import { contextWindow, formatShare } from '../token-window.ts';
import { type Collision, findCollisions } from './collisions.ts';
import { combineStack, type StackCombination } from './combine.ts';

/** A server of the stack: one of the catalogue, or one whose tools were pasted. */
export interface StackServer {
  /** Unique in the stack: the id in the catalogue, or what the page calls a pasted one. */
  readonly key: string;
  /** Display name; untrusted text where it was pasted. */
  readonly name: string;
  /** Name in the reader's configuration. */
  readonly alias: string;
  /** Page of the server; null where the catalogue has none. */
  readonly url: string | null;
  readonly endpoint: string | undefined;
  readonly tools: readonly ProfileTool[];
}

/** A tool with the server that it is called on. */
export interface StackTool extends ProfileTool {
  readonly server: StackServer;
}

/** Tools that share a level, a class or a capability; never empty. */
export interface StackGroup<Id extends string> {
  readonly id: Id;
  readonly tools: readonly StackTool[];
}

/** What one server weighs in the stack. */
export interface ServerWeight {
  readonly server: StackServer;
  readonly tokens: number;
  /** Share of the window, such as `6.2%`. */
  readonly share: string;
  readonly byLevel: Readonly<Record<Level, number>>;
}

/** Everything that agents with these servers can call, and what that makes possible. */
export interface Stack {
  /** The heaviest server first. */
  readonly servers: readonly ServerWeight[];
  /** Most dangerous first, then by name and server. */
  readonly tools: readonly StackTool[];
  /** The highest level first. */
  readonly byLevel: readonly StackGroup<Level>[];
  /** In the order of the vocabulary. */
  readonly byClass: readonly StackGroup<RiskClass>[];
  /** The one with most tools first. */
  readonly byCapability: readonly StackGroup<Capability>[];
  readonly tokens: number;
  /** Share of the window that all definitions together take. */
  readonly share: string;
  readonly window: number;
  readonly collisions: readonly Collision[];
  readonly combinations: readonly StackCombination[];
  /** Patterns that fit a tool, the one that fits most first. */
  readonly attacks: readonly { readonly pattern: ListedPattern; readonly tools: readonly StackTool[] }[];
  /** Tools of which a declared hint contradicts the verdict. */
  readonly hintConflicts: readonly StackTool[];
  /** Tools whose verdict no person has reviewed. */
  readonly unreviewed: readonly StackTool[];
}

/** A server of the catalogue as part of a stack. */
export function toStackServer(profile: ApiProfile, alias: string): StackServer {
  const { id, name, url, source, tools } = profile;
  return { key: id, name, alias, url, endpoint: source.endpoint ?? undefined, tools };
}

/** Adds up what servers make possible together. The order in which they are given does not matter, but for equal weights. */
export function buildStack(servers: readonly StackServer[], patterns: readonly ListedPattern[]): Stack {
  const tools = servers
    .flatMap((server) => server.tools.map((tool): StackTool => ({ ...tool, server })))
    .sort(byRisk);
  const tokens = sumTokens(tools);
  return {
    servers: servers.map(weigh).sort((a, b) => b.tokens - a.tokens),
    tools,
    byLevel: group(idsOf(levels), tools, ({ level }) => [level]).sort(
      (a, b) => levelRank[b.id] - levelRank[a.id],
    ),
    byClass: group(idsOf(riskClasses), tools, (tool) => [tool.class]),
    byCapability: group(idsOf(capabilities), tools, (tool) => tool.capabilities).sort(byCount),
    tokens,
    share: formatShare(tokens / contextWindow),
    window: contextWindow,
    collisions: findCollisions(tools),
    combinations: combineStack(tools, patterns),
    attacks: patterns
      .map((pattern) => ({ pattern, tools: tools.filter((tool) => tool.attacks.includes(pattern.id)) }))
      .filter((exposed) => exposed.tools.length > 0)
      .sort(byCount),
    hintConflicts: tools.filter(({ hintConflicts }) => hintConflicts.length > 0),
    unreviewed: tools.filter(({ reviewed }) => !reviewed),
  };
}

function weigh(server: StackServer): ServerWeight {
  const tokens = sumTokens(server.tools);
  const byLevel = Object.fromEntries(
    idsOf(levels).map((level) => [level, server.tools.filter((tool) => tool.level === level).length]),
  ) as Record<Level, number>;
  return { server, tokens, share: formatShare(tokens / contextWindow), byLevel };
}

function group<Id extends string>(
  ids: readonly Id[],
  tools: readonly StackTool[],
  idsOfTool: (tool: StackTool) => readonly Id[],
): StackGroup<Id>[] {
  return ids
    .map((id) => ({ id, tools: tools.filter((tool) => idsOfTool(tool).includes(id)) }))
    .filter((each) => each.tools.length > 0);
}

function byRisk(a: StackTool, b: StackTool): number {
  return (
    levelRank[b.level] - levelRank[a.level] ||
    compareText(a.name, b.name) ||
    compareText(a.server.key, b.server.key)
  );
}

/** By code unit, so that the order does not depend on the reader's language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byCount(
  a: { readonly tools: readonly unknown[] },
  b: { readonly tools: readonly unknown[] },
): number {
  return b.tools.length - a.tools.length;
}

function sumTokens(tools: readonly Pick<ProfileTool, 'tokens'>[]): number {
  return tools.reduce((sum, { tokens }) => sum + tokens, 0);
}
