/** The list below a combobox: which option is active, and the keys that move through it. The cursor stays in the text. */
export interface Options {
  /** Shows these in place of others; none of them is active. Without options the list is hidden. */
  readonly show: (options: readonly HTMLElement[]) => void;
  /** Puts a group of further options after them, in place of the one before. An active option stays so if it is still there. */
  readonly follow: (group: HTMLElement | undefined) => void;
  readonly active: () => HTMLElement | undefined;
  /** Moves for a key; false when the key means nothing here. */
  readonly move: (key: string) => boolean;
  /** Leaves every option inactive, as when the text changes. */
  readonly leave: () => void;
}

/** Where a key leads from option `at` of so many; -1 is the text, before the first and after the last. */
const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1 === count ? -1 : at + 1),
  ArrowUp: (at, count) => (at === -1 ? count - 1 : at - 1),
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Ties a listbox to its text field. */
export function createOptions(field: HTMLInputElement, list: HTMLElement): Options {
  let first: readonly HTMLElement[] = [];
  let group: HTMLElement | undefined;
  let shown: readonly HTMLElement[] = [];
  let at = -1;
  const activate = (next: number): void => {
    shown[at]?.setAttribute('aria-selected', 'false');
    at = next;
    const option = shown[at];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option === undefined) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', option.id);
  };
  const count = (): void => {
    const others = group?.querySelectorAll<HTMLElement>('[role="option"]') ?? [];
    shown = [...first, ...others];
    shown.forEach((option, index) => {
      option.id = `${list.id}-${index}`;
      option.setAttribute('aria-selected', String(index === at));
    });
    list.hidden = shown.length === 0;
    field.setAttribute('aria-expanded', String(shown.length > 0));
  };
  return {
    show: (options) => {
      activate(-1);
      first = options;
      list.replaceChildren(...first, ...(group ? [group] : []));
      list.scrollTop = 0;
      count();
    },
    follow: (next) => {
      if (at >= first.length) activate(-1);
      group?.remove();
      group = next;
      if (group) list.append(group);
      count();
    },
    active: () => shown[at],
    move: (key) => {
      const move = moves[key];
      // In the text itself, Home and End move the cursor.
      if (move === undefined || shown.length === 0 || (at === -1 && /^(?:Home|End)$/.test(key))) return false;
      activate(move(at, shown.length));
      return true;
    },
    leave: () => activate(-1),
  };
}
