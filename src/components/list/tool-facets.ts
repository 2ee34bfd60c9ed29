import { idsOf, levels, riskClasses } from '#schema/vocabulary.ts';
import { type Breakdown, levelOrder } from './breakdown.ts';
import type { ListFacet } from './column.ts';

/** The levels and classes by which a list of tools can be narrowed: those of which it has some, and of which it has not only one. */
export function listToolFacets({ all, classes }: Breakdown): ListFacet[] {
  const classCount = new Map(classes.map(({ id, total }) => [id, total]));
  const facets: ListFacet[] = [
    {
      name: 'level',
      label: 'Level',
      any: 'Any level',
      values: levelOrder.map((id) => ({ id, label: levels[id].label, count: all[id] })),
    },
    {
      name: 'class',
      label: 'Class',
      any: 'Any class',
      values: idsOf(riskClasses).map((id) => ({
        id,
        label: riskClasses[id].label,
        count: classCount.get(id) ?? 0,
      })),
    },
  ];
  return facets
    .map((facet) => ({ ...facet, values: facet.values.filter(({ count }) => count > 0) }))
    .filter(({ values }) => values.length > 1);
}
