import { formatNumber, joinList, plural } from '#domain/text.ts';
import { debounce, makeButton } from '../tester/dom.ts';
import { readAddress, writeAddress } from './address.ts';
import { createFilters } from './filters.ts';
import { type Answer, createFinder, failure, loadHits } from './finder.ts';
import { everything, facets, type FoundCounts, type Order, type Question } from './index.ts';
import { runNewest } from './newest.ts';
import { keepPlace, type Place, readPlace, returnTo } from './place.ts';
import { createProse } from './prose.ts';
import type { ProseHit } from './prose-index.ts';
import { listRecent, rememberSearch } from './recent.ts';
import {
  describeAnswer,
  describeProse,
  listKinds,
  makeAdvice,
  makeHit,
  makeNotes,
  makeProseHit,
  readNotes,
} from './results.ts';

/** Results at a time. */
const pageSize = 20;
/** Of these, how many a screen shows: they come first, and the others while the reader looks at them. */
const firstScreen = 8;
/** Guides and attack patterns that are shown. */
const mostProse = 5;
/** Milliseconds without a key press before the address follows. Browsers refuse to change it too often. */
const typingPause = 150;
/** Milliseconds without scrolling before the place is kept. */
const scrollPause = 150;
/** Milliseconds without a change before a screen reader is told what was found. */
const speakingPause = 500;

/** What is asked, and where in its results the reader was. */
interface Request {
  readonly question: Question;
  readonly place: Place | undefined;
}

/**
 * The search page. The address holds the question: typing replaces it, a chosen filter or Enter adds a step to the history, and each step
 * knows the place in its list. The index is loaded at the first question.
 */
