/** Where a reader is in a list: kept with the step of the history, so that Back leads to the same list and the same place. */
export interface Place {
  /** Results that are shown. */
  readonly shown: number;
  /** Pixels from the top of the page. */
  readonly scroll: number;
  /** Position of the result that was opened; -1 when none was. */
  readonly opened: number;
}

/** Reads the place from the state of a step; undefined when another page or nothing has written it. */
export function readPlace(state: unknown): Place | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { shown, scroll, opened } = state as Readonly<Record<string, unknown>>;
  if (typeof shown !== 'number' || typeof scroll !== 'number' || typeof opened !== 'number') return undefined;
  return { shown, scroll, opened };
}

/** Writes the place into the current step of the history. */
export function keepPlace(place: Place): void {
  history.replaceState(place, '');
}

/** Goes to a place at once, whatever the style of scrolling, and to the result that was opened from there. */
export function returnTo({ scroll, opened }: Place, list: Element): void {
  scrollTo({ top: scroll, behavior: 'instant' });
  if (document.activeElement !== document.body) return;
  list.children[opened]?.querySelector('a')?.focus({ preventScroll: true });
}
