import type { Catalogue, ServerEntry, ToolEntry } from '#domain/catalogue.ts';
import { type Combination, findCombinations, findContributions } from '#domain/combinations.ts';

/** Servers with more tools than this would bury the point of an example. */
const mostTools = 40;
/** Servers that are tried: three of them are about a thousand choices. */
const mostCandidates = 18;

/**
 * Three servers of the catalogue that show what a stack is for: none of them makes private data flow to strangers by itself, and
 * together they make possible as much as three can. The three smallest where no such set exists.
 */
export function findExample({ servers, toolsOfServer }: Catalogue): ServerEntry[] {
  const candidates = servers
    .filter(({ recorded }) => recorded > 1 && recorded <= mostTools)
    .map((server): Candidate => {
      const tools = toolsOfServer.get(server.id) ?? [];
      return { server, tools, found: idsOf(findCombinations(tools)) };
    })
    .sort((a, b) => a.tools.length - b.tools.length);
  const harmless = candidates
    .filter(({ found, tools }) => !found.has('flow-out') && findContributions(tools).length > 0)
    .slice(0, mostCandidates);
  const best = listTriples(harmless)
    .map((triple) => ({ triple, score: countTogether(triple), size: countTools(triple) }))
    .sort((a, b) => b.score - a.score || a.size - b.size)
    .find(({ score }) => score > 0);
  return (best?.triple ?? candidates.slice(0, 3)).map(({ server }) => server);
}

interface Candidate {
  readonly server: ServerEntry;
  readonly tools: readonly ToolEntry[];
  /** Ids of the combinations that it makes possible by itself. */
  readonly found: ReadonlySet<string>;
}

function listTriples(candidates: readonly Candidate[]): Candidate[][] {
  return candidates.flatMap((first, one) =>
    candidates
      .slice(one + 1)
      .flatMap((second, two) => candidates.slice(one + two + 2).map((third) => [first, second, third])),
  );
}

/** Combinations that none of some servers makes possible by itself. */
function countTogether(candidates: readonly Candidate[]): number {
  const all = idsOf(findCombinations(candidates.flatMap(({ tools }) => tools)));
  return [...all].filter((id) => candidates.every(({ found }) => !found.has(id))).length;
}

function countTools(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, { tools }) => sum + tools.length, 0);
}

function idsOf(combinations: readonly Combination<ToolEntry>[]): ReadonlySet<string> {
  return new Set(combinations.map(({ id }) => id));
}
