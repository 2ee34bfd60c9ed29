import { readFileSync } from 'node:fs';

/** The answer to `tools/list`, before anybody has looked at the single tools. */
export interface Listing {
  /** The entries as they came, of any shape. */
  readonly tools: readonly unknown[];
  /** What went wrong on the way, in full sentences of our own. */
  readonly problems: readonly string[];
  /** What the server says of itself. */
  readonly serverInfo?:
    { readonly name: string; readonly version: string; readonly title?: string | undefined } | undefined;
  /** Instructions that the server gives to a model. */
  readonly instructions?: string | undefined;
}

const incompleteEnd = '; the list is not complete.';

/** A problem that leaves tools out: the words, which begin a sentence, and the same end for all of them. */
export function incomplete(what: string): string {
  return `${what}${incompleteEnd}`;
}

/** Whether a problem is one that leaves tools out. */
export function saysIncomplete(problem: string): boolean {
  return problem.endsWith(incompleteEnd);
}

/**
 * Reads a saved answer: the result `{"tools": […]}`, a whole JSON-RPC response around it, or the list alone. Throws when
 * the file is missing, is not JSON or holds no list of tools.
 */
export function readSavedListing(file: string): Listing {
  const saved = parseFile(file);
  const tools = [saved, property(saved, 'tools'), property(property(saved, 'result'), 'tools')].find(
    Array.isArray,
  );
  if (!tools) {
    throw new Error(
      `${file}: holds no list of tools.\nSave the answer to tools/list: {"tools": […]}, a JSON-RPC response around it, or the list alone.`,
    );
  }
  const cursor = property(saved, 'nextCursor') ?? property(property(saved, 'result'), 'nextCursor');
  const problems = typeof cursor === 'string' ? [incomplete('The saved answer is one page of several')] : [];
  return { tools, problems };
}

function parseFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file}: cannot be read as JSON: ${reason}.\nSave the answer to tools/list in it.`, {
      cause: error,
    });
  }
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
