/** The searches that this browser remembers, newest first. They stay in the browser. */

const storageKey = 'recent-searches';

/** Searches that are kept. */
const mostKept = 8;

/** Characters of a search that is kept; what is longer was pasted, and is not what one searches again. */
const longestKept = 100;

/** What is remembered; nothing when the browser keeps nothing, or something else was kept under this name. */
export function listRecent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.filter((query) => typeof query === 'string').slice(0, mostKept);
  } catch {
    return [];
  }
}

/** Puts a search first; the same in other letters is taken out. */
export function rememberSearch(query: string): void {
  const text = query.replace(/\s+/g, ' ').trim();
  if (text === '' || text.length > longestKept) return;
  keep([text, ...without(text)].slice(0, mostKept));
}

/** Takes one search out. */
export function forgetSearch(query: string): void {
  keep(without(query));
}

/** Forgets all searches. */
export function forgetSearches(): void {
  keep([]);
}

function without(query: string): string[] {
  return listRecent().filter((kept) => kept.toLowerCase() !== query.toLowerCase());
}

function keep(queries: readonly string[]): void {
  try {
    if (queries.length === 0) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, JSON.stringify(queries));
  } catch {
    // Without storage, nothing is remembered.
  }
}
