import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Site } from './site.ts';
import type { PageCheck, PageRecord, Problem, SiteCheck } from './types.ts';

/** What pages of one kind (`data-page`) may weigh. Medians, since one definition may have a huge schema. Bytes. */
interface PageBudget {
  readonly kind: string;
  readonly medianRaw: number;
  readonly medianGzip: number;
}

const pageBudgets: readonly PageBudget[] = [{ kind: 'tool', medianRaw: 30_000, medianGzip: 8_000 }];

/** What any page may weigh. */
const longestPage = 400_000;
/** What the style sheets that a page loads before anything is opened may weigh together, compressed. */
const pageStyles = 18_000;
/** What the scripts that a page loads before search is opened may weigh together, compressed. */
const pageScripts = 6_144;
/** Compressing every page would take longer than all other checks. */
const sampleSize = 300;

/** The checks of weight, as a table. */
export const budgetChecks: readonly (PageCheck | SiteCheck)[] = [
  {
    id: 'page-size',
    scope: 'page',
    description: `No page is larger than ${longestPage} bytes.`,
    remedy: 'Move what few readers need, such as raw schemas, into a file that the page links to.',
    check: ({ bytes }) => (bytes > longestPage ? [{ message: `the page has ${bytes} bytes` }] : []),
  },
  {
    id: 'page-median',
    scope: 'site',
    description: 'Half the pages of a kind stay within its budget.',
    remedy: 'Look at one page of the kind: repeated markup, snippets and inline icons weigh most.',
    check: (records, site) => pageBudgets.flatMap((budget) => checkPageBudget(budget, records, site)),
  },
  {
    id: 'style-size',
    scope: 'site',
    description: `The style sheets that a page loads have at most ${pageStyles} bytes together, compressed.`,
    remedy: 'Remove rules that nothing uses, and share those that are written twice.',
    check: (records, site) => checkLoaded(records, site, pageStyles, ({ styles }) => styles),
  },
  {
    id: 'script-size',
    scope: 'site',
    description: `The scripts that a page loads before search is opened have at most ${pageScripts} bytes, compressed.`,
    remedy: 'Load what is not needed at once by import() when it is.',
    check: (records, site) =>
      checkLoaded(
        // On the search page search is open.
        records.filter(({ kind }) => kind !== 'search'),
        site,
        pageScripts,
        ({ scripts }) => withStaticImports(scripts, site),
      ),
  },
];

function checkPageBudget(budget: PageBudget, records: readonly PageRecord[], site: Site): Problem[] {
  const pages = records.filter(({ kind }) => kind === budget.kind);
  const step = Math.max(1, pages.length / sampleSize);
  const sample = Array.from(
    { length: Math.min(pages.length, sampleSize) },
    (_, index) => pages[Math.floor(index * step)],
  );
  // Whoever publishes below a folder has longer links and no heavier page.
  const raw = median(pages.map(({ bytes, basePathBytes }) => bytes - basePathBytes));
  const compressed = median(sample.map((page) => (page === undefined ? 0 : compressedSize(page.path, site))));
  const name = `the median of ${pages.length} ${budget.kind} pages`;
  return [
    ...(raw > budget.medianRaw
      ? [{ message: `${name} has ${raw} bytes; the budget is ${budget.medianRaw}` }]
      : []),
    ...(compressed > budget.medianGzip
      ? [{ message: `${name} has ${compressed} bytes, compressed; the budget is ${budget.medianGzip}` }]
      : []),
  ];
}

/** Finds the first page of each set of files that are too heavy together. */
function checkLoaded(
  records: readonly PageRecord[],
  site: Site,
  most: number,
  filesOf: (record: PageRecord) => readonly string[],
): Problem[] {
  const pageOf = new Map<string, string>();
  for (const record of records) {
    const key = filesOf(record).join('\n');
    if (!pageOf.has(key)) pageOf.set(key, record.path);
  }
  const sizes = new Map<string, number>();
  return [...pageOf].flatMap(([key, page]) => {
    const files = key === '' ? [] : key.split('\n');
    for (const file of files) if (!sizes.has(file)) sizes.set(file, compressedSize(file, site));
    const total = sum(files.map((file) => sizes.get(file) ?? 0));
    return total > most ? [{ page, message: `${files.join(', ')} have ${total} bytes, compressed` }] : [];
  });
}

/** Scripts and the modules that they import at once. Addresses in a bundle are literal, so that a pattern finds them. */
function withStaticImports(scripts: readonly string[], site: Site): string[] {
  const found = new Set(scripts);
  for (const file of found) {
    const source = site.read(file) ?? '';
    for (const match of source.matchAll(
      /\b(?:import|export)\b\s*(?:[^"'();]*?\bfrom\b\s*)?["'](\.{1,2}\/[^"']+)["']/g,
    )) {
      found.add(posix.join(posix.dirname(file), match[1] ?? ''));
    }
  }
  return [...found];
}

function compressedSize(path: string, site: Site): number {
  return gzipSync(site.read(path) ?? '').length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
