import { expect, test } from 'vitest';
import Badge from '#components/server/Badge.astro';
import TokenWeight from '#components/server/TokenWeight.astro';
import { findId, findTags, rawText, textOf } from '../support/html.ts';
import { loadServerProfile } from '../support/profiles.ts';
import { renderComponent } from '../support/render.ts';

const { server, tools } = loadServerProfile('everyday');

test('the weight of a server is the sum of its definitions, and the table names the heaviest', async () => {
  const html = await renderComponent(TokenWeight, { tools });
  const total = tools.reduce((sum, { tokens }) => sum + tokens, 0);
  const rows = findTags(html, 'tr').slice(1).map(textOf);
  const heaviest = tools.reduce((most, tool) => (tool.tokens > most.tokens ? tool : most));
  expect(textOf(html)).toContain(`${total.toLocaleString('en')} tokens before the first question is asked`);
  expect(rows.length).toBe(tools.length);
  expect(rows[0]).toMatch(new RegExp(`^${heaviest.name} ${heaviest.tokens.toString()} \\d+\\.\\d%$`));
});

test('of one definition there is no table', async () => {
  const html = await renderComponent(TokenWeight, { tools: tools.slice(0, 1) });
  expect(textOf(html)).toMatch(/^The recorded definition takes \d+ tokens /);
  expect(findTags(html, 'table')).toEqual([]);
});

test('the Markdown of the badge has full addresses when the site knows its own', async () => {
  const origin = new URL('https://catalogue.example');
  const html = await renderComponent(Badge, { server, tools, title: 'Catalogue', origin });
  expect(rawText(findId(html, 'badge-markdown'))).toBe(
    '[![Tool risk of everyday](https://catalogue.example/api/v1/badges/everyday.svg)](https://catalogue.example/servers/everyday/)',
  );
  expect(textOf(html)).not.toContain('does not state its own address');
});

test('without an address of the site the Markdown says what is missing', async () => {
  const html = await renderComponent(Badge, { server, tools, title: 'Catalogue', origin: undefined });
  expect(rawText(findId(html, 'badge-markdown'))).toContain(
    '(/api/v1/badges/everyday.svg)](/servers/everyday/)',
  );
  expect(textOf(html)).toContain('put it in front of both paths');
  const image = findTags(html, 'img')[0];
  expect(image?.attribs['alt']).toMatch(/^Catalogue on everyday: \w+ risk: \d+ of \d+ tools/);
});
