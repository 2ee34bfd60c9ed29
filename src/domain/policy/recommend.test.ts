import { describe, expect, test } from 'vitest';
import { policySchema } from '#schema/policy.ts';
import { idsOf, levels, presets, riskClasses } from '#schema/vocabulary.ts';
import { windowLengths } from './windows.ts';
import { lintPolicy } from './lint.ts';
import {
  describeAction,
  findPolicyRow,
  type PolicyAction,
  policyTable,
  recommendAction,
  serverPolicy,
  toolPolicy,
} from './recommend.ts';
import { simulateServer, simulateTool } from './simulate.ts';

const at = Date.UTC(2026, 0, 1);
const everyPreset = idsOf(presets);
const everyVerdict = idsOf(riskClasses).flatMap((riskClass) =>
  idsOf(levels).map((level) => ({ riskClass, level })),
);

test('the table is the one of the taxonomy', () => {
  const rows = policyTable.map((row) =>
    [
      row.class,
      row.level,
      ...(['strict', 'recommended', 'permissive'] as const).map((id) => describeAction(row[id])),
    ].join(' | '),
  );
  expect(rows).toMatchInlineSnapshot(`
    [
      "read | low | allow | allow | allow",
      "read | medium | 60 calls a minute, with a rule about an SQL statement | 60 calls a minute, with a rule about an SQL statement | allow",
      "read | high | hide | 10 calls an hour, with a rule about an SQL statement | 60 calls a minute",
      "write | medium | deny with a message | 30 calls a minute | 30 calls a minute",
      "write | high | hide | 10 calls an hour, with rules about arguments | 30 calls a minute",
      "execute | high | hide | 10 calls a minute, with rules about arguments | 10 calls a minute",
      "execute | critical | hide | deny with a message, or ask a person where the target can | 10 calls a minute, with a rule about an SQL statement",
      "destructive | high | hide | deny with a message | 10 calls an hour",
      "destructive | critical | hide | hide | deny with a message",
      "financial | critical | hide | deny with a message | 10 calls an hour, with a rule about an amount",
      "unknown | unknown | hide | deny with a message | 10 calls a minute",
    ]
  `);
});

test('only running anything asks a person where that can be done', () => {
  const asking = policyTable.flatMap((row) =>
    everyPreset
      .filter((id) => row[id].kind === 'deny' && 'approval' in row[id] && row[id].approval)
      .map((id) => [row.class, row.level, id]),
  );
  expect(asking).toEqual([['execute', 'critical', 'recommended']]);
});

test.each(everyVerdict)('$riskClass $level: a stricter preset is never looser', ({ riskClass, level }) => {
  const [strict, recommended, permissive] = (['strict', 'recommended', 'permissive'] as const).map((preset) =>
    looseness(recommendAction(riskClass, level, preset, {})),
  );
  expect(strict).toBeLessThanOrEqual(recommended ?? -1);
  expect(recommended).toBeLessThanOrEqual(permissive ?? -1);
});

test('a higher level of a class is never treated more loosely', () => {
  for (const preset of everyPreset) {
    for (const riskClass of idsOf(riskClasses)) {
      const rows = policyTable.filter((row) => row.class === riskClass).map((row) => looseness(row[preset]));
      expect(rows).toEqual([...rows].sort((a, b) => b - a));
    }
  }
});

test('a level that a review gave and the class does not usually have takes the next higher row', () => {
  expect(findPolicyRow('write', 'low').level).toBe('medium');
  expect(findPolicyRow('write', 'critical').level).toBe('high');
  expect(findPolicyRow('destructive', 'low').level).toBe('high');
  expect(findPolicyRow('financial', 'medium').level).toBe('critical');
});

