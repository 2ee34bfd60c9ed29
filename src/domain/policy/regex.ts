import { RE2JS, RE2JSSyntaxException } from 're2js';

/** A pattern that is ready to search with, or the reason why it is none, as the end of a sentence about it. */
export type CompiledPattern =
  | { readonly ok: true; readonly test: (text: string) => boolean }
  | { readonly ok: false; readonly reason: string };

/** Most characters of a pattern. A gateway may take more; a page must not be held up by what somebody pastes. */
export const longestPattern = 1_000;

/**
 * Most steps of a pattern when its counted repetitions are written out: `(?:ab){50}` has 100. Measured: a pattern of
 * this size compiles in milliseconds, and the slowest known takes two seconds to search 100,000 characters.
 */
export const largestPattern = 2_000;

/** More patterns than one policy is likely to hold; beyond it the oldest is compiled again when it is needed. */
const cacheLimit = 512;

const cache = new Map<string, CompiledPattern>();

/** A counted repetition with its least and its most, or a step: an escape, a class, a group's opening, a character. */
const tokens =
  /\{(\d+)(?:,(\d*))?\}|\\(?:[pPx]\{[^}]*\}|[\s\S])|\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]|\((?:\?[^:>)]*[:>])?|[\s\S]/g;

const tooLong: CompiledPattern = {
  ok: false,
  reason: `it has more than ${String(longestPattern)} characters`,
};

/**
 * Compiles a pattern in RE2 syntax, which searches in linear time. What only JavaScript accepts (look-around,
 * back-references) is refused, because a gateway would refuse it too; so is a pattern beyond `longestPattern` or
 * `largestPattern`. Never throws.
 */
export function compilePattern(source: string): CompiledPattern {
  if (source.length > longestPattern) return tooLong;
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
  if (estimateSteps(source) > largestPattern) {
    return { ok: false, reason: `its repetitions come to more than ${String(largestPattern)} steps` };
  }
  try {
    const pattern = RE2JS.compile(source);
    return { ok: true, test: (text) => pattern.test(text) };
  } catch (error) {
    return { ok: false, reason: wordReason(error) };
  }
}

/**
 * Steps of a pattern with its counted repetitions written out, found before the engine writes them out. A character, a
 * class and an escape are one step each. Text between `\Q` and `\E` is read as if it had a meaning.
 */
function estimateSteps(source: string): number {
  const open: number[] = [];
  let sum = 0;
  let last = 0;
  for (const [token, least, most] of source.matchAll(tokens)) {
    if (least !== undefined) {
      const times = Math.max(Number(least), Number(most ?? 0));
      sum += last * (times - 1);
      last *= times;
    } else if (token.startsWith('(')) {
      open.push(sum);
      sum = 0;
      last = 0;
    } else if (token === ')') {
      last = Math.max(1, sum);
      sum = (open.pop() ?? 0) + last;
    } else {
      last = 1;
      sum += 1;
    }
  }
  return open.reduce((total, outer) => total + outer, sum);
}

function wordReason(error: unknown): string {
  if (!(error instanceof RE2JSSyntaxException)) return error instanceof Error ? error.message : String(error);
  const fragment = error.getPattern() ?? '';
  const at = fragment === '' ? '' : ` at ${fragment}`;
  if (/^\(\?<?[=!]/.test(fragment)) return `RE2 has no look-around${at}`;
  if (/^\\[1-9k]/.test(fragment) || fragment.startsWith('(?P=')) return `RE2 has no back-references${at}`;
  return `${error.getDescription()}${at}`;
}
