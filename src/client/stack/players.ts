import type { PlayedBy } from '#domain/combinations.ts';
import { levelRank } from '#domain/risk/level-rank.ts';
import type { PartOfServer } from '#domain/stack/combine.ts';
import type { StackTool } from '#domain/stack/stack.ts';

/** A tool that plays a part of a combination. */
export type StackPlayer = PlayedBy<StackTool>;

/**
 * The tools of a part that are shown at once, the most dangerous first, and the rest. Every server has its turn before any of
 * them has a second.
 */
export function pickPlayers(
  servers: readonly PartOfServer[],
  most: number,
): readonly [shown: StackPlayer[], rest: StackPlayer[]] {
  const players = servers
    .flatMap(({ tools }) => tools.toSorted(byLevel).map((player, turn) => ({ player, turn })))
    .sort((a, b) => a.turn - b.turn);
  // A single one more is not worth a fold.
  const shown = players.length <= most + 1 ? players.length : most;
  const sorted = (some: typeof players): StackPlayer[] => some.map(({ player }) => player).sort(byLevel);
  return [sorted(players.slice(0, shown)), sorted(players.slice(shown))];
}

function byLevel(a: StackPlayer, b: StackPlayer): number {
  return levelRank[b.tool.level] - levelRank[a.tool.level];
}
