import { compareText, type ToolEntry } from '#domain/catalogue.ts';
import { contextWindow, formatShare } from '#domain/token-window.ts';

export { contextWindow, formatShare, tokenCountExplained } from '#domain/token-window.ts';

/** What the definitions of a server take of a model's context. Tokens. */
export interface TokenWeight {
  /** All recorded definitions together. */
  readonly total: number;
  /** Share of the window, such as `6.2%`. */
  readonly share: string;
  /** The heaviest definitions, the heaviest first. */
  readonly heaviest: readonly ToolEntry[];
  /** How many definitions are not among the heaviest, and what they take together. */
  readonly rest: { readonly count: number; readonly tokens: number };
}

/** Definitions that are listed; a single one more is not left out. */
const mostListed = 10;

/** Adds up what the tools of a server take. */
export function weighTools(tools: readonly ToolEntry[]): TokenWeight {
  const sorted = tools.toSorted((a, b) => b.tokens - a.tokens || compareText(a.name, b.name));
  const total = sumTokens(sorted);
  const listed = sorted.length === mostListed + 1 ? sorted.length : mostListed;
  const rest = sorted.slice(listed);
  return {
    total,
    share: formatShare(total / contextWindow),
    heaviest: sorted.slice(0, listed),
    rest: { count: rest.length, tokens: sumTokens(rest) },
  };
}

function sumTokens(tools: readonly ToolEntry[]): number {
  return tools.reduce((sum, { tokens }) => sum + tokens, 0);
}
