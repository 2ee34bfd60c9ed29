import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { explainCursor } from '#scripts/lib/formats/cursor.ts';
import { cursor } from '#domain/targets/cursor.ts';
import type { TargetDecision } from '#domain/targets/target.ts';
import { listEveryPolicy } from '../support/every-policy.ts';
import { compareWithGateway } from './compare.ts';

const cases = listEveryPolicy();

const fileSchema = z.object({
  permissions: z.object({ allow: z.array(z.string()), deny: z.array(z.string()) }),
});

/** What the command line does with a call, by its documentation: what is denied is denied, and what is in no list asks. */
function decide(text: string, alias: string, tool: string): TargetDecision {
  const { permissions } = fileSchema.parse(JSON.parse(text));
  const entry = `Mcp(${alias}:${tool})`;
  if (permissions.deny.includes(entry)) return 'deny';
  return permissions.allow.includes(entry) ? 'allow' : 'ask';
}

describe('over the whole catalogue, under every preset', () => {
  test('each file has the form of the format, and decides as the gateway or says where it does not', () => {
    let compared = 0;
    const exceptions = cases.flatMap((each) => {
      const snippet = cursor.write(each.input);
      if (snippet.kind === 'impossible') return [];
      const found = compareWithGateway(each, snippet, (tool) => decide(snippet.text, each.input.alias, tool));
      compared += found.compared;
      return [
        ...explainCursor(snippet.text).map((problem) => `${each.id} ${each.input.preset}: ${problem}`),
        ...found.exceptions,
      ];
    });
    expect(exceptions).toEqual([]);
    expect(compared).toBeGreaterThan(3000);
  });

  test('there is no file only where every tool is asked about', () => {
    const reasons = cases.flatMap(({ id, input }) => {
      const snippet = cursor.write(input);
      if (snippet.kind === 'snippet' || snippet.reason.startsWith('Cursor asks a person')) return [];
      return [`${id}: ${snippet.reason}`];
    });
    expect(reasons).toEqual([]);
  });

  test('a file whose lists are exchanged is seen to differ', () => {
    const found = cases.filter((each) => {
      const snippet = cursor.write(each.input);
      if (snippet.kind === 'impossible') return false;
      const { permissions } = fileSchema.parse(JSON.parse(snippet.text));
      const wrong = JSON.stringify({ permissions: { allow: permissions.deny, deny: permissions.allow } });
      const decideWrongly = (tool: string): TargetDecision => decide(wrong, each.input.alias, tool);
      return compareWithGateway(each, snippet, decideWrongly).exceptions.length > 0;
    });
    expect(found.length).toBeGreaterThan(500);
  });
});
