import { make, makeButton } from '../tester/dom.ts';
import { forgetSearch, forgetSearches, listRecent } from './recent.ts';

/** What stands in the dialog before anything is typed. */
export interface Start {
  readonly element: HTMLElement;
  /** Reads again what is remembered. */
  readonly refresh: () => void;
  /** Moves the focus through the searches for a key; false when the key means nothing here. */
  readonly move: (key: string) => boolean;
}

/**
 * The remembered searches and ways into the catalogue. `search` is called with the search that is chosen; `leave` when the focus is to go
 * back to the text.
 */
export function createStart(
  ways: readonly HTMLElement[],
  search: (query: string) => void,
  leave: () => void,
): Start {
  const list = make('ul', { class: 'recent' });
  const clear = makeButton('Forget all', () => {
    forgetSearches();
    refresh();
    leave();
  });
  const title = make('h2', { id: 'recent-searches' }, 'Recent searches');
  list.setAttribute('aria-labelledby', title.id);
  const head = make('div', { class: 'recent-head' }, title, clear);
  const element = make(
    'div',
    { class: 'start' },
    head,
    list,
    make(
      'p',
      {},
      'Search by name, by what a tool does, or by what it does it to. Attack patterns and guides are found, too.',
    ),
    make('p', { class: 'ways' }, ...ways),
  );
  const buttons = (): HTMLButtonElement[] => [...list.querySelectorAll<HTMLButtonElement>('.recent-search')];

  function refresh(): void {
    const recent = listRecent();
    head.hidden = recent.length === 0;
    list.hidden = recent.length === 0;
    list.replaceChildren(...recent.map(makeItem));
  }

  function makeItem(query: string): HTMLElement {
    const button = make('button', { class: 'recent-search', type: 'button', dir: 'auto' }, query);
    button.addEventListener('click', () => search(query));
    const remove = make(
      'button',
      { class: 'cross', type: 'button', 'aria-label': `Forget “${query}”`, title: 'Forget' },
      '×',
    );
    remove.addEventListener('click', () => forget(query));
    return make('li', {}, button, remove);
  }

  function forget(query: string): void {
    const at = buttons().findIndex((button) => button.textContent === query);
    forgetSearch(query);
    refresh();
    const left = buttons();
    const next = left[Math.min(at, left.length - 1)];
    if (next === undefined) leave();
    else next.focus();
  }

  function move(key: string): boolean {
    const all = buttons();
    const item = document.activeElement?.closest('li');
    const at = all.findIndex((button) => button.parentElement === item);
    const query = all[at]?.textContent;
    if (key === 'Delete' && query !== undefined) forget(query);
    else if (key === 'ArrowDown') all[Math.min(at + 1, all.length - 1)]?.focus();
    else if (key === 'ArrowUp' && at > 0) all[at - 1]?.focus();
    else if (key === 'ArrowUp' && at === 0) leave();
    else return false;
    return true;
  }

  return { element, refresh, move };
}
