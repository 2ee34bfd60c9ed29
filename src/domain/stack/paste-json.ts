import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

/** Something that could not be read in what was pasted. */
export interface PasteProblem {
  /** What is wrong and what to do, in one or two full sentences. Names in it are untrusted text. */
  readonly text: string;
  /** Place in the pasted text, from 1; absent where it concerns all of it. */
  readonly line?: number;
  readonly column?: number;
}

/** A pasted JSON document as a tree that knows its places. */
export interface PastedJson {
  readonly root: Node | undefined;
  readonly problems: readonly PasteProblem[];
}

/** More of the same helps nobody. */
const mostProblems = 5;

/**
 * Reads JSON with comments and trailing commas. What is wrong is said with its place, and what can be read in spite of it is read.
 * @param shift characters that were put before the text and are not counted
 */
export function readJson(text: string, shift: number, firstLine = 1): PastedJson {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
    const problems = errors.slice(0, mostProblems).map(({ error, offset }) => ({
      text: wordings[printParseErrorCode(error)] ?? 'Something here is not JSON.',
      ...placeOf(text, offset, shift, firstLine),
    }));
    return { root, problems };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      root: undefined,
      problems: [{ text: 'The text is nested too deeply to be a configuration or a list of tools.' }],
    };
  }
}

/** Line and column of an offset, from 1. */
export function placeOf(
  text: string,
  offset: number,
  shift: number,
  firstLine = 1,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lines = before.split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return {
    line: lines.length + firstLine - 1,
    column: Math.max(1, lines.length === 1 ? column - shift : column),
  };
}

/** The entries of an object, the last of each name; empty for anything else. */
export function entriesOf(node: Node | undefined): Map<string, Node> {
  const entries = new Map<string, Node>();
  if (node?.type !== 'object') return entries;
  for (const { children } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (typeof key?.value === 'string' && value) entries.set(key.value, value);
  }
  return entries;
}

/** The items of an array; empty for anything else. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

/** The text of a string; undefined for anything else. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' && typeof node.value === 'string' ? node.value : undefined;
}

const wordings: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This word is not JSON: texts need double quotation marks.',
  InvalidNumberFormat: 'This number is not written as JSON numbers are.',
  PropertyNameExpected: 'The name of a key in double quotation marks is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is missing before this.',
  CloseBraceExpected: 'A closing brace } is missing.',
  CloseBracketExpected: 'A closing bracket ] is missing.',
  EndOfFileExpected: 'The document has ended before this; what follows is not read.',
  InvalidCommentToken: 'A comment cannot stand here.',
  UnexpectedEndOfComment: 'This comment has no end.',
  UnexpectedEndOfString: 'This text has no closing quotation mark.',
  UnexpectedEndOfNumber: 'This number has no end.',
  InvalidUnicode: 'This is no Unicode escape: four hexadecimal digits follow \\u.',
  InvalidEscapeCharacter: 'A backslash must be doubled in JSON: write \\\\ for \\.',
  InvalidCharacter: 'A text cannot hold this control character or line break; write an escape such as \\n.',
};
