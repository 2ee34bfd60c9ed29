import { expect, test } from 'vitest';
import EvidenceList from '#components/EvidenceList.astro';
import { findAll, findTags, textOf } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';

test('each quotation stands behind its place, and absence is told in words', async () => {
  const html = await renderComponent(EvidenceList, {
    evidence: [
      { path: 'description', quote: 'Delete <b>all</b>' },
      { path: 'inputSchema.properties.sql', quote: 'sql' },
      { path: 'annotations', quote: '' },
    ],
  });
  expect(findTags(html, 'li').map(textOf)).toEqual([
    'description Delete <b>all</b>',
    'parameter sql sql',
    'annotations nothing recorded',
  ]);
  expect(findTags(html, 'b')).toEqual([]);
});

test('only what is quoted is marked as words of strangers', async () => {
  const html = await renderComponent(EvidenceList, { evidence: [{ path: 'name', quote: 'x\u200by' }] });
  expect(findAll(html, ({ attribs }) => 'data-untrusted' in attribs).map(textOf)).toEqual(['x⟨U+200B⟩y']);
});
