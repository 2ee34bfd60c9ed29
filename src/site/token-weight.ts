import { compareText, type ToolEntry } from '#domain/catalogue.ts';

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

/** The context window that a server is compared with, in tokens. */
export const contextWindow = 200_000;

/** How tokens are counted, for readers. */
export const tokenCountExplained =
  'Counted is the compact JSON of a function tool, with name, description and input schema, in the encoding o200k_base. Clients and models arrange definitions in their own ways and have encodings of their own, so what a session really takes differs.';

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

/** A share in percent with one decimal; what would be rounded to nothing says so. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 0.05 ? 'less than 0.1%' : `${percent.toFixed(1)}%`;
}

function sumTokens(tools: readonly ToolEntry[]): number {
  return tools.reduce((sum, { tokens }) => sum + tokens, 0);
}
