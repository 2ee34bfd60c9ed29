import type { Attack } from '#schema/attack.ts';
import { type FrameworkId, frameworks } from '#schema/frameworks.ts';
import { attackScopes, controlKinds, incidentKinds } from '#schema/vocabulary.ts';
import { anchorEntry } from './framework.ts';

/** A question by which the list of patterns can be narrowed. */
export interface Facet {
  /** Name in the address and in the attributes of the list. */
  readonly id: 'scope' | 'kind' | 'framework' | 'control';
  readonly legend: string;
  /** Ids of the values with their labels, in order. */
  readonly values: Readonly<Record<string, string>>;
  /** Ids of the values that a pattern has, each once. */
  readonly valuesOf: (attack: Attack) => readonly string[];
}

/** A value with the number of patterns that have it. */
export interface FacetValue {
  readonly id: string;
  readonly label: string;
  readonly count: number;
}

/** Every facet, in the order of the page. */
export const facets: readonly Facet[] = [
  {
    id: 'scope',
    legend: 'What it abuses',
    values: labelsOf(attackScopes),
    valuesOf: ({ scope }) => [scope],
  },
  {
    id: 'kind',
    legend: 'What is documented',
    values: { ...labelsOf(incidentKinds), none: 'Nothing so far' },
    valuesOf: ({ incidents }) =>
      incidents.length === 0 ? ['none'] : [...new Set(incidents.map(({ kind }) => kind))],
  },
  {
    id: 'control',
    legend: 'What helps',
    values: labelsOf(controlKinds),
    valuesOf: ({ controls }) => [...new Set(controls.map(({ kind }) => kind))],
  },
  {
    id: 'framework',
    legend: 'Mapped to, by our judgement',
    values: {
      ...Object.fromEntries(Object.values(frameworks).map(({ slug, label }) => [slug, label])),
      ...Object.fromEntries(
        Object.entries(frameworks.owaspMcp.entries).map(([id, { title }]) => [
          anchorEntry(id),
          `${id} ${title}`,
        ]),
      ),
    },
    valuesOf: ({ mappings }) => [
      ...(Object.keys(mappings) as FrameworkId[])
        .filter((id) => mappings[id].length > 0)
        .map((id) => frameworks[id].slug),
      ...mappings.owaspMcp.map(({ id }) => anchorEntry(id)),
    ],
  },
];

/** The values of a facet that some pattern has, with how many do. What every pattern has would narrow nothing and is left out. */
export function countValues(facet: Facet, attacks: readonly Attack[]): FacetValue[] {
  const found = attacks.flatMap((attack) => facet.valuesOf(attack));
  return Object.entries(facet.values)
    .map(([id, label]) => ({ id, label, count: found.filter((value) => value === id).length }))
    .filter(({ count }) => count > 0 && count < attacks.length);
}

function labelsOf(
  table: Readonly<Record<string, { readonly label: string }>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(table).map(([id, { label }]) => [id, label]));
}
