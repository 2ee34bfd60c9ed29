import { transports } from '#schema/server.ts';
import {
  type Capability,
  capabilities,
  type Level,
  levels,
  type RiskClass,
  riskClasses,
} from '#schema/vocabulary.ts';
import type { Catalogue } from '#domain/catalogue.ts';

/** A group of boxes by which results are narrowed. */
export interface Facet {
  /** Its name in the index and in the address. */
  readonly id: string;
  readonly legend: string;
  readonly values: readonly FacetValue[];
}

/** One box of a group. */
export interface FacetValue {
  readonly id: string;
  readonly label: string;
  /** Tools of the whole catalogue that have it. */
  readonly count: number;
}

/** What search can be narrowed by: the values that occur, long lists by frequency; groups that would tell nothing apart are left out. */
export function listFacets({ servers, tools, totals }: Catalogue): Facet[] {
  const declaring = tools.filter(({ declaredHints }) => Object.keys(declaredHints).length > 0).length;
  const byTransport = Object.entries(transports).map(([id, { label }]) => ({
    id,
    label,
    count: servers
      .filter((server) => server.transports.some((transport) => transport === id))
      .reduce((sum, { recorded }) => sum + recorded, 0),
  }));
  const byCapability = (Object.keys(capabilities) as Capability[]).map((id) => ({
    id,
    label: capabilities[id].label,
    count: totals.byCapability[id],
  }));
  const facets: Facet[] = [
    {
      id: 'level',
      legend: 'Level',
      values: (['critical', 'high', 'medium', 'low', 'unknown'] satisfies Level[]).map((id) => ({
        id,
        label: levels[id].label,
        count: totals.byLevel[id],
      })),
    },
    {
      id: 'class',
      legend: 'Class',
      values: (Object.keys(riskClasses) as RiskClass[]).map((id) => ({
        id,
        label: riskClasses[id].label,
        count: totals.byClass[id],
      })),
    },
    { id: 'capability', legend: 'Access', values: byCapability.sort((a, b) => b.count - a.count) },
    { id: 'transport', legend: 'Transport', values: byTransport },
    {
      id: 'hints',
      legend: 'Behaviour hints',
      values: [
        { id: 'declared', label: 'Hints declared', count: declaring },
        { id: 'undeclared', label: 'No hints declared', count: tools.length - declaring },
      ],
    },
    {
      id: 'review',
      legend: 'Review',
      values: [
        { id: 'reviewed', label: 'Reviewed', count: totals.reviewed },
        { id: 'unreviewed', label: 'Not reviewed', count: tools.length - totals.reviewed },
      ],
    },
  ];
  return facets
    .map((facet) => ({ ...facet, values: facet.values.filter(({ count }) => count > 0) }))
    .filter(({ values }) => values.length > 1 || values.some(({ count }) => count < tools.length));
}
