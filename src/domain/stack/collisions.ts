import { levelRank } from '../risk/level-rank.ts';
import { plural, quote } from '../text.ts';
import type { StackTool } from './stack.ts';

/** Tools of several servers whose names are the same, or become the same in some clients. */
export interface Collision {
  /** `same`: byte by byte. `alike`: only when case and signs between words are not told apart. */
  readonly kind: 'same' | 'alike';
  /** The names, each once. Untrusted text. */
  readonly names: readonly string[];
  /** Most dangerous first. */
  readonly tools: readonly StackTool[];
  /** Whether the tools differ in class or level: then a mix-up changes what happens. */
  readonly differs: boolean;
  /** What it means, in a full sentence. */
  readonly sentence: string;
}

/**
 * Names that more than one server has. Clients show a model names that begin with the server or names that do not; policies by bare
 * name reach all of them. Those that differ in what they do come first, then those with the most dangerous tool.
 * @param tools the most dangerous first
 */
export function findCollisions(tools: readonly StackTool[]): Collision[] {
  const groups = Map.groupBy(tools, ({ name }) => foldName(name));
  return [...groups.values()]
    .filter((group) => new Set(group.map(({ server }) => server.key)).size > 1)
    .map(describe)
    .sort((a, b) => Number(b.differs) - Number(a.differs) || highest(b) - highest(a));
}

/** What is left of a name where clients do not tell case, and signs between words, apart. */
function foldName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
}

function describe(tools: readonly StackTool[]): Collision {
  const [first] = tools;
  const names = [...new Set(tools.map(({ name }) => name))];
  const servers = plural(new Set(tools.map(({ server }) => server.key)).size, 'server');
  const differs = tools.some((tool) => tool.class !== first?.class || tool.level !== first.level);
  const shown = quote(names[0] ?? '');
  const fact =
    names.length === 1
      ? `${servers} name a tool ${shown}`
      : `${servers} name tools so alike that some clients do not tell them apart`;
  const effect = differs
    ? 'and the tools are not equally dangerous: where a client or a rule goes by the bare name, one can be taken for the other'
    : 'and where a client or a rule goes by the bare name, one can be taken for the other';
  return {
    kind: names.length === 1 ? 'same' : 'alike',
    names,
    tools,
    differs,
    sentence: `${fact}, ${effect}.`,
  };
}

function highest({ tools }: Collision): number {
  return Math.max(...tools.map(({ level }) => levelRank[level]));
}
