import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml';

/** A place in a text file; both numbers count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds the position of a path such as `['tools', 3, 'name']`, or of the nearest part of it that exists. */
export type Locate = (path: readonly PropertyKey[]) => Position | undefined;

/**
 * A locator for the text of a YAML or JSON file (JSON is YAML here). `firstLine` is the line of the file on which the
 * text begins, for front matter. Nothing is parsed before the first question: only refused files are asked about.
 */
export function createLocator(text: string, firstLine: number): Locate {
  let parsed: { root: unknown; lines: LineCounter } | undefined;
  return (path) => {
    if (!parsed) {
      const lines = new LineCounter();
      parsed = { root: parseDocument(text, { lineCounter: lines }).contents, lines };
    }
    const offset = offsetOf(parsed.root, path);
    if (offset === undefined) return undefined;
    const { line, col } = parsed.lines.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
}

function offsetOf(root: unknown, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = root;
  let offset = startOf(root);
  for (const step of path) {
    const next = childOf(node, step);
    if (next === undefined) break;
    offset = startOf(isPair(next) ? next.key : next) ?? offset;
    node = isPair(next) ? next.value : next;
  }
  return offset;
}

function childOf(node: unknown, step: PropertyKey): Pair | Node | undefined {
  if (isSeq<Node>(node) && typeof step === 'number') return node.items[step];
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
}
