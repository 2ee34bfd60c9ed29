import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';

/** What was indexed. */
export interface ProseIndexStats {
  /** Pages in the index. */
  readonly pages: number;
  /** Files in the folder of the index. */
  readonly files: number;
}

/** Pages of prose of one kind. */
export interface ProseKind {
  /** What their `main` has in `data-page`. */
  readonly page: string;
  /** An attribute of `main` by which they differ from others with the same `data-page`. */
  readonly attribute?: string;
  /** What a result calls them. */
  readonly label: string;
  /** Whether each heading has an id by which a result may lead to its section. */
  readonly hasSections?: boolean;
}

/** Folder of the index in a site. */
export const proseFolder = 'pagefind';

/** The kinds of pages that are indexed, and what each is called in results. Lists and pages about tools are none of them. */
export const proseKinds: readonly ProseKind[] = [
  { page: 'attack', label: 'Attack pattern' },
  { page: 'attacks', attribute: 'data-framework', label: 'Framework' },
  { page: 'guide', label: 'Guide', hasSections: true },
  { page: 'accuracy', label: 'Method' },
  { page: 'about', label: 'About' },
  { page: 'attribution', label: 'About' },
];

/** Folders of a site in which the pages lie. Those of tools and servers are not opened, so that a large catalogue costs nothing. */
const folders = ['about', 'accuracy', 'attacks', 'attribution', 'guides'];

/**
 * What is no prose, or not ours: words of strangers, ways to other pages, code, and tables and lists of tools; and what every page of a
 * kind says alike. The title is searched apart from the text.
 */
const excluded = [
  '[data-untrusted]',
  'nav',
  'pre',
  'svg',
  'script',
  'button',
  '.exchange',
  'h1',
  '[data-page="attack"] #exposed',
  '[data-page="attack"] #frameworks',
  '[data-page="attack"] #references',
  '[data-page="attack"] #incidents .small',
  '[data-page="attack"] .record',
  '[data-page="attack"] #controls td:nth-of-type(2)',
  '.host',
  'caption',
  'thead',
  '[data-page="attacks"] td',
  '[data-page="accuracy"] .scope',
  '[data-page="attribution"] table',
];

/** What the indexer writes and no page loads: ready-made interfaces, highlighting, a worker, and stemming for no language. */
const unused = /^(?:pagefind-(?:ui|modular-ui|component-ui|highlight|worker)\.|wasm\.unknown\.|playground$)/;

/**
 * How much is in one part of the index, by a variable that the indexer reads and has no option for: with its own 20,000 each word that
 * is searched for would cost 30 kB, with this some 6 kB.
 */
const partSize = { name: 'PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE', value: '4000' };

/**
 * Indexes the prose of a built site, from its pages, into `<siteDir>/pagefind/`: attack patterns, frameworks, guides and what tells of
 * the site. What was there is replaced. Throws when there is no such page or the indexer refuses one; the message says which.
 */
export async function buildProseIndex(siteDir: string): Promise<ProseIndexStats> {
  const outputPath = path.join(siteDir, proseFolder);
  const pages = listPages(siteDir);
  if (pages.length === 0) {
    throw new Error(
      `There is no prose to index in ${siteDir}. Render the pages first; each says in data-page of main what it is.`,
    );
  }
  rmSync(outputPath, { recursive: true, force: true });
  process.env[partSize.name] = partSize.value;
  try {
    const { index, errors } = await createIndex({
      forceLanguage: 'en',
      excludeSelectors: excluded,
    });
    if (index === undefined) throw new Error(`The indexer of prose did not start: ${errors.join('; ')}`);
    await addPages(index, pages);
    const written = await index.writeFiles({ outputPath });
    if (written.errors.length > 0)
      throw new Error(`The index of prose was not written: ${written.errors.join('; ')}`);
  } finally {
    await close();
  }
  removeUnused(outputPath);
  return { pages: pages.length, files: countFiles(outputPath) };
}

/** A page as the indexer takes it. */
interface ProsePage {
  /** Address below the home page, with a slash in front: the browser adds the base path. */
  readonly url: string;
  readonly content: string;
}

function listPages(siteDir: string): ProsePage[] {
  return folders
    .map((folder) => path.join(siteDir, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name === 'index.html')
    .map(({ parentPath, name }) => ({
      url: `/${path.relative(siteDir, parentPath).split(path.sep).join('/')}/`,
      text: readFileSync(path.join(parentPath, name), 'utf8'),
    }))
    .toSorted((a, b) => (a.url < b.url ? -1 : 1))
    .flatMap(({ url, text }) => {
      const content = labelPage(text, url);
      return content === undefined ? [] : [{ url, content }];
    });
}

/**
 * Tells the indexer what a page is and by which other name it may be known, that of its folder; undefined when the page is not to be
 * found.
 */
function labelPage(html: string, url: string): string | undefined {
  const main = /<main\b[^>]*>/.exec(html)?.[0] ?? '';
  const kind = proseKinds.find(
    ({ page, attribute = '' }) => main.includes(` data-page="${page}"`) && main.includes(attribute),
  );
  if (kind === undefined) return undefined;
  const name = path.posix.basename(url).replaceAll('-', ' ');
  const labels = `data-pagefind-body data-pagefind-filter="kind:${kind.label}" data-pagefind-meta="name:${name}"`;
  const labelled = html.replace(main, () => main.replace('>', ` ${labels}>`));
  return kind.hasSections ? labelled : labelled.replace(/(<h[2-6]\b[^>]*?) id="[^"]*"/g, '$1');
}

async function addPages(index: PagefindIndex, pages: readonly ProsePage[]): Promise<void> {
  const added = await Promise.all(pages.map((page) => index.addHTMLFile(page)));
  const problems = added.flatMap(({ errors }, at) =>
    errors.map((error) => `${pages[at]?.url ?? ''}: ${error}`),
  );
  if (problems.length > 0) throw new Error(['The indexer of prose refused pages.', ...problems].join('\n'));
}

function removeUnused(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => unused.test(entry))) {
    rmSync(path.join(folder, name), { recursive: true });
  }
}

function countFiles(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
}
