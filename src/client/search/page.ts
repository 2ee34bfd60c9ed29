import { formatNumber, plural } from '#domain/text.ts';
import { facets, find, type Found, type Hit, openIndex, type SearchIndex } from './index.ts';
import { readAddress, type SearchState, writeAddress } from './address.ts';

/** Results at a time. */
const pageSize = 20;
/** Milliseconds without a key press before a search. */
const typingPause = 150;

const failure =
  'Search could not be loaded. Check the connection and reload the page; the lists below work without it.';

/**
 * The search page. The address holds the question: typing replaces it, a chosen facet or Enter adds a step to the history.
 * The index is loaded at the first question.
 */
class ToolSearch extends HTMLElement {
  readonly #form = this.#get('form', HTMLFormElement);
  readonly #query = this.#get('input[type="search"]', HTMLInputElement);
  readonly #status = this.#get('[role="status"]', HTMLElement);
  readonly #list = this.#get('ol', HTMLElement);
  readonly #more = this.#get('[data-more]', HTMLButtonElement);
  readonly #clear = this.#get('[data-clear]', HTMLButtonElement);
  readonly #hint = this.#get('[data-hint]', HTMLElement);
  readonly #ways = this.#get('[data-ways]', HTMLElement);
  readonly #template = this.#get('template', HTMLTemplateElement);
  #index: Promise<SearchIndex> | undefined;
  #hits: readonly Hit[] = [];
  /** Number of the newest question; answers to older ones are dropped. */
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the next key press begins a new step of the history. */
  #settled = false;

