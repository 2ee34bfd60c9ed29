import type { Evidence } from '#schema/common.ts';

/** Evidence from a tool's name: the raw name. */
export function fromName(name: string): Evidence {
  return { path: 'name', quote: name };
}

/** Evidence from the description: the exact words, widened to whole words. */
export function fromDescription(description: string, start: number, end: number): Evidence {
  let from = start;
  let to = end;
  while (
    from > 0 &&
    /[\p{L}\p{N}_]/u.test(description[from - 1] ?? '') &&
    /[\p{L}\p{N}_]/u.test(description[from] ?? '')
  ) {
    from--;
  }
  while (to < description.length && /[\p{L}\p{N}_-]/u.test(description[to] ?? '')) to++;
  return { path: 'description', quote: description.slice(from, to) };
}

/** Evidence without duplicates, the first of each kept. */
export function distinctEvidence(list: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return list.filter((item) => {
    const key = `${item.path}\n${item.quote}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
