import { expect, test } from 'vitest';
import { z } from 'zod';
import { explainClaudeCode } from '#scripts/lib/formats/claude-code.ts';
import { claudeCode, ruleName } from '#domain/targets/claude-code.ts';
import type { TargetDecision } from '#domain/targets/target.ts';
import { listEveryPolicy } from '../support/every-policy.ts';
import { compareWithGateway } from './compare.ts';

const lists = z.object({
  permissions: z.object({
    allow: z.array(z.string()).default([]),
    ask: z.array(z.string()).default([]),
    deny: z.array(z.string()).default([]),
  }),
});

/** What Claude Code does with a call: deny beats ask, and ask beats allow. */
function decide(text: string, rule: string): TargetDecision | undefined {
  const { permissions } = lists.parse(JSON.parse(text));
  return (['deny', 'ask', 'allow'] as const).find((decision) => permissions[decision].includes(rule));
}

test('over the whole catalogue each tool stands in one list, and is decided as at the gateway or as declared', () => {
  let compared = 0;
  const exceptions = listEveryPolicy().flatMap((each) => {
    const { id, input } = each;
    const snippet = claudeCode.write(input);
    if (snippet.kind === 'impossible') return [`${id} ${input.preset}: ${snippet.reason}`];
    const decisions = new Map(
      input.tools.map(({ tool }) => [tool, decide(snippet.text, ruleName(input.alias, tool))]),
    );
    const unlisted = [...decisions].filter(([, decision]) => decision === undefined);
    const strangers = input.others.filter((other) => decide(snippet.text, ruleName(input.alias, other)));
    const found = compareWithGateway(each, snippet, (tool) => decisions.get(tool) ?? 'allow');
    compared += found.compared;
    return [
      ...explainClaudeCode(snippet.text).map((problem) => `${id} ${input.preset}: ${problem}`),
      ...unlisted.map(([tool]) => `${id} ${input.preset}: ${tool} stands in no list`),
      ...strangers.map((tool) => `${id} ${input.preset}: decides about ${tool}, too`),
      ...found.exceptions,
    ];
  });
  expect(exceptions).toEqual([]);
  expect(compared).toBeGreaterThan(5000);
});
