import { formatNumber } from '#domain/text.ts';
import { debounce, make } from '../tester/dom.ts';
import { writeAddress } from './address.ts';
import { type Answer, createFinder, failure } from './finder.ts';
import { everything } from './index.ts';
import { runNewest } from './newest.ts';
import { createOptions } from './options.ts';
import { createProse } from './prose.ts';
import type { ProseHit } from './prose-index.ts';
import { rememberSearch } from './recent.ts';
import {
  describeAnswer,
  makeAdvice,
  makeHit,
  makeNotes,
  makeProseHit,
  proseName,
  readNotes,
} from './results.ts';
import { createStart } from './start.ts';

/** Results that are shown; the search page has the others. */
const mostShown = 8;
/** Guides and attack patterns that follow them. */
const mostProse = 3;
/** Milliseconds without a change before a screen reader is told what was found. */
const speakingPause = 700;

/** The keys, for those who see the line. */
const keys = [
  ['↑ ↓', 'choose'],
  ['Enter', 'open'],
  ['Ctrl Enter', 'in a new tab'],
  ['Esc', 'close'],
] as const;

let open: ((back: Element | null) => void) | undefined;

/** Opens the search dialog with what is in the box of the page. On closing, the focus goes back to an element. */
export function openSearch(box: HTMLInputElement, back: Element | null): void {
  open ??= createDialog(box);
  open(back);
}

