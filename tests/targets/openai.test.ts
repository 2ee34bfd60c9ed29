import { describe, expect, test } from 'vitest';
import { explainOpenai, hostedToolSchema } from '#scripts/lib/formats/openai.ts';
import { openai } from '#domain/targets/openai.ts';
import { listEveryPolicy } from '../support/every-policy.ts';
import { compareWithGateway } from './compare.ts';
import { decideByHostedTool } from './hosted-tool.ts';

const cases = listEveryPolicy();

describe('over the whole catalogue, under every preset', () => {
  test('each object has the shape of the format, and decides as the gateway or says where it does not', () => {
    let compared = 0;
    const exceptions = cases.flatMap((each) => {
      const snippet = openai.write(each.input);
      if (snippet.kind === 'impossible') return [];
      const broken = explainOpenai(snippet.text);
      if (broken.length > 0) return broken.map((problem) => `${each.id}: ${problem}`);
      const object = hostedToolSchema.parse(JSON.parse(snippet.text));
      const found = compareWithGateway(each, snippet, (tool) => decideByHostedTool(object, tool));
      compared += found.compared;
      return found.exceptions;
    });
    expect(exceptions).toEqual([]);
    expect(compared).toBeGreaterThan(5000);
  });

  test('there is no object only where nothing would be left', () => {
    const impossible = cases.filter(({ input }) => openai.write(input).kind === 'impossible');
    const refused = impossible.map(({ input }) =>
      input.others.length === 0
        ? input.tools.every(({ action }) => action.kind === 'deny' || action.kind === 'hide')
        : false,
    );
    expect(refused.every(Boolean)).toBe(true);
    expect(impossible.length).toBeLessThan(cases.length / 20);
  });

  test('every other tool stays, and none of them is called without approval', () => {
    const exceptions = cases.flatMap(({ id, input }) => {
      const snippet = openai.write(input);
      if (snippet.kind === 'impossible') return [];
      const object = hostedToolSchema.parse(JSON.parse(snippet.text));
      return input.others
        .filter((other) => decideByHostedTool(object, other) !== 'ask')
        .map((other) => `${id} ${input.preset}: ${other}`);
    });
    expect(exceptions).toEqual([]);
  });

  test('an object without its list or its approvals is seen to differ', () => {
    const found = (['allowed_tools', 'require_approval'] as const).map((field) =>
      cases.flatMap((each) => {
        const snippet = openai.write(each.input);
        if (snippet.kind === 'impossible') return [];
        const object = hostedToolSchema.parse(JSON.parse(snippet.text));
        const wrong =
          field === 'allowed_tools'
            ? { ...object, allowed_tools: undefined }
            : { ...object, require_approval: 'never' as const };
        return compareWithGateway(each, snippet, (tool) => decideByHostedTool(wrong, tool)).exceptions;
      }),
    );
    expect(found.map((list) => list.length > 100)).toEqual([true, true]);
  });
});

const sound = {
  type: 'mcp',
  server_label: 'server',
  server_url: 'https://server.example/mcp',
  allowed_tools: ['a', 'b'],
  require_approval: { always: { tool_names: ['a'] }, never: { tool_names: ['b'] } },
};

test.each<[string, object, string]>([
  ['a misspelt key', { ...sound, allowedTools: ['a'] }, 'allowedTools'],
  ['no approval', { ...sound, require_approval: undefined }, 'require_approval'],
  ['an empty list', { ...sound, allowed_tools: [], require_approval: 'always' }, 'must name a tool'],
  ['names by tool', { ...sound, require_approval: { a: 'never' } }, 'lists of tools'],
  [
    'a tool in both lists',
    { ...sound, require_approval: { always: { tool_names: ['a', 'b'] }, never: { tool_names: ['b'] } } },
    'under both',
  ],
  [
    'a tool without approval',
    { ...sound, require_approval: { never: { tool_names: ['b'] } } },
    'says nothing of "a"',
  ],
  ['a free pass for all', { ...sound, allowed_tools: undefined, require_approval: 'never' }, 'every tool'],
  ['a label with a blank', { ...sound, server_label: 'my server' }, 'server_label'],
])('the format refuses %s', (_what, object, message) => {
  expect(explainOpenai(JSON.stringify(sound))).toEqual([]);
  expect(explainOpenai(JSON.stringify(object)).join(' ')).toContain(message);
});
