import { describe, expect, test } from 'vitest';
import type { GoldLabel, LabelledTool } from '#schema/gold.ts';
import type { Tool } from '#schema/tool.ts';
import type { Capability, Confidence, Level, RiskClass } from '#schema/vocabulary.ts';
import { assess } from '../assess.ts';
import type { JudgedTool } from './figures.ts';
import { measureAccuracy, measureScope } from './measure.ts';

type Opinion = readonly [RiskClass, Level, ...Capability[]];

const digest = `sha256:${'a'.repeat(64)}`;

function labelled(tool: Tool, [riskClass, level, ...capabilities]: Opinion, reason?: string): LabelledTool {
  const label: GoldLabel = {
    tool: tool.name,
    digest,
    class: riskClass,
    level,
    capabilities,
    ...(reason === undefined ? {} : { reason }),
  };
  return { server: 'example', record: { name: 'Fixture', source: {} }, set: 'development', tool, label };
}

/** A tool of which the rules are taken to say something given, so that the arithmetic does not depend on them. */
function judged(
  label: Opinion,
  [riskClass, level, ...capabilities]: Opinion,
  confidence: Confidence = 'high',
  annotations?: Tool['annotations'],
): JudgedTool {
  const tool: Tool = { name: 'example_tool', ...(annotations === undefined ? {} : { annotations }) };
  const assessment = assess(tool, digest, undefined, undefined);
  const verdict = {
    ...assessment.verdict,
    class: riskClass,
    level,
    confidence,
    capabilities: capabilities.map((id) => ({ id, evidence: [{ path: 'name', quote: 'example_tool' }] })),
  };
  return { ...labelled(tool, label, 'Because.'), assessment: { ...assessment, verdict } };
}

describe('a small example, counted by hand', () => {
  const report = measureScope([
    judged(['read', 'low'], ['read', 'low']),
    judged(['read', 'medium', 'pii-read'], ['read', 'low'], 'medium'),
    judged(['write', 'medium'], ['read', 'low'], 'low', { readOnlyHint: true, destructiveHint: false }),
    judged(['write', 'high', 'repo-write'], ['write', 'high', 'repo-write', 'cicd']),
    judged(['destructive', 'critical', 'data-delete'], ['destructive', 'critical', 'data-delete']),
    judged(['destructive', 'high', 'data-delete'], ['execute', 'critical'], 'low', {
      readOnlyHint: true,
      destructiveHint: true,
    }),
    judged(['financial', 'critical', 'payment'], ['write', 'medium', 'payment']),
    judged(['execute', 'high'], ['unknown', 'unknown'], 'low', { readOnlyHint: false }),
    judged(['unknown', 'unknown'], ['unknown', 'unknown'], 'low', { readOnlyHint: true }),
  ]);
  const counted = Object.fromEntries(
    Object.entries(report.figures).map(([id, { hits, of }]) => [id, `${hits}/${of}`]),
  );

  test('main figures', () => {
    expect(counted).toEqual({
      classAgreement: '5/9',
      dangerousRecall: '1/4',
      dangerousRecognised: '2/4',
      readPrecision: '2/3',
      classified: '7/9',
      levelAgreement: '4/9',
      levelNotTooLow: '4/7',
      levelNotTooHigh: '6/7',
      capabilityPrecision: '3/4',
      capabilityRecall: '3/5',
    });
  });

  test('confusion has labels as rows and verdicts as columns', () => {
    expect(report.classConfusion.destructive).toEqual({
      read: 0,
      write: 0,
      execute: 1,
      destructive: 1,
      financial: 0,
      unknown: 0,
    });
    expect(report.classConfusion.write.read).toBe(1);
    expect(report.classConfusion.read.write).toBe(0);
    expect(report.levelConfusion.medium).toEqual({ low: 2, medium: 0, high: 0, critical: 0, unknown: 0 });
  });

  test('classes, capabilities and confidence', () => {
    expect(report.classes.read).toMatchObject({
      precision: { hits: 2, of: 3 },
      recall: { hits: 2, of: 2 },
      f1: 0.8,
    });
    expect(report.classes.financial).toMatchObject({ precision: { value: null }, recall: { value: 0 } });
    expect(report.capabilities['data-delete']).toMatchObject({
      precision: { hits: 1, of: 1 },
      recall: { hits: 1, of: 2 },
    });
    expect(report.capabilities.cicd).toMatchObject({ precision: { value: 0 }, recall: { value: null } });
    expect(report.confidence.high.class).toMatchObject({ hits: 3, of: 4 });
    expect(report.confidence.low.class).toMatchObject({ hits: 1, of: 4 });
    expect(report.confidence.medium.level).toMatchObject({ hits: 0, of: 1 });
  });

  test('hints count where they are declared and the label decides', () => {
    expect(report.hints).toMatchObject([
      {
        hint: 'readOnlyHint',
        vendor: { hits: 1, of: 3 },
        rules: { hits: 1, of: 3 },
        wronglyTrue: 2,
        wronglyFalse: 0,
      },
      {
        hint: 'destructiveHint',
        vendor: { hits: 2, of: 2 },
        rules: { hits: 1, of: 2 },
        wronglyTrue: 0,
        wronglyFalse: 0,
      },
    ]);
  });

  test('misses say what differs, and why each side says so', () => {
    expect(report.misses.map(({ differs }) => differs.join(' '))).toEqual([
      'level capabilities',
      'class level',
      'capabilities',
      'class level capabilities',
      'class level',
      'class level',
    ]);
    expect(report.misses[2]).toMatchObject({
      label: { class: 'write', level: 'high', reason: 'Because.' },
      verdict: { class: 'write', level: 'high' },
      missing: [],
      extra: [{ id: 'cicd', evidence: [{ path: 'name', quote: 'example_tool' }] }],
    });
    expect(report.misses[0]).toMatchObject({ missing: ['pii-read'], extra: [] });
  });
});

test('without labels no figure has a value, and none is a number that looks like one', () => {
  const { all } = measureAccuracy([]);
  expect(Object.values(all.figures).every(({ value, of }) => value === null && of === 0)).toBe(true);
  expect(all).toMatchObject({ servers: 0, tools: 0, misses: [] });
  expect(JSON.stringify(all)).not.toContain('NaN');
});

test('the rules judge each definition, and sets are kept apart', () => {
  const deletes = { name: 'delete_file', description: 'Delete a file.' };
  const lists = { name: 'list_items', description: 'List items.' };
  const report = measureAccuracy([
    labelled(deletes, ['destructive', 'critical']),
    { ...labelled(lists, ['write', 'medium']), server: 'other', set: 'held-out' },
  ]);
  expect(report.development.figures.classAgreement).toMatchObject({ hits: 1, of: 1 });
  expect(report['held-out'].figures.classAgreement).toMatchObject({ hits: 0, of: 1 });
  expect(report['held-out'].misses).toMatchObject([{ server: 'other', tool: 'list_items' }]);
  expect(report['held-out'].misses[0]?.reasons[0]?.evidence).toContainEqual({
    path: 'name',
    quote: 'list_items',
  });
  expect(report.all).toMatchObject({ servers: 2, tools: 2, figures: { classAgreement: { hits: 1, of: 2 } } });
});
