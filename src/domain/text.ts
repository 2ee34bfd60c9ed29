/** Small rules of English and of showing strangers' text, each in one place. */

/** `a` or `an`, by the first sound of the word that follows. */
export function article(word: string): 'a' | 'an' {
  return /^(?:[aeio]|ho(?:ur|nest|nou?r)|heir|u(?!n[ i]|s[aei]|rl))/i.test(word) ? 'an' : 'a';
}

/** A count with its noun: `1 tool`, `1,240 tools`. */
export function plural(count: number, singular: string, pluralForm = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : pluralForm}`;
}

/** A whole number with thousands separators. */
export function formatNumber(value: number): string {
  return value.toString().replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `a`, `a and b`, `a, b and c`. */
export function joinList(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1) ?? ''}`;
}

/** The text with a full stop, unless it already ends a sentence. */
export function endSentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…](?:["'”’)\]`]*)$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** The text with its first letter in upper case. */
export function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The text with its first letter in lower case: a label inside a sentence. */
export function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** Abbreviations that end in a full stop and do not end a sentence. */
const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|max|min|fig|ca|al|St|Dr|Mr|Ms|Inc|Ltd)|(?:^|\s)[A-Z]|\.\.)\.$/;

/**
 * Where a sentence can end: after its punctuation, at a blank line, before a bullet, after a colon at the end of a line. Blanks
 * are looked at from their first on, so that a long run of them costs no more than its length.
 */
const sentenceEnd =
  /([.!?]["'”’)\]`]*)\s+(?=\S)|(?<!\s):?\s*\n\s*\n|(?<![^\S\n]):?[^\S\n]*\n(?=\s*(?:[-*•]|\d+[.)])\s)|:[^\S\n]*\n/g;

/**
 * The sentences of a description, in order, each an exact substring of it. Blank lines and bullets end a sentence too;
 * abbreviations, versions, host names, single line breaks and an apostrophe do not.
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + (match[1]?.length ?? 0);
    if (match[1] !== undefined && abbreviation.test(text.slice(Math.max(start, end - 12), end))) continue;
    sentences.push(text.slice(start, end).trim());
    start = match.index + match[0].length;
  }
  sentences.push(text.slice(start).trim());
  return sentences.filter((sentence) => sentence !== '');
}

/** The first sentence of a description, whole; empty when there is none. */
export function firstSentence(text: string): string {
  return splitSentences(text)[0] ?? '';
}

/** How a server is named in a sentence: `the Molt2Meet server`, but `Dynamic MCP Server` as it is. */
export function serverNoun(name: string): string {
  return /\bserver$/i.test(name.trim()) ? name.trim() : `the ${name.trim()} server`;
}

/**
 * Characters that a reader cannot see or that reorder what is seen: controls but tab and line feed, soft hyphen, zero-width
 * and bidirectional marks, variation and tag characters, line separators, byte order mark, interlinear annotations.
 */
const hiddenCharacter =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]|\u{1d173}|[\u{1d174}-\u{1d17a}]/gu;

/** The text with every hidden character replaced by its code point in angle brackets, such as `⟨U+200B⟩`. */
export function revealHidden(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(hiddenCharacter, codePointName);
}

/** The code points of the hidden characters in a text, each once, in order of appearance. */
export function findHidden(text: string): string[] {
  return [...new Set(text.replace(/\r\n?/g, '\n').match(hiddenCharacter) ?? [])].map(codePointName);
}

/** The text in quotation marks, hidden characters visible, line breaks folded: for a quotation inside a sentence. */
export function quote(text: string): string {
  return `“${revealHidden(text).replace(/\s+/g, ' ').trim()}”`;
}

function codePointName(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
