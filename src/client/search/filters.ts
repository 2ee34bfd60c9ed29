import { formatNumber } from '#domain/text.ts';
import { make } from '../tester/dom.ts';
import { type Choice, type Counts, facets } from './index.ts';

/** The boxes that narrow results, and the chips that show what is chosen. */
export interface Filters {
  readonly read: () => Choice;
  readonly fill: (choice: Choice) => void;
  /** Shows what each box would leave; without counts, what the catalogue has. */
  readonly count: (counts: Counts | undefined) => void;
}

/**
 * Ties the boxes of a form to the chips. `changed` is called when a chip takes a choice back; it has the focus moved on before.
 * Boxes that nothing would match stay where they are, so that nothing moves.
 */
export function createFilters(form: HTMLElement, chips: HTMLElement, changed: () => void): Filters {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const badge = form.querySelector<HTMLElement>('[data-chosen]');

  for (const button of form.querySelectorAll<HTMLButtonElement>('[data-unfold]')) {
    button.addEventListener('click', () => unfold(button, button.getAttribute('aria-expanded') !== 'true'));
  }
  const toggle = form.querySelector<HTMLButtonElement>('[data-toggle]');
  toggle?.addEventListener('click', () => {
    toggle.setAttribute('aria-expanded', String(toggle.getAttribute('aria-expanded') !== 'true'));
  });
  form.querySelector('[data-done]')?.addEventListener('click', () => {
    toggle?.click();
    toggle?.focus();
  });
  form.addEventListener('change', showChips);

  function showChips(): void {
    const chosen = boxes.filter(({ checked }) => checked);
    const items = chosen.map((box, at) => {
      const group = box.closest('fieldset')?.querySelector('legend')?.textContent.trim() ?? '';
      const chip = make(
        'button',
        { class: 'chip', type: 'button', 'aria-label': `Take back ${group}: ${nameOf(box)}` },
        `${nameOf(box)} `,
        make('span', { 'aria-hidden': 'true' }, '×'),
      );
      chip.addEventListener('click', () => takeBack([box], at));
      return make('li', {}, chip);
    });
    if (chosen.length > 1) {
      const all = make('button', { class: 'chip all', type: 'button' }, 'Clear all');
      all.addEventListener('click', () => takeBack(chosen, 0));
      items.push(make('li', {}, all));
    }
    chips.replaceChildren(...items);
    chips.hidden = items.length === 0;
    if (badge) badge.textContent = chosen.length > 0 ? ` (${chosen.length})` : '';
  }

  function takeBack(taken: readonly HTMLInputElement[], at: number): void {
    for (const box of taken) box.checked = false;
    showChips();
    const left = chips.querySelectorAll('button');
    const next = left[Math.min(at, left.length - 1)] ?? form.querySelector('input');
    next?.focus();
    changed();
  }

  return {
    read: () => {
      const choose = (facet: string): string[] =>
        boxes.filter(({ name, checked }) => checked && name === facet).map(({ value }) => value);
      return Object.fromEntries(facets.map((facet) => [facet, choose(facet)])) as unknown as Choice;
    },
    fill: (choice) => {
      for (const facet of facets) {
        for (const box of boxes) if (box.name === facet) box.checked = choice[facet].includes(box.value);
      }
      for (const button of form.querySelectorAll<HTMLButtonElement>('[data-unfold]')) {
        if (foldOf(button)?.querySelector(':checked')) unfold(button, true);
      }
      showChips();
    },
    count: (counts) => {
      for (const box of boxes) {
        const place = box.labels?.[0]?.querySelector<HTMLElement>('[data-facet-count]');
        if (!place) continue;
        const value = counts ? (counts[box.name]?.[box.value] ?? 0) : Number(place.dataset['facetCount']);
        place.textContent = formatNumber(value);
        box.labels?.[0]?.classList.toggle('none', value === 0);
      }
    },
  };
}

function nameOf(box: HTMLInputElement): string {
  return box.labels?.[0]?.querySelector('[data-label]')?.textContent.trim() ?? box.value;
}

function foldOf(button: HTMLButtonElement): HTMLElement | null {
  return document.getElementById(button.getAttribute('aria-controls') ?? '');
}

/** Shows or folds the values that are less frequent. */
function unfold(button: HTMLButtonElement, open: boolean): void {
  const fold = foldOf(button);
  if (!fold) return;
  fold.hidden = !open;
  button.setAttribute('aria-expanded', String(open));
  const { all = '', fewer = '' } = button.dataset;
  button.textContent = open ? fewer : all;
}
