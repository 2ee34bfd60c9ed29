import { expect, test } from 'vitest';
import { describePage, type ProsePage, readExcerpt } from './prose-index.ts';
import type { Stretch } from './mark.ts';

/** The text with square brackets around what is marked. */
function show(stretches: readonly Stretch[] | undefined): string | undefined {
  return stretches?.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');
}

test.each([
  ['Keys are <mark>rotated</mark> daily.', 'Keys are [rotated] daily.'],
  ['<mark>Rug</mark> <mark>pull</mark>', '[Rug] [pull]'],
  ['nothing', 'nothing'],
  ['', ''],
  // The index escapes these two signs alone.
  ['&lt;mark&gt; and &lt;img src=x onerror=alert(1)&gt;', '<mark> and <img src=x onerror=alert(1)>'],
  ['R&amp;D &quot;', 'R&amp;D &quot;'],
  // What it does not write stays text.
  ['<b>bold</b> <mark class="x">no</mark>', '<b>bold</b> <mark class="x">no'],
])('the excerpt %s is taken apart as text', (html, text) => {
  expect(show(readExcerpt(html))).toBe(text);
});

const guide: ProsePage = {
  url: '/guides/keys/',
  content: '',
  excerpt: 'The whole <mark>page</mark>.',
  meta: { title: 'Handling keys', name: 'secret keys' },
  filters: { kind: ['Guide'] },
  sub_results: [
    {
      title: 'Handling keys',
      url: '/guides/keys/',
      excerpt: 'Before the first heading.',
      weighted_locations: [{ balanced_score: 90 }],
    },
    {
      title: 'Rotation',
      url: '/guides/keys/#rotation',
      excerpt: 'Turn them.',
      weighted_locations: [{ balanced_score: 1 }],
    },
    {
      title: 'Loss',
      url: '/guides/keys/#loss',
      excerpt: 'Rotate <mark>lost</mark> ones.',
      weighted_locations: [{ balanced_score: 4 }, { balanced_score: 4 }],
    },
  ],
};

test.each([
  ['its own title', ['handling', 'keys'], '/guides/keys/', undefined],
  ['its other name', ['secret'], '/guides/keys/', undefined],
  ['a heading', ['rotation', 'keys'], '/guides/keys/#loss', 'Loss'],
  ['just the heading', ['rotation'], '/guides/keys/#rotation', '[Rotation]'],
  ['its text', ['lost'], '/guides/keys/#loss', 'Loss'],
])('a page that is found by %s leads there', (_, words, url, section) => {
  const hit = describePage(guide, words);
  expect({ url: hit.url, section: show(hit.section) }).toEqual({ url, section });
});

test('a result shows what kind of page it is, and words around what was found there', () => {
  const hit = describePage(guide, ['lost', 'keys']);
  expect([hit.kind, show(hit.title), show(hit.excerpt)]).toEqual([
    'Guide',
    'Handling [keys]',
    'Rotate [lost] ones.',
  ]);
  expect(show(describePage({ ...guide, sub_results: [] }, ['lost']).excerpt)).toBe('The whole [page].');
});
