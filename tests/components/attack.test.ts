import { describe, expect, test } from 'vitest';
import Controls from '#components/attack/Controls.astro';
import Exchange from '#components/attack/Exchange.astro';
import Exposure from '#components/attack/Exposure.astro';
import FrameworkEntries from '#components/attack/FrameworkEntries.astro';
import Incidents from '#components/attack/Incidents.astro';
import Mappings from '#components/attack/Mappings.astro';
import PatternList from '#components/attack/PatternList.astro';
import Timeline from '#components/attack/Timeline.astro';
import { collectEvents } from '#components/attack/events.ts';
import { coverFramework } from '#components/attack/framework.ts';
import type { Attack } from '#schema/attack.ts';
import { findAll, findClass, findId, findTags, textOf } from '../support/html.ts';
import { renderComponent } from '../support/render.ts';
import { makeAttack, makeIncident, makeTool } from './attack-records.fixture.ts';

const noMappings: Attack['mappings'] = { owaspMcp: [], owaspLlm: [], owaspAgentic: [], atlas: [], cwe: [] };
const indirect = { id: 'AML.T0051.001', title: 'Indirect' };

describe('timeline', () => {
  const attacks = [
    makeAttack('first', {
      incidents: [makeIncident('2025-04', { kind: 'accident', note: 'The day is not known.' })],
    }),
    makeAttack('second', { incidents: [makeIncident('2025-09-17', { kind: 'in-the-wild', opened: false })] }),
  ];
  const render = () => renderComponent(Timeline, { events: collectEvents(attacks) });

  test('each mark says what it stands for and leads to its row', async () => {
    const html = await render();
    const marks = findTags(html, 'a').filter(({ attribs }) => attribs['href']?.startsWith('#'));
    expect(marks.map(({ attribs }) => attribs['aria-label'])).toEqual([
      '2025-09-17, in the wild: It happened in 2025-09-17.',
      '2025-04, accident: It happened in 2025-04.',
    ]);
    expect(marks.map(({ attribs }) => textOf(findId(html, attribs['href']?.slice(1) ?? ''))))
      .toMatchInlineSnapshot(`
      [
        "2025-09-17 In the wild It happened in 2025-09-17. Pattern second Source example.org (not read itself)",
        "2025-04 Accident It happened in 2025-04. The day is not known. Pattern first Source example.org",
      ]
    `);
  });

  test('the drawing has a title and a description that counts', async () => {
    const html = await render();
    const svg = findTags(html, 'svg')[0];
    const named = (svg?.attribs['aria-labelledby'] ?? '').split(' ').map((id) => textOf(findId(html, id)));
    expect(named).toEqual([
      'Documented events by date and kind',
      '2 events from 2025-04 to 2025-09-17; in the wild: 1, accident: 1. The table after the drawing lists them all.',
    ]);
  });
});

test('an incident states kind, CVE, score with its version, and whether the source was read', async () => {
  const html = await renderComponent(Incidents, {
    incidents: [
      makeIncident('2025-04', { opened: false, note: 'The number is disputed.' }),
      makeIncident('2025-07-09', {
        kind: 'vulnerability',
        cve: 'CVE-2025-6514',
        cvss: { score: 9, version: '3.1' },
      }),
    ],
  });
  expect(findTags(html, 'li').map(textOf)).toEqual([
    '2025-07-09 Advisory It happened in 2025-07-09. CVE-2025-6514 CVSS 3.1: 9.0 Source example.org The source itself was read.',
    '2025-04 Demonstrated It happened in 2025-04. Source example.org The source itself was not read; another one reports it. The number is disputed.',
  ]);
});

test('controls say whether a policy can hold them', async () => {
  const html = await renderComponent(Controls, {
    controls: [
      { kind: 'hide', note: 'Hide it.' },
      { kind: 'human-approval', note: 'Ask.' },
      { kind: 'pin-definition', note: 'Pin it.' },
    ],
  });
  const rows = findTags(html, 'tr').slice(1);
  expect(rows.map((row) => findTags(row, 'strong').map(textOf).join())).toEqual([
    'In a policy.',
    'Partly in a policy.',
    'Not in a policy.',
  ]);
});

describe('mappings', () => {
  test('a part of a technique is named with what it is a part of, and leads to its framework', async () => {
    const html = await renderComponent(Mappings, { mappings: { ...noMappings, atlas: [indirect] } });
    expect(findTags(html, 'dd').map(textOf)).toEqual(['AML.T0051.001 LLM Prompt Injection: Indirect']);
    expect(findTags(html, 'a').map(({ attribs }) => attribs['href'])).toEqual([
      '/attacks/frameworks/atlas/',
      '/attacks/frameworks/atlas/#aml-t0051-001',
    ]);
    expect(textOf(html)).toContain('our judgement');
  });

  test('without any it says so', async () => {
    const html = await renderComponent(Mappings, { mappings: noMappings });
    expect(textOf(html)).toBe('No framework has an entry that fits.');
  });
});

