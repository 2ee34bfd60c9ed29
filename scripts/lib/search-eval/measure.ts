import { type LabelledQuery, type QueryKind, queryKinds } from './queries.ts';

/** Numbers of results among which a right answer is looked for. */
export const depths = [1, 5, 10] as const;

/** Results that are asked for. */
export const mostResults = Math.max(...depths);

/** A query and what came. */
export interface AnsweredQuery extends LabelledQuery {
  /** The first results, best first. */
  readonly came: readonly string[];
  /** Place of the first right answer, from 1; undefined when there is none among the results. */
  readonly place: number | undefined;
}

/** How well queries were answered. */
export interface Recall {
  readonly queries: number;
  /** Share of the queries with a right answer among so many results, from 0 to 1. */
  readonly at: Readonly<Record<(typeof depths)[number], number>>;
  /** Of all right answers for which there is room among the results, the share that is there. */
  readonly complete: number;
}

/** A share that is smaller than its gate. */
export interface BelowGate {
  readonly kind: QueryKind;
  readonly depth: number;
  readonly share: number;
  readonly gate: number;
}

/** Holds the results of a query against its label. */
export function judge(labelled: LabelledQuery, came: readonly string[]): AnsweredQuery {
  const first = came.findIndex((answer) => labelled.right.includes(answer));
  return { ...labelled, came, place: first === -1 ? undefined : first + 1 };
}

/** Shares over some queries; all are 0 when there is none. */
export function measureRecall(answered: readonly AnsweredQuery[]): Recall {
  const within = (depth: number): number =>
    share(answered.filter(({ place }) => place !== undefined && place <= depth).length, answered.length);
  const room = answered.reduce((sum, { right }) => sum + Math.min(right.length, mostResults), 0);
  const shown = answered.reduce(
    (sum, { right, came }) =>
      sum + came.slice(0, mostResults).filter((answer) => right.includes(answer)).length,
    0,
  );
  return {
    queries: answered.length,
    at: { 1: within(1), 5: within(5), 10: within(10) },
    complete: share(shown, room),
  };
}

/** The gates that do not hold. */
export function findBelowGates(answered: readonly AnsweredQuery[]): BelowGate[] {
  const kinds = Object.keys(queryKinds) as QueryKind[];
  return kinds.flatMap((kind) => {
    const { at } = measureRecall(answered.filter((query) => query.kind === kind));
    const gates: Readonly<Partial<Record<number, number>>> = queryKinds[kind].gates;
    return depths.flatMap((depth) => {
      const gate = gates[depth];
      return gate === undefined || at[depth] >= gate ? [] : [{ kind, depth, share: at[depth], gate }];
    });
  });
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
