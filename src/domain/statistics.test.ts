import { expect, test } from 'vitest';
import type { Attack } from '#schema/attack.ts';
import { makeEntry, makeServerEntry } from './catalogue.fixture.ts';
import { buildCatalogue, type ToolEntry } from './catalogue.ts';
import { countStatistics, type Statistics } from './statistics.ts';

function entry(name: string, fields: Partial<ToolEntry> = {}): ToolEntry {
  return makeEntry(`notes/${name}`, { tokens: 0, ...fields });
}

const server = makeServerEntry('notes', { name: 'Notes' });

function count(...tools: ToolEntry[]): Statistics {
  const attacks = ['deletion', 'injection'].map((id) => ({ id, name: id }) as Attack);
  return countStatistics(buildCatalogue({ servers: [server], tools, attacks, guides: [] }));
}

const binsOf = ({ bins }: Statistics['parameters']): unknown[] =>
  bins.filter((bin) => bin.count > 0).map(({ from, to, count: tools }) => [from, to, tools]);

test('every tool stands in one cell of class and level', () => {
  const { tools, date, classes } = count(
    entry('a'),
    entry('b', { level: 'medium' }),
    entry('c', { class: 'destructive', level: 'critical' }),
    entry('d', { class: 'unknown', level: 'unknown' }),
  );
  expect([tools, date]).toEqual([4, '2026-03-01']);
  expect(Object.fromEntries(classes.map(({ id, byLevel }) => [id, byLevel]))).toMatchObject({
    read: { low: 1, medium: 1, high: 0, critical: 0 },
    destructive: { low: 0, critical: 1 },
    unknown: { unknown: 1 },
    financial: { critical: 0 },
  });
  expect(classes.map(({ total }) => total)).toEqual(
    classes.map(({ byLevel }) => Object.values(byLevel).reduce((sum, part) => sum + part, 0)),
  );
});

test('capabilities and patterns are ranked; only a pattern is also listed when it fits no tool', () => {
  const { capabilities, attacks, withoutCapability, withoutAttack } = count(
    entry('a', { capabilities: ['data-delete', 'repo-read'], attacks: ['injection'] }),
    entry('b', { capabilities: ['repo-read'] }),
    entry('c'),
  );
  expect(capabilities).toEqual([
    { id: 'repo-read', count: 2 },
    { id: 'data-delete', count: 1 },
  ]);
  expect(attacks).toEqual([
    { id: 'injection', count: 1 },
    { id: 'deletion', count: 0 },
  ]);
  expect([withoutCapability, withoutAttack]).toEqual([1, 2]);
});

test('a tool counts once as declaring and once as conflicting, however many hints do', () => {
  const { hints } = count(
    entry('a', { declaredHints: { readOnlyHint: 'conflicts', destructiveHint: 'conflicts' } }),
    entry('b', { declaredHints: { readOnlyHint: 'agrees', openWorldHint: 'undecided' } }),
    entry('c'),
  );
  expect([hints.declaring, hints.conflicting]).toEqual([2, 1]);
  expect(hints.byHint).toEqual([
    { id: 'readOnlyHint', declared: 2, agrees: 1, conflicts: 1, undecided: 0 },
    { id: 'destructiveHint', declared: 1, agrees: 0, conflicts: 1, undecided: 0 },
    { id: 'idempotentHint', declared: 0, agrees: 0, conflicts: 0, undecided: 0 },
    { id: 'openWorldHint', declared: 1, agrees: 0, conflicts: 0, undecided: 1 },
  ]);
});

test('an undocumented input is no input of none, and stands in no bin', () => {
  const { parameters } = count(entry('a', { parameters: null }), entry('b'), entry('c', { parameters: 40 }));
  expect([parameters.of, parameters.missing]).toEqual([2, 1]);
  expect(binsOf(parameters)).toEqual([
    [0, 0, 1],
    [25, null, 1],
  ]);
  expect([parameters.most?.tool.name, parameters.most?.value]).toEqual(['c', 40]);
});

test('bins meet without overlapping, and the median is a number that some tool has', () => {
  const lengths = [0, 1, 50, 51, 1600, 1601];
  const { descriptions } = count(
    ...lengths.map((descriptionLength) => entry(`t${descriptionLength.toString()}`, { descriptionLength })),
  );
  expect(binsOf(descriptions)).toEqual([
    [0, 0, 1],
    [1, 50, 2],
    [51, 100, 1],
    [801, 1600, 1],
    [1601, null, 1],
  ]);
  expect(descriptions.median).toBe(50);
});

test('every definition has its tokens, the lightest, too', () => {
  const { tokens } = count(
    entry('a', { tokens: 0 }),
    entry('b', { tokens: 50 }),
    entry('c', { tokens: 1601 }),
  );
  expect([tokens.of, tokens.missing, tokens.median, tokens.most?.tool.name]).toEqual([3, 0, 50, 'c']);
  expect(binsOf(tokens)).toEqual([
    [0, 50, 2],
    [1601, null, 1],
  ]);
});

test('an empty catalogue has no median, no record holder and no division by nothing', () => {
  const { tools, parameters, hints } = count();
  expect([tools, parameters.median, parameters.most, hints.declaring]).toEqual([0, null, undefined, 0]);
});
