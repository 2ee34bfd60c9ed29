import { mostShared } from '#domain/stack/share.ts';
import { plural, revealHidden } from '#domain/text.ts';
import { make } from '../tester/dom.ts';
import { words } from './parts.ts';

/** A chosen server, as its chip shows it. */
export interface Chip {
  readonly id: string;
  /** Untrusted text. */
  readonly name: string;
  readonly isPasted: boolean;
}

/** Shows the chosen servers, each with a way to remove it. The focus stays among them. */
export function showChips(list: HTMLElement, chips: readonly Chip[], remove: (id: string) => void): void {
  list.hidden = chips.length === 0;
  list.replaceChildren(
    ...chips.map(({ id, name, isPasted }, index) => {
      const button = make(
        'button',
        { type: 'button', 'aria-label': `Remove ${revealHidden(name)}` },
        make('span', { 'aria-hidden': 'true' }, '✕'),
      );
      button.addEventListener('click', () => {
        remove(id);
        const left = list.querySelectorAll('button');
        (left[index] ?? left[index - 1])?.focus();
      });
      const label = make('span', {}, words(name), ...(isPasted ? [' ', make('i', {}, 'pasted')] : []));
      return make('li', {}, label, button);
    }),
  );
}

/** What the link to a stack does not hold, in full sentences; empty when it holds everything. */
export function describeUnshared(known: number, pasted: number): string {
  const whose = pasted === 1 ? 'The pasted server is' : `The ${plural(pasted, 'pasted server')} are`;
  return [
    ...(pasted === 0 ? [] : [`${whose} not part of the link, and gone when the page is closed.`]),
    ...(known > mostShared ? [`The link holds the first ${plural(mostShared, 'server')} only.`] : []),
  ].join(' ');
}
