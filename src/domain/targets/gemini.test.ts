import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { explainGemini } from '#scripts/lib/formats/gemini.ts';
import type { ArgumentRule } from '../policy/argument-rules.ts';
import type { PolicyAction } from '../policy/recommend.ts';
import { createEngine } from './gemini.fixture.ts';
import { fullName, gemini, ruleName } from './gemini.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation, TargetInput } from './target.ts';

const limit: PolicyAction = { kind: 'limit', max: 10, window: 'hour', rules: [] };
const hide: PolicyAction = { kind: 'hide' };
const amount: ArgumentRule = { kind: 'at-most', argument: 'amount', max: 100, placeholder: true };
const sql: ArgumentRule = { kind: 'reading-sql', argument: 'sql' };

function recommend(tool: string, action: PolicyAction, fields: Partial<Recommendation> = {}): Recommendation {
  return { tool, riskClass: 'write', level: 'high', action, rules: [], ...fields };
}

function write(tools: readonly Recommendation[], scope: TargetInput['scope'] = 'tool', alias = 'server') {
  const snippet = gemini.write({ ...inputFor(tools, scope), alias });
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  expect(explainGemini(snippet.text)).toEqual([]);
  return { ...snippet, decide: createEngine(snippet.text) };
}

test('for one tool, other tools and other servers stay as they are', () => {
  const { decide, caption } = write([recommend('t', hide)]);
  expect([decide('server', 't', {}), decide('server', 'u', {}), decide('other', 't', {})]).toEqual([
    'deny',
    'ask',
    'ask',
  ]);
  expect(caption).toBe('t is taken off the list and refused. Other tools stay as your own rules have them.');
});

test('for a server, what is not listed is refused, on this server only', () => {
  const { decide, caption } = write(
    [recommend('a', { kind: 'allow' }), recommend('b', limit), recommend('c', hide)],
    'server',
  );
  expect(['a', 'b', 'c', 'new'].map((tool) => decide('server', tool, {}))).toEqual([
    'allow',
    'ask',
    'deny',
    'deny',
  ]);
  expect(decide('other', 'new', {})).toBe('ask');
  expect(caption).toMatch(/Every tool that is not listed is refused\.$/);
});

test('a call that breaks a rule about arguments is refused with a message, and one that keeps it is decided as without', () => {
  const { decide, text, caption, losses } = write([recommend('pay', limit, { rules: [amount] })]);
  const calls = [{ amount: 100 }, { amount: 101 }, { amount: '1' }, {}];
  expect(calls.map((args) => decide('server', 'pay', args))).toEqual(['ask', 'deny', 'deny', 'deny']);
  expect(text).toContain('denyMessage = "A call passes only when amount is a number from 0 to 100."');
  expect(caption).toBe(
    'pay asks a person before a call. A call whose arguments break a rule is refused, and other tools stay as your own rules have them.',
  );
  expect(losses.flatMap(({ changes }) => changes).filter(({ when }) => when === 'call')).toEqual([
    { from: 'allow', to: 'ask', when: 'call' },
  ]);
});

test('a tool that only reads passes unasked when its statement only reads', () => {
  const { decide } = write([recommend('query', limit, { riskClass: 'read', level: 'medium', rules: [sql] })]);
  const calls = ['select 1', 'select 1; drop table t', 'delete from t'];
  expect(calls.map((text) => decide('server', 'query', { sql: text }))).toEqual(['allow', 'deny', 'deny']);
});

test('a refusal stands above what was always allowed before', () => {
  const rules = (parse(write([recommend('t', hide)]).text) as { rule: { priority: number }[] }).rule;
  expect(rules.every(({ priority }) => priority > 950 && priority <= 999)).toBe(true);
});

test('rules that make no pattern are lost, and a person is asked', () => {
  const rules = ['a', 'b', 'c'].map((argument): ArgumentRule => ({ ...sql, argument }));
  const { decide, losses, placeholders } = write([
    recommend('t', limit, { riskClass: 'read', level: 'medium', rules: [...rules, amount] }),
  ]);
  expect(decide('server', 't', {})).toBe('ask');
  expect(losses).toMatchObject([
    {
      changes: [
        { from: 'allow', to: 'ask' },
        { from: 'deny', to: 'ask' },
      ],
    },
  ]);
  expect(placeholders).toEqual([]);
});

test('a placeholder is what must be replaced, and an amount is more than its digits', () => {
  const rules: ArgumentRule[] = [
    amount,
    { kind: 'below-folder', argument: 'path', folder: '/your/folder', placeholder: true },
    { kind: 'at-host', argument: 'url', hosts: ['own.example'], placeholder: false },
    { kind: 'one-of', argument: 'to', values: ['you@your-domain'], optional: false, placeholder: true },
  ];
  const { text, placeholders } = write([recommend('t', limit, { rules })]);
  const replaced = placeholders.map((placeholder) => placeholder.text);
  expect(replaced.slice(1)).toEqual(['/your/folder', 'you@your-domain']);
  expect(replaced[0]).toMatch(/\[0-9\].*100/);
  for (const part of replaced) expect(text).toContain(part);
});

