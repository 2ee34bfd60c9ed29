import { expect, test } from 'vitest';
import { type ApiChanges, apiChangesSchema } from '#schema/api-changes.ts';
import {
  type Element,
  findAll,
  findClass,
  findId,
  findTags,
  hasClass,
  type Html,
  textOf,
} from '../support/html.ts';
import type { SiteReader } from './reader.ts';

type ToolChange = ApiChanges['changes'][number]['tools'][number];

/** What changed is told alike by the lists, the pages of tools and servers, and the API. */
export function testChanges({ site, servers, tools, read, open }: SiteReader): void {
  const { changes } = apiChangesSchema.parse(JSON.parse(read(`${site.basePath}api/v1/changes.json`)));
  const cards = (page: Html | Element): Element[] =>
    findAll(page, (element) => hasClass(element, 'tool-change'));

  test('the list holds every change of the API, newest first, riskier tools marked', () => {
    expect(changes.length).toBeGreaterThan(2);
    expect(changes.map(({ date }) => date)).toEqual(
      changes
        .map(({ date }) => date)
        .toSorted()
        .toReversed(),
    );
    expect(cards(open('/changes/')).map(readCard)).toEqual(
      changes.flatMap((change) => change.tools.map(sayTool)),
    );
  });

  test('the page of a server shows its newest change, and leads to all of them', () => {
    for (const { id, url } of servers) {
      const own = changes.filter(({ server }) => server === id);
      const section = findAll(open(url), ({ attribs }) => attribs['id'] === 'changes');
      expect(section).toHaveLength(own.length === 0 ? 0 : 1);
      expect(section.flatMap(cards).map(readCard)).toEqual((own[0]?.tools ?? []).map(sayTool));
      for (const change of own.slice(0, 1)) {
        expect(cards(open(change.url)).map(readCard)).toEqual(own.flatMap((each) => each.tools.map(sayTool)));
      }
    }
  });

  test('the page of a tool has a history exactly when its definition changed', () => {
    for (const { server, tool } of tools) {
      const own = changes
        .filter((change) => change.server === server.id)
        .flatMap((change) => change.tools.filter(({ url }) => url === tool.url));
      const page = open(tool.url);
      const sections = findAll(page, ({ attribs }) => attribs['id'] === 'history');
      const steps = sections.flatMap((section) => findTags(findClass(section, 'history'), 'h3'));
      expect(steps).toHaveLength(own.length);
      const [newest] = own;
      if (!newest?.after) continue;
      // What the newest change led to is what the page says today.
      expect([newest.after.level, newest.after.class]).toEqual([tool.level, tool.class]);
      expect(textOf(findClass(page, 'facts'))).toContain(
        newest.riskier ? 'riskier than before' : 'not riskier than before',
      );
    }
  });

  test('what was taken out of a description and what came in can be read on the page', () => {
    const history = findId(open('/tools/weather-east/get_forecast/'), 'history');
    expect(findTags(history, 'del').map(textOf)).toContain('forcast');
    expect(findTags(history, 'ins').map(textOf)).toContain('forecast');
  });

  test('a tool that is gone is named, and not linked', () => {
    const gone = cards(open('/changes/polyglot/')).find((card) => textOf(card).includes('onerror'));
    expect(gone && findTags(gone, 'a')).toEqual([]);
  });
}

/** A card of a list: name, what happened, whether riskier, and the levels before and after. */
function readCard(card: Element): string {
  const levels = findAll(card, (element) => hasClass(element, 'level')).map(
    ({ attribs }) => attribs['data-level'] ?? '',
  );
  const name = findAll(card, (element) => hasClass(element, 'name')).map(textOf);
  const riskier = 'data-riskier' in card.attribs ? 'riskier' : 'not riskier';
  return [name[0], textOf(findClass(card, 'kind')).toLowerCase(), riskier, ...levels].join(' ');
}

/** The same of a tool of the API. */
function sayTool({ name, kind, riskier, before, after }: ToolChange): string {
  const same = before?.level === after?.level && before?.class === after?.class;
  const sides = same ? [before] : [before, after];
  const levels = sides.flatMap((side) => (side ? [side.level] : []));
  return [name, kind, riskier ? 'riskier' : 'not riskier', ...levels].join(' ');
}
