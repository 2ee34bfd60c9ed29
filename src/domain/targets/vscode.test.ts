import { describe, expect, test } from 'vitest';
import { explainVscode } from '#scripts/lib/formats/vscode.ts';
import type { PolicyAction } from '../policy/recommend.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation, TargetInput } from './target.ts';
import { vscode } from './vscode.ts';

const limit: PolicyAction = { kind: 'limit', max: 10, window: 'hour', rules: [] };

function recommend(tool: string, action: PolicyAction): Recommendation {
  return { tool, riskClass: 'write', level: 'high', action, rules: [] };
}

function write(tools: readonly Recommendation[], scope: TargetInput['scope'] = 'tool', alias = 'server') {
  const snippet = vscode.write({ ...inputFor(tools, scope), alias });
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  return snippet;
}

function entriesOf(text: string): unknown {
  return (JSON.parse(text) as Record<string, unknown>)['chat.tools.eligibleForAutoApproval'];
}

test('a tool that must ask stands under both of its names', () => {
  for (const action of [limit, { kind: 'hide' }, { kind: 'deny', approval: false }] as const)
    expect(entriesOf(write([recommend('ns.tool', action)]).text)).toEqual({
      'server/ns_tool': false,
      ns_tool: false,
    });
});

test('a tool that is allowed stands only under the name that no other server shares', () => {
  const { text, losses } = write([recommend('t', { kind: 'allow' })]);
  expect(entriesOf(text)).toEqual({ 'server/t': true });
  expect(losses).toMatchObject([{ tools: ['t'], changes: [{ from: 'allow', to: 'ask', when: 'call' }] }]);
});

test('a name of a server is written as VS Code writes it', () => {
  expect(entriesOf(write([recommend('t', limit)], 'tool', 'My  Server').text)).toHaveProperty(
    'my-server/t',
    false,
  );
});

test('the caption says that nothing is refused, and that the name reaches other servers', () => {
  const tools = [recommend('a', { kind: 'allow' }), recommend('b', { kind: 'hide' })];
  expect(write(tools, 'server').caption).toBe(
    'Of 2 recorded tools, 1 may be approved for good, and asks until it is and 1 asks a person at each call. A tool of another server that has the same name is asked about, too; every other tool keeps what your settings say and is not refused.',
  );
  expect(write(tools, 'server').losses.map(({ tools: names, text }) => `${names.join()}: ${text}`)).toEqual([
    expect.stringMatching(/^b: .*no setting that refuses/),
    expect.stringMatching(/^a: .*until you approve/),
    expect.stringMatching(/^b: .*stays on the list/),
  ]);
});

describe('odd names', () => {
  test.each([
    ...[
      'ns/tool',
      'a:b',
      'quo"te',
      'back\\slash',
      'line\nbreak',
      'é 😀',
      '*',
      'constructor',
      '1',
      'x'.repeat(200),
    ],
  ])('%j is written so that the same name is read', (name) => {
    const { text } = write([recommend(name, limit)]);
    expect(explainVscode(text)).toEqual([]);
    expect(entriesOf(text)).toEqual({ [`server/${name}`]: false, [name]: false });
  });

  test.each<[string, string, string[], RegExp]>([
    ['a name that a settings file cannot hold', 'server', ['__proto__'], /tools picker/],
    ['two tools with one name', 'server', ['a.b', 'a_b'], /share the name a_b/],
    ['a tool named like another with its server', 'server', ['server/a', 'a'], /share the name server\/a/],
    ['a server without a name', '', ['a'], /another name/],
    ['a server with a slash', 'a/b', ['a'], /another name/],
  ])('%s gets no entry, and the reason says why', (_what, alias, names, reason) => {
    const snippet = vscode.write({
      ...inputFor(
        names.map((name) => recommend(name, limit)),
        'server',
      ),
      alias,
    });
    expect(snippet).toMatchObject({ kind: 'impossible', reason: expect.stringMatching(reason) as string });
  });

  test('a tool is not written when another one of the server has its name there', () => {
    expect(vscode.write(inputFor([recommend('a.b', limit)], 'tool', ['a_b'])).kind).toBe('impossible');
  });
});

test.each<[string, object, RegExp]>([
  ['a text in place of a truth value', { 's/t': 'ask' }, /boolean/],
  ['no entry', {}, /must name a tool/],
  ['only the name with the server', { 's/t': false }, /as <tool> alone/],
  ['only the name alone', { t: false }, /as <tool> alone/],
])('the format refuses %s', (_what, entries, message) => {
  const sound = { 's/a/t': false, 'a/t': false, 's/t': false, t: false, 's/u': true };
  const wrap = (value: object): string => JSON.stringify({ 'chat.tools.eligibleForAutoApproval': value });
  expect(explainVscode(wrap(sound))).toEqual([]);
  expect(explainVscode(wrap(entries)).join(' ')).toMatch(message);
});
