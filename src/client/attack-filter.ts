import { type AttackChoice, countValue, meetsChoice, readChoice, writeChoice } from './attack-choice.ts';

/** Narrows the list of patterns in place. The address holds the choice; every change of it is a step of the history. */
class AttackFilter extends HTMLElement {
  readonly #form = this.#get('form', HTMLFormElement);
  readonly #status = this.#get('[role="status"]', HTMLElement);
  readonly #clear = this.#get('[data-clear]', HTMLButtonElement);
  readonly #boxes = [...this.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  readonly #facets = [...new Set(this.#boxes.map(({ name }) => name))];
  readonly #items = [...this.querySelectorAll<HTMLElement>('[data-pattern]')].map((element) => ({
    element,
    values: Object.fromEntries(
      this.#facets.map((facet) => [facet, (element.dataset[facet] ?? '').split(' ')]),
    ),
  }));

  connectedCallback(): void {
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('change', () => this.#settle());
    this.#clear.addEventListener('click', () => {
      for (const box of this.#boxes) box.checked = false;
      this.#settle();
      // The button is gone.
      this.#boxes.find(({ offsetParent }) => offsetParent !== null)?.focus();
    });
    addEventListener('popstate', () => this.#fill());
    const wide = matchMedia('(min-width: 56rem)');
    const details = this.#get('details', HTMLDetailsElement);
    details.open = wide.matches;
    wide.addEventListener('change', () => {
      details.open = wide.matches;
    });
    this.#fill();
  }

  #fill(): void {
    const choice = readChoice(location.search, this.#facets);
    for (const box of this.#boxes) box.checked = choice[box.name]?.includes(box.value) ?? false;
    this.#show();
  }

  #settle(): void {
    const address = location.pathname + writeChoice(this.#read());
    if (address !== location.pathname + location.search) history.pushState(null, '', address);
    this.#show();
  }

  #show(): void {
    const choice = this.#read();
    let shown = 0;
    for (const { element, values } of this.#items) {
      element.hidden = !meetsChoice(values, choice);
      if (!element.hidden) shown += 1;
    }
    const all = this.#items.map(({ values }) => values);
    for (const box of this.#boxes) {
      const count = box.labels?.[0]?.querySelector('[data-facet-count]');
      if (count) count.textContent = countValue(all, choice, box.name, box.value).toString();
    }
    const total = this.#items.length.toString();
    const chosen = this.#boxes.some(({ checked }) => checked);
    this.#clear.hidden = !chosen;
    // The first sentence stands in the page already; the same words would be spoken for nothing.
    const status = !chosen
      ? (this.#status.dataset['all'] ?? '')
      : shown === 0
        ? 'No pattern fits all of these choices.'
        : `${shown.toString()} of ${total} patterns`;
    if (this.#status.textContent !== status) this.#status.textContent = status;
  }

  #read(): AttackChoice {
    const checked = this.#boxes.filter((box) => box.checked);
    return Object.fromEntries(
      this.#facets.map((facet) => [
        facet,
        checked.filter(({ name }) => name === facet).map(({ value }) => value),
      ]),
    );
  }

  #get<T extends Element>(selector: string, type: new () => T): T {
    const element = this.querySelector(selector);
    if (element instanceof type) return element;
    throw new Error(`<attack-filter> has no ${selector}. Its markup is in PatternList.astro.`);
  }
}

customElements.define('attack-filter', AttackFilter);

/** Not every browser opens what is folded around the target of a link. */
function unfoldTarget(): void {
  const target = location.hash === '' ? null : document.getElementById(location.hash.slice(1));
  const details = target?.closest<HTMLDetailsElement>('details[data-opens-for-target]');
  if (!target || !details || details.open) return;
  details.open = true;
  target.scrollIntoView();
}

// What happened lately is of more interest than what happened first.
const plot = document.querySelector('[data-newest-at-end]');
if (plot) plot.scrollLeft = plot.scrollWidth;

addEventListener('hashchange', unfoldTarget);
unfoldTarget();
