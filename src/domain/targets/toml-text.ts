/**
 * The text as a basic string of TOML, on one line. What a reader cannot see is written as an escape. The text must be well-formed:
 * TOML has no way to write half of a surrogate pair.
 */
export function quoteToml(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, writeEscape);
}

/** Whether TOML can hold the text: it has no half of a surrogate pair. */
export function fitsToml(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}

function writeEscape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
