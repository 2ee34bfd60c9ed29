import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '#schema/common.ts';
import type { Tool } from '#schema/tool.ts';
import { assess, type Assessment } from './assess.ts';
import { levelRank } from './risk/level-rank.ts';

const words = fc.constantFrom(
  ...(
    'get list delete remove run execute send create update pay refund reset rotate api key token file path sql shell command ' +
    'script email user customer draft trash archive secret environment variables memory browser tab url web page repository ' +
    'branch role webhook schedule all batch never not does without use the a an of to and or then it this tool'
  ).split(' '),
);
const marks = fc.constantFrom(
  '. ',
  ', ',
  '\n',
  '\n\n- ',
  ': ',
  "'",
  '’',
  '"',
  '`',
  '...',
  '…',
  '(',
  '<b>',
  ' ',
);
const prose = fc
  .array(fc.oneof({ weight: 6, arbitrary: words }, { weight: 2, arbitrary: marks }), { maxLength: 60 })
  .map((parts) => parts.join(' '));
const anyText = fc.oneof(
  prose,
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', ' ', '\u202e\u200b', '\ud800', '__proto__', '天気を返します。', 'İstanbul'),
);
const anyName = fc.oneof(
  fc.array(words, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('_')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.constantFrom('__proto__', 'constructor', '天気', '$&', 'deleteAPIKey'),
);

const field = fc.record(
  {
    type: fc.oneof(fc.constantFrom('string', 'array', 'object', 'integer'), fc.jsonValue({ maxDepth: 1 })),
    description: anyText,
    enum: fc.array(fc.oneof(words, fc.jsonValue({ maxDepth: 1 })), { maxLength: 5 }),
    $ref: fc.constantFrom('#', '#/properties/a', '#/$defs/x', '#/%', 'https://example.org/x', '#/properties'),
    items: fc.jsonValue({ maxDepth: 2 }),
    anyOf: fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: [] },
);
const schema = fc.oneof(
  fc.record(
    {
      type: fc.constant('object'),
      properties: fc.dictionary(fc.oneof(words, fc.constantFrom('a', 'action', 'url', '__proto__')), field),
      required: fc.jsonValue({ maxDepth: 1 }),
      allOf: fc.array(fc.constantFrom({ $ref: '#' }, { properties: { b: { $ref: '#' } } }, null)),
    },
    { requiredKeys: [] },
  ),
  fc.dictionary(fc.constantFrom('properties', 'type', 'anyOf', '$ref', 'required'), fc.jsonValue()),
);
const hint = fc.constantFrom(true, false, null);
const anyTool: fc.Arbitrary<Tool> = fc.record(
  {
    name: anyName,
    title: anyText,
    description: anyText,
    inputSchema: schema,
    outputSchema: schema,
    annotations: fc.record(
      { readOnlyHint: hint, destructiveHint: hint, idempotentHint: hint, openWorldHint: hint },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['name'] },
);

describe('any record', () => {
  test('gets a verdict, the same one each time, and is left as it was', () => {
    fc.assert(
      fc.property(anyTool, (tool) => {
        const before = JSON.stringify(tool);
        const first = judge(tool);
        expect(judge(tool)).toEqual(first);
        expect(JSON.stringify(tool)).toBe(before);
        expect(first.verdict.level === 'unknown').toBe(first.verdict.class === 'unknown');
        expect(first.verdict.levelSentence).toMatch(/^(?:Low|Medium|High|Critical|Not classified): .+\.$/);
      }),
      { numRuns: 400 },
    );
  });

  test('is quoted with its own words', () => {
    fc.assert(
      fc.property(anyTool, (tool) => {
        for (const { path, quote } of evidenceOf(judge(tool))) {
          if (path === 'name') expect(quote).toBe(tool.name);
          if (path === 'description') expect(tool.description ?? '').toContain(quote);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('gets the same verdict whatever the order of its parameters and actions', () => {
    const actions = fc.uniqueArray(words, { minLength: 2, maxLength: 6 });
    const properties = fc.dictionary(words, field, { maxKeys: 5 });
    fc.assert(
      fc.property(anyName, prose, actions, properties, (name, description, listed, rest) => {
        const judged = [listed, listed.toReversed()].map((values) => {
          const entries = Object.entries({ ...rest, action: { type: 'string', enum: values } });
          const ordered = values === listed ? entries : entries.toReversed();
          const inputSchema = { type: 'object', properties: Object.fromEntries(ordered) };
          const { verdict } = judge({ name, description, inputSchema });
          return [verdict.class, verdict.level, verdict.confidence, verdict.capabilities.map(({ id }) => id)];
        });
        expect(judged[1]).toEqual(judged[0]);
      }),
      { numRuns: 400 },
    );
  });

  test('with a destructive action added is never judged milder', () => {
    const actions = fc.array(
      fc.constantFrom('get', 'list', 'set', 'run', 'execute_script', 'pay', 'refund', 'archive', 'delete'),
      { minLength: 1, maxLength: 4 },
    );
    const destructive = fc.constantFrom('delete', 'purge', 'wipe_all', 'drop_table', 'destroy');
    fc.assert(
      fc.property(anyName, prose, actions, destructive, (name, description, mild, danger) => {
        const before = judge(withActions(name, description, mild)).verdict;
        const after = judge(withActions(name, description, [...mild, danger])).verdict;
        expect(levelRank[after.level]).toBeGreaterThanOrEqual(levelRank[before.level]);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('hostile records', () => {
  test('a schema that refers to itself', () => {
    const inputSchema = {
      type: 'object',
      properties: {
        action: { enum: ['get', 'delete'] },
        child: { $ref: '#' },
        other: { $ref: '#/properties/other' },
      },
      allOf: [{ $ref: '#' }],
    };
    expect(judge({ name: 'item', inputSchema }).verdict.class).toBe('destructive');
  });

  test('a schema that is nested a thousand times', () => {
    let nested: Record<string, unknown> = { type: 'string' };
    for (let depth = 0; depth < 1000; depth += 1) nested = { type: 'object', properties: { child: nested } };
    expect(judge({ name: 'get_tree', inputSchema: nested }).verdict.class).toBe('read');
  });

  test('references that double at each of forty steps', () => {
    const step = (index: number) => {
      const next = { $ref: `#/$defs/step${(index + 1).toString()}` };
      return [`step${index.toString()}`, { anyOf: [next, next], properties: {} }];
    };
    const inputSchema = {
      type: 'object',
      properties: { action: { enum: ['get', 'delete'] } },
      $defs: Object.fromEntries(Array.from({ length: 40 }, (_, index) => step(index))) as unknown,
      anyOf: [{ $ref: '#/$defs/step0' }],
    };
    expect(judge({ name: 'item', inputSchema }).verdict.class).toBe('destructive');
  });

  test.each([
    ['one long word', 'a'.repeat(200_000)],
    ['blanks', ' '.repeat(200_000)],
    ['full stops', '.'.repeat(200_000)],
    ['line breaks', '\n'.repeat(200_000)],
    ['verbs', 'and delete '.repeat(20_000)],
    ['lists', '- use x\n'.repeat(20_000)],
  ])('a huge description of %s', (_what, filler) => {
    const { verdict } = judge({ name: 'get_note', description: `Get a note. ${filler}` });
    expect(verdict.class).toBe('read');
  });
});

function judge(tool: Tool): Assessment {
  return assess(tool, '', undefined, undefined);
}

/** All evidence but that of hidden characters: those are named by their code points, because nobody could read a quotation. */
function evidenceOf({ verdict, flags }: Assessment): Evidence[] {
  return [
    ...verdict.reasons,
    ...verdict.capabilities,
    ...flags.filter(({ id }) => id !== 'hidden-text'),
  ].flatMap(({ evidence }) => evidence);
}

function withActions(name: string, description: string, actions: readonly string[]): Tool {
  return {
    name,
    description,
    inputSchema: { type: 'object', properties: { action: { type: 'string', enum: actions } } },
  };
}