function createDialog(box: HTMLInputElement): (back: Element | null) => void {
  const page = new URL(box.form?.action ?? location.href);
  const home = new URL('..', page).pathname;
  const finder = createFinder(home);
  const prose = createProse({ baseUrl: home, most: mostProse, show: showProse });
  /** What the list answers; undefined while nothing is shown. */
  let answer: Answer | undefined;

  const field = make('input', {
    type: 'text',
    name: 'q',
    role: 'combobox',
    'aria-label': 'Search tools, servers, attack patterns and guides',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'search-options',
    placeholder: 'Search tools, attacks, guides',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    enterkeyhint: 'search',
  });
  const clear = make('button', { class: 'clear', type: 'button', hidden: true }, 'Clear');
  const close = make(
    'button',
    { class: 'cross', type: 'button', 'aria-label': 'Close', title: 'Close' },
    '×',
  );
  const form = make('form', { action: page.pathname, role: 'search' }, field, clear, close);
  const notes = make('div', { class: 'notes', hidden: true });
  const list = make('div', { id: 'search-options', role: 'listbox', 'aria-label': 'Results', hidden: true });
  const advice = make('div', { class: 'advice', hidden: true });
  const status = make('p', { class: 'visually-hidden', role: 'status' });
  const start = createStart(listWays(page.pathname), fill, () => field.focus());
  const dialog = make(
    'dialog',
    { class: 'search-dialog no-print', 'aria-label': 'Search' },
    form,
    make('div', { class: 'answer' }, start.element, notes, list, advice),
    make(
      'p',
      { class: 'key-line', 'aria-hidden': 'true' },
      ...keys.map(([key, what]) => make('span', {}, make('kbd', {}, key), ` ${what}`)),
    ),
    status,
  );
  const options = createOptions(field, list);

  const speak = debounce(speakingPause, () => {
    if (answer === undefined || !dialog.open) return;
    const shown = Math.min(answer.hits.length, mostShown);
    const more = answer.hits.length > shown ? `The first ${shown} are shown.` : '';
    status.textContent = [readNotes(notes), describeAnswer(answer, prose.count()), more]
      .filter(Boolean)
      .join(' ');
  });

  const ask = runNewest<string>(async (query, isNewest) => {
    if (query === '') {
      if (isNewest()) show(undefined);
      return;
    }
    form.classList.add('waiting');
    try {
      const found = await finder.find({ query, choice: everything, order: 'relevance' }, mostShown);
      if (isNewest()) show(found);
    } catch (error) {
      console.error(error);
      if (isNewest()) fail();
    }
    form.classList.toggle('waiting', !isNewest());
  });

  function show(found: Answer | undefined): void {
    answer = found;
    start.element.hidden = found !== undefined;
    if (found === undefined) start.refresh();
    const { first = [], words = [] } = found ?? {};
    notes.replaceChildren(...(found && first.length > 0 ? makeNotes(found) : []));
    notes.hidden = notes.childElementCount === 0;
    const all = found && first.length > 0 ? [makeLast(found)] : [];
    options.show([...first.map((hit) => makeHit(hit, words, 'option')), ...all]);
    showAdvice();
    prose.follow(found);
    status.textContent = '';
    speak();
  }

  function showProse(hits: readonly ProseHit[]): void {
    const name = make('div', { class: 'group-name', 'aria-hidden': 'true' }, proseName);
    const rows = hits.map((hit) => makeProseHit(hit, 'option'));
    options.follow(
      hits.length === 0 ? undefined : make('div', { role: 'group', 'aria-label': proseName }, name, ...rows),
    );
    showAdvice();
    speak();
  }

  /** What to try, where no tool was found. */
  function showAdvice(): void {
    advice.hidden = answer === undefined || answer.first.length > 0;
    if (advice.hidden || answer === undefined) return;
    advice.replaceChildren(
      ...makeAdvice(answer.question.query, prose.count(), { search: fill }),
      make('p', { class: 'ways' }, ...listWays(page.pathname)),
    );
  }

  function fail(): void {
    show(undefined);
    start.element.hidden = true;
    advice.hidden = false;
    advice.replaceChildren(make('p', {}, failure), make('p', { class: 'ways' }, ...listWays(page.pathname)));
    status.textContent = failure;
  }

  /** The row that leads to all results. */
  function makeLast({ hits, question: { query } }: Answer): HTMLElement {
    const count = hits.length > mostShown ? `All ${formatNumber(hits.length)} results` : 'All results';
    return make(
      'a',
      { class: 'all', role: 'option', href: page.pathname + toAll(query), tabindex: '-1' },
      `${count} for “`,
      make('bdi', {}, query),
      '”, with filters',
    );
  }

  function fill(query: string): void {
    field.value = query;
    field.focus();
    change();
    ask(query);
  }

  function change(): void {
    clear.hidden = field.value === '';
    options.leave();
  }

  /** Goes where a key leads: to the active option, or to all results. */
  function go(newTab: boolean): void {
    const query = field.value.trim();
    const option = options.active();
    rememberSearch(query);
    const href = option instanceof HTMLAnchorElement ? option.href : page.pathname + toAll(query);
    if (newTab) window.open(href, '_blank', 'noopener');
    else location.assign(href);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go(false);
  });
  field.addEventListener('input', () => {
    change();
    ask(field.value.trim());
  });
  clear.addEventListener('click', () => fill(''));
  close.addEventListener('click', () => dialog.close());
  list.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) rememberSearch(field.value);
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const isCommand = event.ctrlKey || event.metaKey || event.altKey;
    // The keys of the page mean nothing in here.
    if (!isCommand) event.stopPropagation();
    if (event.target !== field) {
      if (start.move(event.key)) event.preventDefault();
      // A letter goes to the text, wherever the focus is.
      else if (/^\S$/u.test(event.key) && !isCommand) field.focus();
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go(true);
    else if (isCommand || event.shiftKey) return;
    else if (!(options.move(event.key) || (field.value === '' && start.move(event.key)))) return;
    event.preventDefault();
  });
  // A click beside the dialog meets the dialog itself, since its contents cover all of it.
  dialog.addEventListener('pointerdown', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => {
    holdPage(false);
    // On a touch screen, a field with the focus brings the keyboard back.
    if (matchMedia('(pointer: coarse)').matches) box.blur();
  });
  // Whoever comes back to the page finds it as it was, not the dialog.
  addEventListener('pagehide', () => dialog.close());

  document.body.append(dialog);
  show(undefined);

  return (from) => {
    const wasOpen = dialog.open;
    if (!wasOpen) {
      // The browser gives the focus back to what has it now.
      if (from !== box) box.blur();
      if (from instanceof HTMLElement) from.focus({ preventScroll: true });
      dialog.showModal();
      holdPage(true);
      finder.warmUp();
      if (answer === undefined) start.refresh();
    }
    field.focus();
    // What was typed while the dialog was loaded is taken over with the cursor.
    if (box.value !== '') {
      const { selectionStart, selectionEnd } = box;
      fill(box.value);
      field.setSelectionRange(selectionStart, selectionEnd);
      box.value = '';
    } else if (!wasOpen) field.select();
  };
}

function toAll(query: string): string {
  return writeAddress({ query, choice: everything, order: 'relevance' });
}

/** The links of the header and the search page: they lead to everything without a search. */
function listWays(searchPage: string): HTMLElement[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('body > header nav a')];
  return [
    ...links.map(({ href, textContent }) => make('a', { href }, textContent.trim())),
    make('a', { href: searchPage }, 'Search with filters'),
  ];
}

/** Keeps the page behind the dialog from scrolling, and from moving when its scroll bar goes. */
function holdPage(held: boolean): void {
  const root = document.documentElement;
  const hasBar = innerWidth > root.clientWidth;
  if (held && hasBar) root.style.scrollbarGutter = 'stable';
  root.style.overflow = held ? 'hidden' : '';
  if (!held) root.style.scrollbarGutter = '';
}
