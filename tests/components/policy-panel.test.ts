import { describe, expect, test } from 'vitest';
import PolicyPanel from '#components/PolicyPanel.astro';
import { groupByEffect } from '#components/policy/effects.ts';
import type { AttackMatch } from '#domain/attacks.ts';
import { type PolicyRequest, recommendFor } from '#domain/policy-request.ts';
import { buildPolicySet, type PolicySet } from '#domain/policy-set.ts';
import { targets } from '#domain/targets/targets.ts';
import { idsOf, policyFormats, type PolicyFormat } from '#schema/vocabulary.ts';
import { presetIds } from '#site/api.ts';
import { urls } from '#site/urls.ts';
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

const everyFormat = idsOf(policyFormats);

/** The request for one tool that writes files. */
function makeRequest(name: string): PolicyRequest {
  return {
    scope: 'tool',
    tools: [
      {
        name,
        class: 'write',
        level: 'high',
        bounds: [{ kind: 'below-folder', argument: 'path', place: 'machine' }],
      },
    ],
    others: [],
    alias: 'my-server',
    endpoint: undefined,
    numbers: {},
    values: {},
  };
}

/** The panel of a tool in every format, or in those that have raw files. */
async function renderEvery(files: readonly PolicyFormat[] = everyFormat, name = 'save'): Promise<Html> {
  const request = makeRequest(name);
  return render(
    buildPolicySet(request, files, () => 'What was seen.'),
    'files/save',
    { formats: everyFormat },
  );
}

async function render(policy: PolicySet | undefined, id: string, more: object = {}): Promise<Html> {
  return renderComponent(PolicyPanel, { policy, id, alias: 'my-server', ...more });
}

function renderTool(server: string, name: string): Promise<Html> {
  const { policy, entry, attacks } = loadToolProfile(server, name);
  return render(policy, entry.id, { attacks });
}

/** The choices for which each panel is shown. */
const choices = (html: Html): (string | undefined)[] =>
  findAll(html, (element) => hasClass(element, 'variant')).map(({ attribs }) => attribs['data-for']);

const panelFor = (html: Html, choice: string): Element =>
  findOne(html, `panel for ${choice}`, ({ attribs }) =>
    (attribs['data-for'] ?? '').split(' ').includes(choice),
  );

const rowOf = (html: Html, format: string): Element =>
  findOne(html, `row of ${format}`, ({ attribs }) => attribs['data-row'] === format);

describe('the gateway document stands in the page', () => {
  test('presets with one text share one panel', async () => {
    expect(choices(await renderTool('everyday', 'echo'))).toEqual([
      'strict-gateway recommended-gateway permissive-gateway',
    ]);
  });

  test('presets with different texts have panels of their own', async () => {
    const html = await renderTool('everyday', 'create_api_key');
    expect(choices(html)).toEqual(['strict-gateway', 'recommended-gateway', 'permissive-gateway']);
  });

  test('the recommended one is chosen at first', async () => {
    const inputs = findTags(await renderTool('everyday', 'create_api_key'), 'input');
    const checked = inputs.filter(({ attribs }) => 'checked' in attribs);
    expect(checked.map(({ attribs }) => attribs['value'])).toEqual(['recommended']);
  });

  test('a panel offers its text to copy, to download and raw, from one file', async () => {
    const html = await renderTool('everyday', 'create_api_key');
    const panel = panelFor(html, 'strict-gateway');
    const snippet = findOne(panel, 'snippet', ({ attribs }) => 'data-snippet' in attribs);
    const file = '/api/v1/policies/everyday/create_api_key.strict.gateway.json';
    expect(snippet.attribs['data-src']).toBe(file);
    const tools = findClass(panel, 'snippet-tools');
    expect(findTags(tools, 'a').map((link) => [textOf(link), link.attribs['href']])).toEqual([
      ['Download', file],
      ['Raw', file],
    ]);
    const button = findOne(panel, 'copy button', ({ name }) => name === 'button');
    const source = findOne(panel, 'source', ({ attribs }) => attribs['id'] === button.attribs['data-copy']);
    expect(JSON.parse(rawText(source))).toEqual({ version: '1', default: 'allow', hide: ['create_api_key'] });
  });

  test('what is to be replaced is marked in the text and named in a sentence', async () => {
    const panel = panelFor(await renderEvery(), 'recommended-gateway');
    expect(textOf(findClass(panel, 'replace'))).toBe(
      'Replace /your/folder by the folder that the tool may work in.',
    );
    const snippet = findTags(panel, 'pre')[0];
    if (!snippet) throw new Error('There is no snippet.');
    expect(findTags(snippet, 'mark').map(textOf)).toEqual(['/your/folder', '/your/folder']);
    const written = targets.gateway.write(recommendFor('recommended', makeRequest('save')));
    expect(rawText(snippet)).toBe(written.kind === 'snippet' ? written.text : '');
  });

  test('what is said of attack patterns is what their section says, each once', () => {
    const attacks = [
      ...loadToolProfile('everyday', 'create_api_key').attacks,
      ...loadToolProfile('workshop', 'archive_project').attacks,
      ...loadToolProfile('weather-east', 'fetch_page').attacks,
    ];
    for (const preset of presetIds) {
      const said = groupByEffect(attacks, preset).flatMap(({ effect, attacks: members }) =>
        members.map((attack) => `${attack.id} ${effect}`),
      );
      const section = attacks.map(({ attack, effects }) => `${attack.id} ${effects[preset].effect}`);
      expect(said.toSorted()).toEqual(section.toSorted());
    }
  });

  test('a line says what it does against the attack patterns of the page, with links', async () => {
    const { policy, entry, attacks } = loadToolProfile('everyday', 'create_api_key');
    const [first] = attacks;
    if (!first) throw new Error('The fixture has no attack for this tool.');
    const unseen: AttackMatch = {
      ...first,
      attack: { ...first.attack, id: 'unseen', name: 'Unseen pattern' },
      effects: {
        ...first.effects,
        strict: { effect: 'out-of-sight', sentence: 'Not a call.' },
      },
    };
    const both = await render(policy, entry.id, { attacks: [first, unseen] });
    const line = findClass(panelFor(both, 'strict-gateway'), 'effects');
    expect(textOf(line)).toBe(
      `Of the 2 documented patterns that fit this tool, it stops 1 (${first.attack.name}) and does not see 1 (Unseen pattern).`,
    );
    expect(findTags(line, 'a').map(({ attribs }) => attribs['href'])).toEqual([
      urls.attack(first.attack.id),
      urls.attack('unseen'),
    ]);
    const one = await render(policy, entry.id, { attacks: [first] });
    expect(textOf(findClass(panelFor(one, 'strict-gateway'), 'effects'))).toBe(
      `It stops the one documented pattern that fits this tool: ${first.attack.name}.`,
    );
    const none = await render(policy, entry.id);
    expect(findAll(none, (element) => hasClass(element, 'effects'))).toEqual([]);
  });
});

