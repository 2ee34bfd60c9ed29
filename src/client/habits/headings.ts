import { loadStyle } from '../load-style.ts';
import style from './habits.css?url';
import { say } from './say.ts';

/** Where a heading stays what it is. */
const unlinked = 'a, summary, dialog, policy-tester';

/** Milliseconds for which a heading says that its address was copied. */
const shown = 2000;

/**
 * Makes each heading that has an id, or stands first in a section that has one, a link to itself. A click goes there and copies the
 * address. The words of the heading stay as they are, so nothing shifts, and nothing is added to what a screen reader says of it.
 */
export function linkHeadings(): void {
  void loadStyle(style);
  for (const heading of document.querySelectorAll<HTMLElement>('main :is(h2, h3)')) {
    const id = findId(heading);
    // Those that are links already hold one. In a tester, the address holds the test.
    if (id === '' || heading.querySelector('a, button, input') || heading.closest(unlinked)) continue;
    const link = document.createElement('a');
    link.className = 'heading-link';
    link.href = `#${id}`;
    link.append(...heading.childNodes);
    link.addEventListener('click', () => void copyAddress(link));
    heading.append(link);
  }
}

function findId(heading: HTMLElement): string {
  if (heading.id !== '') return heading.id;
  const section = heading.parentElement;
  return section?.localName === 'section' && section.querySelector('h2, h3') === heading ? section.id : '';
}

async function copyAddress(link: HTMLAnchorElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    // Without permission the link is one: the address stands in the address bar.
    return;
  }
  link.dataset['copied'] = '';
  say('Copied the link to this heading');
  setTimeout(() => {
    delete link.dataset['copied'];
  }, shown);
}