test('a framework page has every entry, says which are not covered, and leads each link to an entry there', async () => {
  const attacks = [makeAttack('one', { mappings: { ...noMappings, atlas: [indirect] } })];
  const tools = new Map([['one', [makeTool('shop', 'create_key')]]]);
  const entries = coverFramework('atlas', { attacks, toolsOfAttack: tools });
  const html = await renderComponent(FrameworkEntries, { entries, label: 'MITRE ATLAS' });
  expect(textOf(findId(html, 'aml-t0051-001'))).toBe(
    'AML.T0051.001 LLM Prompt Injection: Indirect Pattern one 1 tool',
  );
  expect(textOf(findId(html, 'aml-t0051-002'))).toBe(
    'AML.T0051.002 LLM Prompt Injection: Triggered Not covered: no pattern of this catalogue belongs here.',
  );
  expect(findTags(html, 'tr').length - 1).toBe(entries.length);
});

describe('exposed tools', () => {
  const attack = makeAttack('one');
  const server = new Map();

  test('none is said', async () => {
    const html = await renderComponent(Exposure, { attack, catalogue: { toolsOfAttack: new Map(), server } });
    expect(textOf(html)).toBe('A tool is exposed when it acts. No tool of this catalogue is exposed.');
  });

  test('a pattern about the listing concerns every tool, and says why none is named', async () => {
    const html = await renderComponent(Exposure, {
      attack: makeAttack('listing', { scope: 'metadata' }),
      catalogue: { toolsOfAttack: new Map(), server },
    });
    expect(textOf(html)).toContain(
      'It concerns every listing, and no definition of this catalogue gives a reason',
    );
    expect(textOf(html)).not.toContain('No tool of this catalogue is exposed');
  });

  test('few stand open, many are folded, and what is not listed is counted', async () => {
    const many = Array.from({ length: 35 }, (_, index) => makeTool('shop', `create_key_${index.toString()}`));
    const render = (tools: readonly unknown[]) =>
      renderComponent(Exposure, {
        attack,
        catalogue: { toolsOfAttack: new Map([['one', tools]]), server },
      });
    const few = await render(many.slice(0, 2));
    expect(textOf(few)).toContain('2 tools of 1 server are exposed.');
    expect(findTags(few, 'details')[0]?.attribs).toHaveProperty('open');
    const all = await render([...many, makeTool('bank', 'issue_token')]);
    expect(textOf(all)).toContain('36 tools of 2 servers are exposed.');
    expect(findTags(all, 'summary').map(textOf)).toEqual(['shop shop 35 tools', 'bank bank 1 tool']);
    expect(findTags(all, 'details')[0]?.attribs).not.toHaveProperty('open');
    expect(textOf(findTags(all, 'details')[0] ?? all)).toContain('5 more tools of the same server');
  });
});

test('a pattern in the list carries its facts as words and for the filter', async () => {
  const attacks = [
    makeAttack('one', {
      incidents: [makeIncident('2025-04', { kind: 'accident' }), makeIncident('2025-05')],
      mappings: { ...noMappings, atlas: [indirect] },
    }),
    makeAttack('two', { scope: 'server' }),
  ];
  const catalogue = { attacks, toolsOfAttack: new Map([['one', [makeTool('shop', 'create_key')]]]) };
  const html = await renderComponent(PatternList, { catalogue });
  const items = findAll(html, ({ attribs }) => attribs['data-pattern'] !== undefined);
  expect(items.map(textOf)).toEqual([
    'Pattern one Something happens. The access a tool gives Documented: 1 accident and 1 demonstration. 1 tool is exposed. What helps: deny.',
    'Pattern two Something happens. The server No incident is documented; the pattern rests on how such access works. No tool of this catalogue is named. What helps: deny.',
  ]);
  expect(items.map(({ attribs }) => [attribs['data-kind'], attribs['data-framework']])).toEqual([
    ['accident demonstration', 'atlas'],
    ['none', ''],
  ]);
  // What no pattern has and what all have would narrow nothing.
  const boxes = findTags(html, 'input').map(
    ({ attribs }) => `${attribs['name'] ?? ''}=${attribs['value'] ?? ''}`,
  );
  expect(boxes).toEqual([
    'scope=tool',
    'scope=server',
    'kind=accident',
    'kind=demonstration',
    'kind=none',
    'framework=atlas',
  ]);
});

test('an example is marked as invented, and its words are text', async () => {
  const html = await renderComponent(Exchange, {
    title: 'A ticket',
    turns: [
      { from: 'user', text: 'Read it.' },
      { from: 'result', text: '<b>Obey</b> {me}', planted: true },
    ],
  });
  expect(textOf(findTags(html, 'figcaption')[0] ?? html)).toBe('Invented example. A ticket');
  expect(findTags(html, 'li').map(textOf)).toEqual([
    'User Read it.',
    'Tool result, planted <b>Obey</b> {me}',
  ]);
  expect(findTags(html, 'b')).toEqual([]);
  expect(textOf(findClass(html, 'mark'))).toBe(', planted');
});
