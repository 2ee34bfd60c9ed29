import type { ListFilter } from './list/filter.ts';

/** A list that can be narrowed and sorted in place. What it needs is loaded when a control is used, or the address asks for something. */
class FilteredList extends HTMLElement {
  #filter: Promise<ListFilter> | undefined;

  connectedCallback(): void {
    // Without this script they would do nothing.
    for (const button of this.querySelectorAll('button')) button.disabled = false;
    for (const type of ['focusin', 'input', 'change', 'click', 'submit']) this.addEventListener(type, this);
    if (location.search === '') return;
    void this.#open();
    // Rows that may not be wanted are not shown first.
    this.dataset['pending'] = '';
  }

  handleEvent(event: Event): void {
    const control = event.target instanceof Element && event.target.closest('form, button');
    if (event.type === 'submit') event.preventDefault();
    if (control || this.#filter) void this.#open().then((filter) => filter.handle(event));
  }

  #open(): Promise<ListFilter> {
    if (this.#filter) return this.#filter;
    // What follows does not move into sight when rows go.
    this.style.minBlockSize = `min(100vh, ${this.offsetHeight}px)`;
    this.#filter = import('./list/filter.ts').then(({ ListFilter: Filter }) => new Filter(this));
    this.#filter.catch(() => {
      this.#filter = undefined;
      this.removeAttribute('data-pending');
    });
    return this.#filter;
  }
}

customElements.define('filtered-list', FilteredList);
