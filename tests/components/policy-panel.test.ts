import { expect, test } from 'vitest';
import PolicyPanel from '#components/PolicyPanel.astro';
import type { PolicySet } from '#domain/policy-set.ts';
import {
  type Element,
  findAll,
  findClass,
  findOne,
  findTags,
  hasClass,
  type Html,
  rawText,
  textOf,
} from '../support/html.ts';
import { loadServerProfile, loadToolProfile } from '../support/profiles.ts';
import { renderComponent } from '../support/render.ts';

async function render(policy: PolicySet | undefined, id: string): Promise<Html> {
  return renderComponent(PolicyPanel, { policy, id, alias: 'my-server' });
}

function renderTool(server: string, name: string): Promise<Html> {
  const { policy, entry } = loadToolProfile(server, name);
  return render(policy, entry.id);
}

/** The choices for which each panel is shown. */
const choices = (html: Html): (string | undefined)[] =>
  findAll(html, (element) => hasClass(element, 'variant')).map(({ attribs }) => attribs['data-for']);

const panelFor = (html: Html, choice: string): Element =>
  findOne(html, `panel for ${choice}`, ({ attribs }) =>
    (attribs['data-for'] ?? '').split(' ').includes(choice),
  );

test('presets with one text share one panel', async () => {
  expect(choices(await renderTool('everyday', 'echo'))).toEqual([
    'strict-gateway recommended-gateway permissive-gateway',
    'strict-claude-code recommended-claude-code permissive-claude-code',
  ]);
});

test('presets with different texts have panels of their own', async () => {
  const html = await renderTool('everyday', 'create_api_key');
  expect(choices(html).slice(0, 3)).toEqual(['strict-gateway', 'recommended-gateway', 'permissive-gateway']);
});

test('the recommended gateway document is chosen at first', async () => {
  const inputs = findTags(await renderTool('everyday', 'create_api_key'), 'input');
  const checked = inputs.filter(({ attribs }) => 'checked' in attribs);
  expect(checked.map(({ attribs }) => attribs['value'])).toEqual(['recommended', 'gateway']);
});

test('a panel offers its text to copy, to download and raw, from one file', async () => {
  const html = await renderTool('everyday', 'create_api_key');
  const panel = panelFor(html, 'strict-gateway');
  const snippet = findOne(panel, 'snippet', ({ attribs }) => 'data-snippet' in attribs);
  const file = '/api/v1/policies/everyday/create_api_key.strict.gateway.json';
  expect(snippet.attribs['data-src']).toBe(file);
  expect(findTags(panel, 'a').map((link) => [textOf(link), link.attribs['href']])).toEqual([
    ['Download', file],
    ['Raw', file],
  ]);
  const button = findOne(panel, 'copy button', ({ name }) => name === 'button');
  const source = findOne(panel, 'source', ({ attribs }) => attribs['id'] === button.attribs['data-copy']);
  expect(JSON.parse(rawText(source))).toEqual({ version: '1', default: 'allow', hide: ['create_api_key'] });
});

test('what a format cannot express is printed beside it', async () => {
  const html = await renderTool('everyday', 'create_api_key');
  const panel = panelFor(html, 'permissive-claude-code');
  expect(textOf(findClass(panel, 'losses'))).toContain('There is no rate limit here');
});

test('a format that is impossible says why and offers nothing', async () => {
  const html = await render(loadServerProfile('odd-names').policy, 'odd-names');
  const panel = panelFor(html, 'recommended-claude-code');
  expect(textOf(panel)).toContain('would share the rule mcp__odd-names__notes_read');
  expect(findAll(panel, ({ name }) => name === 'a' || name === 'pre' || name === 'button')).toEqual([]);
});
