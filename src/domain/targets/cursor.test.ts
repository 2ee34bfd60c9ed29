import { describe, expect, test } from 'vitest';
import { explainCursor } from '#scripts/lib/formats/cursor.ts';
import type { PolicyAction } from '../policy/recommend.ts';
import { cursor } from './cursor.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation } from './target.ts';

const limit: PolicyAction = { kind: 'limit', max: 10, window: 'hour', rules: [] };

function recommend(tool: string, action: PolicyAction): Recommendation {
  return { tool, riskClass: 'write', level: 'high', action, rules: [] };
}

test('what is allowed and what is refused stand in their lists, and what asks in neither', () => {
  const tools = [
    recommend('a', { kind: 'allow' }),
    recommend('b', limit),
    recommend('c', { kind: 'deny', approval: true }),
    recommend('d', { kind: 'deny', approval: false }),
    recommend('e', { kind: 'hide' }),
  ];
  const snippet = cursor.write(inputFor(tools, 'server'));
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  expect(JSON.parse(snippet.text)).toEqual({
    permissions: { allow: ['Mcp(server:a)'], deny: ['Mcp(server:d)', 'Mcp(server:e)'] },
  });
  expect(snippet.caption).toBe(
    'Of 5 recorded tools, 1 is allowed without asking in the command line, 2 ask a person at each call and 2 are refused in the command line. A tool that is not listed asks a person and is not denied, and the editor does not read these lists.',
  );
  expect(snippet.losses).toContainEqual({
    text: expect.stringMatching(/in neither list/) as string,
    tools: ['b', 'c'],
    changes: [],
  });
  expect(snippet.losses).toContainEqual({
    text: expect.stringMatching(/may stay on the list/) as string,
    tools: ['e'],
    changes: [],
  });
});

test('a tool that is only asked about gets no entry, since there is none, and the reason says what to do', () => {
  expect(cursor.write(inputFor([recommend('a', limit)]))).toEqual({
    kind: 'impossible',
    reason:
      'Cursor asks a person about what stands in neither of its lists, and has no entry that says so. Make sure that no entry such as Mcp(server:*) allows the tool.',
  });
});

describe('odd names', () => {
  test.each(['a.b', 'ns/tool', '@x-1', 'é', 'constructor', '__proto__', 'x'.repeat(200)])(
    '%j is written as it is',
    (name) => {
      const snippet = cursor.write(inputFor([recommend(name, { kind: 'hide' })]));
      expect(snippet).toMatchObject({ kind: 'snippet' });
      if (snippet.kind === 'impossible') return;
      expect(explainCursor(snippet.text)).toEqual([]);
      expect(JSON.parse(snippet.text)).toEqual({ permissions: { allow: [], deny: [`Mcp(server:${name})`] } });
    },
  );

  test.each(['a:b', 'a(b', 'a)', '*', 'a b', 'a\nb', '', 'a,b', 'a"b', '\u202ea', '\ud800'])(
    '%j gets no entry, as a tool or as a server',
    (name) => {
      const reason = expect.stringMatching(/cannot be written/) as string;
      const hide = { kind: 'hide' } as const;
      expect(cursor.write(inputFor([recommend(name, hide)]))).toMatchObject({ kind: 'impossible', reason });
      expect(cursor.write({ ...inputFor([recommend('t', hide)]), alias: name })).toMatchObject({
        kind: 'impossible',
        reason,
      });
    },
  );
});

test.each<[string, object, RegExp]>([
  ['an entry with a comma in place of the colon', { allow: ['Mcp(s, t)'], deny: [] }, /must be Mcp/],
  ['a star', { allow: ['Mcp(s:*)'], deny: [] }, /must be Mcp/],
  ['lists without an entry', { allow: [], deny: [] }, /must hold an entry/],
  ['what is allowed and denied', { allow: ['Mcp(s:t)'], deny: ['Mcp(s:t)'] }, /must not allow/],
  ['a list that is missing', { deny: ['Mcp(s:t)'] }, /allow/],
  ['a third list', { allow: [], deny: ['Mcp(s:t)'], ask: [] }, /ask/],
])('the format refuses %s', (_what, permissions, message) => {
  expect(explainCursor(JSON.stringify({ permissions: { allow: ['Mcp(s:t)'], deny: [] } }))).toEqual([]);
  expect(explainCursor(JSON.stringify({ permissions })).join(' ')).toMatch(message);
});
