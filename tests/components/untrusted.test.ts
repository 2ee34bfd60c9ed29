import fc from 'fast-check';
import { expect, test } from 'vitest';
import Untrusted from '#components/Untrusted.astro';
import { revealHidden } from '#domain/text.ts';
import { findAll, findOne, rawText } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';

const markup = [
  '<',
  '>',
  '"',
  "'",
  '&',
  '&lt;',
  '</p>',
  '<script>',
  '<!--',
  '{{x}}',
  '${x}',
  '`',
  '\n',
  'a',
  '\u200b',
  '\u202e',
];

test.each([
  '<script>alert(1)</script>',
  '</span><img src=x onerror=alert(1)>',
  '&lt;b&gt; stays as it is written',
  '{{creator}} ${x} `code` [link](https://example.org) # heading',
  '<organizationSlug>/<projectSlug>',
])('is text and nothing else: %s', async (text) => {
  const html = await renderComponent(Untrusted, { text });
  expect(rawText(html).trim()).toBe(text);
  expect(findAll(html, () => true)).toHaveLength(1);
});

test('hidden characters are shown by their code points', async () => {
  const html = await renderComponent(Untrusted, { text: 'a\u200bb\u202ec\u{e0041}d' });
  expect(rawText(html).trim()).toBe('a⟨U+200B⟩b⟨U+202E⟩c⟨U+E0041⟩d');
});

test('the element, its class and the direction of its own', async () => {
  const html = await renderComponent(Untrusted, { text: 'שלום', as: 'q', class: 'quoted' });
  const quote = findOne(html, 'quotation', ({ name }) => name === 'q');
  expect(quote.attribs).toMatchObject({ class: 'quoted', dir: 'auto' });
});

test('no text makes another element', async () => {
  const texts = fc.array(fc.constantFrom(...markup), { maxLength: 12 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const html = await renderComponent(Untrusted, { text });
      expect(findAll(html, () => true)).toHaveLength(1);
      expect(rawText(html).trim()).toBe(revealHidden(text).trim());
    }),
    { numRuns: 60 },
  );
});
