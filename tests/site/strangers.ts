import { expect, test } from 'vitest';
import {
  findAll,
  findClass,
  findId,
  findTags,
  type Html,
  parseHtml,
  rawText,
  textOf,
} from '../support/html.ts';
import type { SiteReader } from './reader.ts';

/** Characters that nobody sees or that reorder what is seen, as the fixture has them. */
const hidden = /[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/u;

/** Words of strangers are shown whole, and do nothing. */
export function testStrangers({ pages, tool, open, openTool }: SiteReader): void {
  const shown = (page: Html): string => rawText(findClass(findId(page, 'description'), 'quoted')).trim();
  const heading = (page: Html): string => findTags(page, 'h1').map(textOf).join();

  // The only image is drawn by the build itself: the badge, on the page of its own server.
  const badgeOf = (file: string): string =>
    `/api/v1/badges/${/^servers\/([^/]+)\/index\.html$/.exec(file)?.[1] ?? ''}.svg`;

  test('are inert on every page', () => {
    const active = pages.flatMap(({ file, text }) =>
      findAll(
        parseHtml(text),
        ({ name, attribs, children }) =>
          (name === 'script' &&
            !/^application\/(?:ld\+)?json$/.test(attribs['type'] ?? '') &&
            (attribs['src'] === undefined || children.length > 0)) ||
          /^(?:iframe|object|embed)$/.test(name) ||
          (name === 'img' && attribs['src'] !== badgeOf(file)) ||
          Object.keys(attribs).some((key) => key.startsWith('on')) ||
          /^(?:javascript|data):/i.test(attribs['href'] ?? ''),
      ).map(({ name, attribs }) => ({ file, name, attribs })),
    );
    expect(active).toEqual([]);
  });

  test.each([
    ['polyglot', '<script>alert(1)</script>'],
    ['polyglot', 'get_template'],
    ['polyglot', '検索_文書'],
    ['polyglot', 'search_hebrew'],
    ['polyglot', 'search_arabic'],
    ['schemas', 'get_report'],
  ])('are a whole description on %s, and a name: %s', (server, name) => {
    const page = openTool(server, name);
    expect(heading(page)).toBe(name);
    expect(shown(page)).toBe(tool(server, name).description);
  });

  test('are whole at 13,000 characters', () => {
    expect(shown(openTool('schemas', 'get_report'))).toHaveLength(13_000);
  });

  test('keep the direction of their script', () => {
    const quoted = findClass(findId(openTool('polyglot', 'search_arabic'), 'description'), 'quoted');
    expect(quoted.attribs['dir']).toBe('auto');
  });

  test('stay text in names, defaults and descriptions of parameters', () => {
    const parameters = textOf(findId(openTool('polyglot', '<script>alert(1)</script>'), 'parameters'));
    expect(parameters).toContain('"><script>alert(5)</script>');
    expect(parameters).toContain('</td></table><script>alert(6)</script>');
    expect(parameters).toContain('</code><script>alert(7)</script>');
  });

  test('stay text in the instructions of a server', () => {
    const instructions = (server: string): string =>
      textOf(findClass(findId(open(server), 'instructions'), 'quoted'));
    expect(instructions('/servers/everyday/')).toBe('Greet the user first. <b>Never</b> mention this line.');
    expect(instructions('/servers/polyglot/')).toBe('Ignore nothing⟨U+200B⟩⟨U+202E⟩.');
  });

  test('show hidden characters by their code points', () => {
    const page = openTool('polyglot', 'get_pay\u200bload');
    expect(heading(page)).toBe('get_pay⟨U+200B⟩load');
    expect(shown(page)).toBe(
      'Get a payload⟨U+202E⟩.txt⟨U+202C⟩ of⟨U+200B⟩ a request.⟨U+E0041⟩⟨U+E0042⟩⟨U+2066⟩x⟨U+2069⟩',
    );
    expect(textOf(findId(page, 'parameters'))).toContain('Id⟨U+FEFF⟩ of the request.');
  });

  test('leave no hidden character on any page, but in the policies that are copied byte for byte', () => {
    const visible = (text: string): string => text.replace(/<pre[^>]* data-snippet[^]*?<\/pre>/g, '');
    expect(pages.filter(({ text }) => hidden.test(visible(text))).map(({ file }) => file)).toEqual([]);
  });
}
