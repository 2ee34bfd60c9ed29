import { expect, test } from 'vitest';
import { makeEntry } from '#domain/catalogue.fixture.ts';
import { buildCatalogue, type Catalogue, type ToolEntry } from '#domain/catalogue.ts';
import type { Attack } from '#schema/attack.ts';
import { toApiAttacks, toAtlasLayer, writeAttackTable } from './api-attacks.ts';
import { createUrls } from './urls.ts';

const urls = createUrls('/catalogue/');

const attack: Attack = {
  id: 'mass-deletion',
  name: 'Mass deletion',
  summary: 'Everything is deleted.',
  scope: 'tool',
  confidence: 'high',
  preconditions: ['The tool deletes.'],
  exposure: { classes: ['destructive'], capabilities: ['data-delete'], rule: 'The tool deletes data.' },
  needs: { calls: 'one', yields: ['note', 'notes'] },
  incidents: [],
  mappings: { owaspMcp: [], owaspLlm: [], owaspAgentic: [], atlas: [], cwe: [] },
  controls: [{ kind: 'deny', note: 'Deny the call.' }],
  limits: 'What is allowed is deleted.',
  references: [],
};

const incident: Attack['incidents'][number] = {
  date: '2026-03',
  title: 'An invented assistant deleted the notes of an invented team.',
  kind: 'demonstration',
  url: 'https://example.org/incident',
  opened: true,
};

const toolEntry = makeEntry('notes/delete_note', {
  summary: 'Delete a note.',
  class: 'destructive',
  level: 'high',
  capabilities: ['data-delete'],
  attacks: ['mass-deletion'],
});

function catalogueOf(attacks: readonly Attack[], tools: readonly ToolEntry[] = []): Catalogue {
  return buildCatalogue({ servers: [], tools, attacks, guides: [] });
}

/** The table read back by the rules of RFC 4180. */
function parseTable(text: string): string[][] {
  return text
    .replace(/\r\n$/, '')
    .split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((line) =>
      line
        .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
        .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)),
    );
}

/** The rows of the table by the names of its columns. */
function rowsOf(catalogue: Catalogue): Record<string, string>[] {
  const [head = [], ...rows] = parseTable(writeAttackTable(catalogue));
  return rows.map((cells) => {
    expect(cells.length).toBe(head.length);
    return Object.fromEntries(head.map((name, index) => [name, cells[index] ?? '']));
  });
}

test('a pattern comes with every fact of its record and the tools that it fits, the worst first', () => {
  const worse: ToolEntry = { ...toolEntry, id: 'notes/wipe', slug: 'wipe', name: 'wipe', level: 'critical' };
  const recorded = { ...attack, incidents: [{ ...incident, cve: 'CVE-2026-0001' }] };
  const { attacks, note } = toApiAttacks(catalogueOf([recorded], [toolEntry, worse]), urls);
  expect(attacks).toEqual([
    {
      ...recorded,
      url: '/catalogue/attacks/mass-deletion/',
      tools: [
        {
          id: 'notes/wipe',
          name: 'wipe',
          url: '/catalogue/tools/notes/wipe/',
          class: 'destructive',
          level: 'critical',
        },
        {
          id: 'notes/delete_note',
          name: 'delete_note',
          url: '/catalogue/tools/notes/delete_note/',
          class: 'destructive',
          level: 'high',
        },
      ],
    },
  ]);
  expect(note).toContain('our judgement');
});

test('sub-techniques are told by their parents', () => {
  const { frameworks } = toApiAttacks(catalogueOf([]), urls);
  const entries = frameworks.find(({ id }) => id === 'atlas')?.entries ?? [];
  expect(entries).toContainEqual({ id: 'AML.T0051.001', title: 'Indirect', parent: 'AML.T0051' });
  expect(entries).toContainEqual({ id: 'AML.T0051', title: 'LLM Prompt Injection', parent: null });
});

test('the table has a row for each incident, and one for a pattern without', () => {
  const mappings = {
    ...attack.mappings,
    cwe: [
      { id: 'CWE-20', title: 'Improper Input Validation' },
      { id: 'CWE-285', title: 'Improper Authorization' },
    ],
  };
  const incidents = [
    { ...incident, cve: 'CVE-2026-0001', cvss: { score: 7, version: '4.0' as const } },
    { ...incident, opened: false, note: 'The day is not known.' },
  ];
  const rows = rowsOf(
    catalogueOf([attack, { ...attack, id: 'second', name: 'Second', mappings, incidents }], [toolEntry]),
  );
  expect(
    rows.map(({ pattern, incident_date: date, exposed_tools: tools }) => [pattern, date, tools]),
  ).toEqual([
    ['mass-deletion', '', '1'],
    ['second', '2026-03', '0'],
    ['second', '2026-03', '0'],
  ]);
  expect(rows[1]).toMatchObject({
    cve: 'CVE-2026-0001',
    cvss_score: '7.0',
    cvss_version: '4.0',
    source: 'https://example.org/incident',
    source_opened: 'yes',
    cwe: 'CWE-20 CWE-285',
  });
  expect(rows[2]).toMatchObject({ cvss_score: '', source_opened: 'no', note: 'The day is not known.' });
});

test('lines end as RFC 4180 wants, and commas, quotation marks and line breaks stay within their cell', () => {
  const title = 'He said "stop", it went on\nand on; naïve – 删除';
  const catalogue = catalogueOf([{ ...attack, incidents: [{ ...incident, title }] }]);
  expect(rowsOf(catalogue)[0]?.['incident']).toBe(title);
  expect(writeAttackTable(catalogue)).toMatch(/^pattern,name,.*\r\nmass-deletion,Mass deletion,[\s\S]*\r\n$/);
});

test.each(['=HYPERLINK("https://example.org")', '+1', '-1', '@SUM(A1)', '\tx'])(
  'the cell %j is not run by a spreadsheet',
  (name) => {
    const catalogue = catalogueOf([{ ...attack, name, incidents: [{ ...incident, note: name }] }]);
    expect(rowsOf(catalogue)[0]).toMatchObject({ name: `'${name}`, note: `'${name}` });
  },
);

test('the layer scores a technique by its patterns, and unfolds the parents of parts', () => {
  const indirect = { id: 'AML.T0051.001', title: 'Indirect' };
  const leakage = { id: 'AML.T0057', title: 'LLM Data Leakage' };
  const of = (id: string, name: string, atlas: Attack['mappings']['atlas']): Attack => ({
    ...attack,
    id,
    name,
    mappings: { ...attack.mappings, atlas },
  });
  const layer = toAtlasLayer(
    catalogueOf([of('a', 'First', [indirect, leakage]), of('b', 'Second', [indirect])]),
    'T',
  );
  expect(layer.techniques).toEqual([
    { techniqueID: 'AML.T0051', showSubtechniques: true },
    { techniqueID: 'AML.T0051.001', score: 2, comment: 'First; Second' },
    { techniqueID: 'AML.T0057', score: 1, comment: 'First' },
  ]);
  expect(layer).toMatchObject({
    domain: 'atlas-atlas',
    versions: { layer: '4.5' },
    gradient: { minValue: 0, maxValue: 2 },
  });
});

test('a layer without patterns still has a scale that rises', () => {
  const { techniques, gradient } = toAtlasLayer(catalogueOf([]), 'T');
  expect(techniques).toEqual([]);
  expect(gradient.maxValue).toBeGreaterThan(gradient.minValue);
});
