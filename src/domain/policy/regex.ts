import { RE2JS, RE2JSSyntaxException } from 're2js';

/** A pattern that is ready to search with, or the reason why it is none, as the end of a sentence about it. */
export type CompiledPattern =
  | { readonly ok: true; readonly test: (text: string) => boolean }
  | { readonly ok: false; readonly reason: string };

/** More patterns than one policy is likely to hold; beyond it the oldest is compiled again when it is needed. */
const cacheLimit = 512;

const cache = new Map<string, CompiledPattern>();

/**
 * Compiles a pattern in RE2 syntax, which searches in linear time. What only JavaScript accepts (look-around,
 * back-references) is refused, because a gateway would refuse it too. Never throws.
 */
export function compilePattern(source: string): CompiledPattern {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const compiled = compile(source);
  if (cache.size >= cacheLimit) {
    const oldest = cache.keys().next();
    if (oldest.done !== true) cache.delete(oldest.value);
  }
  cache.set(source, compiled);
  return compiled;
}

function compile(source: string): CompiledPattern {
  try {
    const pattern = RE2JS.compile(source);
    return { ok: true, test: (text) => pattern.test(text) };
  } catch (error) {
    return { ok: false, reason: wordReason(error) };
  }
}

function wordReason(error: unknown): string {
  if (!(error instanceof RE2JSSyntaxException)) return error instanceof Error ? error.message : String(error);
  const fragment = error.getPattern() ?? '';
  const at = fragment === '' ? '' : ` at ${fragment}`;
  if (/^\(\?<?[=!]/.test(fragment)) return `RE2 has no look-around${at}`;
  if (/^\\[1-9k]/.test(fragment) || fragment.startsWith('(?P=')) return `RE2 has no back-references${at}`;
  return `${error.getDescription()}${at}`;
}
