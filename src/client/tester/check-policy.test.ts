import { expect, test } from 'vitest';
import { checkPolicy, longestPolicy, mostPatterns } from './check-policy.ts';
import { exampleCall, examplePolicy, exampleTools } from './example.ts';
import { readServerRecord, readToolsList } from './known-server.ts';
import { createSession } from './session.ts';

const show = (text: string, server = readToolsList([{ name: 'a' }])) =>
  checkPolicy(text, server).findings.map(
    ({ rule, position }) => `${rule} ${String(position?.line)}:${String(position?.column)}`,
  );

test('every problem is found at once, each where it stands', () => {
  const text =
    '{\n  "version": 1,\n  "default": "deny",\n  "tools": {\n    "b": {},\n    "a": { "rate_limit": 3 }\n  }\n}';
  expect(show(text)).toEqual(['schema 2:3', 'schema 6:12', 'unknown-tool 5:5']);
  const { policy, summary, sentences } = checkPolicy(text, undefined);
  expect(policy).toBeUndefined();
  expect(summary).toBe('2 errors in the policy.');
  expect(sentences).toEqual([]);
});

test('a key that stands twice is an error, because readers differ', () => {
  expect(show('{"version": "1", "default": "deny",\n "default": "allow"}')).toEqual(['repeated-key 2:2']);
});

test('what is no JSON is one error with its place; nothing typed is none', () => {
  expect(show('{\n"version" "1"}')).toEqual(['json 2:11']);
  expect(checkPolicy('  \n', undefined)).toMatchObject({ findings: [], summary: '' });
});

test('a text that would hold up the page is not read', () => {
  expect(show(' '.repeat(longestPolicy) + '{}')).toEqual(['too-long undefined:undefined']);
  const deny_if = Array.from({ length: mostPatterns + 1 }, (_, index) => ({
    conditions: [{ path: 'args.a', op: 'regex', value: `a${String(index)}` }],
  }));
  const write = (rules: unknown): string =>
    JSON.stringify({ version: '1', default: 'allow', tools: { a: { deny_if: rules } } });
  expect(show(write(deny_if))).toEqual(['too-many-patterns undefined:undefined']);
  expect(checkPolicy(write(deny_if.slice(1)), undefined).policy).toBeDefined();
  // One pattern in many places is compiled once.
  expect(checkPolicy(write(deny_if.map(() => deny_if[0])), undefined).policy).toBeDefined();
});

test('names are held against a list only when it is whole', () => {
  const policy = '{"version": "1", "default": "deny", "tools": {"b": {}}}';
  const result = { tools: [{ name: 'a' }] };
  expect(show(policy, readToolsList({ jsonrpc: '2.0', id: 1, result }))).toEqual(['unknown-tool 1:47']);
  expect(show(policy, readToolsList({ ...result, nextCursor: 'x' }))).toEqual([]);
});

test.each([[{}], [[]], [null], [{ tools: [{ title: 'x' }] }], ['tools']])(
  '%j is no list of tools',
  (answer) => {
    expect(readToolsList(answer)).toBeUndefined();
  },
);

test('a file that is no record of a server is refused', () => {
  expect(() => readServerRecord({ servers: [] })).toThrow('no record');
});

test('the example is sound, and its call runs into the limit', () => {
  const server = readToolsList(JSON.parse(exampleTools));
  const { policy, findings } = checkPolicy(examplePolicy, server);
  expect(findings).toEqual([]);
  if (policy === undefined) throw new Error('The example is no policy.');
  const session = createSession();
  const outcomes = Array.from(
    { length: 4 },
    () => session.call(policy, exampleCall.tool, exampleCall.args).decision.outcome,
  );
  expect(outcomes).toEqual(['allow', 'allow', 'allow', 'deny']);
});
