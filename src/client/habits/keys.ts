import { loadStyle } from '../load-style.ts';
import style from './habits.css?url';

/** A key, and what it does; `where` is a selector of what must be on the page for it to mean something. */
interface Key {
  readonly keys: readonly string[];
  readonly does: string;
  readonly where?: string;
}

const everywhere: readonly Key[] = [
  { keys: ['/', 'Ctrl K'], does: 'Search', where: '[data-search-box]' },
  { keys: ['t'], does: 'Change the theme: system, light, dark' },
  { keys: ['?'], does: 'Show these keys' },
];

const inSearch: readonly Key[] = [
  { keys: ['↑', '↓'], does: 'Choose a result' },
  { keys: ['Enter'], does: 'Open it' },
  { keys: ['Ctrl Enter'], does: 'Open it in a new tab' },
  { keys: ['Esc'], does: 'Close' },
];

const onTabs: readonly Key[] = [
  { keys: ['←', '→'], does: 'Choose a preset or a format of a policy', where: '[role="tablist"]' },
];

const groups = [
  { heading: 'On every page', keys: everywhere },
  { heading: 'On this page', keys: onTabs },
  { heading: 'In the search dialog', keys: inSearch },
];

let dialog: HTMLDialogElement | undefined;

/** Shows the keys of the site, or hides them when they are shown. */
export async function showKeys(): Promise<void> {
  await loadStyle(style);
  dialog ??= createDialog();
  if (dialog.open) dialog.close();
  // Not above another dialog, which has keys of its own.
  else if (!document.querySelector('dialog[open]')) dialog.showModal();
}

function createDialog(): HTMLDialogElement {
  const element = document.createElement('dialog');
  element.className = 'keys';
  element.setAttribute('aria-labelledby', 'keys-heading');
  const heading = make('h2', 'Keys');
  heading.id = 'keys-heading';
  const close = make('button', 'Close');
  close.className = 'button';
  close.addEventListener('click', () => {
    element.close();
  });
  element.append(heading, ...groups.flatMap(listGroup), close);
  element.addEventListener('click', ({ target }) => {
    // Everything inside lies above the dialog itself, apart from what is beside it.
    if (target === element) element.close();
  });
  document.body.append(element);
  return element;
}

function listGroup({ heading, keys }: { heading: string; keys: readonly Key[] }): HTMLElement[] {
  const used = keys.filter(({ where }) => where === undefined || document.querySelector(where));
  if (used.length === 0) return [];
  const list = document.createElement('dl');
  for (const { keys: names, does } of used) {
    const term = document.createElement('dt');
    names.forEach((name, index) => {
      if (index > 0) term.append(' or ');
      term.append(
        ...name.split(' ').flatMap((part, at) => (at > 0 ? [' + ', make('kbd', part)] : [make('kbd', part)])),
      );
    });
    list.append(term, make('dd', does));
  }
  return [make('h3', heading), list];
}

function make(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
