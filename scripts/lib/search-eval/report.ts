import { formatTable } from '../accuracy/table.ts';
import { type AnsweredQuery, type BelowGate, depths, measureRecall, mostResults } from './measure.ts';
import { type QueryKind, queryKinds } from './queries.ts';

/** Results that are shown of a query that was not answered well. */
const mostShown = 5;

/** The measure for people: misses first, so that the figures stand above the prompt. */
export function formatReport(answered: readonly AnsweredQuery[]): string {
  const kinds = Object.keys(queryKinds) as QueryKind[];
  const blocks = kinds.flatMap((kind) => formatMisses(kind, ofKind(answered, kind)));
  const rows = kinds.flatMap((kind) => {
    const queries = ofKind(answered, kind);
    const byStyle = Map.groupBy(queries, ({ style }) => style);
    return [
      formatRow(queryKinds[kind].label, queries),
      ...[...byStyle].flatMap(([style, of]) => (style === undefined ? [] : [formatRow(`  ${style}`, of)])),
    ];
  });
  const head = ['recall', ...depths.map((depth) => `at ${depth.toString()}`), 'all right ones', 'queries'];
  return [...blocks, formatTable(head, rows)].join('\n\n');
}

/** The gates that do not hold, one line each. */
export function formatBelowGates(below: readonly BelowGate[]): string {
  return below
    .map(
      ({ kind, depth, share, gate }) =>
        `${queryKinds[kind].label} at ${depth.toString()}: ${formatShare(share)}, the gate is ${formatShare(gate)}.`,
    )
    .join('\n');
}

function ofKind(answered: readonly AnsweredQuery[], kind: QueryKind): AnsweredQuery[] {
  return answered.filter((query) => query.kind === kind);
}

/** Queries whose right answer comes later than the first gate of their kind asks. */
function formatMisses(kind: QueryKind, queries: readonly AnsweredQuery[]): string[] {
  const depth = Math.min(...Object.keys(queryKinds[kind].gates).map(Number));
  const misses = queries.filter(({ place }) => place === undefined || place > depth);
  if (misses.length === 0) return [];
  const lines = misses.map(({ query, right, came, place }) => {
    const where = place === undefined ? `not among ${mostResults.toString()}` : `at ${place.toString()}`;
    const shown = came.length === 0 ? 'nothing' : came.slice(0, mostShown).join(', ');
    return `  ${query}\n    wanted ${right.join(' or ')}: ${where}\n    came ${shown}`;
  });
  const place = depth === 1 ? 'not in the first place' : `not among the first ${depth.toString()}`;
  return [`${queryKinds[kind].label}, ${place}:\n${lines.join('\n')}`];
}

function formatRow(label: string, queries: readonly AnsweredQuery[]): string[] {
  const { at, complete } = measureRecall(queries);
  const shares = [...depths.map((depth) => at[depth]), complete].map(formatShare);
  return [label, ...shares, queries.length.toString()];
}

function formatShare(share: number): string {
  return share.toFixed(3);
}
