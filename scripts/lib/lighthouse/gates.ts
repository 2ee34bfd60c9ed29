import { z } from 'zod';

/** The program that judges, in exactly this version: another one may weigh its audits otherwise. */
export const lighthouse = { package: 'lighthouse', version: '13.5.0' } as const;

/** The least score of each category, of 100. Settings are those of a phone, as Lighthouse has them by default. */
export const leastScores = {
  performance: 98,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
} as const;

/** A category of audits. */
export type Category = keyof typeof leastScores;

/** The categories in the order of the table. */
export const categories = Object.keys(leastScores) as readonly Category[];

/** One page as it was judged. */
export interface PageScore {
  /** Path below the home page. */
  readonly path: string;
  /** Of 100, whole numbers. */
  readonly scores: Readonly<Record<Category, number>>;
  /** What the page took, by audit: `LCP 1.2 s`. */
  readonly figures: readonly string[];
  /** Audits that were not passed, each with the first places where. */
  readonly failed: readonly string[];
}

const auditSchema = z.object({
  id: z.string(),
  title: z.string(),
  score: z.number().nullable(),
  scoreDisplayMode: z.string(),
  displayValue: z.string().optional(),
  details: z.object({ items: z.unknown().optional() }).optional(),
});

/** The part of Lighthouse's result that is read. */
const resultSchema = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  categories: z.record(
    z.string(),
    z.object({
      score: z.number().nullable(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.record(z.string(), auditSchema),
});

/** The audits whose figures are shown, with their usual short names. */
const shownFigures: Readonly<Record<string, string>> = {
  'first-contentful-paint': 'FCP',
  'largest-contentful-paint': 'LCP',
  'total-blocking-time': 'TBT',
  'cumulative-layout-shift': 'CLS',
};

/** Reads what Lighthouse found on a page. Throws when it could not judge the page, and when its result has another shape. */
export function readScore(path: string, result: unknown): PageScore {
  const { categories: judged, audits, runtimeError } = resultSchema.parse(result);
  if (runtimeError !== undefined)
    throw new Error(`Lighthouse could not judge /${path}: ${runtimeError.message}`);
  const weighed = new Set(
    Object.values(judged).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
    ),
  );
  return {
    path,
    scores: Object.fromEntries(
      categories.map((category) => [category, Math.round((judged[category]?.score ?? 0) * 100)]),
    ) as Record<Category, number>,
    figures: Object.entries(shownFigures).map(
      ([id, name]) => `${name} ${(audits[id]?.displayValue ?? 'unknown').replaceAll('\u00a0', ' ')}`,
    ),
    failed: Object.values(audits)
      .filter(({ id, score }) => weighed.has(id) && score !== null && score < 0.9)
      .map(({ id, title, details }) => {
        const items: unknown[] = Array.isArray(details?.items) ? details.items : [];
        return [`${id}: ${title}`, ...items.slice(0, 3).map(describePlace)].join('\n      ');
      }),
  };
}

/** What is below a gate, one sentence each. */
export function findBelowGates(pages: readonly PageScore[]): string[] {
  return pages.flatMap(({ path, scores, failed }) =>
    categories.flatMap((category) =>
      scores[category] < leastScores[category]
        ? [
            `/${path} has ${scores[category].toString()} for ${category}; the gate is ${leastScores[category].toString()}.${failed.map((audit) => `\n    ${audit}`).join('')}`,
          ]
        : [],
    ),
  );
}

/** One row for each page. */
export function formatScores(pages: readonly PageScore[]): string {
  const longest = Math.max(...pages.map(({ path }) => path.length + 1));
  const head = ['page'.padEnd(longest), ...categories].join('  ');
  const rows = pages.map(({ path, scores, figures }) =>
    [
      `/${path}`.padEnd(longest),
      ...categories.map((category) => scores[category].toString().padStart(category.length)),
      figures.join(', '),
    ].join('  '),
  );
  return [head, ...rows].join('\n');
}

/** Where an audit was not passed, in as few words as its entry has. */
function describePlace(item: unknown): string {
  const { data } = z
    .object({
      node: z.object({ snippet: z.string() }),
      url: z.string(),
      description: z.string(),
      source: z.unknown(),
    })
    .partial()
    .safeParse(item);
  return (data?.node?.snippet ?? data?.url ?? data?.description ?? JSON.stringify(item)).slice(0, 200);
}
