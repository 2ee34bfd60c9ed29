import { type PolicyRequest, recommendFor } from '#domain/policy-request.ts';
import type { Target } from '#domain/targets/target.ts';
import type { Preset } from '#schema/vocabulary.ts';
import type { Field } from './values.ts';

/** A stretch of a text, by UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the placeholders of these fields stand in a snippet. Looking for their text would also find it where it is a part of
 * something else, such as the name of a server in the name of a tool; so the snippet is written again with an unlikely word in
 * the place of each, and what differs is the placeholder.
 */
export function findPlaceholders(
  text: string,
  target: Pick<Target, 'write'>,
  preset: Preset,
  request: PolicyRequest,
  fields: readonly Field[],
): Range[] {
  return fields
    .flatMap((field) => {
      const { word, changed } = probe(field, request);
      const snippet = target.write(recommendFor(preset, changed));
      return snippet.kind === 'impossible'
        ? []
        : compareTexts(text, snippet.text, word).map(({ start, end }) =>
            field.placeholder.startsWith('/') && text[start - 1] === '/'
              ? { start: start - 1, end }
              : { start, end },
          );
    })
    .sort((a, b) => a.start - b.start)
    .filter(({ start, end }, index, all) => end > start && start >= (all[index - 1]?.end ?? 0));
}

/** Where `text` has something in the places in which `probed` has the word; empty when they differ elsewhere, too. */
export function compareTexts(text: string, probed: string, word: string): Range[] {
  const [first = '', ...others] = probed.split(word);
  if (others.length === 0) return [];
  const kept = others.reduce((sum, part) => sum + part.length, first.length);
  const length = (text.length - kept) / others.length;
  if (length < 0 || !Number.isInteger(length) || !text.startsWith(first)) return [];
  const ranges: Range[] = [];
  let start = first.length;
  for (const part of others) {
    const end = start + length;
    if (!text.startsWith(part, end)) return [];
    ranges.push({ start, end });
    start = end + part.length;
  }
  return ranges;
}

/** A word of the length of the placeholder, so that programs which fold lines fold them alike, and the request with it. */
function probe(
  { key, placeholder }: Field,
  request: PolicyRequest,
): { word: string; changed: PolicyRequest } {
  const { values } = request;
  const letters = `zq${'x'.repeat(Math.max(2, placeholder.length - 4))}qz`;
  switch (key) {
    case 'alias':
      return { word: letters, changed: { ...request, alias: letters } };
    case 'endpoint':
      return { word: `https://${letters}`, changed: { ...request, endpoint: `https://${letters}` } };
    case 'maxAmount':
      return { word: '918273645', changed: { ...request, values: { ...values, maxAmount: 918273645 } } };
    case 'folder': {
      const word = letters.slice(1);
      return { word, changed: { ...request, values: { ...values, folder: `/${word}` } } };
    }
    case 'repositoryFolder':
      return { word: letters, changed: { ...request, values: { ...values, repositoryFolder: letters } } };
    case 'hosts':
      return { word: letters, changed: { ...request, values: { ...values, hosts: [letters] } } };
    case 'recipients':
      return { word: letters, changed: { ...request, values: { ...values, recipients: [letters] } } };
  }
}
