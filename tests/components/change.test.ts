import { expect, test } from 'vitest';
import FieldDiff from '#components/change/FieldDiff.astro';
import ToolChange from '#components/change/ToolChange.astro';
import type { ToolChangeEntry } from '#domain/changes.ts';
import { findAll, findTags, hasClass, rawText, textOf } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';

const hostile = '<img src=x onerror=alert(1)> [a](javascript:alert(1))';

const entry: ToolChangeEntry = {
  id: 'notes/get_note',
  name: hostile,
  kind: 'changed',
  riskier: true,
  reviewLapsed: false,
  before: { class: 'read', level: 'low', policy: 'allowed without limit', reviewed: false },
  after: { class: 'unknown', level: 'unknown', policy: 'refused with a message', reviewed: false },
  reasons: [
    { signal: 'a', label: 'Orders to a model', text: 'It gives orders.', quotes: [hostile] },
    { signal: 'b', label: 'Orders to a model', text: 'It gives orders again.', quotes: [] },
    { signal: 'c', label: 'Worse class', text: 'The class is worse.', quotes: [] },
  ],
  capabilities: { gained: [], lost: [] },
  flags: { gained: [], lost: [] },
  fields: ['description', 'title', hostile, 'inputSchema.required', 'outputSchema'],
  fieldCount: 70,
};

test('both versions of a text are text and nothing else, and each can be read whole', async () => {
  const [before, after] = [`Get a note. ${hostile}`, `Get one note. ${hostile}\u200b`];
  const html = await renderComponent(FieldDiff, { field: { path: hostile, before, after } });
  expect(findTags(html, 'img')).toEqual([]);
  expect(findTags(html, 'del').map(textOf)).toContain('a');
  const quote = findTags(html, 'blockquote').map(rawText).join('');
  expect(quote).toContain('⟨U+200B⟩');
  expect(quote).not.toContain('\u200b');
});

test('a value that was not there before is shown as nothing', async () => {
  const html = await renderComponent(FieldDiff, {
    field: { path: 'title', before: undefined, after: 'Note' },
  });
  expect(findTags(html, 'dd').map(textOf)).toEqual(['nothing', 'Note']);
});

test('a tool shows both verdicts, its reasons and where it differs', async () => {
  const brief = await renderComponent(ToolChange, { tool: entry, href: '/tools/a/b/', detailed: false });
  expect(textOf(brief)).toContain('Orders to a model and worse class.');
  expect(textOf(brief)).toContain('and 66 more places');
  const levels = findAll(brief, (element) => hasClass(element, 'level')).map(textOf);
  expect(levels).toEqual(['Low', 'Not classified']);
  const detailed = await renderComponent(ToolChange, { tool: entry, href: undefined, detailed: true });
  expect(findTags(detailed, 'q').map(textOf)).toEqual([hostile]);
  expect([...findTags(detailed, 'img'), ...findTags(detailed, 'a')]).toEqual([]);
});