describe('the other formats', () => {
  test('each preset of each format is linked to its file', async () => {
    const html = await renderEvery();
    for (const format of everyFormat.filter((id) => id !== 'gateway')) {
      const links = findTags(rowOf(html, format), 'a');
      const possible = presetIds.filter(
        (preset) => targets[format].write(recommendFor(preset, makeRequest('save'))).kind === 'snippet',
      );
      const offered = links.flatMap((link) => textOf(link).split(', '));
      expect([format, offered.toSorted()]).toEqual([format, possible.toSorted()]);
      for (const link of links) {
        const named = presetIds.filter((preset) => textOf(link).split(', ').includes(preset));
        const preset = named.find((id) => id === 'recommended') ?? named[0] ?? 'strict';
        expect(link.attribs['href']).toBe(urls.policyFile('files/save', preset, format));
      }
    }
  });

  test('what their files leave to the reader is named', async () => {
    const text = textOf(findClass(await renderEvery(), 'formats'));
    expect(text).toContain('my-server by the name of the server in your configuration');
    expect(text).toContain('/your/folder by the folder that the tool may work in');
  });

  test('a format without raw files is named, and left to the browser', async () => {
    const row = rowOf(await renderEvery(['gateway', 'claude-code']), 'codex');
    expect(textOf(row)).toBe(`${targets.codex.label} is written in the browser, with JavaScript.`);
  });

  test('a format that is impossible says why and offers nothing', async () => {
    const row = rowOf(await render(loadServerProfile('odd-names').policy, 'odd-names'), 'claude-code');
    expect(textOf(row)).toContain('would share the rule mcp__odd-names__notes_read');
    expect(findTags(row, 'a')).toEqual([]);
  });

  test('where the gateway is not offered, the first format stands in the page, with what it cannot express', async () => {
    const { policy, entry } = loadToolProfile('everyday', 'create_api_key');
    const own = { ...policy, variants: policy.variants.filter(({ target }) => target === 'claude-code') };
    const html = await render(own, entry.id);
    expect(textOf(findClass(panelFor(html, 'permissive-claude-code'), 'losses'))).toContain(
      'does not count calls',
    );
    expect(findAll(html, (element) => hasClass(element, 'formats'))).toEqual([]);
  });
});

test('the page carries what browsers write from, and a hostile name stays data', async () => {
  const hostile = '</script><script>alert(1)</script>';
  const html = await renderEvery(['gateway'], hostile);
  const data = findTags(html, 'script').filter(({ attribs }) => 'data-policy-request' in attribs);
  expect(data.map((script) => JSON.parse(rawText(script)) as PolicyRequest)).toMatchObject([
    { tools: [{ name: hostile }] },
  ]);
  expect(
    findTags(html, 'script')
      .map(rawText)
      .filter((text) => text.startsWith('alert')),
  ).toEqual([]);
});
