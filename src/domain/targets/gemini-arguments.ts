import type { ArgumentRule } from '../policy/argument-rules.ts';

/**
 * Rules about arguments as one pattern on the text that Gemini CLI matches: JSON with sorted keys, in which each pair of the top
 * level stands between two NUL characters. JSON writes a NUL inside a text as an escape, so no value can pretend to be a pair.
 *
 * Gemini CLI refuses a pattern in which something may follow a group that repeats it, once a group has held a quantifier. None here
 * repeats a group: what would need it is said by looking ahead. "Character" below is one of JSON text, so a line break is two.
 */

/** Most characters of a pattern that Gemini CLI takes. */
export const longestArgsPattern = 2048;

/**
 * A pattern that matches the arguments which meet all of the rules, and no others. Undefined where there is none: an amount that is
 * written with an exponent, or rules that make too long a pattern.
 */
export function writeArgsPattern(rules: readonly ArgumentRule[]): string | undefined {
  const parts = rules.map(writePart);
  const known = parts.filter((part) => part !== undefined);
  const pattern = `^${known.join('')}`;
  return known.length < parts.length || pattern.length > longestArgsPattern ? undefined : pattern;
}

/**
 * Pattern of the numbers from 0 to `max`, as JSON writes them. Undefined where JSON writes `max` with an exponent.
 */
export function amountPattern(max: number): string | undefined {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(String(max)) ?? [];
  if (whole === undefined) return undefined;
  const below = Array.from(whole).flatMap((digit, index) => {
    // A number with as many digits never begins with 0, but for 0 itself.
    const least = index === 0 && whole.length > 1 ? 1 : 0;
    const range = digitRange(least, Number(digit) - 1);
    return range === '' ? [] : [whole.slice(0, index) + range + repeatDigit(whole.length - index - 1)];
  });
  const shorter = whole.length > 1 ? [`[0-9]{1,${String(whole.length - 1)}}`] : [];
  const smaller = [...shorter, ...below];
  const fractions = Array.from(fraction).flatMap((digit, index) => {
    const range = digitRange(0, Number(digit) - 1);
    const start = fraction.slice(0, index);
    return [...(range === '' ? [] : [`${start}${range}[0-9]*`]), `${start}${digit}`];
  });
  return [
    ...(smaller.length > 0 ? [`(?:${smaller.join('|')})(?:\\.[0-9]+|)`] : []),
    fractions.length > 0 ? `${whole}(?:\\.(?:${fractions.join('|')})|)` : whole,
    // Below 0.000001 JSON writes an exponent.
    ...(max > 0 ? ['[0-9.]+e-[0-9]+'] : []),
  ].join('|');
}

