import { expect, test } from 'vitest';
import { policySchema } from '#schema/policy.ts';
import { gateway } from './gateway.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation } from './target.ts';
import { targets } from './targets.ts';

const tool: Recommendation = {
  tool: 'a "b" <c>',
  riskClass: 'write',
  level: 'medium',
  action: { kind: 'limit', max: 30, window: 'minute', rules: [] },
  rules: [],
};

test('a target is filed under its own id', () => {
  for (const [id, target] of Object.entries(targets)) expect(target.id).toBe(id);
});

test.each(['tool', 'server'] as const)(
  'the text for a %s is a whole document that names the tool exactly',
  (scope) => {
    const snippet = gateway.write(inputFor([tool], scope));
    if (snippet.kind === 'impossible') throw new Error(snippet.reason);
    expect(snippet.text.endsWith('}\n')).toBe(true);
    expect(snippet.losses).toEqual([]);
    const document = policySchema.parse(JSON.parse(snippet.text));
    expect(document.default).toBe(scope === 'tool' ? 'allow' : 'deny');
    expect(document.tools).toEqual({
      [tool.tool]: {
        limits: [{ counter: `${tool.tool}_rate`, window: 'minute', max: 30, scope: 'grant' }],
      },
    });
  },
);

test('a record without tools has no snippet, and says why', () => {
  expect(gateway.write(inputFor([], 'server'))).toEqual({
    kind: 'impossible',
    reason: 'The record of this server has no tools.',
  });
});
