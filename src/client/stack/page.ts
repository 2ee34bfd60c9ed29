/** Unfolds everything for printing, since on paper nothing can be unfolded, and folds it again. The text of policies stays out of the report. */
export function printUnfolded(element: HTMLElement): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...element.querySelectorAll<HTMLDetailsElement>('details:not(.card)')].filter(
      ({ open }) => !open,
    );
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });
}

/** Reads a JSON file of the site. Rejects when it cannot be had. */
export async function fetchJson<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be loaded: status ${String(response.status)}.`);
  return (await response.json()) as T;
}
