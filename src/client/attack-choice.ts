/** Chosen values by facet. Values of one facet are alternatives; facets must all be met. */
export type AttackChoice = Readonly<Record<string, readonly string[]>>;

/** The values of one pattern by facet. */
export type AttackValues = Readonly<Record<string, readonly string[]>>;

/** Reads the choice of the named facets from the query part of an address. */
export function readChoice(search: string, facets: readonly string[]): AttackChoice {
  const parameters = new URLSearchParams(search);
  return Object.fromEntries(
    facets.map((facet) => [
      facet,
      parameters
        .getAll(facet)
        .flatMap((value) => value.split(','))
        .filter((value) => value !== ''),
    ]),
  );
}

/** The query part of the address of a choice, with its question mark; empty when nothing is chosen. */
export function writeChoice(choice: AttackChoice): string {
  const parts = Object.entries(choice).flatMap(([facet, values]) =>
    // Ids need no escape, and commas stay readable.
    values.length === 0 ? [] : [`${facet}=${values.join(',')}`],
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** Whether a pattern meets a choice; `except` names a facet that is not looked at. */
export function meetsChoice(values: AttackValues, choice: AttackChoice, except?: string): boolean {
  return Object.entries(choice).every(
    ([facet, chosen]) =>
      facet === except || chosen.length === 0 || chosen.some((value) => values[facet]?.includes(value)),
  );
}

/** How many patterns would be left if this value were the only one chosen of its facet. */
export function countValue(
  patterns: readonly AttackValues[],
  choice: AttackChoice,
  facet: string,
  value: string,
): number {
  return patterns.filter(
    (values) => values[facet]?.includes(value) === true && meetsChoice(values, choice, facet),
  ).length;
}
