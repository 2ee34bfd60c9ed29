import { revealHidden } from '../text.ts';

/** Characters of a stranger's text that stand inside a line of ours. */
const mostCharacters = 120;

/** Words of a stranger on one line, hidden characters visible, cut when they are long. */
export function cutWords(text: string): string {
  const shown = revealHidden(text).replace(/\s+/g, ' ').trim();
  if (shown.length <= mostCharacters) return shown;
  // The first half of a pair of code units is no character.
  return `${shown.slice(0, mostCharacters - 2).replace(/[\ud800-\udbff]$/, '')} …`;
}
