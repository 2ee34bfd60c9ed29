import { diffWordsWithSpace } from 'diff';
import { revealHidden } from '#domain/text.ts';

/** A run of text that both versions have, or only one. */
export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Words that may differ before a comparison word by word stops saying anything. Bounds the time as well. */
const mostEdits = 400;
/** Share of the shorter version that both must have in common; where less is, single words in common only confuse. */
const leastShared = 0.5;
/** Characters of both versions together beyond which words are not compared. */
const longestCompared = 40_000;

/**
 * Two versions of a text word by word, hidden characters visible; undefined when they are too long or have too little in
 * common, and are better shown one after the other.
 */
export function diffTexts(before: string, after: string): readonly DiffPart[] | undefined {
  if (before.length + after.length > longestCompared) return undefined;
  const parts = diffWordsWithSpace(revealHidden(before), revealHidden(after), { maxEditLength: mostEdits });
  if (!parts) return undefined;
  const shared = parts.reduce(
    (sum, { value, added, removed }) => sum + (added || removed ? 0 : value.length),
    0,
  );
  if (shared < leastShared * Math.min(before.length, after.length)) return undefined;
  return parts.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}
