import type { Target } from '#domain/targets/target.ts';
import type { Range } from './marks.ts';

/** Class of a token in the style sheet: key, string, number or word, comment; empty for the rest. */
export type TokenKind = 'k' | 's' | 'n' | 'c' | '';

/** A stretch of code in one look. */
export interface Piece {
  readonly text: string;
  readonly kind: TokenKind;
  /** It is a placeholder. */
  readonly marked: boolean;
}

/** Language of a snippet. */
export type Language = Target['language'];

const quoted = String.raw`"(?:[^"\\\n]|\\.)*"`;
const number = String.raw`(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.])`;
const words = (...list: readonly string[]): string => `\\b(?:${list.join('|')})\\b`;
const pattern = (parts: Partial<Record<'c' | 'k' | 's' | 'n', string>>): RegExp =>
  new RegExp(
    Object.entries(parts)
      .map(([name, source]) => `(?<${name}>${source})`)
      .join('|'),
    'gm',
  );

/** What counts as what in each language. Enough to tell keys from values at a glance; not a parser. */
const patterns: Readonly<Record<Language, RegExp>> = {
  json: pattern({
    k: String.raw`${quoted}(?=\s*:)`,
    s: quoted,
    n: `${number}|${words('true', 'false', 'null')}`,
  }),
  toml: pattern({
    c: '#.*',
    k: String.raw`^\s*\[.*\]\s*$|^\s*[\w.-]+(?=\s*=)`,
    s: `${quoted}|'[^'\\n]*'`,
    n: `${number}|${words('true', 'false')}`,
  }),
  yaml: pattern({
    c: '(?<=^|\\s)#.*',
    k: String.raw`(?<=^[\s-]*)(?:[\w.-]+|${quoted})(?=:(?:\s|$))`,
    s: `${quoted}|'(?:[^'\\n]|'')*'`,
    n: `${number}|${words('true', 'false', 'null')}`,
  }),
  cedar: pattern({
    c: '//.*',
    k: words('permit', 'forbid', 'when', 'unless', 'principal', 'action', 'resource', 'context'),
    s: quoted,
    n: `${number}|${words('true', 'false')}`,
  }),
  typescript: pattern({
    c: '//.*',
    k: words(
      'import',
      'from',
      'export',
      'const',
      'let',
      'return',
      'new',
      'if',
      'async',
      'await',
      'type',
      'function',
      'throw',
    ),
    s: `${quoted}|'(?:[^'\\\\\\n]|\\\\.)*'|\`[^\`]*\``,
    n: `${number}|${words('true', 'false', 'null', 'undefined')}`,
  }),
};

/** Cuts a text into stretches of one look. Together they are the text. */
export function paint(text: string, language: Language | undefined, marks: readonly Range[]): Piece[] {
  const tokens = language === undefined ? [] : tokenize(text, language);
  const cuts = [0, text.length, ...[...tokens, ...marks].flatMap(({ start, end }) => [start, end])];
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  let token = 0;
  let mark = 0;
  return sorted.slice(0, -1).flatMap((start, index): Piece[] => {
    const end = sorted[index + 1] ?? text.length;
    while ((tokens[token]?.end ?? Infinity) <= start) token += 1;
    while ((marks[mark]?.end ?? Infinity) <= start) mark += 1;
    const kind = (tokens[token]?.start ?? Infinity) <= start ? (tokens[token]?.kind ?? '') : '';
    return [{ text: text.slice(start, end), kind, marked: (marks[mark]?.start ?? Infinity) <= start }];
  });
}

function tokenize(text: string, language: Language): (Range & { readonly kind: TokenKind })[] {
  return [...text.matchAll(patterns[language])].map((match) => {
    const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
    const [kind] = Object.entries(groups).find(([, found]) => found !== undefined) ?? [''];
    return { start: match.index, end: match.index + match[0].length, kind: kind as TokenKind };
  });
}
