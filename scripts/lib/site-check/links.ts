import type { Link } from './element-facts.ts';
import type { CheckOptions, PageCheck, Problem, SiteCheck } from './types.ts';
import type { PageFacts } from './page-facts.ts';
import type { Site } from './site.ts';

/** Where an address leads. */
export type LinkTarget =
  /** To a file of the site, and perhaps to a place on it. */
  | { readonly kind: 'internal'; readonly file: string; readonly fragment: string }
  /** To another host. */
  | { readonly kind: 'external' }
  /** To something that is no page: a mail address, data in place. */
  | { readonly kind: 'other' }
  /** Nowhere that this site allows. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Finds out where an address on a page leads, without looking whether anything is there. */
export function resolveLink(value: string, pagePath: string, options: CheckOptions): LinkTarget {
  // Browsers drop these before they read the scheme.
  const address = value.replace(/[\t\n\r]/g, '').trim();
  if (address === '') return refuse('the address is empty');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === 'javascript' || scheme === 'vbscript') return refuse(`a ${scheme}: address runs a script`);
  if (scheme === 'http' || scheme === 'https') return resolveAbsolute(address, options);
  if (scheme !== undefined) return { kind: 'other' };
  if (address.startsWith('//')) return { kind: 'external' };
  if (address.startsWith('#')) return resolveFragment(address.slice(1), pagePath);
  const here = new URL(options.basePath + addressOf(pagePath), 'http://site.invalid');
  return URL.canParse(address, here.href)
    ? resolvePath(new URL(address, here), options)
    : refuse('it is no valid address');
}

/** The path under which a file is served, relative to the base path. */
export function addressOf(file: string): string {
  return file === 'index.html' || file.endsWith('/index.html') ? file.slice(0, -'index.html'.length) : file;
}

