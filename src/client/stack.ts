import type { StackApp } from './stack/app.ts';

/** The stack of a reader's servers. Its code is loaded at the first use, or at once when the address holds a stack. */
class ServerStack extends HTMLElement {
  #app: Promise<StackApp | undefined> | undefined;

  connectedCallback(): void {
    const start = (): void => void this.#start();
    for (const kind of ['pointerdown', 'focusin', 'input'] as const) this.addEventListener(kind, start);
    // A button that is pressed before the code is here is pressed again.
    let ready = false;
    this.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button && !ready) void this.#start().then((app) => app && button.click());
      void this.#app?.then((app) => {
        ready = app !== undefined;
      });
    });
    this.addEventListener('paste', ({ target }) => {
      if (target instanceof HTMLTextAreaElement) void this.#start().then((app) => app?.readPasted());
    });
    // A file that is dropped beside the box would take the place of the page.
    document.addEventListener('dragover', (event) => {
      if (!holdsText(event.dataTransfer)) return;
      event.preventDefault();
      this.dataset['dragged'] = '';
      start();
    });
    for (const kind of ['dragleave', 'drop'] as const)
      document.addEventListener(kind, () => delete this.dataset['dragged']);
    document.addEventListener('drop', (event) => {
      if (event.target instanceof HTMLInputElement || !holdsText(event.dataTransfer)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      const text = event.dataTransfer?.getData('text/plain') ?? '';
      void this.#start().then((app) => app?.drop(files, text));
    });
    const openByLink = (): void => {
      if (location.hash.length > 1) start();
    };
    addEventListener('hashchange', openByLink);
    this.#takeShape();
    openByLink();
  }

  /** The page that is opened with a stack takes the shape that it is going to have, so that nothing moves when the rest is there. */
  #takeShape(): void {
    const ids = /^#stack=\d+\.\w+\.([a-z0-9.-]+)$/.exec(location.hash)?.[1]?.split('.') ?? [];
    const [chips, share, link] = ['.chips', '.share', '#stack-link'].map((part) =>
      this.querySelector<HTMLElement>(part),
    );
    if (ids.length === 0 || !chips || !share || !link) return;
    this.dataset['filled'] = '';
    this.querySelector('.paste')?.removeAttribute('open');
    for (const id of ids) {
      const chip = document.createElement('li');
      chip.appendChild(document.createElement('span')).textContent = id;
      chips.append(chip);
    }
    link.textContent = location.href;
    chips.hidden = share.hidden = false;
  }

  /** Loads the code, once; undefined when it does not come. */
  #start(): Promise<StackApp | undefined> {
    this.#app ??= import('./stack/app.ts')
      .then(({ startStack }) => startStack(this))
      .catch((error: unknown) => {
        console.error(error);
        this.#app = undefined;
        const trouble = this.querySelector<HTMLElement>('.trouble');
        if (trouble) {
          trouble.textContent = 'This page could not be loaded whole. Check the connection and try again.';
          trouble.hidden = false;
        }
        return undefined;
      });
    return this.#app;
  }
}

customElements.define('server-stack', ServerStack);

function holdsText(data: DataTransfer | null): boolean {
  return data?.types.some((type) => type === 'Files' || type === 'text/plain') ?? false;
}
