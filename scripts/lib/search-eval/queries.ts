import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createLocator } from '#records/locate.ts';
import { parseYaml } from '#records/parse.ts';
import { formatProblems, type Problem } from '#records/problems.ts';
import { nearestWord } from '#records/suggest.ts';
import { fromZodError, placeOf } from '#records/zod-problems.ts';

/** The two things that people bring to a search box, and the least share of queries that must be answered among the first few. */
export const queryKinds = {
  knownItems: { label: 'Known items', gates: { 1: 0.95, 5: 0.99 } },
  intents: { label: 'Intents', gates: { 5: 0.85 } },
} as const satisfies Record<string, { label: string; gates: Readonly<Record<number, number>> }>;

/** Id of a kind of query. */
export type QueryKind = keyof typeof queryKinds;

/** Ways of naming a known item. */
export const knownItemStyles = {
  exact: 'the name as it is written',
  spelling: 'the same name under another convention',
  words: 'the name in words',
  partial: 'a part of the name, or of what is peculiar to it',
  server: 'a server, or a part of its name',
  'server-and-verb': 'a server, and what is to be done there',
  misspelt: 'a slip of the finger or of memory',
} as const;

const styles = Object.keys(knownItemStyles) as (keyof typeof knownItemStyles)[];

const intentSchema = z.strictObject({
  /** What is typed. */
  query: z.string().regex(/^\S(?:.*\S)?$/, 'must have no space at its ends and must not be empty'),
  /** What should be found: `<server-id>` or `<server-id>/<raw tool name>`. Any one of several is right. */
  right: z
    .array(z.string().min(1, 'must not be empty'))
    .min(1, 'must hold an answer')
    .refine((answers) => new Set(answers).size === answers.length, { message: 'names an answer twice' }),
});

const knownItemSchema = z.strictObject({ ...intentSchema.shape, style: z.enum(styles) });

/** What the file of labelled queries holds. */
export const queryFileSchema = z.strictObject({
  /** Queries of people who have one thing in mind and know roughly how it is called. */
  knownItems: z.array(knownItemSchema).min(1, 'must hold a query'),
  /** Queries of people who say what should be done. */
  intents: z.array(intentSchema).min(1, 'must hold a query'),
});

/** One labelled query. */
export interface LabelledQuery {
  readonly kind: QueryKind;
  /** How a known item is named; undefined for an intent. */
  readonly style: keyof typeof knownItemStyles | undefined;
  readonly query: string;
  readonly right: readonly string[];
}

/**
 * Reads the labelled queries of a file and holds them against the answers that the catalogue has. Throws one error that names
 * every fault of the file, every query that stands there twice and every answer that does not exist.
 */
export function readQueries(file: string, answers: ReadonlySet<string>): LabelledQuery[] {
  const text = readFileSync(file, 'utf8');
  const parsed = parseYaml(text, 1);
  if (!parsed.ok) {
    const remedy = 'Correct the syntax; the fault may stand a little before this place.';
    throw refuse(
      parsed.faults.map(({ message, position }) => ({ file, place: placeOf('', position), message, remedy })),
    );
  }
  const result = queryFileSchema.safeParse(parsed.value);
  if (!result.success) {
    const context = { schema: queryFileSchema, input: parsed.value, locate: createLocator(text, 1) };
    throw refuse(fromZodError(file, result.error, context));
  }
  const { knownItems, intents } = result.data;
  const placed = [
    ...knownItems.map((entry, index) => ({ ...entry, kind: 'knownItems' as const, index })),
    ...intents.map((entry, index) => ({ ...entry, style: undefined, kind: 'intents' as const, index })),
  ];
  const seen = new Map<string, string>();
  const problems = placed.flatMap(({ kind, index, query, right }) => {
    const place = `${kind}[${index.toString()}]`;
    const first = seen.get(query);
    if (first === undefined) seen.set(query, place);
    return [
      ...(first === undefined
        ? []
        : [
            {
              file,
              place: `${place}.query`,
              message: `${JSON.stringify(query)} is asked by ${first} already`,
              remedy: 'Delete one of the two.',
            },
          ]),
      ...right
        .filter((answer) => !answers.has(answer))
        .map((answer) => {
          const nearest = nearestWord(answer, [...answers]);
          return {
            file,
            place: `${place}.right`,
            message: `the catalogue has no ${JSON.stringify(answer)}`,
            remedy: `${nearest === undefined ? '' : `Did you mean ${JSON.stringify(nearest)}? `}Write <server-id>/<tool name>, or <server-id> for a server.`,
          };
        }),
    ];
  });
  if (problems.length > 0) throw refuse(problems);
  return placed.map(({ kind, style, query, right }) => ({ kind, style, query, right }));
}

function refuse(problems: readonly Omit<Problem, 'severity'>[]): Error {
  return new Error(formatProblems(problems.map((problem) => ({ ...problem, severity: 'error' }))));
}
