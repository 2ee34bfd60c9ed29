import type { Totals } from '#domain/catalogue.ts';
import type { ToolProfile } from '#domain/profile.ts';
import { endSentence, plural } from '#domain/text.ts';
import type { Site } from '#schema/site.ts';
import { absoluteUrl, titleToolPage } from './head.ts';
import { embedJson } from './policy-variants.ts';
import type { Urls } from './urls.ts';

/** A thing of schema.org: its type, and properties that the type has. */
export interface Thing {
  readonly '@type': string;
  readonly [property: string]:
    string | number | boolean | Thing | readonly Thing[] | readonly string[] | undefined;
}

/** One step of the way from the top to a page. The last one is the page itself and has no address. */
export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

/** Things as the content of a script element of the type `application/ld+json`. */
export function embedThings(things: readonly Thing[]): string {
  const [only] = things;
  return embedJson(
    things.length === 1
      ? { '@context': 'https://schema.org', ...only }
      : { '@context': 'https://schema.org', '@graph': things },
  );
}

/** The way to a page (https://schema.org/BreadcrumbList); undefined for one step alone, which leads nowhere. */
export function describeTrail(trail: readonly Crumb[], site: URL | undefined): Thing | undefined {
  if (trail.length < 2) return undefined;
  return {
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ label, href }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: label,
      ...(href === undefined ? {} : { item: absoluteUrl(site, href) ?? href }),
    })),
  };
}

/** The page of a tool (https://schema.org/TechArticle): of what, and of which capture. Many pages have it, so it is short. */
export function describeArticle(profile: ToolProfile): Thing {
  return {
    '@type': 'TechArticle',
    headline: titleToolPage(profile),
    dateModified: profile.server.capture.date,
  };
}

/** The site with its search (https://schema.org/WebSite). */
export function describeSite({ title, tagline }: Site, urls: Urls, site: URL | undefined): Thing {
  return {
    '@type': 'WebSite',
    name: title,
    description: endSentence(tagline),
    url: absoluteUrl(site, urls.home) ?? urls.home,
    potentialAction: {
      '@type': 'SearchAction',
      target: {
        '@type': 'EntryPoint',
        urlTemplate: `${absoluteUrl(site, urls.search) ?? urls.search}?q={query}`,
      },
      'query-input': 'required name=query',
    },
  };
}

/** The catalogue as data (https://schema.org/Dataset): what it holds, as of when, and where programs find it. */
export function describeDataset(
  { title, tagline }: Site,
  totals: Totals,
  newest: string,
  urls: Urls,
  site: URL | undefined,
): Thing {
  const address = (path: string): string => absoluteUrl(site, path) ?? path;
  const download = (name: string, path: string, encodingFormat: string): Thing => ({
    '@type': 'DataDownload',
    name,
    encodingFormat,
    contentUrl: address(path),
  });
  return {
    '@type': 'Dataset',
    name: title,
    description: `${endSentence(tagline)} Level, class, evidence and policies of ${plural(totals.tools, 'tool')} of ${plural(totals.servers, 'MCP server')}, as JSON.`,
    url: address(urls.home),
    dateModified: newest,
    isAccessibleForFree: true,
    license: address(urls.attribution),
    creator: { '@type': 'Organization', name: title, url: address(urls.home) },
    distribution: [
      download('Servers, tools and verdicts', urls.apiIndex, 'application/json'),
      download('Attack patterns', urls.attackData('attacks.json'), 'application/json'),
      download('Attack patterns and incidents', urls.attackData('attacks.csv'), 'text/csv'),
    ],
  };
}
