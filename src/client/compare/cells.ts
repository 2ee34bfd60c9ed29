import { formatNumber } from '#domain/text.ts';
import { contextWindow, formatShare } from '#domain/token-window.ts';
import type { Cell, Item } from './rows.ts';

/** A cell of one text. */
export function one(text: string): Cell {
  return { items: [{ text }] };
}

/** A cell of several items, or of the words for there being none. */
export function listOf(items: readonly Item[], empty: string): Cell {
  return items.length === 0 ? { items: [], note: empty } : { items };
}

/** Tokens with their share of a context window. */
export function weigh(tokens: number): Cell {
  const note = `${formatShare(tokens / contextWindow)} of a ${formatNumber(contextWindow / 1000)}k window`;
  return { items: [{ text: formatNumber(tokens), note }], weight: tokens };
}
