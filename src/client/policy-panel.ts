import type { PolicyRequest } from '#domain/policy-request.ts';
import { type Choice, type Offer, readFragment, writeFragment } from './policy-panel/address.ts';
import { make } from './policy-panel/elements.ts';
import { createFields, type Fields, type ShownField } from './policy-panel/fields.ts';
import { createTabs, type Tabs } from './policy-panel/tabs.ts';

/** Where the reader's format is remembered. The preset is not: the recommended one is the safe start. */
const memoryKey = 'policy-format';

/** Makes lists of tabs out of the radios and links of a policy, and writes in the browser what the page does not hold. */
class PolicyPanel extends HTMLElement {
  #choice: Choice = { preset: 'recommended', format: '' };
  /** Names of the formats, in the order of the tabs. */
  readonly #labels = new Map<string, string>();
  #presets: Tabs | undefined;
  #formats: Tabs | undefined;
  /** Addresses of raw files by preset and format, from the links that the tabs replace. */
  readonly #sources = new Map<string, string>();
  /** Counts renderings, so that one that was overtaken shows nothing. */
  #turn = 0;
  readonly #fields: Fields = createFields(() => void this.#render());
  readonly #panel = make('div', { id: 'policy-variant', role: 'tabpanel', tabindex: '-1' });
  readonly #title = make('p', { class: 'print-only' });
  /** What stands above the fields, for each variant: what it does. */
  readonly #heads = new Map<Element, HTMLElement>();
  readonly #live = make('div', { class: 'live' });
  readonly #status = make('p', { class: 'notice', role: 'alert', hidden: '' });
  readonly #link = make('a', {}, 'Link to this');