describe('the numbers of the operator', () => {
  const numbers = {
    'write.high.recommended': { max: 5, window: 'day' },
    'read.low.recommended': { max: 5, window: 'day' },
    'financial.critical.recommended': { max: 5, window: 'day' },
  } as const;

  test('replace those of the table for that class, level and preset', () => {
    expect(recommendAction('write', 'high', 'recommended', numbers)).toMatchObject({
      kind: 'limit',
      max: 5,
      window: 'day',
    });
    expect(recommendAction('write', 'high', 'permissive', numbers)).toMatchObject({
      kind: 'limit',
      max: 30,
      window: 'minute',
    });
    expect(recommendAction('write', 'critical', 'recommended', numbers)).toMatchObject({ max: 5 });
  });

  test('do not turn a refusal or a free pass into a limit', () => {
    expect(recommendAction('read', 'low', 'recommended', numbers).kind).toBe('allow');
    expect(recommendAction('financial', 'critical', 'recommended', numbers).kind).toBe('deny');
  });
});

const names = ['create_api_key', 'reset-api-key', 'ns/tool.name', 'a "quoted" <name>', '天気', 'constructor'];
const actions: readonly PolicyAction[] = [
  { kind: 'allow' },
  { kind: 'limit', max: 30, window: 'minute', rules: [] },
  { kind: 'deny', approval: false },
  { kind: 'hide' },
];

test.each(names)('the document for %s is valid, has no finding and does what is recommended', (name) => {
  for (const action of actions) {
    const document = toolPolicy({ tool: name, action, rules: [] });
    const copied: unknown = JSON.parse(JSON.stringify(document));
    expect(lintPolicy(copied, { toolNames: new Set([name]) })).toEqual([]);
    expect(simulateTool(policySchema.parse(copied), name, at).kind).toBe(kindOf(action));
    expect(simulateTool(policySchema.parse(copied), 'another_tool', at).kind).toBe('allowed');
  }
});

test('the document for a server does all of it at once, and denies what it does not list', () => {
  const tools = names.map((name, index) => ({
    tool: name,
    action: actions[index % actions.length] ?? { kind: 'hide' },
    rules: [],
  }));
  const copied: unknown = JSON.parse(JSON.stringify(serverPolicy(tools)));
  expect(lintPolicy(copied, { toolNames: new Set(names) })).toEqual([]);
  const outcomes = simulateServer(policySchema.parse(copied), names, at);
  expect(tools.map(({ tool }) => outcomes.get(tool)?.kind)).toEqual(
    tools.map(({ action }) => kindOf(action)),
  );
  expect(outcomes.unlisted?.kind).toBe('denied');
});

test('a server of which nothing may be called is refused tool by tool', () => {
  const document = serverPolicy([
    { tool: 'a', action: { kind: 'hide' }, rules: [] },
    { tool: 'b', action: { kind: 'hide' }, rules: [] },
  ]);
  expect(lintPolicy(document, { toolNames: new Set(['a', 'b']) })).toEqual([]);
  expect(simulateTool(document, 'a', at)).toMatchObject({ kind: 'denied', rule: '/tools/a/deny_if/0' });
});

function kindOf(action: PolicyAction): string {
  return { allow: 'allowed', limit: 'limited', deny: 'denied', hide: 'hidden' }[action.kind];
}

/** Hide, deny, limits by their rate, allow: in this order. */
function looseness(action: PolicyAction): number {
  switch (action.kind) {
    case 'hide':
      return 0;
    case 'deny':
      return 1;
    case 'limit':
      return 2 + action.max / windowLengths[action.window];
    case 'allow':
      return Infinity;
  }
}

test('names that a document cannot take as they are get what is recommended, or something tighter', () => {
  const limit: PolicyAction = { kind: 'limit', max: 30, window: 'minute', rules: [] };
  const fate = (tool: string, action: PolicyAction, name = tool): string => {
    const copied: unknown = JSON.parse(JSON.stringify(toolPolicy({ tool, action, rules: [] })));
    expect(lintPolicy(copied, { toolNames: new Set([tool, 'another']) })).toEqual([]);
    return simulateTool(policySchema.parse(copied), name, at).kind;
  };
  expect(fate('*', { kind: 'hide' })).toBe('denied');
  expect(fate('*', { kind: 'hide' }, 'another')).toBe('allowed');
  expect(fate('*', limit)).toBe('limited');
  expect(fate('__proto__', limit)).toBe('hidden');
  expect(fate('__proto__', { kind: 'deny', approval: false })).toBe('hidden');
  expect(fate('__proto__', { kind: 'allow' })).toBe('allowed');
});
