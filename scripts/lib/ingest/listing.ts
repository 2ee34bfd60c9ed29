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
  const problems =
    typeof cursor === 'string'
      ? ['The saved answer is one page of several; the others are not recorded.']
      : [];
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
