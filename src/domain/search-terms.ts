import { splitWords } from './words.ts';

/** Words of a name that take part in its suffixes; what is longer is found by its first words. */
const mostWords = 12;

/** The ways in which one query is read; what any of them finds is a result. */
export interface QueryReading {
  /** As typed, spaces folded, quotation marks dropped. Its results come first. */
  readonly typed: string;
  /** The words inside the identifiers of the query; undefined when that is what was typed anyway. */
  readonly words: string | undefined;
}

/**
 * Every spelling under which people look for a name, joined by spaces, each once: as it is, in words, and from each of its words to
 * the end in snake case and in one word. The index matches the beginnings of words and keeps underscores, so `api_key`, `apikey` and
 * `createApi` find `create_api_key` only through these. A hyphen is no letter to the index: `create-api-key` is looked up as one word.
 */
export function listSpellings(name: string): string {
  const words = splitWords(name).slice(0, mostWords);
  const spellings = new Set([name.trim(), ...words]);
  for (let start = 0; start < words.length; start += 1) {
    const rest = words.slice(start);
    spellings.add(rest.join('_')).add(rest.join(''));
  }
  return [...spellings].join(' ');
}

/**
 * Reads a query. Identifiers in camel, snake or kebab case are read as their words too, so that `createApiKey` also finds what only
 * speaks of creating an API key. Letters that stand alone after splitting (`OAuth`) say nothing and are left out.
 */
export function readQuery(query: string): QueryReading {
  const typed = query.replace(/["“”]/g, ' ').replace(/\s+/g, ' ').trim();
  const split = splitWords(typed);
  const telling = split.filter((word) => word.length > 1);
  const words = (telling.length > 0 ? telling : split).join(' ');
  return { typed, words: words === '' || words === typed.toLowerCase() ? undefined : words };
}
