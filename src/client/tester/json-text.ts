import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

/** A place in a text; both numbers count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
  /** Characters before it. */
  readonly offset: number;
}

/** A text that was read as JSON, or what is wrong with it. */
export type JsonText =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Keys that stand twice in one object. The engine keeps the last of two and says nothing. */
      readonly repeated: readonly { readonly key: string; readonly position: Position }[];
      /** Where the value behind a JSON pointer stands, or the nearest around it. */
      readonly locate: (pointer: string) => Position | undefined;
    }
  | {
      readonly ok: false;
      /** What is wrong, with line and column where they are known, as a sentence. */
      readonly message: string;
      readonly position: Position | undefined;
    };

/** What the parser says, as a clause. What is not listed is a fault that has no better name. */
const faults: Readonly<Record<string, string>> = {
  InvalidSymbol: 'something stands here that is no JSON value',
  InvalidNumberFormat: 'a number is not written as JSON has it',
  UnexpectedEndOfNumber: 'a number breaks off',
  PropertyNameExpected: 'a name in double quotation marks is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something follows after the end of the document',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'a text is not closed on its line',
  InvalidUnicode: 'an escape is not written as JSON has it',
  InvalidEscapeCharacter: 'an escape is not written as JSON has it',
  InvalidCharacter: 'a text holds a control character',
};

/** Reads a text as JSON, as strictly as a gateway does. Never throws. */
export function readJson(text: string): JsonText {
  const { root, errors } = readTree(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const [first] = errors;
    const fault = first === undefined ? undefined : faults[printParseErrorCode(first.error)];
    const position = first === undefined ? undefined : positionAt(text, first.offset);
    return { ok: false, message: wordFault(text, fault, position), position };
  }
  return {
    ok: true,
    value,
    repeated: root === undefined ? [] : listRepeated(root, text),
    locate: (pointer) => (root === undefined ? undefined : locatePointer(root, pointer, text)),
  };
}

/** Line and column of an offset. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset };
}

/** The parser calls itself for each level, so that a text nested thousands deep has no tree. */
function readTree(text: string): { root: Node | undefined; errors: readonly ParseError[] } {
  const errors: ParseError[] = [];
  try {
    return { root: parseTree(text, errors, { disallowComments: true }), errors };
  } catch {
    return { root: undefined, errors: [] };
  }
}

function wordFault(text: string, fault: string | undefined, position: Position | undefined): string {
  if (text.trim() === '') return 'There is nothing here yet.';
  if (position === undefined) return 'This is not valid JSON.';
  const where = `Line ${String(position.line)}, column ${String(position.column)}`;
  return `${where}: ${fault ?? 'this is not valid JSON'}.`;
}

function listRepeated(root: Node, text: string): { key: string; position: Position }[] {
  const found: { key: string; position: Position }[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const seen = new Set<unknown>();
    for (const child of node.children ?? []) {
      open.push(child);
      const name = child.type === 'property' ? child.children?.[0] : undefined;
      if (name === undefined) continue;
      if (seen.has(name.value))
        found.push({ key: String(name.value), position: positionAt(text, name.offset) });
      seen.add(name.value);
    }
  }
  return found.toSorted((a, b) => a.position.offset - b.position.offset);
}

function locatePointer(root: Node, pointer: string, text: string): Position {
  let node = root;
  let offset = root.offset;
  for (const escaped of pointer.split('/').slice(1)) {
    const step = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step]);
    if (next === undefined) break;
    // The name of a field says more than its value.
    offset = next.parent?.type === 'property' ? next.parent.offset : next.offset;
    node = next;
  }
  return positionAt(text, offset);
}
