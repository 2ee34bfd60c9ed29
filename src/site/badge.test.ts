import { parseDocument, DomUtils } from 'htmlparser2';
import { expect, test } from 'vitest';
import type { ServerEntry, ToolEntry } from '#domain/catalogue.ts';
import { idsOf, type Level, levels } from '#schema/vocabulary.ts';
import { badgeWidth, describeBadge, drawBadge, toShieldsBadge, writeBadgeMarkdown } from './badge.ts';

const describe = (title: string, toolLevels: readonly Level[], declared = toolLevels.length) =>
  describeBadge(
    title,
    { id: 'notes', recorded: toolLevels.length, declaredToolCount: declared } as ServerEntry,
    toolLevels.map((level) => ({ level }) as ToolEntry),
  );

test.each<[string, Level, readonly Level[]]>([
  ['Critical risk: 2 of 4 tools', 'critical', ['low', 'critical', 'high', 'critical']],
  ['Low risk: 1 of 1 tool', 'low', ['low']],
  ['Low risk: 1 of 3 tools, 2 not classified', 'low', ['unknown', 'low', 'unknown']],
  ['Not classified: 2 of 2 tools', 'unknown', ['unknown', 'unknown']],
  ['No tool recorded', 'unknown', []],
])('a badge says "%s"', (message, level, toolLevels) => {
  expect(describe('Catalogue', toolLevels)).toMatchObject({ label: 'Catalogue', level, message });
});

test('a badge says when tools are not recorded', () => {
  expect(describe('Catalogue', ['high'], 9).message).toBe('High risk: 1 of 1 recorded tool');
});

test('the drawing is well-formed, titled, and has room for its words', () => {
  const badge = describe('Tools & <risks> of "all"', ['high', 'low']);
  const svg = drawBadge(badge);
  const image = DomUtils.getElementsByTagName('svg', parseDocument(svg, { xmlMode: true }))[0];
  const textsOf = (name: string): string[] =>
    DomUtils.getElementsByTagName(name, image ?? []).map((element) => DomUtils.textContent(element));
  expect(textsOf('title')).toEqual(['Tools & <risks> of "all" on notes: High risk: 1 of 2 tools']);
  expect(textsOf('text')).toEqual(['Tools & <risks> of "all"', 'High risk: 1 of 2 tools']);
  expect(svg).not.toContain('<risks>');
  expect(image?.attribs['width']).toBe(badgeWidth(badge).toString());
  for (const text of DomUtils.getElementsByTagName('text', image ?? [])) {
    expect(Number(text.attribs['x']) + Number(text.attribs['textLength'])).toBeLessThan(badgeWidth(badge));
  }
});

test('each level has a shape of its own', () => {
  const shapes = idsOf(levels).map((level) =>
    drawBadge(describe('Catalogue', [level])).match(/<rect[^>]*>/g),
  );
  expect(
    new Set(shapes.map((rects) => rects?.map((rect) => rect.replace(/ x="[^"]*"/, '')).join())).size,
  ).toBe(idsOf(levels).length);
});

test('the answer for Shields has the four keys that its endpoint badge takes', () => {
  expect(toShieldsBadge(describe('Catalogue', ['critical']))).toEqual({
    schemaVersion: 1,
    label: 'Catalogue',
    message: 'Critical risk: 1 of 1 tool',
    color: '7a0038',
  });
});

test('the Markdown shows the drawing and leads to the page', () => {
  expect(writeBadgeMarkdown('notes', 'https://example.org/b.svg', 'https://example.org/servers/notes/')).toBe(
    '[![Tool risk of notes](https://example.org/b.svg)](https://example.org/servers/notes/)',
  );
});
