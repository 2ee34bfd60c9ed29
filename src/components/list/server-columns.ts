import type { ServerEntry } from '#domain/catalogue.ts';
import { transports } from '#schema/server.ts';
import { levels } from '#schema/vocabulary.ts';
import { levelOrder, type LevelCounts, worstLevel } from './breakdown.ts';
import type { Column, ListFacet } from './column.ts';

/** Columns by which the list of servers can be sorted. */
export const serverListColumns = [
  {
    key: 'name',
    label: 'Server',
    first: 'ascending',
    said: ['by name', 'by name, from z to a'],
    sorted: true,
  },
  {
    key: 'tools',
    label: 'Tools',
    first: 'descending',
    said: ['fewest tools first', 'most tools first'],
  },
  {
    key: 'level',
    label: 'Worst level',
    first: 'descending',
    said: ['least dangerous first', 'most dangerous first'],
  },
  { key: 'captured', label: 'Captured', first: 'descending', said: ['oldest first', 'newest first'] },
] as const satisfies readonly Column[];

/** The worst levels and the transports of some servers. */
export function listServerFacets(
  servers: readonly ServerEntry[],
  countsOf: (id: string) => LevelCounts,
): ListFacet[] {
  const worst = servers.filter(({ recorded }) => recorded > 0).map(({ id }) => worstLevel(countsOf(id)));
  const facets: ListFacet[] = [
    {
      name: 'level',
      label: 'Worst level',
      any: 'Any worst level',
      values: levelOrder.map((id) => ({
        id,
        label: levels[id].label,
        count: worst.filter((level) => level === id).length,
      })),
    },
    {
      name: 'transport',
      label: 'Transport',
      any: 'Any transport',
      values: (Object.keys(transports) as (keyof typeof transports)[]).map((id) => ({
        id,
        label: transports[id].label,
        count: servers.filter((server) => server.transports.includes(id)).length,
      })),
    },
  ];
  return facets
    .map((facet) => ({ ...facet, values: facet.values.filter(({ count }) => count > 0) }))
    .filter(({ values }) => values.length > 1);
}
