import { expect, test } from 'vitest';
import { expectedDecisions, readCaption } from './expected-calls.ts';

test('a target decides as the recommendation, unless its losses declare something else', () => {
  expect(expectedDecisions('deny', [], false)).toEqual(['deny']);
  expect(expectedDecisions('deny', [{ from: 'allow', to: 'ask' }], false)).toEqual(['deny']);
});

test('what is declared must happen at every call, where arguments are not looked at', () => {
  const changes = [{ from: 'allow', to: 'ask' }] as const;
  expect(expectedDecisions('allow', changes, false)).toEqual(['ask']);
  expect(expectedDecisions('allow', changes, true)).toEqual(['allow', 'ask']);
});

test.each([
  ['get.user is allowed without asking. Other tools keep the default of your permission mode.', 'allow'],
  ['a is called without asking. A tool that is not listed is not offered.', 'allow'],
  ['a asks a person at each call. Other tools are refused.', 'ask'],
  ['a asks a person before a call. Other tools stay as they are.', 'ask'],
  ['a is taken off the list and refused. Other tools keep theirs.', 'deny'],
  ['Of 3 recorded tools, 3 are something new. A call is refused.', undefined],
])('the decision of a caption: %s', (caption, decision) => {
  expect(readCaption(caption)).toBe(decision);
});
