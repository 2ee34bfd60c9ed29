/** How the fragment of an address begins that holds a test; `tester/fragment.ts` reads the rest. */
const prefix = '#t1.';

/** The tester of policies. Its code is loaded at the first use: by the button, by a link to a test, or on its own page at once. */
class PolicyTester extends HTMLElement {
  #started = false;

  connectedCallback(): void {
    const button = this.querySelector('button');
    const openByLink = (): void => {
      if (location.hash.startsWith(prefix)) void this.#start(() => this.parentElement?.scrollIntoView());
    };
    const focus = (): void => this.querySelector<HTMLElement>('select, input, textarea')?.focus();
    button?.addEventListener('click', () => void this.#start(focus));
    if (this.dataset['index'] !== undefined) void this.#start(() => undefined);
    else if (button) button.hidden = false;
    addEventListener('hashchange', openByLink);
    openByLink();
  }

  /** Loads the tester, once; `then` is what is done when it is there. */
  async #start(then: () => void): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    try {
      const { startTester } = await import('./tester/app.ts');
      await startTester(this);
      then();
    } catch (error) {
      console.error(error);
      this.#started = false;
      this.querySelector('button')?.removeAttribute('hidden');
      const status = this.querySelector('[role="status"]');
      if (status) status.textContent = 'The tester could not be loaded. Check the connection and try again.';
    }
  }
}

customElements.define('policy-tester', PolicyTester);
