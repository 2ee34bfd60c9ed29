/** One tab of a list. */
export interface TabItem {
  readonly id: string;
  readonly label: string;
}

/** A list of tabs that stands in the page. */
export interface Tabs {
  /** Ids of the tabs, in order. */
  readonly items: readonly string[];
  /** The list with its visible label. */
  readonly element: HTMLElement;
  /** Id of the element of a tab, for `aria-labelledby` of its panel. */
  readonly idOf: (item: string) => string;
  /** Shows an item as the selected one, without telling anybody. */
  readonly select: (item: string) => void;
}

/**
 * Makes a list of tabs: one stop of the Tab key, arrows, Home and End go through it and choose at once.
 * @param name begins the ids of its elements and says nothing to readers
 * @param panelId id of the panel that all of the tabs control
 */
export function createTabs(
  { name, label, panelId }: { readonly name: string; readonly label: string; readonly panelId: string },
  items: readonly TabItem[],
  choose: (item: string) => void,
): Tabs {
  const idOf = (item: string): string => `tab-${name}-${item}`;
  const list = document.createElement('div');
  list.setAttribute('role', 'tablist');
  const legend = document.createElement('p');
  legend.className = 'legend';
  legend.id = `tabs-${name}`;
  legend.textContent = label;
  list.setAttribute('aria-labelledby', legend.id);
  const tabs = items.map(({ id, label: text }) => {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.id = idOf(id);
    tab.textContent = text;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panelId);
    tab.addEventListener('click', () => choose(id));
    return tab;
  });
  list.append(...tabs);
  list.addEventListener('keydown', (event) => {
    const now = tabs.findIndex((tab) => tab === event.target);
    const next =
      now < 0 || event.ctrlKey || event.altKey || event.metaKey
        ? undefined
        : nextIndex(event.key, now, items.length);
    const item = items[next ?? -1];
    if (next === undefined || item === undefined) return;
    event.preventDefault();
    tabs[next]?.focus();
    choose(item.id);
  });
  const element = document.createElement('div');
  element.className = `tabs ${name} no-print`;
  element.append(legend, list);
  return {
    items: items.map(({ id }) => id),
    element,
    idOf,
    select: (chosen) => {
      for (const [index, { id }] of items.entries()) {
        const tab = tabs[index];
        tab?.setAttribute('aria-selected', String(id === chosen));
        if (tab) tab.tabIndex = id === chosen ? 0 : -1;
      }
    },
  };
}

/** Which tab a key leads to; undefined when it is no key of the pattern. The first follows the last. */
export function nextIndex(key: string, now: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (now + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (now + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
