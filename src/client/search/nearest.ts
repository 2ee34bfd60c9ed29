import { readQuery } from '#domain/search-terms.ts';
import { hasWord } from './correction.ts';
import type { Hit, LookUp } from './index.ts';

/** Results of a word that are looked at in order to know whether the index has the word. */
const mostLookedAt = 2;

/**
 * What has at least half of those words of a query that the index has, or else any of them; best first. A rare word counts for more
 * than a common one, and a word in the name for more than one in the text. Empty for a query of one word.
 */
export async function findNearest(lookUp: LookUp, query: string, most: number): Promise<Hit[]> {
  const { typed, words } = readQuery(query);
  const all = [...new Set((words ?? typed).toLowerCase().split(' '))];
  if (all.length < 2) return [];
  const known = (await Promise.all(all.map((word) => findWord(lookUp, word)))).filter(
    (hits) => hits.length > 0,
  );
  const total = new Set(known.flat().map(({ id }) => id)).size;
  const found = new Map<string, { readonly hit: Hit; sum: number; words: number }>();
  for (const hits of known) {
    const rarity = Math.log(1 + total / (1 + hits.length));
    const best = Math.max(...hits.map(({ score }) => score));
    for (const hit of hits) {
      const entry = found.get(hit.id) ?? { hit, sum: 0, words: 0 };
      entry.sum += rarity * (0.5 + hit.score / best);
      entry.words += 1;
      found.set(hit.id, entry);
    }
  }
  const ranked = [...found.values()].sort((a, b) => b.sum - a.sum);
  const half = ranked.filter((entry) => entry.words * 2 >= known.length);
  return (half.length > 0 ? half : ranked).slice(0, most).map(({ hit }) => hit);
}

async function findWord(lookUp: LookUp, word: string): Promise<readonly Hit[]> {
  const hits = await lookUp(word);
  const data = await Promise.all(hits.slice(0, mostLookedAt).map((hit) => hit.data()));
  return data.some((one) => hasWord(one, word)) ? hits : [];
}
