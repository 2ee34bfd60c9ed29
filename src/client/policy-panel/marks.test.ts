import { expect, test } from 'vitest';
import { recommendFor } from '#domain/policy-request.ts';
import { claudeCode } from '#domain/targets/claude-code.ts';
import { gateway } from '#domain/targets/gateway.ts';
import type { Target } from '#domain/targets/target.ts';
import { compareTexts, findPlaceholders } from './marks.ts';
import { makeRequest, pathBound } from './request.fixture.ts';
import { sortPlaceholders } from './values.ts';

/** The marked stretches of a snippet, each with a character before and after. */
function listMarks(target: Target, request = makeRequest(pathBound)): string[] {
  const snippet = target.write(recommendFor('recommended', request));
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  const { fields } = sortPlaceholders(snippet, target, request);
  return findPlaceholders(snippet.text, target, 'recommended', request, fields).map(({ start, end }) =>
    snippet.text.slice(start - 1, end + 1),
  );
}

test('the name of the server is marked, and not where it begins the name of a tool', () => {
  expect(listMarks(claudeCode)).toEqual(['_files_']);
});

test('a folder is marked in the pattern and in the message, with its slash', () => {
  expect(listMarks(gateway)).toEqual(['^/your/folder(', ' /your/folder ']);
});

test('a number is marked where it is the placeholder, not where a limit has the same', () => {
  const request = {
    ...makeRequest({ kind: 'at-most', argument: 'amount' }),
    numbers: { 'write.high.recommended': { max: 100, window: 'hour' } },
  } as const;
  expect(listMarks(gateway, request)).toEqual([' 100\n', ' 100.']);
});

test.each([
  ['a-x-b', 'a-W-b', [[2, 3]]],
  [
    'a-xyz-b-xyz',
    'a-W-b-W',
    [
      [2, 5],
      [8, 11],
    ],
  ],
  ['a-x-b', 'a-x-b', []],
  ['a-x-c', 'a-W-b', []],
  ['a-xx-b-x', 'a-W-b-W', []],
])('%j beside %j', (text, probed, ranges) => {
  expect(compareTexts(text, probed, 'W').map(({ start, end }) => [start, end])).toEqual(ranges);
});