describe('names', () => {
  test.each([
    ...[
      'a.b',
      'ns/tool',
      'a:b',
      'quo"te',
      "it's",
      'back\\slash',
      'line\nbreak',
      'é 😀',
      '*',
      '__proto__',
      ' ',
    ],
    ...['constructor', '\ud800', 'mcp_x', 'x'.repeat(200), `${'x'.repeat(60)}y`],
  ])('a rule for %j reaches the tool', (name) => {
    for (const scope of ['tool', 'server'] as const) {
      expect(write([recommend(name, hide)], scope).decide('server', name, {})).toBe('deny');
      expect(write([recommend(name, { kind: 'allow' })], scope).decide('server', name, {})).toBe('allow');
    }
  });

  test('a long name is cut together with that of the server, and this is said', () => {
    const name = `delete_${'x'.repeat(60)}`;
    expect(fullName('server', name)).toHaveLength(63);
    expect(ruleName('server', name)).toBe(`delete_xxxxxxxxxxxx...${'x'.repeat(30)}`);
    expect(write([recommend(name, hide)]).losses.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/cut in the middle/),
    );
  });

  test('of a server whose own name may be cut, the caption excepts the names that are', () => {
    const alias = 's'.repeat(26);
    const { caption, decide } = write([recommend('t', hide)], 'server', alias);
    const short = 'n'.repeat(63 - 'mcp__'.length - alias.length);
    expect(caption).toContain(`more than ${String(short.length)} characters`);
    expect([decide(alias, short, {}), decide(alias, `${short}n`, {})]).toEqual(['deny', 'ask']);
    expect(
      write([recommend('t', hide)], 'server', 's'.repeat(25)).decide('s'.repeat(25), 'n'.repeat(200), {}),
    ).toBe('deny');
  });

  test.each<[string, string, string[], RegExp]>([
    [
      'two tools with one name',
      'server',
      ['get.user', 'get/user', 'get user'],
      /share the name mcp_server_get_user/,
    ],
    ['a server with an underscore', 'my_server', ['t'], /dashes/],
    ['a server with a blank', 'my server', ['t'], /dashes/],
    ['a server without a name', '', ['t'], /dashes/],
    ['a server in quotation marks', '"x"\n', ['t'], /dashes/],
    ['a server called mcp', 'mcp', ['t'], /not "mcp"/],
    ['a name cut into that of the server', 's'.repeat(40), ['x'.repeat(60)], /at most 25 characters/],
  ])('%s: no rules, and the reason says why', (_what, alias, names, reason) => {
    const snippet = gemini.write({
      ...inputFor(
        names.map((name) => recommend(name, hide)),
        'server',
      ),
      alias,
    });
    expect(snippet).toMatchObject({ kind: 'impossible', reason: expect.stringMatching(reason) as string });
  });

  test('a tool gets no rule that would decide about another one of the server', () => {
    expect(gemini.write(inputFor([recommend('a b', hide)], 'tool', ['a_b'])).kind).toBe('impossible');
  });

  test('where Gemini CLI asks about build files by itself, this is declared', () => {
    const declared = (name: string, action: PolicyAction): boolean =>
      write([recommend(name, action)]).losses.some(({ text }) => text.includes('package.json'));
    expect(declared('get-update', { kind: 'allow' })).toBe(true);
    expect(declared('get_update', { kind: 'allow' })).toBe(true);
    expect(declared('updates', { kind: 'allow' })).toBe(false);
    expect(declared('update', limit)).toBe(false);
  });
});

const sound = `[[rule]]
mcpName = "server"
toolName = "t"
argsPattern = '^(?=[^]*\\0"a":(?:1)\\0)'
decision = "allow"
priority = 980
`;

test.each<[string, string, string, RegExp]>([
  ['a rule without a tool', 'toolName = "t"\n', '', /toolName/],
  ['the raw name of a tool', '"t"', '"a/t"', /toolName/],
  ['a server with an underscore', '"server"', '"my_server"', /mcpName/],
  ['an unknown decision', '"allow"', '"ask"', /decision/],
  ['a priority beyond the tier', '980', '1000', /priority/],
  ['a pattern that is none', '(?:1)', '(?:1', /regular expression/],
  ['a pattern that repeats a group', '(?:1)', '(?:1+)+', /repeat a group/],
  ['a pattern that a value could match', String.raw`\0"a"`, '"a"', /begin the name/],
  ['a misspelt field', 'argsPattern', 'argPattern', /argPattern/],
  ['an open quotation mark', '"allow"', '"allow', /no TOML/],
])('the format refuses %s', (_what, part, replacement, message) => {
  expect(explainGemini(sound)).toEqual([]);
  expect(explainGemini(sound.replace(part, replacement)).join(' ')).toMatch(message);
});
