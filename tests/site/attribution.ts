import { expect, test } from 'vitest';
import { readContent } from '#records/read.ts';
import { fixtureCatalogue } from '../support/fixture-site.ts';
import { type Element, findAll, findTags, listAddresses, textOf } from '../support/html.ts';
import type { SiteReader } from './reader.ts';

/** Whoever is quoted is named, with the licence. */
export function testAttribution({ servers, pages, open }: SiteReader): void {
  const page = open('/attribution/');
  const rows = findAll(page, ({ attribs }) => attribs['data-server'] !== undefined);
  const rowOf = (id: string): Element | undefined =>
    rows.find(({ attribs }) => attribs['data-server'] === id);

  test('every server stands there once: licence, package, version, day and number of tools', () => {
    expect(rows.map(({ attribs }) => attribs['data-server']).toSorted()).toEqual(
      servers.map(({ id }) => id).toSorted(),
    );
    for (const { server } of readContent(fixtureCatalogue).servers) {
      const row = rowOf(server.id);
      if (!row) throw new Error(`There is no row of ${server.id}.`);
      const licence = findAll(row, ({ attribs }) => attribs['data-licence'] !== undefined).map(textOf);
      expect([server.id, licence]).toEqual([server.id, [server.licence ?? 'none stated']]);
      const { source, capture, tools, declaredToolCount } = server;
      for (const fact of [source.package, source.endpoint, source.version, capture.date]) {
        expect(textOf(row)).toContain(fact ?? '');
      }
      const count = findTags(row, 'td').map(textOf).at(-1);
      expect(count).toBe(
        tools.length === declaredToolCount
          ? tools.length.toString()
          : `${tools.length} of ${declaredToolCount}`,
      );
      expect(listAddresses(row).map(({ address }) => address)).toContain(`/servers/${server.id}/`);
    }
  });

  test('servers without a stated licence stand apart, each table in the order of names', () => {
    const tables = findTags(page, 'table').map((table) =>
      findAll(table, ({ attribs }) => attribs['data-server'] !== undefined).map(
        ({ attribs }) => attribs['data-server'],
      ),
    );
    expect(tables).toEqual([
      ['no-tools', 'everyday', 'odd-names', 'polyglot', 'schemas', 'workshop'],
      ['weather-east', 'weather-west'],
    ]);
  });

  test('an untrustworthy repository is named and said to be unlinked', () => {
    const text = textOf(rowOf('weather-west') ?? page);
    expect(text).toContain('github.com/example/weather-west');
    expect(text).toContain('Not linked');
  });

  test('every page leads to it', () => {
    const without = pages.filter(({ text }) => !text.includes('href="/attribution/"'));
    expect(without.map(({ file }) => file)).toEqual([]);
  });
}
