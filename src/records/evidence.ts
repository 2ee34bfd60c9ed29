import type { Evidence } from '#schema/common.ts';
import type { Tool } from '#schema/tool.ts';

/** Why a quotation does not stand in a record; undefined when it does. */
export type EvidenceFault = 'no-path' | 'other-words';

/**
 * Whether the quoted words stand at their path in the record of a tool. Text must contain them; a number, a boolean or
 * null must be written like them; an object or a list must contain them in one of its keys or texts; an empty quote
 * claims that nothing stands at the path.
 */
export function findEvidenceFault(tool: Tool, { path, quote }: Evidence): EvidenceFault | undefined {
  const found = resolvePath(tool, path.replace(/\[(\d+)\]/g, '.$1').split('.'));
  if (quote === '') return found === undefined || found === '' ? undefined : 'other-words';
  if (found === undefined) return 'no-path';
  return contains(found, quote) ? undefined : 'other-words';
}

/** Follows a dotted path. Names of parameters may hold dots themselves, so several steps may name one key. */
function resolvePath(value: unknown, steps: readonly string[]): unknown {
  if (steps.length === 0) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  for (let length = 1; length <= steps.length; length += 1) {
    const key = steps.slice(0, length).join('.');
    if (!Object.hasOwn(value, key)) continue;
    const found = resolvePath(Reflect.get(value, key), steps.slice(length));
    if (found !== undefined) return found;
  }
  return undefined;
}

function contains(value: unknown, quote: string): boolean {
  if (typeof value === 'string') return value.includes(quote);
  if (typeof value !== 'object' || value === null) return String(value) === quote;
  return Object.entries(value).some(
    ([key, child]) => (!Array.isArray(value) && key.includes(quote)) || contains(child, quote),
  );
}
