import { expect, test } from 'vitest';
import { everything, find, openIndex } from '#client/search/index.ts';
import { revealHidden } from '#domain/text.ts';
import { levels, riskClasses } from '#schema/vocabulary.ts';
import { serveDirectory } from '#scripts/lib/serve.ts';
import type { FixtureSite } from '../support/fixture-site.ts';
import {
  findAll,
  findClass,
  findId,
  findOne,
  findTags,
  hasClass,
  type Html,
  rawText,
  textOf,
} from '../support/html.ts';
import type { SiteReader } from './reader.ts';

/** A tool has one verdict, whoever gives it. */
export function testVerdicts({ site, servers, tools, open }: SiteReader): void {
  test('a tool page has its eleven parts in order', () => {
    for (const { tool } of tools) {
      const page = open(tool.url);
      // A definition that changed has its history between its parameters and its neighbours.
      const changed = findAll(page, ({ attribs }) => attribs['id'] === 'history').length > 0;
      const name = revealHidden(tool.name).replace(/\s+/g, ' ');
      const marks = findAll(page, (element) => /^h[12]$/.test(element.name) || hasClass(element, 'facts'));
      expect(marks.map((mark) => `${mark.name} ${mark.name === 'dl' ? '' : textOf(mark)}`)).toEqual([
        `h1 ${name}`,
        'dl ',
        'h2 Description',
        'h2 Risk signals',
        expect.stringMatching(/^h2 What .+ does on .+$/),
        `h2 Why ${name} needs a policy`,
        'h2 Documented attacks on this kind of access',
        `h2 How to control ${name}`,
        'h2 Parameters',
        ...(changed ? ['h2 History of the definition'] : []),
        'h2 Related tools',
        `h2 Questions about ${name}`,
        'h2 Go deeper',
      ]);
      const sections = findAll(page, (element) => element.name === 'section' && 'id' in element.attribs);
      expect(sections.map(({ attribs }) => attribs['id']).join(' ')).toBe(
        `description signals does why attacks control parameters ${changed ? 'history ' : ''}related questions further`,
      );
    }
  });

  test('badge, tag, sentence, meta description and answer agree with the API', () => {
    for (const { tool } of tools) {
      const page = open(tool.url);
      const [level, riskClass] = [levels[tool.level].label, riskClasses[tool.class].label];
      const header = findClass(page, 'tool-header');
      const badge = findClass(header, 'level');
      const meta = findOne(page, 'meta description', ({ attribs }) => attribs['name'] === 'description');
      const unknown = tool.class === 'unknown';
      expect({
        header: [header.attribs['data-level'], header.attribs['data-class']],
        badge: [badge.attribs['data-level'], textOf(badge)],
        tag: textOf(findClass(header, 'tag')),
        sentence: textOf(findClass(page, 'sentence')).split(':')[0],
        meta: meta.attribs['content'],
        answer: answerTo(page, 'What risk level is '),
      }).toEqual({
        header: [tool.level, tool.class],
        badge: [tool.level, unknown ? 'Not classified' : `${level} risk`],
        tag: riskClass,
        sentence: level,
        meta: contains(unknown ? 'Not classified: ' : `${level} risk, class ${riskClass.toLowerCase()}: `),
        answer: contains(
          unknown ? 'is not classified' : `is ${level.toLowerCase()} risk, class ${riskClass.toLowerCase()}.`,
        ),
      });
    }
  });

  test('what the rules alone say stands once, in the sentence of the level, and only where a review differs', () => {
    const said = tools.map(
      ({ tool }) => [tool.levelSentence, rawText(findId(open(tool.url), 'why'))] as const,
    );
    for (const [sentence, section] of said) {
      expect(section.split('the rules alone')).toHaveLength(sentence.split('the rules alone').length);
    }
    const overruled = said.filter(([sentence]) => sentence.includes('the rules alone'));
    expect(overruled.length).toBeGreaterThan(0);
    for (const [sentence] of overruled) expect(sentence.match(/the rules alone/g)).toHaveLength(1);
  });

  test('lists agree with the API', () => {
    const rows = (address: string): string[] => readRows(open(address));
    const expected = tools.map(({ tool }) => `${tool.url} ${tool.level} ${riskClasses[tool.class].label}`);
    expect([...rows('/tools/'), ...rows('/tools/page/2/')].toSorted()).toEqual(expected.toSorted());
    for (const { id, url } of servers) {
      expect(rows(url)).toEqual(expected.filter((row) => row.startsWith(`/tools/${id}/`)).toSorted());
    }
    for (const level of ['low', 'medium', 'high', 'critical', 'unknown']) {
      expect(rows(`/risk/${level}/`)).toEqual(
        expected.filter((row) => row.split(' ')[1] === level).toSorted(),
      );
    }
  });

  test('search agrees with the API', async () => {
    const expected = tools.map(({ tool }) => `${tool.url} ${tool.level} ${tool.class}`);
    expect(await readSearch(site)).toEqual(expected.toSorted());
  });
}

function answerTo(page: Html, question: string): string {
  const item = findOne(
    page,
    `question "${question}"`,
    (element) => element.name === 'details' && textOf(element).startsWith(question),
  );
  return findTags(item, 'p').map(textOf).join(' ');
}

/** The matcher, without its loose type. */
function contains(words: string): unknown {
  return expect.stringContaining(words);
}

/** Address, level and class of every row of the tables of tools. */
function readRows(page: Html): string[] {
  const tables = findAll(page, (element) => hasClass(element, 'tool-table'));
  return tables
    .flatMap((table) => findTags(table, 'tr').slice(1))
    .map((row) => {
      const [link] = findTags(row, 'a');
      const cells = findTags(row, 'td').map(textOf);
      return `${link?.attribs['href'] ?? ''} ${findClass(row, 'level').attribs['data-level'] ?? ''} ${cells[1] ?? ''}`;
    })
    .toSorted();
}

/** Address, level and class of every tool of the search index. */
async function readSearch({ directory, basePath }: FixtureSite): Promise<string[]> {
  const server = await serveDirectory({ directory, port: 0, basePath });
  try {
    const index = await openIndex({ bundleUrl: `${server.url}search-index/`, baseUrl: basePath });
    const found = await find(index, { query: '', choice: everything, order: 'name' });
    const hits = await Promise.all(found.hits.map((hit) => hit.data()));
    return hits
      .filter(({ meta }) => meta['class'] !== undefined)
      .map(({ url, meta }) => `${url} ${meta['level'] ?? ''} ${meta['class'] ?? ''}`)
      .toSorted();
  } finally {
    await server.close();
  }
}
