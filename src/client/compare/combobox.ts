import { make } from '#client/tester/dom.ts';
import { formatNumber, plural, revealHidden } from '#domain/text.ts';
import { levels } from '#schema/vocabulary.ts';
import { type Choice, matchChoices } from './choices.ts';

/** A field that offers what fits to what is typed. */
export interface Combobox {
  readonly input: HTMLInputElement;
  /** What is offered from now on. An open list is drawn anew. */
  readonly offer: (choices: readonly Choice[]) => void;
  /** Writes into the field without offering anything. */
  readonly write: (text: string) => void;
}

/** Choices drawn at once: more are reached by typing. */
const mostDrawn = 100;

/**
 * Makes a combobox of an input and the list below it, by the pattern of the ARIA practices: the focus stays in the input, arrow
 * keys mark an option, Enter takes it, Escape closes the list and then empties the field.
 * @param noun what is offered, for the count that is spoken
 */
export function makeCombobox(
  { input, list, spoken }: { input: HTMLInputElement; list: HTMLElement; spoken: HTMLElement },
  noun: string,
  take: (choice: Choice) => void,
): Combobox {
  let choices: readonly Choice[] = [];
  let shown: readonly Choice[] = [];
  let marked = -1;
  /** The text that was written by taking a choice narrows nothing. */
  let taken = '';

  const open = (): void => {
    shown = matchChoices(choices, input.value === taken ? '' : input.value);
    list.replaceChildren(...shown.slice(0, mostDrawn).map(makeOption), ...wordRest());
    list.hidden = choices.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    mark(input.value === '' || input.value === taken || shown.length === 0 ? -1 : 0);
    const count = shown.length === 0 ? `No ${noun} fits.` : `${plural(shown.length, noun)}.`;
    if (!list.hidden && spoken.textContent !== count) spoken.textContent = count;
  };
  const close = (): void => {
    list.hidden = true;
    spoken.textContent = '';
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const mark = (index: number): void => {
    const options = list.querySelectorAll('[role="option"]');
    options[marked]?.setAttribute('aria-selected', 'false');
    marked = index;
    const option = options[index];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const pick = (index: number): void => {
    const choice = shown[index];
    if (choice === undefined) return;
    close();
    take(choice);
  };
  const wordRest = (): HTMLElement[] => {
    const rest = shown.length - mostDrawn;
    if (shown.length === 0) return [make('p', { class: 'rest' }, `No ${noun} fits.`)];
    return rest > 0
      ? [make('p', { class: 'rest' }, `${formatNumber(rest)} more: type to narrow the list.`)]
      : [];
  };
  const makeOption = ({ label, note, level }: Choice, index: number): HTMLElement => {
    const badge =
      level === undefined ? [] : [make('span', { class: 'level', 'data-level': level }, levels[level].label)];
    const option = make(
      'div',
      { role: 'option', id: `${list.id}-${index.toString()}`, 'aria-selected': 'false' },
      make('span', { class: 'name', dir: 'auto', 'data-untrusted': true }, revealHidden(label)),
      ' ',
      ...badge,
      make('span', { class: 'note' }, revealHidden(note)),
    );
    // A press would take the focus away from the field, and the list would be gone before the click.
    option.addEventListener('pointerdown', (event) => event.preventDefault());
    option.addEventListener('click', () => pick(index));
    return option;
  };

  input.addEventListener('input', open);
  input.addEventListener('click', () => {
    if (list.hidden) open();
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const drawn = Math.min(shown.length, mostDrawn);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      if (list.hidden) open();
      else if (drawn > 0) mark(marked < 0 ? (by > 0 ? 0 : drawn - 1) : (marked + by + drawn) % drawn);
    } else if (event.key === 'Enter') {
      // The form is sent nowhere.
      event.preventDefault();
      if (!list.hidden) pick(marked);
      else open();
    } else if (event.key === 'Escape') {
      if (list.hidden) input.value = '';
      else close();
    }
  });
  return {
    input,
    offer: (offered) => {
      choices = offered;
      // Somebody may have typed before there was anything to offer.
      if (document.activeElement === input && (!list.hidden || input.value !== taken)) open();
    },
    write: (text) => {
      input.value = taken = text;
    },
  };
}
