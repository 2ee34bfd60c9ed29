import { describe, expect, test } from 'vitest';
import { type ArgumentBound } from './argument-bounds.ts';
import {
  type ArgumentRule,
  describeRule,
  listPlaceholders,
  makeRule,
  placeholderValues,
} from './argument-rules.ts';
import { decideByGateway } from '../targets/sample-calls.ts';

function decide(rule: ArgumentRule, value: unknown): 'allow' | 'deny' {
  return decideByGateway(
    {
      tool: 't',
      riskClass: 'write',
      level: 'high',
      action: { kind: 'limit', max: 10, window: 'hour', rules: [rule.kind] },
      rules: [rule],
    },
    value === undefined ? {} : { a: value },
  );
}

const own = {
  maxAmount: 50,
  folder: '/srv/data (1)',
  repositoryFolder: 'docs',
  hosts: ['api.example.com', 'b.example'],
  recipients: ['a@example.com', 'b@example.com'],
};

const rules: Readonly<Record<string, ArgumentRule>> = {
  amount: makeRule({ kind: 'at-most', argument: 'a' }, own),
  folder: makeRule({ kind: 'below-folder', argument: 'a', place: 'machine' }, own),
  repository: makeRule({ kind: 'below-folder', argument: 'a', place: 'repository' }, own),
  host: makeRule({ kind: 'at-host', argument: 'a' }, own),
  recipient: makeRule({ kind: 'one-of', argument: 'a', optional: false }, own),
  'optional recipient': makeRule({ kind: 'one-of', argument: 'a', optional: true }, own),
  sql: makeRule({ kind: 'reading-sql', argument: 'a' }, own),
  reason: makeRule({ kind: 'reason', argument: 'a' }, own),
  switch: makeRule({ kind: 'off', argument: 'a', optional: false }, own),
  'optional switch': makeRule({ kind: 'off', argument: 'a', optional: true }, own),
};

const passes: readonly (readonly [string, unknown])[] = [
  ['amount', 0],
  ['amount', 50],
  ['amount', 49.99],
  ['folder', '/srv/data (1)'],
  ['folder', '/srv/data (1)/a/b.txt'],
  ['folder', '/srv/data (1)/.hidden'],
  ['folder', '/srv/data (1)/a..b'],
  ['repository', 'docs/readme.md'],
  ['host', 'https://api.example.com'],
  ['host', 'https://b.example:443/path?x=1#y'],
  ['recipient', 'b@example.com'],
  ['optional recipient', undefined],
  ['optional recipient', 'a@example.com'],
  ['sql', 'SELECT * FROM t WHERE a = 1'],
  ['sql', '\n  explain select 1;\n'],
  ['sql', 'WITH x AS (SELECT 1) SELECT * FROM x'],
  ['reason', 'The owner asked for it.'],
  ['reason', '\n a'],
  ['switch', false],
  ['optional switch', false],
  ['optional switch', undefined],
  // As everywhere in the format, null is as good as absent, and a text equals what it spells.
  ['optional switch', null],
  ['switch', 'false'],
];

const refused: readonly (readonly [string, unknown])[] = [
  ...Object.keys(rules).flatMap((name): [string, unknown][] => [
    [name, []],
    [name, {}],
    [name, true],
    ...(name.startsWith('optional')
      ? []
      : ([
          [name, undefined],
          [name, null],
        ] as [string, unknown][])),
  ]),
  ['amount', 50.01],
  ['amount', -1],
  ['amount', '50'],
  ['amount', [50]],
  ['folder', '/srv/data'],
  ['folder', '/srv/data (1)x/a'],
  ['folder', '/srv/data (1)/../../etc/passwd'],
  ['folder', '/srv/data (1)/a/..'],
  ['folder', '/srv/data (1)//etc'],
  ['folder', '/srv/data (1)/%2e%2e/a'],
  ['folder', '/srv/data (1)\\..\\a'],
  ['folder', '/srv/data (1)/a\u0000b'],
  ['folder', '/srv/data (1)/a\n'],
  ['folder', '/etc/passwd'],
  ['repository', '/docs/a'],
  ['repository', 'docs/../.github/workflows/x.yml'],
  ['host', 'http://api.example.com/'],
  ['host', 'https://api.example.com.evil.test/'],
  ['host', 'https://apiXexample.com/'],
  ['host', 'https://evil.test/https://api.example.com/'],
  ['host', 'https://api.example.com@evil.test/'],
  ['host', 'https://api.example.com:8443/'],
  ['host', 'https://api.example.com\\@evil.test/'],
  ['host', ' https://api.example.com/'],
  ['recipient', 'a@example.com, c@evil.test'],
  ['recipient', ['a@example.com']],
  ['optional recipient', ['a@example.com', 'c@evil.test']],
  ['optional recipient', ''],
  ['sql', 'DELETE FROM t'],
  ['sql', 'SELECT 1; DROP TABLE t'],
  ['sql', 'WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x'],
  ['sql', 'SELECT * INTO copy FROM t'],
  ['sql', 'EXPLAIN ANALYZE DELETE FROM t'],
  ['sql', "SELECT setval('s', 1)"],
  ['sql', ''],
  ['reason', ''],
  ['reason', ' \t\n'],
  ['reason', 5],
  ['optional switch', 'true'],
  ['optional switch', 0],
  ['switch', 'no'],
];

describe('a rule about an argument', () => {
  test.each(passes)('%s lets %j pass', (name, value) => {
    expect(decide(ruleOf(name), value)).toBe('allow');
  });

  test.each(refused)('%s refuses %j', (name, value) => {
    expect(decide(ruleOf(name), value)).toBe('deny');
  });
});

test('what the operator does not state is a placeholder, and is said to be one', () => {
  const bounds: readonly ArgumentBound[] = [
    { kind: 'at-most', argument: 'amount' },
    { kind: 'below-folder', argument: 'path', place: 'machine' },
    { kind: 'below-folder', argument: 'file', place: 'repository' },
    { kind: 'at-host', argument: 'url' },
    { kind: 'one-of', argument: 'to', optional: false },
    { kind: 'one-of', argument: 'cc', optional: true },
  ];
  const made = bounds.map((bound) => makeRule(bound, {}));
  expect(listPlaceholders(made).map(({ text }) => text)).toEqual([
    String(placeholderValues.maxAmount),
    placeholderValues.folder,
    placeholderValues.repositoryFolder,
    ...placeholderValues.hosts,
    ...placeholderValues.recipients,
  ]);
  expect(listPlaceholders(bounds.map((bound) => makeRule(bound, own)))).toEqual([]);
  expect(made.map(describeRule)).toEqual([
    'amount is a number from 0 to 100',
    'path lies below /your/folder',
    'file lies below your/folder',
    'url is an https address at your-host',
    'to is you@your-domain',
    'cc is left out or you@your-domain',
  ]);
});

function ruleOf(name: string): ArgumentRule {
  const rule = rules[name];
  if (!rule) throw new Error(`There is no rule ${name}.`);
  return rule;
}