class ToolSearch extends HTMLElement {
  readonly #form = this.#get('form', HTMLFormElement);
  readonly #query = this.#get('input[type="search"]', HTMLInputElement);
  readonly #order = this.#get('[data-order]', HTMLSelectElement);
  readonly #bar = this.#get('[data-bar]', HTMLElement);
  readonly #found = this.#get('[data-found]', HTMLElement);
  readonly #status = this.#get('[role="status"]', HTMLElement);
  readonly #notes = this.#get('[data-notes]', HTMLElement);
  readonly #advice = this.#get('[data-advice]', HTMLElement);
  readonly #list = this.#get('ol', HTMLElement);
  readonly #more = this.#get('[data-more]', HTMLButtonElement);
  readonly #proseResults = this.#get('[data-prose]', HTMLElement);
  readonly #proseLink = this.#get('[data-prose-link]', HTMLElement);
  readonly #recent = this.#get('[data-recent]', HTMLElement);
  readonly #ways = this.#get('[data-ways]', HTMLElement);
  readonly #filters = createFilters(this.#form, this.#get('[data-chips]', HTMLElement), () => this.#settle());
  readonly #finder = createFinder(this.dataset['base'] ?? '/');
  readonly #prose = createProse({
    baseUrl: this.dataset['base'] ?? '/',
    most: mostProse,
    show: (hits) => this.#showProse(hits),
  });
  /** What the list answers; undefined while nothing is asked. */
  #answer: Answer | undefined;
  #counts: FoundCounts | undefined;
  #opened = -1;
  /** Whether the next key press begins a new step of the history. */
  #settled = false;

  readonly #ask = runNewest<Request>((request, isNewest) => this.#run(request, isNewest));
  readonly #writeSoon = debounce(typingPause, () => this.#write(false));
  readonly #speakSoon = debounce(speakingPause, () => this.#speak());
  readonly #keepSoon = debounce(scrollPause, () => this.#keep());

  connectedCallback(): void {
    this.#query.addEventListener('focus', () => this.#finder.warmUp());
    this.#query.addEventListener('input', () => {
      if (this.#settled) this.#write(true);
      else this.#writeSoon();
      this.#settled = false;
      this.#ask({ question: this.#read(), place: undefined });
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      rememberSearch(this.#query.value);
      this.#settle();
    });
    this.#form.addEventListener('change', ({ target }) => {
      if (target !== this.#query) this.#settle();
    });
    this.#order.addEventListener('change', () => this.#settle());
    this.#list.addEventListener('click', ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (!link) return;
      this.#leave([...this.#list.children].findIndex((item) => item.contains(link)));
    });
    this.#proseResults.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('a')) this.#leave(-1);
    });
    this.#more.addEventListener('click', () => void this.#showMore());
    // The list is not there yet when the browser would scroll.
    history.scrollRestoration = 'manual';
    addEventListener('scroll', () => this.#keepSoon(), { passive: true });
    addEventListener('popstate', ({ state }) => this.#goBack(readPlace(state)));
    this.#fill(readAddress(location.search));
    this.#ask({ question: this.#read(), place: readPlace(history.state) });
  }

  /** A question that is meant: it becomes a step of the history. */
  #settle(): void {
    this.#write(true);
    this.#settled = true;
    this.#ask({ question: this.#read(), place: undefined });
  }

  /** A result is opened: Back leads to where it was. */
  #leave(opened: number): void {
    this.#opened = opened;
    rememberSearch(this.#query.value);
    this.#write(false);
    this.#keep();
  }

  #goBack(place: Place | undefined): void {
    const question = readAddress(location.search);
    // A step within the page, such as the link to its content, asks nothing new.
    if (writeAddress(question) === writeAddress(this.#read())) {
      if (place) returnTo(place, this.#list);
      return;
    }
    this.#fill(question);
    this.#settled = true;
    this.#ask({ question: this.#read(), place });
  }

  async #run({ question, place }: Request, isNewest: () => boolean): Promise<void> {
    if (isIdle(question)) {
      this.#show(undefined);
      if (place) returnTo(place, this.#list);
      return;
    }
    this.setAttribute('aria-busy', 'true');
    try {
      const answer = await this.#finder.find(question, place?.shown ?? firstScreen);
      if (!isNewest()) return;
      this.#show(answer);
      if (place) {
        this.#opened = place.opened;
        returnTo(place, this.#list);
      } else if (this.#bar.getBoundingClientRect().top < 0) this.#bar.scrollIntoView();
      this.#keepSoon();
      void this.#count(answer);
      void this.#extend(pageSize);
    } catch (error) {
      console.error(error);
      if (isNewest()) this.#fail();
    } finally {
      this.removeAttribute('aria-busy');
    }
  }

  async #count(answer: Answer): Promise<void> {
    try {
      const counts = await this.#finder.count(answer);
      if (this.#answer !== answer) return;
      this.#counts = counts;
      this.#filters.count(counts.counts);
      if (answer.hits.length > 0) this.#found.textContent = joinList(listKinds(counts));
    } catch (error) {
      // The results stand without the counts.
      console.error(error);
    }
    this.#speakSoon();
  }

  #showProse(hits: readonly ProseHit[]): void {
    const list = this.#proseResults.querySelector('ul');
    for (const element of [this.#proseResults, this.#proseLink, list])
      element?.toggleAttribute('hidden', hits.length === 0);
    list?.replaceChildren(...hits.map((hit) => makeProseHit(hit, 'item')));
    this.#proseLink.textContent = describeProse(hits.length);
    this.#showAdvice();
    if (hits.length > 0) this.#speakSoon();
  }

  #show(answer: Answer | undefined): void {
    this.#answer = answer;
    this.#counts = undefined;
    this.#opened = -1;
    const { hits = [], first = [], words = [] } = answer ?? {};
    this.#found.textContent = plural(hits.length, 'result');
    this.#bar.hidden = hits.length === 0;
    this.#notes.replaceChildren(...(answer && hits.length > 0 ? makeNotes(answer) : []));
    this.#list.replaceChildren(...first.map((hit) => makeHit(hit, words, 'item')));
    this.#list.hidden = hits.length === 0;
    this.#offerMore();
    this.#showAdvice();
    // Filters are those of tools.
    this.#prose.follow(answer && isNarrowed(answer.question) ? undefined : answer);
    this.#ways.hidden = hits.length > 0;
    this.#showRecent(answer === undefined);
    if (answer === undefined) {
      this.#filters.count(undefined);
      this.#status.textContent = '';
    }
  }

  /** What was searched before, where nothing is asked. */
  #showRecent(isStart: boolean): void {
    const recent = isStart ? listRecent() : [];
    this.#recent.hidden = recent.length === 0;
    const buttons = recent.map((query) => makeButton(query, () => this.#search(query)));
    this.#recent.querySelector('p')?.replaceChildren(...buttons);
  }

  /** Asks something else, keeping the choices. */
  #search(query: string): void {
    this.#query.value = query;
    this.#query.focus();
    this.#settle();
  }

  /** What to try, where no tool was found. */
  #showAdvice(): void {
    const answer = this.#answer;
    this.#advice.hidden = answer === undefined || answer.hits.length > 0;
    this.#advice.replaceChildren();
    if (this.#advice.hidden || answer === undefined) return;
    const search = (query: string): void => this.#search(query);
    const clear = (): void => {
      this.#filters.fill(everything);
      search(this.#query.value);
    };
    const remedies = isNarrowed(answer.question) ? { search, clear } : { search };
    this.#advice.append(...makeAdvice(answer.question.query, this.#prose.count(), remedies));
  }

  #fail(): void {
    this.#show(undefined);
    this.#advice.hidden = false;
    this.#advice.textContent = `${failure} The lists work without it.`;
    this.#status.textContent = failure;
  }

  #speak(): void {
    if (!this.#answer) return;
    this.#status.textContent = [
      readNotes(this.#notes),
      describeAnswer(this.#answer, this.#prose.count(), this.#counts),
    ]
      .filter(Boolean)
      .join(' ');
  }

  async #showMore(): Promise<void> {
    const added = await this.#extend(this.#list.childElementCount + pageSize);
    added?.querySelector('a')?.focus();
    if (added) this.#keep();
  }

  /** Lengthens the list up to a number of results, and gives the first that was added; none when another answer came meanwhile. */
  async #extend(length: number): Promise<Element | undefined> {
    const answer = this.#answer;
    const shown = this.#list.childElementCount;
    if (!answer || shown >= Math.min(length, answer.hits.length)) return undefined;
    try {
      const data = await loadHits(answer.hits.slice(shown, length));
      // A second click may have brought the same results.
      if (answer !== this.#answer || shown !== this.#list.childElementCount) return undefined;
      const items = data.map((hit) => makeHit(hit, answer.words, 'item'));
      this.#list.append(...items);
      this.#offerMore();
      return items[0];
    } catch (error) {
      console.error(error);
      this.#status.textContent = failure;
      return undefined;
    }
  }

  #offerMore(): void {
    const left = (this.#answer?.hits.length ?? 0) - Math.max(this.#list.childElementCount, pageSize);
    this.#more.hidden = left <= 0;
    this.#more.textContent = `Show ${formatNumber(Math.min(left, pageSize))} more of ${formatNumber(left)}`;
  }

  /** Makes the address follow the question, in a new step or in this one. */
  #write(newStep: boolean): void {
    const address = location.pathname + writeAddress(this.#read());
    if (address === location.pathname + location.search) return;
    if (newStep) {
      this.#keep();
      history.pushState(null, '', address);
    } else history.replaceState(history.state, '', address);
  }

  #keep(): void {
    keepPlace({ shown: this.#list.childElementCount, scroll: scrollY, opened: this.#opened });
  }

  #read(): Question {
    const order = this.#order.value as Order;
    return { query: this.#query.value.trim(), choice: this.#filters.read(), order };
  }

  #fill({ query, choice, order }: Question): void {
    this.#query.value = query;
    this.#order.value = order;
    this.#filters.fill(choice);
  }

  #get<T extends Element>(selector: string, type: new () => T): T {
    const element = this.querySelector(selector);
    if (element instanceof type) return element;
    throw new Error(`<tool-search> has no ${selector}. Its markup is in SearchPage.astro.`);
  }
}

customElements.define('tool-search', ToolSearch);

function isIdle(question: Question): boolean {
  return question.query === '' && !isNarrowed(question);
}

function isNarrowed({ choice }: Question): boolean {
  return facets.some((facet) => choice[facet].length > 0);
}
