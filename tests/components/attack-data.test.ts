import { describe, expect, test } from 'vitest';
import { countValue, meetsChoice, readChoice, writeChoice } from '#client/attack-choice.ts';
import { collectEvents, countKinds } from '#components/attack/events.ts';
import { anchorEntry, coverFramework } from '#components/attack/framework.ts';
import { layOutTimeline, readSpan } from '#components/attack/timeline.ts';
import { type Framework, type FrameworkId, frameworks } from '#schema/frameworks.ts';
import { makeAttack, makeIncident, makeTool } from './attack-records.fixture.ts';

describe('events', () => {
  test('what two patterns record is one event; another day, kind or record is another', () => {
    const shared = makeIncident('2025-08-01', { kind: 'vulnerability', cve: 'CVE-2025-54136' });
    const events = collectEvents([
      makeAttack('a', {
        incidents: [shared, makeIncident('2025-08-01', { kind: 'vulnerability', url: shared.url })],
      }),
      makeAttack('b', { incidents: [{ ...shared, url: 'https://example.org/elsewhere' }] }),
      makeAttack('c', {
        incidents: [
          { ...shared, date: '2025-08-02' },
          { ...shared, kind: 'in-the-wild' },
        ],
      }),
    ]);
    expect(
      events.map(({ incident, attacks }) => [incident.date, incident.kind, attacks.map(({ id }) => id)]),
    ).toEqual(
      expect.arrayContaining([
        ['2025-08-01', 'vulnerability', ['a', 'b']],
        ['2025-08-01', 'vulnerability', ['a']],
        ['2025-08-02', 'vulnerability', ['c']],
        ['2025-08-01', 'in-the-wild', ['c']],
      ]),
    );
    expect(countKinds(events)).toEqual({ 'in-the-wild': 1, accident: 0, demonstration: 0, vulnerability: 3 });
  });

  test('the order of patterns does not matter', () => {
    const attacks = ['a', 'b', 'c'].map((id, index) =>
      makeAttack(id, {
        incidents: [makeIncident('2025-04'), makeIncident(`2025-0${(index + 1).toString()}`)],
      }),
    );
    expect(collectEvents(attacks.toReversed())).toEqual(collectEvents(attacks));
  });
});

describe('timeline', () => {
  test.each([
    ['2024-02-29', '2024-02-29', '2024-03-01'],
    ['2025-12', '2025-12-01', '2026-01-01'],
    ['2026', '2026-01-01', '2027-01-01'],
  ])('%s stands for the time from %s until %s', (date, from, until) => {
    expect(readSpan(date)).toEqual([Date.parse(from), Date.parse(until)]);
  });

  test('a month spans its days, a day stands at its place, and marks keep apart', () => {
    const dates = ['2025-04', '2025-04', '2025-04-01', '2025-04-02', '2025-04-30', '2025-05', '2025'];
    const attacks = dates.map((date, index) =>
      makeAttack(`p${index.toString()}`, {
        incidents: [makeIncident(date, { url: `https://example.org/${index.toString()}` })],
      }),
    );
    const events = collectEvents(attacks);
    const { lanes, width, height, ticks } = layOutTimeline(events);
    const marks = lanes.flatMap((lane) => lane.marks);
    const byDate = new Map(marks.map((mark) => [events[mark.index]?.incident.date, mark]));
    const month = byDate.get('2025-04');
    const [from = 0, to = 0] = month?.span ?? [];
    for (const date of ['2025-04-01', '2025-04-30']) {
      const mark = byDate.get(date);
      expect(mark?.span).toBeUndefined();
      expect(mark?.x).toBeGreaterThan(from - 2);
      expect(mark?.x).toBeLessThan(to + 2);
    }
    expect((byDate.get('2025')?.span?.[1] ?? 0) - (byDate.get('2025')?.span?.[0] ?? 0)).toBeGreaterThan(
      11 * (to - from),
    );
    expect(ticks.map(({ label }) => label)).toEqual(['2025-01', '2025-04', '2025-07', '2025-10']);
    for (const [index, mark] of marks.entries()) {
      expect(mark.x).toBeLessThan(width);
      expect(mark.y).toBeLessThan(height);
      for (const other of marks.slice(index + 1)) {
        const apart = Math.abs(mark.x - other.x) >= 16 || Math.abs(mark.y - other.y) >= 16;
        expect(apart, `${mark.index.toString()} and ${other.index.toString()} meet`).toBe(true);
      }
    }
  });
});

describe('frameworks', () => {
  test('a tool to which two patterns fit is counted once', () => {
    const mappings = {
      owaspMcp: [{ id: 'MCP01:2025', title: 'Token Mismanagement & Secret Exposure' }],
      owaspLlm: [],
      owaspAgentic: [],
      atlas: [],
      cwe: [],
    };
    const [shared, single] = [makeTool('shop', 'create_key'), makeTool('shop', 'reset_key')];
    const [first, second] = coverFramework('owaspMcp', {
      attacks: [makeAttack('a', { mappings }), makeAttack('b', { mappings })],
      toolsOfAttack: new Map([
        ['a', [shared]],
        ['b', [shared, single]],
      ]),
    });
    expect(first).toMatchObject({ id: 'MCP01:2025', tools: 2 });
    expect(first?.attacks.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(second).toMatchObject({ id: 'MCP02:2025', tools: 0, attacks: [] });
  });

  test('anchors are unique on their page, and every part has a whole', () => {
    for (const id of Object.keys(frameworks) as FrameworkId[]) {
      const entries = coverFramework(id, { attacks: [], toolsOfAttack: new Map() });
      expect(new Set(entries.map(({ anchor }) => anchor)).size).toBe(entries.length);
      const all: Framework['entries'] = frameworks[id].entries;
      const parents = Object.values(all).flatMap(({ parent }) => parent ?? []);
      expect(parents.filter((parent) => all[parent] === undefined)).toEqual([]);
    }
    expect(anchorEntry('AML.T0051.001')).toBe('aml-t0051-001');
  });
});

describe('choice', () => {
  const facets = ['scope', 'kind'];
  const patterns = [
    { scope: ['tool'], kind: ['accident', 'demonstration'] },
    { scope: ['tool'], kind: ['none'] },
    { scope: ['server'], kind: ['accident'] },
  ];

  test('an address holds a choice and gives it back, however a form joins values', () => {
    const choice = { scope: ['tool'], kind: ['accident', 'none'] };
    expect(writeChoice(choice)).toBe('?scope=tool&kind=accident,none');
    expect(readChoice(writeChoice(choice), facets)).toEqual(choice);
    expect(readChoice('?kind=accident&kind=none&q=x', facets)).toEqual({ ...choice, scope: [] });
    expect(writeChoice({ scope: [], kind: [] })).toBe('');
  });

  test('values of one facet are alternatives, and every facet must be met', () => {
    const fits = (search: string) =>
      patterns.map((values) => meetsChoice(values, readChoice(search, facets)));
    expect(fits('')).toEqual([true, true, true]);
    expect(fits('?kind=accident,none')).toEqual([true, true, true]);
    expect(fits('?kind=accident&scope=tool')).toEqual([true, false, false]);
    expect(fits('?kind=no-such-kind')).toEqual([false, false, false]);
  });

  test('a count looks at the other facets, not at its own', () => {
    const choice = readChoice('?scope=tool&kind=none', facets);
    expect(countValue(patterns, choice, 'kind', 'accident')).toBe(1);
    expect(countValue(patterns, choice, 'scope', 'server')).toBe(0);
  });
});
