import { byRisk, type Catalogue, compareText, type ServerEntry, type ToolEntry } from '#domain/catalogue.ts';
import { findRelated } from '#domain/related.ts';

/** Two that are worth comparing. */
export type Pair<T> = readonly [T, T];

/** What is suggested to somebody who has not chosen yet. */
export interface Suggestions {
  readonly tools: readonly Pair<ToolEntry>[];
  readonly servers: readonly Pair<ServerEntry>[];
}

/** Tools whose neighbours are looked at: the riskiest, so that the cost does not grow with the catalogue. */
const mostLookedAt = 1500;
/** Pairs of each kind. */
const mostSuggested = 4;

/**
 * Near neighbours on different servers: of tools, those whose names share most words, rather with different verdicts, since there is
 * more to see; of servers, those with most such tools for their size. Each server stands in one pair of each kind.
 */
export function suggestComparisons(catalogue: Catalogue): Suggestions {
  const pairs = catalogue.tools
    .toSorted(byRisk)
    .slice(0, mostLookedAt)
    .flatMap((tool) =>
      findRelated(tool, catalogue).elsewhere.map(({ tool: other }) => scorePair(tool, other, catalogue)),
    );
  const tools = pairs
    .filter(({ pair, likeness }) => likeness >= 0.5 && compareText(pair[0].id, pair[1].id) < 0)
    .sort((a, b) => b.score - a.score);
  return { tools: pickApart(tools, ({ serverId }) => serverId), servers: suggestServers(pairs, catalogue) };
}

interface ScoredPair<T> {
  readonly pair: Pair<T>;
  readonly score: number;
}

function scorePair(
  tool: ToolEntry,
  other: ToolEntry,
  { stems }: Catalogue,
): ScoredPair<ToolEntry> & { readonly likeness: number } {
  const words = new Set(stems.get(tool.id));
  const others = stems.get(other.id) ?? [];
  const shared = others.filter((word) => words.has(word)).length;
  const likeness = shared / Math.max(1, words.size + others.length - shared);
  // A single word in common is often chance.
  const weight = shared < 2 ? 0 : likeness;
  return { pair: [tool, other], likeness: weight, score: weight + (tool.level === other.level ? 0 : 0.4) };
}

function suggestServers(
  pairs: readonly (ScoredPair<ToolEntry> & { readonly likeness: number })[],
  { server, toolsOfServer }: Catalogue,
): Pair<ServerEntry>[] {
  const likenesses = new Map<string, number>();
  for (const { pair, likeness } of pairs) {
    const key = pair
      .map(({ serverId }) => serverId)
      .sort(compareText)
      .join(' ');
    likenesses.set(key, (likenesses.get(key) ?? 0) + likeness);
  }
  const scored = [...likenesses].flatMap(([key, likeness]): ScoredPair<ServerEntry>[] => {
    const [one, two] = key.split(' ').map((id) => server.get(id));
    if (!one || !two || likeness < 2) return [];
    const size = [one, two].reduce((sum, { id }) => sum + (toolsOfServer.get(id)?.length ?? 0), 0);
    return [{ pair: [one, two], score: likeness / Math.sqrt(size) }];
  });
  return pickApart(
    scored.sort((a, b) => b.score - a.score || compareText(a.pair[0].id, b.pair[0].id)),
    ({ id }) => id,
  );
}

/** The first pairs of which no two share a server. */
function pickApart<T>(scored: readonly ScoredPair<T>[], serverOf: (item: T) => string): Pair<T>[] {
  const seen = new Set<string>();
  const picked: Pair<T>[] = [];
  for (const { pair } of scored) {
    const servers = pair.map(serverOf);
    if (picked.length === mostSuggested || servers.some((id) => seen.has(id))) continue;
    for (const id of servers) seen.add(id);
    picked.push(pair);
  }
  return picked;
}