  connectedCallback(): void {
    this.#query.addEventListener('input', () => {
      if (this.#query.value.trim() !== '') this.#open().catch(() => undefined);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#ask(this.#settled);
        this.#settled = false;
      }, typingPause);
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#settle();
    });
    this.#form.addEventListener('change', (event) => {
      if (event.target !== this.#query) this.#settle();
    });
    this.#clear.addEventListener('click', () => {
      this.#fill({ ...this.#read(), choice: { level: [], class: [], capability: [] } });
      this.#settle();
      this.#query.focus();
    });
    this.#more.addEventListener('click', () => void this.#showMore());
    addEventListener('popstate', () => {
      const state = readAddress(location.search);
      // A step within the page, such as the link to its content, asks nothing new.
      if (writeAddress(state) === writeAddress(this.#read())) return;
      clearTimeout(this.#timer);
      this.#fill(state);
      void this.#search();
    });
    this.#unfold(matchMedia('(min-width: 56rem)'));
    this.#fill(readAddress(location.search));
    void this.#search();
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#ask(true);
    this.#settled = true;
  }

  #ask(newStep: boolean): void {
    const address = location.pathname + writeAddress(this.#read());
    if (address !== location.pathname + location.search) {
      history[newStep ? 'pushState' : 'replaceState'](null, '', address);
    }
    void this.#search();
  }

  async #search(): Promise<void> {
    const turn = ++this.#turn;
    const { query, choice } = this.#read();
    const chosen = facets.some((facet) => choice[facet].length > 0);
    this.#clear.hidden = !chosen;
    if (query === '' && !chosen) {
      this.#show('', [], undefined);
      return;
    }
    if (this.#status.textContent === '') this.#status.textContent = 'Searching…';
    try {
      const found = await find(await this.#open(), query, choice);
      const items = await this.#renderHits(found.hits.slice(0, pageSize));
      if (turn !== this.#turn) return;
      // The index takes a file that it cannot fetch for one without results.
      if (items.length === 0 && !navigator.onLine) this.#show(failure, [], undefined);
      else this.#show(describeFound(found), items, found);
    } catch (error) {
      console.error(error);
      if (turn === this.#turn) this.#show(failure, [], undefined);
    }
  }

  #show(status: string, items: readonly Element[], found: Found | undefined): void {
    this.#status.textContent = status;
    this.#list.replaceChildren(...items);
    this.#list.hidden = items.length === 0;
    this.#hits = found?.hits ?? [];
    this.#offerMore();
    this.#hint.hidden = found === undefined || items.length > 0;
    this.#ways.hidden = items.length > 0;
    for (const box of this.#boxes()) {
      const count = box.labels?.[0]?.querySelector<HTMLElement>('[data-facet-count]');
      if (!count) continue;
      const value = found ? (found.counts[box.name]?.[box.value] ?? 0) : Number(count.dataset['facetCount']);
      count.textContent = formatNumber(value);
    }
  }

  async #showMore(): Promise<void> {
    const turn = this.#turn;
    const shown = this.#list.childElementCount;
    try {
      const items = await this.#renderHits(this.#hits.slice(shown, shown + pageSize));
      // A second click may have brought the same results.
      if (turn !== this.#turn || shown !== this.#list.childElementCount) return;
      this.#list.append(...items);
      this.#offerMore();
      items[0]?.querySelector('a')?.focus();
    } catch (error) {
      console.error(error);
      this.#status.textContent = failure;
    }
  }

  #offerMore(): void {
    const left = this.#hits.length - this.#list.childElementCount;
    this.#more.hidden = left <= 0;
    this.#more.textContent = `Show ${formatNumber(Math.min(left, pageSize))} more of ${formatNumber(left)}`;
  }

  async #renderHits(hits: readonly Hit[]): Promise<Element[]> {
    const data = await Promise.all(hits.map((hit) => hit.data()));
    return data.map(({ url, meta }) => {
      const item = this.#template.content.cloneNode(true) as DocumentFragment;
      const fill = (slot: string, text: string | undefined): void => {
        const element = item.querySelector(`[data-slot="${slot}"]`);
        if (text) element?.append(text);
        else element?.remove();
      };
      item.querySelector('a')?.setAttribute('href', url);
      item.querySelector('.level')?.setAttribute('data-level', meta['level'] ?? '');
      fill('name', meta['title']);
      fill('level', this.#label('level', meta['level']));
      fill('class', meta['class'] === undefined ? 'Server' : this.#label('class', meta['class']));
      fill('server', meta['server']);
      fill('id', meta['serverId']);
      fill('summary', meta['summary']);
      return item.firstElementChild ?? document.createElement('li');
    });
  }

  /** The page names each value once, beside its box. */
  #label(facet: string, value: string | undefined): string | undefined {
    const box = this.#boxes().find((candidate) => candidate.name === facet && candidate.value === value);
    return box?.labels?.[0]?.querySelector('[data-label]')?.textContent.trim() ?? value;
  }

  #boxes(): HTMLInputElement[] {
    return [...this.#form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  }

  #read(): SearchState {
    const checked = this.#boxes().filter((box) => box.checked);
    const choose = (facet: string): string[] =>
      checked.filter(({ name }) => name === facet).map(({ value }) => value);
    const choice = { level: choose('level'), class: choose('class'), capability: choose('capability') };
    return { query: this.#query.value.trim(), choice };
  }

  #fill({ query, choice }: SearchState): void {
    this.#query.value = query;
    for (const facet of facets) {
      const boxes = this.#boxes().filter(({ name }) => name === facet);
      for (const box of boxes) box.checked = choice[facet].includes(box.value);
    }
  }

  /** The facets stand open beside the results where there is room. */
  #unfold(wide: MediaQueryList): void {
    const details = this.#get('details', HTMLDetailsElement);
    details.open = wide.matches;
    wide.addEventListener('change', () => {
      details.open = wide.matches;
    });
  }

  #open(): Promise<SearchIndex> {
    const { bundle = '', base = '' } = this.dataset;
    this.#index ??= openIndex({ scriptUrl: `${bundle}pagefind.js`, bundleUrl: bundle, baseUrl: base });
    this.#index.catch(() => {
      this.#index = undefined;
    });
    return this.#index;
  }

  #get<T extends Element>(selector: string, type: new () => T): T {
    const element = this.querySelector(selector);
    if (element instanceof type) return element;
    throw new Error(`<tool-search> has no ${selector}. Its markup is in SearchPage.astro.`);
  }
}

customElements.define('tool-search', ToolSearch);

function describeFound({ tools, servers }: Found): string {
  const parts = [
    ...(servers > 0 ? [plural(servers, 'server')] : []),
    ...(tools > 0 ? [plural(tools, 'tool')] : []),
  ];
  if (parts.length === 0) return 'Nothing matches.';
  return `${parts.join(' and ')} ${tools + servers === 1 ? 'matches' : 'match'}.`;
}
