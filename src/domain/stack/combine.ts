import type { ListedPattern } from '#schema/api-profiles.ts';
import { findCombinations, type PlayedBy } from '../combinations.ts';
import { joinList, quote } from '../text.ts';
import type { StackServer, StackTool } from './stack.ts';

/** The tools of one server that play a part. */
export interface PartOfServer {
  readonly server: StackServer;
  readonly tools: readonly PlayedBy<StackTool>[];
}

/** A dangerous combination over all servers, ready to be drawn: parts, and in each the servers with the tools that play it. */
export interface StackCombination {
  readonly id: string;
  readonly label: string;
  /** What the tools make possible, in a full sentence. */
  readonly sentence: string;
  /** The pattern that describes it; undefined where this catalogue has none. */
  readonly pattern: ListedPattern | undefined;
  readonly parts: readonly { readonly label: string; readonly servers: readonly PartOfServer[] }[];
  /** Every server that plays a part, in the order of the parts. */
  readonly servers: readonly StackServer[];
  /** Servers that play every part by themselves. */
  readonly aloneServers: readonly StackServer[];
  /** Tools that play every part by themselves. */
  readonly aloneTools: readonly StackTool[];
  /** The fewest servers that are enough; one where a server is enough by itself. */
  readonly fewest: readonly StackServer[];
  /** How many servers it takes, in a full sentence. Holds untrusted names. */
  readonly span: string;
}

/** The dangerous combinations over all tools of all servers; those that only several servers make possible come first. */
export function combineStack(
  tools: readonly StackTool[],
  patterns: readonly ListedPattern[],
): StackCombination[] {
  const combinations = findCombinations(tools).map((combination): StackCombination => {
    const parts = combination.parts.map(({ label, tools: players }) => ({
      label,
      servers: [...Map.groupBy(players, ({ tool }) => tool.server)].map(([server, played]) => ({
        server,
        tools: played,
      })),
    }));
    const servers = [...new Set(parts.flatMap((part) => part.servers.map(({ server }) => server)))];
    const casts = parts.map((part) => new Set(part.servers.map(({ server }) => server)));
    const fewest = fewestOf(servers, casts);
    const aloneServers = servers.filter((server) => casts.every((cast) => cast.has(server)));
    return {
      id: combination.id,
      label: combination.label,
      sentence: combination.sentence,
      pattern: patterns.find(({ id }) => id === combination.attack),
      parts,
      servers,
      aloneServers,
      aloneTools: combination.alone,
      fewest,
      span: wordSpan(servers, aloneServers, fewest),
    };
  });
  return combinations.sort((a, b) => Number(b.fewest.length > 1) - Number(a.fewest.length > 1));
}

/** The fewest servers that play all parts together. There are at most three parts, so there are at most three servers. */
function fewestOf(
  servers: readonly StackServer[],
  casts: readonly ReadonlySet<StackServer>[],
): readonly StackServer[] {
  const covers = (chosen: readonly StackServer[]): boolean =>
    casts.every((cast) => chosen.some((server) => cast.has(server)));
  const one = servers.find((server) => covers([server]));
  if (one) return [one];
  for (const [at, first] of servers.entries()) {
    const second = servers.slice(at + 1).find((server) => covers([first, server]));
    if (second) return [first, second];
  }
  const [first] = [...(casts[0] ?? [])];
  return [...new Set(casts.map((cast) => [...cast][0] ?? first).filter((server) => server !== undefined))];
}

function wordSpan(
  servers: readonly StackServer[],
  alone: readonly StackServer[],
  fewest: readonly StackServer[],
): string {
  const names = (list: readonly StackServer[]): string => joinList(list.map(({ name }) => quote(name)));
  if (servers.length === 1) return `All of it is within ${names(servers)}.`;
  if (alone.length > 0)
    return `${names(alone)} ${alone.length === 1 ? 'makes' : 'make'} it possible without the others.`;
  return `No server makes it possible by itself; ${names(fewest)} together do.`;
}