function resolveAbsolute(address: string, options: CheckOptions): LinkTarget {
  const site = options.siteUrl?.replace(/\/+$/, '');
  if (site === undefined || !address.startsWith(site)) return { kind: 'external' };
  // https://example.org.evil.example/ begins with the address, and is another host.
  const rest = address.slice(site.length);
  if (rest !== '' && !/^[/?#]/.test(rest)) return { kind: 'external' };
  return URL.canParse(address) ? resolvePath(new URL(address), options) : refuse('it is no valid address');
}

function resolvePath(url: URL, { basePath }: CheckOptions): LinkTarget {
  const path = decode(url.pathname);
  if (path === undefined) return refuse('its percent signs encode nothing');
  if (!path.startsWith(basePath)) return refuse(`it leaves the base path ${basePath}`);
  const inside = path.slice(basePath.length);
  if (inside === '' || inside.endsWith('/')) return resolveFragment(url.hash.slice(1), `${inside}index.html`);
  if (/\.[A-Za-z0-9]+$/.test(inside)) return resolveFragment(url.hash.slice(1), inside);
  return refuse('it neither ends in a slash nor names a file with an extension');
}

function resolveFragment(encoded: string, file: string): LinkTarget {
  const fragment = decode(encoded);
  if (fragment === undefined) return refuse('its percent signs encode nothing');
  // Browsers take these as the top of the page, or as a search in its text.
  const isPlace = fragment !== 'top' && !fragment.startsWith(':~:');
  return { kind: 'internal', file, fragment: isPlace ? fragment : '' };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function refuse(reason: string): LinkTarget {
  return { kind: 'refused', reason };
}

/** How a message names the place of a link. */
function describeLink({ tag, attribute, value }: Link): string {
  return `<${tag} ${attribute}="${value}">`;
}

/** The checks of links, as a table. */
export const linkChecks: readonly (PageCheck | SiteCheck)[] = [
  {
    id: 'links',
    scope: 'page',
    description: 'Every internal address leads to a file of the site, under the base path.',
    remedy: 'Build the address with site/urls.ts, and check that the page or file it names is generated.',
    check: (page, site) =>
      forEachTarget(page, site, (link, target) => {
        if (target.kind === 'refused') return `${describeLink(link)}: ${target.reason}`;
        if (target.kind !== 'internal' || site.files.has(target.file)) return undefined;
        return `${describeLink(link)} leads to ${target.file}, which is not there`;
      }),
  },
  {
    id: 'fragments-here',
    scope: 'page',
    description: 'A link to a place on the same page names an id of that page.',
    remedy: 'Give the target the id, or correct the fragment.',
    check(page, site) {
      const ids = new Set(page.ids);
      return forEachTarget(page, site, (link, target) => {
        if (target.kind !== 'internal' || target.file !== page.path || target.fragment === '')
          return undefined;
        if (ids.has(target.fragment)) return undefined;
        return `${describeLink(link)}: the page has no id "${target.fragment}"; it has ${listIds(page.ids)}`;
      });
    },
  },
  {
    id: 'fragments-elsewhere',
    scope: 'site',
    description: 'A link to a place on another page names an id of that page.',
    remedy: 'Give the target the id, or correct the fragment.',
    check(records) {
      const idsByPage = new Map<string, ReadonlySet<string>>();
      const recordOf = new Map(records.map((record) => [record.path, record]));
      return records.flatMap(({ path, fragments }) =>
        fragments.flatMap(({ file, fragment }) => {
          const target = recordOf.get(file);
          if (target === undefined) return [];
          let ids = idsByPage.get(file);
          if (ids === undefined) idsByPage.set(file, (ids = new Set(target.ids.split('\n'))));
          if (ids.has(fragment)) return [];
          return [
            {
              page: path,
              message: `a link leads to ${file}#${fragment}; that page has ${listIds([...ids])}`,
            },
          ];
        }),
      );
    },
  },
  {
    id: 'external-links',
    scope: 'page',
    description: 'Links to other hosts carry rel="noopener".',
    remedy: 'Write rel="noopener external nofollow".',
    check: (page, site) =>
      forEachTarget(page, site, (link, target) => {
        if (target.kind !== 'external' || link.tag !== 'a' || link.rel.split(' ').includes('noopener'))
          return undefined;
        return `${describeLink(link)} has rel="${link.rel}"`;
      }),
  },
  {
    id: 'foreign-loads',
    scope: 'page',
    description: 'Nothing is loaded from another host, and no form is sent to one.',
    remedy: 'Keep a copy in public/ or src/, and refer to that.',
    check: (page, site) =>
      forEachTarget(page, site, (link, target) =>
        link.loads && target.kind === 'external' ? `${describeLink(link)} goes to another host` : undefined,
      ),
  },
  {
    id: 'inert-quotations',
    scope: 'page',
    description: 'Words of strangers hold no links and load nothing.',
    remedy: 'Escape the text; show addresses in it as text.',
    check: (page) =>
      page.links
        .filter((link) => link.quoted)
        .map((link) => ({ message: `${describeLink(link)} stands inside data-untrusted` })),
  },
];

/** Files of the site that the scripts or the style sheets of a page are loaded from. */
export function loadedBy(page: PageFacts, site: Site, kind: 'script' | 'stylesheet'): string[] {
  return page.links.flatMap((link) => {
    const loads =
      kind === 'script' ? link.tag === 'script' : link.tag === 'link' && link.value.endsWith('.css');
    if (!loads) return [];
    const target = site.resolve(link.value, page.path);
    return target.kind === 'internal' ? [target.file] : [];
  });
}

/** Fragments of other pages that a page links to, each once. */
export function foreignFragmentsOf(page: PageFacts, site: Site): { file: string; fragment: string }[] {
  const found = new Map<string, { file: string; fragment: string }>();
  for (const link of page.links) {
    if (!link.value.includes('#')) continue;
    const target = site.resolve(link.value, page.path);
    if (target.kind !== 'internal' || target.fragment === '' || target.file === page.path) continue;
    found.set(`${target.file}#${target.fragment}`, { file: target.file, fragment: target.fragment });
  }
  return [...found.values()];
}

function forEachTarget(
  page: PageFacts,
  site: Site,
  judge: (link: Link, target: LinkTarget) => string | undefined,
): Problem[] {
  const messages = new Set<string>();
  for (const link of page.links) {
    const message = judge(link, site.resolve(link.value, page.path));
    if (message !== undefined) messages.add(message);
  }
  return [...messages].map((message) => ({ message }));
}

function listIds(ids: readonly string[]): string {
  const known = ids.filter((id) => id !== '');
  if (known.length === 0) return 'none';
  const shown = known.slice(0, 12).map((id) => `#${id}`);
  return known.length > shown.length
    ? `${shown.join(' ')} and ${known.length - shown.length} more`
    : shown.join(' ');
}
