import { countSlips, isCorrectable, listSlips, readQuery, slipMarks } from '#domain/search-terms.ts';
import { splitWords } from '#domain/words.ts';
import type { HitData, LookUp } from './index.ts';

/** Results that are looked at, of a word or of one spelling. */
const mostLookedAt = 4;

/** What may follow the part of a word that the index keeps of it, since it matches stems: filters, creating, running, deployment. */
const ending =
  /^(?:\p{L}?(?:ing|ings|ed|er|ers|est)|e?s|e|y|ies|ied|(?:at|it|ct)?(?:ion|ions|ive|or|ors)|ments?|al|ally|ly|ance|ence|ity|able|ible)?$/u;

/**
 * The query with words that nothing in the index is like replaced by the nearest words of the names of tools and servers. A word that is
 * known, or near to none, stays as it was; a query of such words alone is returned as it was written.
 */
export async function correctQuery(lookUp: LookUp, query: string): Promise<string> {
  const { typed, words } = readQuery(query);
  const whole = (words ?? typed).toLowerCase();
  const all = whole.split(' ');
  const [best] = await lookAt(lookUp, whole, 1);
  // Mostly the first result, which is needed anyway, shows that nothing is misspelt.
  if (best !== undefined && all.every((word) => hasWord(best, word))) return query;
  const corrected = await Promise.all(all.map((word) => correctWord(lookUp, word)));
  return corrected.every((word, at) => word === all[at]) ? query : corrected.join(' ');
}

/** Whether a result has the word itself, and not only its first letters, by which the index finds words that it does not have. */
export function hasWord(data: HitData, word: string): boolean {
  return listTokens(data).some((token) => token.startsWith(word) || isFormOf(word, token));
}

/**
 * Whether the index was asked for one word and answers with what merely begins with its first letters: it finds `azure` in every text
 * with the word `a`. Such an answer is none.
 */
export async function isFarFetched(lookUp: LookUp, query: string): Promise<boolean> {
  const { typed, words } = readQuery(query);
  const word = typed.toLowerCase();
  if (words !== undefined || !/^[\p{L}\p{N}]+$/u.test(word)) return false;
  const least = word.length < 4 ? word.length : Math.ceil(word.length * 0.6);
  const found = await lookAt(lookUp, word, mostLookedAt);
  return !found.some((data) => listTokens(data).some((token) => countShared(word, token) >= least));
}

function isFormOf(word: string, token: string): boolean {
  const shared = countShared(word, token);
  return shared >= 3 && ending.test(word.slice(shared)) && ending.test(token.slice(shared));
}

function listTokens({ content, meta }: HitData): string[] {
  const texts = Object.entries({ ...meta, content }).flatMap(([field, text]) =>
    field === 'slips' || text === undefined ? [] : [text],
  );
  return texts.flatMap((text) => [...text.toLowerCase().split(/[^\p{L}\p{N}]+/u), ...splitWords(text)]);
}

/** Letters that two words have in common from their beginning. */
function countShared(word: string, token: string): number {
  let shared = 0;
  while (shared < word.length && word[shared] === token[shared]) shared += 1;
  return shared;
}

async function correctWord(lookUp: LookUp, word: string): Promise<string> {
  if (!isCorrectable(word)) return word;
  const found = await lookAt(lookUp, word, mostLookedAt);
  if (found.some((data) => hasWord(data, word))) return word;
  const near = await Promise.all(
    listSlips(word).map((slip) => lookAt(lookUp, `${slipMarks.slip}${slip}`, mostLookedAt)),
  );
  const most = word.length < 8 ? 1 : 2;
  const marked = near.flat().flatMap(({ meta }) => (meta['slips'] ?? '').split(' '));
  const [best] = [...new Set(marked)]
    .filter((mark) => mark.startsWith(slipMarks.word))
    .map((mark) => mark.slice(slipMarks.word.length))
    .map((candidate) => ({ candidate, slips: countSlips(word, candidate) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips || (a.candidate < b.candidate ? -1 : 1));
  return best?.candidate ?? word;
}

async function lookAt(lookUp: LookUp, term: string, most: number): Promise<HitData[]> {
  if (term === '') return [];
  const hits = await lookUp(term);
  return Promise.all(hits.slice(0, most).map((hit) => hit.data()));
}
