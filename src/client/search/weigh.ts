import { readPostings } from '#domain/postings.ts';
import { stemWord } from '#domain/search-terms.ts';
import type { Store, Terms } from './store.ts';

/** Pages and how much they say about one word. */
export type Weights = ReadonlyMap<number, number>;

/** Files of the lexicon of texts that are read for the beginning of a word. More would be a beginning that says nothing. */
const mostTextFiles = 2;

/** What a match of another form than the word itself is worth. */
const forms = { stem: 0.9, beginning: 0.7, textBeginning: 0.4 } as const;

/** How much each page that has a word says about it. */
export async function weighWord(
  store: Store,
  word: string,
  isLast: boolean,
): Promise<{ readonly pages: Weights; readonly inNames: boolean }> {
  const stem = stemWord(word);
  const beginning = shareBeginning(word, stem);
  const [names, texts] = await Promise.all([
    store.terms('names', beginning),
    word.length < 2 ? [] : readTexts(store, stem, isLast),
  ]);
  const pages = new Map<number, number>();
  const best = (file: Terms, term: string, factor: number): void => {
    readPostings(file[term] ?? '', (page, weight) => {
      const worth = weight * factor;
      if (worth > (pages.get(page) ?? 0)) pages.set(page, worth);
    });
  };
  for (const file of names) {
    for (const term of Object.keys(file)) {
      if (!term.startsWith(beginning)) continue;
      if (term === word) best(file, term, 1);
      // A letter or two have no forms, and there are many words that begin with them.
      else if (stem.length > 2 && stemWord(term) === stem) best(file, term, forms.stem);
      else if (term.startsWith(word))
        best(file, term, forms.beginning * (0.5 + (0.5 * word.length) / term.length));
    }
  }
  const inNames = pages.size > 0;
  const inTexts = new Map<number, number>();
  for (const file of texts) {
    for (const term of Object.keys(file)) {
      if (term !== stem && !(isLast && word.length > 2 && term.startsWith(word))) continue;
      const factor = term === stem ? 1 : forms.textBeginning;
      readPostings(file[term] ?? '', (page, weight) => {
        if (weight * factor > (inTexts.get(page) ?? 0)) inTexts.set(page, weight * factor);
      });
    }
  }
  for (const [page, weight] of inTexts) pages.set(page, (pages.get(page) ?? 0) + weight);
  return { pages, inNames };
}

/** The letters with which every form of a word begins: those of query and queries end before the y. */
function shareBeginning(word: string, stem: string): string {
  const short = stem.replace(/y$/, '');
  return word.startsWith(short) ? short : word;
}

async function readTexts(store: Store, stem: string, isLast: boolean): Promise<readonly Terms[]> {
  const wide = isLast && stem.length > 2 ? await store.terms('texts', stem, mostTextFiles) : [];
  // The space is lower than any letter: only the file with the word itself.
  return wide.length > 0 ? wide : store.terms('texts', `${stem} `, 1);
}
