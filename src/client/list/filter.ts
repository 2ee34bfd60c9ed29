import { formatNumber } from '#domain/text.ts';
import { type ListState, readState, writeState } from './state.ts';
import { openSource } from './open-source.ts';
import type { Answer, RowSource, SortedBy } from './table-source.ts';
import { describeShown } from './words.ts';

/** Rows that are shown at a time, of a list that the search index answers for. */
const rowsAtOnce = 40;
/** Milliseconds without a key press before the list is narrowed. */
const typingPause = 120;
/** Milliseconds after which the list says that it is at work. */
const patience = 300;

/**
 * Narrows and sorts a list in place. The address holds what is asked: a choice, an order and the first letter of a query are steps of
 * the history, further letters are not. When nothing is asked, the page is as it came.
 */
export class ListFilter {
  readonly #host: HTMLElement;
  readonly #form: HTMLFormElement | null;
  readonly #selects: readonly HTMLSelectElement[];
  readonly #body: HTMLTableSectionElement;
  readonly #heads: readonly HTMLTableCellElement[];
  readonly #own: readonly HTMLTableRowElement[];
  /** Key of the column that the page is sorted by. */
  readonly #first: string;
  readonly #status: HTMLElement;
  readonly #said: string;
  #source: Promise<RowSource> | undefined;
  #state: ListState;
  #shown = rowsAtOnce;
  /** Number of the newest question; answers to older ones are dropped. */
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#form = host.querySelector('form');
    this.#selects = [...host.querySelectorAll('select')];
    const table = host.querySelector<HTMLTableElement>('.scroll table');
    const status = host.querySelector<HTMLElement>('[role="status"]');
    const [body] = table?.tBodies ?? [];
    if (!table || !body || !status) throw new Error('<filtered-list> has no table or no status.');
    this.#body = body;
    this.#own = [...body.rows];
    this.#heads = [...table.querySelectorAll<HTMLTableCellElement>('thead th')];
    this.#first = this.#heads.find((head) => head.ariaSort !== null)?.dataset['key'] ?? '';
    this.#status = status;
    this.#said = status.textContent.trim();
    addEventListener('popstate', () => {
      const state = this.#readAddress();
      if (writeState(state) === writeState(this.#state)) return;
      this.#shown = readShown(rowsAtOnce);
      this.#fill(state);
      void this.#show();
    });
    this.#state = this.#readAddress();
    if (this.#isClean()) {
      host.removeAttribute('data-pending');
      return;
    }
    this.#fill(this.#state);
    this.#shown = readShown(rowsAtOnce);
    void this.#show().then(() => {
      const { top } = (history.state ?? {}) as { top?: unknown };
      if (typeof top === 'number') scrollTo({ top, behavior: 'instant' });
    });
  }

  /** Takes an event of the list. */
  handle(event: Event): void {
    const { target, type } = event;
    if (!(target instanceof Element)) return;
    if (type !== 'focusin' && type !== 'click') clearTimeout(this.#timer);
    if (type === 'input' && target instanceof HTMLInputElement) {
      this.#timer = setTimeout(() => this.#settle(this.#readForm(), this.#state.query === ''), typingPause);
    } else if (type === 'change' || type === 'submit') this.#settle(this.#readForm(), true);
    else if (type === 'click') this.#click(target);
  }

  #click(target: Element): void {
    const button = target.closest('button');
    const key = button?.closest('th')?.dataset['key'];
    if (button?.matches('[data-clear]')) {
      this.#settle({ query: '', choice: {}, sort: '', reversed: false }, true);
      this.#host.querySelector<HTMLElement>('input[type="search"]')?.focus();
    } else if (button?.matches('[data-more]')) void this.#showMore();
    else if (key !== undefined) this.#settle({ ...this.#state, ...this.#turnSort(key) }, true);
    else if (button?.dataset['choose'] !== undefined) {
      const chosen = new URLSearchParams(button.dataset['choose']);
      this.#settle({ ...this.#state, choice: Object.fromEntries(chosen) }, true);
      this.#form?.scrollIntoView({ block: 'start' });
    } else if (target.closest('a[href]') && !this.#isClean()) {
      // Back finds the same place.
      history.replaceState({ shown: this.#shown, top: scrollY }, '');
    }
  }

  /** The same column again is the other way round, where the list can do that. */
  #turnSort(key: string): Pick<ListState, 'sort' | 'reversed'> {
    const now = this.#sortedBy(this.#state);
    const reversed = now.key === key && !this.#isIndexed() && !this.#state.reversed;
    return { sort: key === this.#first && !reversed ? '' : key, reversed };
  }

  #settle(state: ListState, newStep: boolean): void {
    const address = writeState(state);
    if (address === writeState(this.#state)) return;
    this.#shown = rowsAtOnce;
    this.#fill(state);
    history[newStep ? 'pushState' : 'replaceState'](null, '', location.pathname + address + location.hash);
    void this.#show();
  }

  async #show(): Promise<void> {
    const turn = ++this.#turn;
    const state = this.#state;
    const slow = setTimeout(() => {
      if (turn === this.#turn) this.#status.textContent = 'Looking through the whole list …';
    }, patience);
    try {
      const answer = this.#isClean() ? undefined : await this.#ask(state);
      if (turn === this.#turn) this.#write(state, answer);
    } catch (error) {
      console.error(error);
      if (turn !== this.#turn) return;
      this.#write({ ...state, sort: '', reversed: false }, undefined);
      this.#status.textContent = 'The whole list could not be loaded. Check the connection and try again.';
    } finally {
      clearTimeout(slow);
    }
  }

  async #showMore(): Promise<void> {
    const before = this.#shown;
    this.#shown += rowsAtOnce;
    history.replaceState({ shown: this.#shown }, '');
    await this.#show();
    this.#body.rows[before]?.querySelector('a')?.focus();
  }

  async #ask(state: ListState): Promise<Answer> {
    this.#source ??= openSource(this.#host, this.#body);
    this.#source.catch(() => (this.#source = undefined));
    const source = await this.#source;
    return source.ask(state, this.#sortedBy(state), this.#shown);
  }

  #write(state: ListState, answer: Answer | undefined): void {
    const rows = answer?.rows ?? this.#own;
    this.#body.replaceChildren(...rows);
    const get = (selector: string): HTMLElement | null => this.#host.querySelector(selector);
    const hide = (selector: string, hidden: boolean): void => {
      get(selector)?.toggleAttribute('hidden', hidden);
    };
    hide('[data-pagination]', answer !== undefined);
    hide('[data-none]', answer === undefined || rows.length > 0);
    hide('.scroll', rows.length === 0);
    const left = (answer?.count ?? 0) - rows.length;
    hide('[data-more]', left <= 0);
    const more = get('[data-more]');
    if (more)
      more.textContent = `Show ${formatNumber(Math.min(left, rowsAtOnce))} more of ${formatNumber(left)}`;
    this.#host.toggleAttribute('data-narrowed', !this.#isClean());
    this.#host.removeAttribute('data-pending');
    this.#markHeads(state);
    const elsewhere = get('[data-elsewhere]');
    if (elsewhere instanceof HTMLAnchorElement) {
      elsewhere.search = state.query === '' ? '' : `?${new URLSearchParams({ q: state.query }).toString()}`;
    }
    const status = answer ? this.#describe(state, answer) : this.#said;
    if (this.#status.textContent.trim() !== status) this.#status.textContent = status;
  }

  #describe(state: ListState, { count, remark = '' }: Answer): string {
    const { noun = 'row', total = '0' } = this.#host.dataset;
    const { column, descending } = this.#sortedBy(state);
    const { up = '', down = '' } = this.#heads[column]?.dataset ?? {};
    return describeShown({
      noun,
      total: Number(total),
      count,
      narrowed: state.query !== '' || Object.keys(state.choice).length > 0,
      remark,
      order: column < 0 ? 'best match first' : descending ? down : up,
    });
  }

  #markHeads(state: ListState): void {
    const { key, descending } = this.#sortedBy(state);
    for (const head of this.#heads) {
      if (head.dataset['key'] === key) head.ariaSort = descending ? 'descending' : 'ascending';
      else head.removeAttribute('aria-sort');
    }
  }

  #sortedBy({ sort, reversed, query }: ListState): SortedBy {
    // Words have best matches, which only the index knows.
    const key =
      sort !== '' && (sort !== 'relevance' || query !== '')
        ? sort
        : this.#isIndexed() && query !== ''
          ? 'relevance'
          : this.#first;
    const column = this.#heads.findIndex(({ dataset }) => dataset['key'] === key);
    const descends = this.#heads[column]?.dataset['first'] === 'descending';
    return { key, column, descending: descends !== reversed };
  }

  #isIndexed(): boolean {
    return this.#host.dataset['bundle'] !== undefined;
  }

  #isClean(): boolean {
    return writeState(this.#state) === '';
  }

  #readAddress(): ListState {
    const offered = this.#selects
      .filter(({ name }) => name !== 'sort')
      .map(({ name, options }) => [name, [...options].map(({ value }) => value).filter(Boolean)] as const);
    const sorts = [...this.#heads.map(({ dataset }) => dataset['key'] ?? ''), 'relevance'].filter(Boolean);
    return readState(location.search, Object.fromEntries(offered), sorts);
  }

  #readForm(): ListState {
    const values = this.#form ? new FormData(this.#form) : new FormData();
    const read = (name: string): string => {
      const value = values.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const facets = this.#selects.map(({ name }) => name).filter((name) => name !== 'sort');
    const chosen = facets.flatMap((name) => (read(name) === '' ? [] : [[name, read(name)] as const]));
    const sort = read('sort');
    const same = sort === this.#sortedBy(this.#state).key;
    return {
      query: read('q'),
      choice: Object.fromEntries(chosen),
      sort: same ? this.#state.sort : sort === this.#first ? '' : sort,
      reversed: same && this.#state.reversed,
    };
  }

  #fill(state: ListState): void {
    this.#state = state;
    const input = this.#host.querySelector<HTMLInputElement>('input[type="search"]');
    if (input && input.value.trim() !== state.query) input.value = state.query;
    for (const select of this.#selects) {
      select.value = select.name === 'sort' ? this.#sortedBy(state).key : (state.choice[select.name] ?? '');
    }
  }
}

function readShown(least: number): number {
  const { shown } = (history.state ?? {}) as { shown?: unknown };
  return typeof shown === 'number' ? shown : least;
}
