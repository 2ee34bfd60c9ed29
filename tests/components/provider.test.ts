import { expect, test } from 'vitest';
import Provider from '#components/Provider.astro';
import type { ServerEntry } from '#domain/catalogue.ts';
import { findTags, type Html, textOf } from '../support/html.ts';
import { loadServerProfile } from '../support/profiles.ts';
import { renderComponent } from '../support/render.ts';

function render(source: ServerEntry['source'], notices: ServerEntry['notices'] = []): Promise<Html> {
  return renderComponent(Provider, { server: { ...loadServerProfile('everyday').server, source, notices } });
}

/** Addresses outside of the site. */
const outside = (html: Html): (string | undefined)[] =>
  findTags(html, 'a')
    .map(({ attribs }) => attribs['href'])
    .filter((href) => href?.startsWith('/') !== true);

test.each([
  ['https://github.com/example/x', 'https://github.com/example/x'],
  ['git+https://github.com/example/x.git', 'https://github.com/example/x'],
  ['https://gitlab.example.org/a/b.git', 'https://gitlab.example.org/a/b'],
])('the repository %s is linked', async (repository, href) => {
  expect(outside(await render({ repository }))).toEqual([href]);
});

test.each([
  ['example/x', 'example/x'],
  ['git://example.org/x.git', 'git://example.org/x'],
  ['git@example.org:a/b.git', 'git@example.org:a/b'],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['https://example.org/" onclick="alert(1)', 'https://example.org/" onclick="alert(1)'],
])('the repository %s is named and not linked', async (repository, shown) => {
  const html = await render({ repository });
  expect(outside(html)).toEqual([]);
  expect(textOf(html)).toContain(shown);
});

test('an unsafe repository is named, not linked, and said to be so', async () => {
  const html = await render({ repository: 'https://github.com/example/x' }, [
    { kind: 'unsafe-repository', text: 'A lure.' },
  ]);
  expect(outside(html)).toEqual([]);
  expect(textOf(html)).toContain('github.com/example/x not linked: see the notice');
});

test('an endpoint is shown and not linked; what the record lacks is said or left out', async () => {
  const html = await render({ endpoint: 'https://mcp.example.org/' });
  expect(outside(html)).toEqual([]);
  expect(textOf(html)).toContain('Endpoint https://mcp.example.org/');
  expect(textOf(html)).not.toContain('Repository');
  expect(
    textOf(await renderComponent(Provider, { server: loadServerProfile('weather-west').server })),
  ).toContain('Licence None stated in the record Transports Not recorded');
});
