import { countSlips, isCorrectable, stemWord } from '#domain/search-terms.ts';
import type { Store, WordFile } from './store.ts';
import { type Weights, weighWord } from './weigh.ts';

/** How one word of a query is read. */
export interface Reading {
  /** The word itself, its parts, or the one that replaces it. */
  readonly words: readonly string[];
  /** Whether the word was replaced by one that is spelt otherwise. */
  readonly corrected?: boolean;
  /** How much each page that has it says about it. */
  readonly pages: Weights;
}

/** Fewest letters of a part of a compound that is not its last. */
const shortestPart = 3;

/**
 * Reads a word that no name has: as a compound of words that names have (`apikey`), or else, when texts do not have it either, as the
 * word of names that it is nearest to (`delte`). A word that is neither stays.
 */
export async function readUnknown(store: Store, word: string, inTexts: Weights): Promise<Reading> {
  const asIs: Reading = { words: [word], pages: inTexts };
  if (word.length < 4) return asIs;
  const known = await store.words();
  const parts = splitCompound(word, known);
  if (parts) {
    const found = await Promise.all(parts.map((part, at) => weighWord(store, part, at === parts.length - 1)));
    const pages = intersect(found.map((each) => each.pages));
    if (pages.size > 0) {
      for (const [page, weight] of inTexts) pages.set(page, Math.max(weight, pages.get(page) ?? 0));
      return { words: inTexts.size > 0 ? [word, ...parts] : parts, pages };
    }
  }
  if (inTexts.size > 0 || !isCorrectable(word)) return asIs;
  const nearest = findNearest(word, known);
  if (nearest === undefined) return asIs;
  return { words: [nearest], corrected: true, pages: (await weighWord(store, nearest, false)).pages };
}

/** The fewest known words that a word is made of, the last of which may be only begun; undefined when there are none. */
function splitCompound(word: string, known: WordFile): string[] | undefined {
  const beginnings = new Set<string>();
  const rest = (from: number, most: number): string[] | undefined => {
    const end = word.slice(from);
    if (most === 0) return undefined;
    if (end.length >= 2 && Object.hasOwn(known, end)) return [end];
    if (from > 0 && isBegun(end, known, beginnings)) return [end];
    for (let at = word.length - 2; at >= from + shortestPart; at -= 1) {
      const part = word.slice(from, at);
      if (!Object.hasOwn(known, part)) continue;
      const others = rest(at, most - 1);
      if (others) return [part, ...others];
    }
    return undefined;
  };
  for (let parts = 2; parts <= 4; parts += 1) {
    const found = rest(0, parts);
    if (found && found.length > 1) return found;
  }
  return undefined;
}

function isBegun(text: string, known: WordFile, beginnings: Set<string>): boolean {
  if (beginnings.has(text)) return true;
  for (const word in known) {
    if (word.startsWith(text)) {
      beginnings.add(text);
      return true;
    }
  }
  return false;
}

/** The known word with the fewest slips, and of several the one that most names have. */
function findNearest(word: string, known: WordFile): string | undefined {
  const most = word.length < 8 ? 1 : 2;
  const stem = stemWord(word);
  let best: { readonly word: string; readonly slips: number; readonly count: number } | undefined;
  for (const [candidate, count] of Object.entries(known)) {
    if (!isCorrectable(candidate) || Math.abs(candidate.length - word.length) > most + 1) continue;
    // A form of the word may be what is misspelt: delets is delete, not belts.
    const slips = Math.min(countSlips(word, candidate), countSlips(stem, stemWord(candidate)) + 0.5);
    if (slips > most) continue;
    if (!best || slips < best.slips || (slips === best.slips && count > best.count)) {
      best = { word: candidate, slips, count };
    }
  }
  return best?.word;
}

function intersect(all: readonly Weights[]): Map<number, number> {
  const [first, ...others] = all;
  const common = new Map<number, number>();
  for (const [page, weight] of first ?? []) {
    if (others.every((other) => other.has(page))) {
      common.set(
        page,
        others.reduce((sum, other) => sum + (other.get(page) ?? 0), weight),
      );
    }
  }
  return common;
}
