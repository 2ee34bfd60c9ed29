import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#schema/common.ts';
import {
  type ArgumentRule,
  type ArgumentRuleKind,
  changingWords,
  readingStatement,
} from '../policy/argument-rules.ts';
import { amountPattern, longestArgsPattern, statementWords, writeArgsPattern } from './gemini-arguments.ts';
import { writeArguments } from './gemini.fixture.ts';
import { decideByGateway, sampleCalls } from './sample-calls.ts';
import type { Recommendation } from './target.ts';

const placeholder = false;

/** Rules of every kind, with values that mean something in a pattern or in JSON. */
const rules: readonly ArgumentRule[] = [
  ...[0, 1, 7, 10, 100, 109, 2500, 99.95, 0.5, 10.05, 1e20, 0.000001].map((max): ArgumentRule => ({
    kind: 'at-most',
    argument: 'amount',
    max,
    placeholder,
  })),
  ...['/srv/data', 'docs', '/a.b/c+(d)', '/é "q"', "/it's", ''].map((folder): ArgumentRule => ({
    kind: 'below-folder',
    argument: 'path',
    folder,
    placeholder,
  })),
  { kind: 'at-host', argument: 'url', hosts: ['a.example'], placeholder },
  { kind: 'at-host', argument: 'url', hosts: ['a.example', 'b-c.example'], placeholder },
  ...[true, false].flatMap((optional): ArgumentRule[] => [
    { kind: 'one-of', argument: 'to', values: ['a.b@c.example', '#a|b', '(x)+"\\'], optional, placeholder },
    { kind: 'one-of', argument: 'to', values: ['5', 'true', '1e21', '-0', '😀'], optional, placeholder },
    { kind: 'off', argument: 'force', optional },
  ]),
  { kind: 'reading-sql', argument: 'sql' },
  { kind: 'reason', argument: 'reason' },
  { kind: 'reason', argument: '"a\\ (b)|é' },
];

function passes(given: readonly ArgumentRule[], args: JsonObject): boolean {
  return new RegExp(writeArgsPattern(given) ?? '(?!)').test(writeArguments(args));
}

function recommend(given: readonly ArgumentRule[]): Recommendation {
  const action = { kind: 'limit', max: 1, window: 'hour', rules: [] } as const;
  return { tool: 't', riskClass: 'write', level: 'high', action, rules: given };
}

/** Pieces of which texts are put together that come near the border of a rule. */
const pieces: Readonly<Record<ArgumentRuleKind, readonly string[]>> = {
  'at-most': ['1', '0', '.', 'e', '-'],
  'below-folder': [
    '/',
    '.',
    '..',
    'a',
    '%',
    '\\',
    '"',
    '\n',
    '\u0001',
    '\u007f',
    '\ud800',
    '😀',
    'ud',
    'é',
    '\u2028',
  ],
  'at-host': [
    '/',
    '?',
    '#',
    ':443',
    ':',
    '@',
    ' ',
    '\n',
    '\t',
    '\u000b',
    '\b',
    '\\',
    'n',
    't',
    '"',
    '\ud800',
    '.',
    '\u00a0',
  ],
  'one-of': ['a', 'b', '.', '@', '|', '#', '5', '"', '\\'],
  'reading-sql': [
    ...[
      'select',
      'SELECT',
      'With',
      'explain',
      'drop',
      'Into',
      'revoke',
      'nextval',
      'truncate',
      'update',
      'lock',
    ],
    ...[
      'replace',
      'set_config',
      ' ',
      '\n',
      '\t',
      '\r',
      '\f',
      '\u000b',
      '\b',
      ';',
      '"',
      "'",
      '\\',
      '_',
      '.',
      '1',
    ],
    ...[
      't',
      'n',
      'r',
      'f',
      'b',
      'u',
      'u000',
      'ſelect',
      'ſ',
      '\u212a',
      'é',
      '\u0001',
      '\ud800',
      'extval',
      'runcate',
    ],
  ],
  reason: [
    ' ',
    '\n',
    '\t',
    '\r',
    '\f',
    '\u000b',
    '\\',
    '"',
    't',
    'n',
    'a',
    '\u00a0',
    '\u2028',
    '\ud800',
    '\u0001',
  ],
  off: ['false', 'true'],
};

/** How a text that may pass begins. */
function startsOf(rule: ArgumentRule): string[] {
  switch (rule.kind) {
    case 'below-folder':
      return ['', rule.folder, `${rule.folder}/`];
    case 'at-host':
      return ['', ...rule.hosts.map((host) => `https://${host}`), `https://${rule.hosts[0] ?? ''}/`];
    case 'reading-sql':
      return ['', 'select ', ' \n\tselect\n', 'SELECT 1;', 'with x as (select 1) '];
    case 'one-of':
      return ['', ...rule.values];
    case 'at-most':
    case 'reason':
    case 'off':
      return [''];
  }
}

function valueFor(rule: ArgumentRule): fc.Arbitrary<unknown> {
  const text = fc
    .tuple(
      fc.constantFrom(...startsOf(rule)),
      fc.array(fc.constantFrom(...pieces[rule.kind]), { maxLength: 8 }),
    )
    .map(([start, rest]) => start + rest.join(''));
  const near = 'max' in rule ? [fc.double({ min: rule.max - 1, max: rule.max + 1, noNaN: true })] : [];
  const digits = fc.tuple(fc.nat(3000), fc.nat(3)).map(([digit, places]) => digit / 10 ** places);
  return fc.oneof(
    { weight: 6, arbitrary: text },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.constantFrom(null, true, false, 5, 1e21, -0, 1e-7, 5e-324, 0.3) },
    ...near.map((arbitrary) => ({ weight: 4, arbitrary })),
    { weight: 1, arbitrary: digits },
  );
}

