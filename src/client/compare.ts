/**
 * The comparison of tools or servers. Its code is loaded at once when the address says what to compare, otherwise when somebody goes to
 * one of its fields.
 */
class ToolCompare extends HTMLElement {
  #started = false;

  connectedCallback(): void {
    // The fields are sent nowhere, not even before their code is there.
    this.addEventListener('submit', (event) => event.preventDefault());
    this.addEventListener('focusin', () => void this.#start());
    const [, kind, first] = /[?&](tools|servers)=([^&]?)/.exec(location.search) ?? [];
    if (kind === undefined) return;
    // The page takes the shape that it is going to have, so that nothing moves when the rest is there.
    if (kind === 'servers') this.#hide('[data-field="tool"]');
    if (first !== '') this.#hide('[data-empty]');
    void this.#start();
  }

  #hide(selector: string): void {
    this.querySelector(selector)?.setAttribute('hidden', '');
  }

  async #start(): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    try {
      const { startCompare } = await import('./compare/app.ts');
      await startCompare(this);
    } catch (error) {
      console.error(error);
      this.#started = false;
      const status = this.querySelector('[data-status]');
      if (status)
        status.textContent = 'The comparison could not be loaded. Check the connection and reload the page.';
    }
  }
}

customElements.define('tool-compare', ToolCompare);
