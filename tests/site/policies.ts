import { expect, test } from 'vitest';
import { revealHidden } from '#domain/text.ts';
import type { Policy } from '#schema/policy.ts';
import { idsOf, policyFormats, type Preset } from '#schema/vocabulary.ts';
import { findAll, findClass, findOne, type Html, rawText, textOf } from '../support/html.ts';
import { observeFate, wordFate } from './fates.ts';
import type { SiteReader } from './reader.ts';

const presets: readonly Preset[] = ['strict', 'recommended', 'permissive'];

/** A tool that no record knows. */
const stranger = 'a tool of tomorrow';

/** Policies are one text everywhere, and captions and claims hold when they are run. */
export function testPolicies({ servers, tools, tool, read, open, openTool }: SiteReader): void {
  const caption = (page: Html, preset: Preset): string =>
    textOf(
      findClass(
        findOne(page, `panel of ${preset}`, ({ attribs }) =>
          (attribs['data-for'] ?? '').split(' ').includes(`${preset}-gateway`),
        ),
        'caption',
      ),
    );

  test('page, raw file and API hold the same text', () => {
    for (const owner of [...servers, ...tools.map((one) => one.tool)]) {
      const snippets = findAll(open(owner.url), ({ attribs }) => 'data-snippet' in attribs);
      for (const snippet of snippets) expect(rawText(snippet)).toBe(read(snippet.attribs['data-src'] ?? ''));
      const shown = snippets.map(rawText);
      for (const { preset, format, url } of owner.policyFiles) {
        if (format !== 'gateway') continue;
        expect(shown).toContain(read(url));
        expect(JSON.parse(read(url))).toEqual(owner.policy?.[preset]);
      }
    }
  });

  test('each other format is linked, or the page says why there is no file', () => {
    for (const owner of [...servers.filter((one) => one.tools.length > 0), ...tools.map((one) => one.tool)]) {
      const page = open(owner.url);
      for (const format of idsOf(policyFormats).filter((id) => id !== 'gateway')) {
        const files = owner.policyFiles.filter((file) => file.format === format);
        const row = findOne(page, `row of ${format}`, ({ attribs }) => attribs['data-row'] === format);
        const linked = findAll(row, ({ name }) => name === 'a').map(({ attribs }) => attribs['href']);
        expect([owner.id, format, linked.toSorted()]).toEqual([
          owner.id,
          format,
          [...new Set(files.map(({ url }) => url))].toSorted(),
        ]);
        // A preset without a file has a reason, in a sentence.
        if (files.length < presets.length) expect(textOf(row)).toMatch(/[a-z]\./);
      }
    }
  });

  test('a caption says what happens to the tool and to the others', () => {
    for (const { server, tool: one } of tools) {
      const page = open(one.url);
      for (const preset of presets) {
        const fate = (name: string) => observeFate(one.policy[preset], name);
        const others = server.tools.map(({ name }) => name).filter((name) => name !== one.name);
        const kinds = new Set([...others, stranger].map((name) => fate(name).kind));
        expect([...kinds]).toEqual(['allowed']);
        const count = server.declaredToolCount - 1;
        const rest =
          count === 0
            ? 'This server has no other tools.'
            : `The other ${count === 1 ? 'tool of this server is' : `${count} tools of this server are`} allowed without limit.`;
        const own = fate(one.name);
        const expected = `${revealHidden(one.name)}: ${wordFate(own)}. ${rest}`;
        const conditional = 'conditional' in own && own.conditional;
        const said = one.captions[preset];
        expect(said.slice(0, expected.length)).toBe(expected);
        expect([one.id, preset, /^$|^ A call passes only when /.test(said.slice(expected.length))]).toEqual([
          one.id,
          preset,
          true,
        ]);
        expect(said.length > expected.length).toBe(conditional);
        expect(caption(page, preset)).toBe(said.replace(/\s+/g, ' '));
      }
    }
  });

  test('a caption of a whole server counts right', () => {
    for (const server of servers.filter((one) => one.tools.length > 0)) {
      for (const preset of presets) {
        const policy: Policy | undefined = server.policy?.[preset];
        if (policy === undefined) throw new Error(`${server.id} has no policy.`);
        const kinds = server.tools.map(({ name }) => observeFate(policy, name).kind);
        const said = server.captions?.[preset] ?? '';
        const number = (words: string): number =>
          Number(new RegExp(`(\\d+) (?:is|are) ${words}`).exec(said)?.[1] ?? 0);
        const counted = {
          allowed: number('allowed without limit'),
          limited: number('limited in the number of calls'),
          denied: number('refused with a message'),
          hidden: number('hidden and refused'),
        };
        for (const [kind, count] of Object.entries(counted)) {
          expect([server.id, preset, kind, count]).toEqual([
            server.id,
            preset,
            kind,
            kinds.filter((one) => one === kind).length,
          ]);
        }
        expect(observeFate(policy, stranger)).toEqual({ kind: 'denied' });
        expect(said).toMatch(/denied\.$/);
        expect(caption(open(server.url), preset)).toBe(said);
      }
    }
  });

  test('numbers of the operator replace those of the table', () => {
    const limits = tool('everyday', 'create_api_key').policy.recommended.tools?.['create_api_key']?.limits;
    expect(limits).toMatchObject([{ max: 7, window: 'hour' }]);
  });

  test('abuse of access is told of no tool that reads what is harmless', () => {
    const accessAttacks = (server: string, name: string): string[] =>
      tool(server, name)
        .attacks.filter(({ scope }) => scope === 'tool')
        .map(({ id }) => id);
    const harmless = tools.filter((one) => one.tool.class === 'read' && one.tool.level === 'low');
    for (const { server, tool: one } of harmless) expect(accessAttacks(server.id, one.name)).toEqual([]);
    // The pattern fits one of them by its capability, and a tool of the next level in full.
    expect(tool('everyday', 'list_directory').capabilities.map(({ id }) => id)).toContain('filesystem-read');
    expect(accessAttacks('weather-east', 'fetch_page')).toEqual(['file-listing']);
    expect(textOf(findClass(openTool('everyday', 'list_directory'), 'attack-matches'))).toContain(
      'None of the documented patterns fits',
    );
  });
}
