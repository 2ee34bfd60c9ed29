import { formatNumber, plural, revealHidden } from '#domain/text.ts';
import type { ListedServer } from '#schema/api-profiles.ts';
import { levelRank } from '#domain/risk/level-rank.ts';
import { idsOf, levels } from '#schema/vocabulary.ts';
import { make } from '../tester/dom.ts';
import { matchServers } from './match.ts';
import { levelBadge, words } from './parts.ts';

/** What the box for servers works on. */
export interface PickerOptions {
  readonly input: HTMLInputElement;
  readonly list: HTMLElement;
  readonly servers: readonly ListedServer[];
  readonly isChosen: (id: string) => boolean;
  readonly choose: (server: ListedServer) => void;
  readonly say: (words: string) => void;
}

/** Options in sight; more words find the others. */
const mostOptions = 50;

/** Makes a combobox of an input and a list, by the pattern of the ARIA guide: the focus stays in the input. */
export function createPicker({ input, list, servers, isChosen, choose, say }: PickerOptions): void {
  let shown: readonly ListedServer[] = [];
  let active = -1;

  const close = (): void => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = (index: number): void => {
    active = index;
    for (const [place, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(place === index));
    const option = list.children[index];
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  const open = (): void => {
    const found = matchServers(input.value, servers).filter(({ id }) => !isChosen(id));
    shown = found.slice(0, mostOptions);
    list.replaceChildren(...shown.map(renderOption));
    list.hidden = shown.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    mark(input.value.trim() === '' || shown.length === 0 ? -1 : 0);
    say(
      found.length === 0
        ? matchServers(input.value, servers).length > 0
          ? 'Every server that fits is chosen already.'
          : 'No server of the catalogue fits. Paste its tools/list to have it judged.'
        : input.value.trim() === ''
          ? ''
          : `${plural(found.length, 'server')} found${found.length > shown.length ? `, the first ${formatNumber(shown.length)} are listed` : ''}.`,
    );
  };
  const take = (index: number): void => {
    const server = shown[index];
    if (!server) return;
    input.value = '';
    close();
    choose(server);
  };

  input.addEventListener('input', open);
  input.addEventListener('click', open);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const count = shown.length;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        if (list.hidden) open();
        else if (event.key === 'ArrowDown') mark(active + 1 < count ? active + 1 : 0);
        else mark(active > 0 ? active - 1 : count - 1);
        break;
      case 'Enter':
        event.preventDefault();
        if (list.hidden) open();
        else take(active);
        break;
      case 'Escape':
        if (list.hidden) input.value = '';
        close();
        break;
    }
  });
  // The input would lose the focus, and the list with it, before the click.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role="option"]') : null;
    take([...list.children].findIndex((child) => child === option));
  });
  if (document.activeElement === input) open();
}

function renderOption({ id, name, tools, byLevel }: ListedServer): HTMLElement {
  const worst = idsOf(levels)
    .filter((level) => level !== 'unknown' && (byLevel[level] ?? 0) > 0)
    .sort((a, b) => levelRank[b] - levelRank[a])[0];
  return make(
    'li',
    { id: `stack-option-${id}`, role: 'option', 'aria-selected': 'false' },
    make('span', { class: 'who' }, words(name), ' ', make('span', { class: 'id' }, revealHidden(id))),
    make(
      'span',
      { class: 'what' },
      plural(tools, 'tool'),
      ...(worst === undefined ? [] : [', up to ', levelBadge(worst)]),
    ),
  );
}