/** What a pattern refuses and the gateway would let through; declared as a loss. */
function isAmbiguous(rule: ArgumentRule, value: unknown): boolean {
  if (rule.kind !== 'reading-sql' || typeof value !== 'string') return false;
  const escaped = String.raw`\\(?:[bfnrt]|u[0-9a-f]{4})(?:${statementWords.changing.join('|')})`;
  return (
    /[ſ\u212a]|\\[\n\r\t](?:extval|evoke|eindex|ename|runcate)/i.test(value) ||
    new RegExp(escaped, 'i').test(value)
  );
}

describe('a pattern decides as the gateway does', () => {
  test.each(rules.map((rule) => [JSON.stringify(rule), rule] as const))('%s', (_name, rule) => {
    for (const { what, args } of sampleCalls({ rules: [rule] })) {
      expect(passes([rule], args) ? 'allow' : 'deny', what).toBe(decideByGateway(recommend([rule]), args));
    }
    // Arguments around it hold what looks like the argument itself.
    const other = `\0"${rule.argument}":false\0,"${rule.argument}":0`;
    fc.assert(
      fc.property(valueFor(rule), fc.constantFrom('!', 'zz'), (value, key) => {
        const args = { [key]: other, [rule.argument]: value, nested: { [rule.argument]: 0 } };
        const expected = decideByGateway(recommend([rule]), args) === 'allow';
        const found = passes([rule], args);
        if (isAmbiguous(rule, value)) expect(found && !expected).toBe(false);
        else expect(found).toBe(expected);
      }),
      { numRuns: 1500, seed: 7 },
    );
  });

  test('several rules must all be met, whatever the order of their names', () => {
    const given: ArgumentRule[] = [
      { kind: 'reason', argument: 'why' },
      { kind: 'at-most', argument: 'amount', max: 100, placeholder },
      { kind: 'off', argument: 'force', optional: true },
      { kind: 'below-folder', argument: 'a', folder: '/x', placeholder },
      { kind: 'below-folder', argument: 'z', folder: '/x', placeholder },
    ];
    const good = { why: 'because', amount: 100, a: '/x/1', z: '/x' };
    expect(passes(given, good)).toBe(true);
    expect(passes(given, { ...good, force: false })).toBe(true);
    for (const bad of [
      { why: ' ' },
      { amount: 101 },
      { force: true },
      { a: '/y' },
      { z: '/x/../y' },
      { z: undefined },
    ])
      expect(
        passes(given, JSON.parse(JSON.stringify({ ...good, ...bad })) as JsonObject),
        JSON.stringify(bad),
      ).toBe(false);
  });
});

test.each<[string, string, boolean]>([
  ['a line break in front of the rest of a word', 'select\nextval', true],
  ['a line break in front of a word', 'select\nnextval', false],
  ['a backslash and a line break in front of a word', 'select \\\ndrop', false],
  ['a backslash in front of a word', 'select \\drop', false],
  ['a backslash and a letter in front of what is no word', "select '\\nothing'", true],
  ['a control character in front of a word', 'select \u0001drop', false],
  ['half of a surrogate pair in front of a word', 'select \ud800drop', false],
  ['a word within a word', 'select dropped, backdrop, drop_', true],
  ['a sign of Kelvin that makes a word', 'select loc\u212ax', false],
  ['a long s that makes a word', 'select x\u017fetval', false],
  ['what looks like an escape in front of a word', 'select \\ndrop', false],
])('of statements, %s', (_what, statement, expected) => {
  expect(passes([{ kind: 'reading-sql', argument: 'sql' }], { sql: statement })).toBe(expected);
});

test('only what Gemini CLI takes is written', () => {
  // The check that the client makes before it compiles a pattern.
  const refused = /\([^)]*[*+?{].*\)[*+?{]/;
  expect(refused.test('(?:a+)+')).toBe(true);
  for (const rule of rules) {
    const pattern = writeArgsPattern([rule]) ?? '';
    expect(pattern).not.toBe('');
    expect(refused.test(pattern), pattern).toBe(false);
    // Printable, and without the quotation mark that would end it in the file.
    expect(pattern).toMatch(/^[ -&(-~]+$/);
    expect(pattern.length).toBeLessThanOrEqual(longestArgsPattern);
  }
});

test('there is no pattern where it would get too long, or an amount has an exponent', () => {
  const sql = ['a', 'b', 'c'].map((argument): ArgumentRule => ({ kind: 'reading-sql', argument }));
  expect(writeArgsPattern(sql.slice(0, 1))).toBeDefined();
  expect(writeArgsPattern(sql)).toBeUndefined();
  for (const max of [1e21, 1e-7, -1, Infinity, NaN]) expect(amountPattern(max), String(max)).toBeUndefined();
});

test('the words are those of the recommendation', () => {
  const wordsOf = (group: RegExp, pattern: string): string[] => group.exec(pattern)?.[1]?.split('|') ?? [];
  // "replace into" holds "into".
  expect([...statementWords.changing].sort()).toEqual(
    wordsOf(/\(\?:([^)]+)\)/, changingWords)
      .filter((word) => word !== String.raw`replace\s+into`)
      .sort(),
  );
  expect([...statementWords.reading].sort()).toEqual(wordsOf(/\(\?i:([^)]+)\)/, readingStatement).sort());
});