/** The text as it stands in a pattern: of printable characters of ASCII, without quotation marks and parentheses of its own. */
function escapeLiteral(text: string): string {
  return text.replace(/[^A-Za-z0-9 _/:@,;<=>~!&%#`"-]/g, (character) =>
    /[\\^$.*+?[\]{}|]/.test(character)
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** First words of a statement that reads, and words that change something, as the recommendation has them. */
export const statementWords = {
  reading: ['select', 'with', 'show', 'describe', 'desc', 'explain'],
  changing: [
    ...[
      'insert',
      'update',
      'delete',
      'merge',
      'into',
      'drop',
      'alter',
      'create',
      'truncate',
      'grant',
      'revoke',
    ],
    ...[
      'call',
      'exec',
      'execute',
      'do',
      'copy',
      'attach',
      'detach',
      'pragma',
      'vacuum',
      'reindex',
      'lock',
      'load',
    ],
    ...['handler', 'rename', 'set_config', 'setval', 'nextval'],
  ],
} as const;

/** A look ahead from the beginning that holds when the arguments meet the rule. */
function writePart(rule: ArgumentRule): string | undefined {
  const value = writeValue(rule);
  if (value === undefined) return undefined;
  const start = `[^]*\\0${escapeLiteral(JSON.stringify(rule.argument))}:`;
  // JSON null counts as left out.
  if ('optional' in rule && rule.optional) return `(?!${start}(?!(?:null|${value})\\0))`;
  return `(?=${start}(?:${value})\\0)`;
}

/** Alternatives of the JSON text of the values that meet the rule. */
function writeValue(rule: ArgumentRule): string | undefined {
  switch (rule.kind) {
    case 'at-most':
      return amountPattern(rule.max);
    case 'below-folder':
      return folderValue(rule.folder);
    case 'at-host':
      return hostValue(rule.hosts);
    case 'one-of':
      return rule.values.flatMap(equalTexts).join('|');
    case 'reading-sql':
      return statementValue();
    case 'reason':
      return notBlankValue;
    case 'off':
      return equalTexts('false').join('|');
  }
}

/** What equals the text in a policy: the text, and the number or truth value that is written like it. */
function equalTexts(text: string): string[] {
  const bare =
    text === 'true' || text === 'false' || (Number.isFinite(Number(text)) && String(Number(text)) === text);
  return [...(bare ? [escapeLiteral(text)] : []), escapeLiteral(JSON.stringify(text))];
}

/** Escapes may only be of a quotation mark and of half a surrogate pair: others stand for a control character or a backslash. */
function folderValue(folder: string): string {
  const refused = String.raw`%|\x7f|\\[^"u]|\\u[^d]|//|/\.[./]|/\."\0`;
  return `"${literalInText(folder)}(?![^\\0]*(?:${refused}))(?:/[^\\0]*|)"`;
}

function hostValue(hosts: readonly string[]): string {
  const refused = String.raw` |\\[tnfr\\]`;
  return `"https://(?:${hosts.map(literalInText).join('|')})(?::443|)(?:[/?#](?![^\\0]*(?:${refused}))[^\\0]*|)"`;
}

/** A character that is neither blank nor part of an escape, or an escape that stands for nothing blank. */
const notBlankValue = String.raw`"(?:(?:[^\0]*[^\0\\]|)[^\0 "\\]|[^\0]*\\[\\"bu])[^\0]*"`;

/**
 * One statement. Refuses besides what its JSON cannot be told from: a word behind a backslash and the letters of an escape. Refuses
 * the two letters beyond ASCII that count as s and k where case is ignored.
 */
function statementValue(): string {
  // A letter of an escape is no letter of a word, neither the first one nor the one before.
  const wordStart = String.raw`(?:(?<![0-9A-Za-z_\\])|(?<=\\[\\bfnrt]|\\u[0-9a-f]{4}))`;
  const changing = `${wordStart}(?:${statementWords.changing.map(anyCase).join('|')})(?![0-9A-Za-z_])`;
  // What the class takes besides blanks and their escapes is excluded first; no first word begins with a letter of the class.
  const blanks = String.raw`(?![tnfr]|[ \\tnfr]*(?:[ tnfr][tnfr]|\\[^tnfr]))[ \\tnfr]*`;
  const reading = `(?:${statementWords.reading.map(anyCase).join('|')})`;
  const rest = String.raw`(?: |\\[tnfr])[^\0;]*`;
  return `"(?![^\\0]*(?:[\\u017f\\u212a]|${changing}))${blanks}${reading}${rest}(?:;${blanks}|)"`;
}

function anyCase(word: string): string {
  return word.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

/** The text as it stands inside a text of JSON, in a pattern. */
export function literalInText(text: string): string {
  return escapeLiteral(JSON.stringify(text).slice(1, -1));
}

function digitRange(from: number, to: number): string {
  if (from > to) return '';
  return from === to ? String(from) : `[${String(from)}-${String(to)}]`;
}

function repeatDigit(count: number): string {
  if (count === 0) return '';
  return count === 1 ? '[0-9]' : `[0-9]{${String(count)}}`;
}
