import { expect, test } from 'vitest';
import { defaultSite } from '#schema/site.ts';
import { loadToolProfile } from '../support/profiles.ts';
import {
  describeArticle,
  describeDataset,
  describeSite,
  describeTrail,
  embedThings,
  type Thing,
} from '#site/structured-data.ts';
import { createUrls } from '#site/urls.ts';

/** Properties that schema.org gives the types that are used here, with those of the types above them. */
const thing = ['name', 'description', 'url', 'image'];
const work = [...thing, 'headline', 'about', 'dateModified', 'license', 'creator', 'isAccessibleForFree'];
const properties: Readonly<Record<string, readonly string[]>> = {
  BreadcrumbList: [...thing, 'itemListElement'],
  ListItem: [...thing, 'position', 'item'],
  TechArticle: work,
  WebSite: [...work, 'potentialAction'],
  SearchAction: [...thing, 'target', 'query-input'],
  EntryPoint: [...thing, 'urlTemplate'],
  Dataset: [...work, 'distribution'],
  DataDownload: [...work, 'encodingFormat', 'contentUrl'],
  Organization: thing,
};

/** Properties that the type does not have, with those of the things within. */
function findStrays(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(findStrays);
  if (typeof value !== 'object' || value === null) return [];
  const { '@type': type, ...rest } = value as Thing;
  return Object.entries(rest).flatMap(([key, inner]) => [
    ...(properties[type]?.includes(key) ? [] : [`${type}.${key}`]),
    ...findStrays(inner),
  ]);
}

const urls = createUrls('/risk/');
const site = new URL('https://example.org');
const totals = {
  servers: 1,
  tools: 2,
  attacks: 0,
  reviewed: 0,
  byLevel: { low: 2, medium: 0, high: 0, critical: 0, unknown: 0 },
} as unknown as Parameters<typeof describeDataset>[1];
const trail = [{ label: 'Tools', href: '/risk/tools/' }, { label: 'drop_table' }];

test('every type has only properties that schema.org gives it', () => {
  const things = [
    describeTrail(trail, site),
    describeArticle(loadToolProfile('everyday', 'create_api_key')),
    describeSite(defaultSite, urls, site),
    describeDataset(defaultSite, totals, '2026-03-01', urls, site),
  ];
  expect(findStrays(things)).toEqual([]);
});

test('the way to a page has full addresses when the site has one, and none for the page itself', () => {
  expect(describeTrail(trail, site)).toEqual({
    '@type': 'BreadcrumbList',
    itemListElement: [
      { '@type': 'ListItem', position: 1, name: 'Tools', item: 'https://example.org/risk/tools/' },
      { '@type': 'ListItem', position: 2, name: 'drop_table' },
    ],
  });
  expect(describeTrail(trail.slice(1), site)).toBeUndefined();
});

test('the search action leads to the search page below the base path', () => {
  expect(describeSite(defaultSite, urls, site)).toMatchObject({
    url: 'https://example.org/risk/',
    potentialAction: { target: { urlTemplate: 'https://example.org/risk/search/?q={query}' } },
  });
});

test('a data set says what it is in more than fifty letters, and where it is', () => {
  const data = describeDataset({ ...defaultSite, tagline: 'Ours' }, totals, '2026-03-01', urls, site);
  expect((data['description'] as string).length).toBeGreaterThan(50);
  expect(JSON.stringify(data['distribution'])).toContain('https://example.org/risk/api/v1/index.json');
});

test('words of strangers end no element and hide no letter', () => {
  const article = describeArticle(loadToolProfile('polyglot', '<script>alert(1)</script>'));
  const text = embedThings([article]);
  expect(text).not.toContain('<');
  expect(text).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(text)).toMatchObject({ '@context': 'https://schema.org', '@type': 'TechArticle' });
});