  connectedCallback(): void {
    if (!this.#request() || this.#presets) return;
    const { format: own = '' } = this.dataset;
    this.#build();
    const asked = readFragment(location.hash, this.#offer());
    const remembered = recallFormat();
    this.#show(asked ?? { preset: 'recommended', format: this.#labels.has(remembered) ? remembered : own });
    if (asked) this.scrollIntoView();
    addEventListener('hashchange', () => {
      const choice = readFragment(location.hash, this.#offer());
      if (!choice) return;
      this.#show(choice);
      this.scrollIntoView();
    });
  }

  /** Reads what the page offers and puts tabs in its place. */
  #build(): void {
    const { format: own = '', label = '' } = this.dataset;
    const presets = [...this.querySelectorAll<HTMLInputElement>('.presets input')].map(
      ({ value, labels }) => ({
        id: value,
        label: labels?.[0]?.textContent.trim() ?? value,
      }),
    );
    this.#labels.set(own, label);
    for (const row of this.querySelectorAll<HTMLElement>('[data-row]')) {
      const { row: format = '' } = row.dataset;
      this.#labels.set(format, row.querySelector('b')?.textContent ?? format);
      for (const link of row.querySelectorAll('a')) {
        const fits = presets.filter(({ label: name }) => link.textContent.includes(name.toLowerCase()));
        for (const { id } of fits) this.#sources.set(`${id} ${format}`, link.href);
      }
    }
    for (const { id } of presets) {
      const source = this.#variantOf(id)?.querySelector<HTMLElement>('[data-src]')?.dataset['src'];
      if (source !== undefined) this.#sources.set(`${id} ${own}`, source);
    }
    const formats = [...this.#labels].map(([id, name]) => ({ id, label: name }));
    const panelId = this.#panel.id;
    this.#presets = createTabs({ name: 'preset', label: 'Preset', panelId }, presets, (preset) =>
      this.#choose({ ...this.#choice, preset }),
    );
    this.#formats = createTabs({ name: 'format', label: 'Format', panelId }, formats, (format) =>
      this.#choose({ ...this.#choice, format }),
    );
    const variants = [...this.querySelectorAll('.variant'), this.#live];
    for (const variant of variants) {
      this.#heads.set(
        variant,
        make('div', { class: 'head' }, ...variant.querySelectorAll('.caption, .effects')),
      );
    }
    this.#panel.append(this.#title, this.#status, ...this.#heads.values(), this.#fields.element, ...variants);
    for (const old of this.querySelectorAll('.presets, .formats')) old.remove();
    this.#formats.element.prepend(make('p', { class: 'permalink' }, this.#link));
    this.append(this.#presets.element, this.#formats.element, this.#panel);
    this.#reveal(undefined);
    this.setAttribute('data-ready', '');
  }

  #offer(): Offer {
    return {
      presets: this.#presets?.items ?? [],
      formats: [...this.#labels.keys()],
    };
  }

  #choose(choice: Choice): void {
    this.#show(choice);
    history.replaceState(history.state, '', writeFragment(choice));
    rememberFormat(choice.format);
  }

  #show(choice: Choice): void {
    this.#choice = choice;
    // Styles leave out what speaks of the gateway alone.
    this.dataset['chosen'] = choice.format;
    this.#presets?.select(choice.preset);
    this.#formats?.select(choice.format);
    const tabs = [this.#presets?.idOf(choice.preset), this.#formats?.idOf(choice.format)];
    this.#panel.setAttribute('aria-labelledby', tabs.join(' '));
    this.#link.href = writeFragment(choice);
    this.#title.textContent = `This is ${this.#name(choice)}.`;
    void this.#render();
  }

  /** Shows the chosen variant: the one of the page as long as nothing is typed, or one that is written now. */
  async #render(): Promise<void> {
    const turn = (this.#turn += 1);
    const choice = this.#choice;
    const own = this.#variantOf(choice.preset);
    this.#status.hidden = true;
    const isTyped = Object.values(this.#fields.typed()).some((text) => text.trim() !== '');
    if (choice.format === this.dataset['format'] && !isTyped) {
      this.#fields.show(readSentences(own));
      this.#fields.blame({});
      own?.querySelector('[data-copy]')?.setAttribute('data-said', this.#name(choice));
      this.#reveal(own);
      return;
    }
    // What is in sight belongs to another choice by now, so it must not be copied for this one.
    for (const variant of this.#heads.keys()) variant.toggleAttribute('inert', true);
    const busy = setTimeout(() => this.#panel.setAttribute('aria-busy', 'true'), 100);
    try {
      const { renderVariant } = await import('./policy-panel/live.ts');
      const request = this.#request();
      if (!request || turn !== this.#turn) return;
      const head = own && this.#heads.get(own);
      const { summary, content, fields, problems } = await renderVariant({
        ...choice,
        request,
        typed: this.#fields.typed(),
        source: this.#sources.get(`${choice.preset} ${choice.format}`),
        said: this.#name(choice),
        found: head?.querySelector('.caption')?.textContent ?? '',
        effects: head?.querySelector('.effects') ?? undefined,
      });
      if (turn !== this.#turn) return;
      this.#heads.get(this.#live)?.replaceChildren(...summary);
      this.#live.replaceChildren(...content);
      this.#fields.show(fields);
      this.#fields.blame(problems);
      this.#reveal(this.#live);
    } catch {
      if (turn === this.#turn) this.#confess(choice);
    } finally {
      clearTimeout(busy);
      if (turn === this.#turn) this.#panel.removeAttribute('aria-busy');
    }
  }

  /** The code of a format did not come: the raw file is as good, but for the reader's values. */
  #confess(choice: Choice): void {
    const source = this.#sources.get(`${choice.preset} ${choice.format}`);
    const link =
      source === undefined ? [] : [make('a', { href: source }, 'Its raw file'), ' has the policy.'];
    this.#status.replaceChildren('This format could not be loaded. ', ...link);
    this.#status.hidden = false;
    this.#reveal(undefined);
  }

  #reveal(shown: Element | undefined): void {
    for (const [variant, head] of this.#heads) {
      variant.toggleAttribute('inert', false);
      variant.toggleAttribute('hidden', variant !== shown);
      head.hidden = variant !== shown;
    }
  }

  /** Presets with one text share a variant of the page. */
  #variantOf(preset: string): HTMLElement | undefined {
    const variants = [...this.querySelectorAll<HTMLElement>('.variant')];
    return variants.find(({ dataset }) => dataset['for']?.includes(preset));
  }

  #name({ preset, format }: Choice): string {
    return `the ${preset} policy for ${this.#labels.get(format) ?? format}`;
  }

  #request(): PolicyRequest | undefined {
    const text = this.querySelector('[data-policy-request]')?.textContent;
    return text === undefined ? undefined : (JSON.parse(text) as PolicyRequest);
  }
}

customElements.define('policy-panel', PolicyPanel);

/** The sentences about placeholders that stand beside a snippet of the page. */
function readSentences(variant: Element | undefined): ShownField[] {
  return [...(variant?.querySelectorAll<HTMLElement>('[data-value]') ?? [])].map((sentence) => ({
    key: sentence.dataset['value'] ?? '',
    placeholder: sentence.querySelector('mark')?.textContent ?? '',
    meaning: sentence.querySelector('span')?.textContent ?? '',
  }));
}

/** The format that the reader chose last; empty when none is known. */
export function recallFormat(): string {
  try {
    return localStorage.getItem(memoryKey) ?? '';
  } catch {
    // Storage can be forbidden; then every page begins with the first format.
    return '';
  }
}

/** Remembers the format that the reader chose. */
export function rememberFormat(format: string): void {
  try {
    localStorage.setItem(memoryKey, format);
  } catch {
    // As above.
  }
}
