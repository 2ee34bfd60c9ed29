import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { explainCodex } from '#scripts/lib/formats/codex.ts';
import { codex } from '#domain/targets/codex.ts';
import type { TargetDecision } from '#domain/targets/target.ts';
import { listEveryPolicy } from '../support/every-policy.ts';
import { compareWithGateway } from './compare.ts';

const cases = listEveryPolicy();

const serverSchema = z.object({
  enabled_tools: z.array(z.string()).optional(),
  disabled_tools: z.array(z.string()).optional(),
  default_tools_approval_mode: z.string().optional(),
  tools: z.record(z.string(), z.object({ approval_mode: z.string() })).optional(),
});

/** What Codex does with a call where somebody can be asked: lists first, then the mode of the tool, then that of the server. */
function decide(text: string, alias: string, tool: string): TargetDecision | 'unsaid' {
  const file = z.object({ mcp_servers: z.record(z.string(), serverSchema) }).parse(parse(text));
  const server = file.mcp_servers[alias];
  if (server === undefined) return 'unsaid';
  if (server.enabled_tools?.includes(tool) === false) return 'deny';
  if (server.disabled_tools?.includes(tool) === true) return 'deny';
  const own =
    server.tools && Object.hasOwn(server.tools, tool) ? server.tools[tool]?.approval_mode : undefined;
  const mode = own ?? server.default_tools_approval_mode;
  if (mode === undefined) return 'unsaid';
  return mode === 'approve' ? 'allow' : 'ask';
}

describe('over the whole catalogue, under every preset', () => {
  test('each block is in the form of the file, and decides as the gateway or says where it does not', () => {
    let compared = 0;
    const exceptions = cases.flatMap((each) => {
      const { id, input } = each;
      const snippet = codex.write(input);
      if (snippet.kind === 'impossible') return [`${id} ${input.preset}: ${snippet.reason}`];
      const decisions = new Map(
        input.tools.map(({ tool }) => [tool, decide(snippet.text, input.alias, tool)]),
      );
      const unsaid = [...decisions].filter(([, decision]) => decision === 'unsaid');
      const found = compareWithGateway(each, snippet, (tool) => {
        const decision = decisions.get(tool);
        // What is not said of a tool is left to the annotations of the server: anything.
        return decision === undefined || decision === 'unsaid' ? 'allow' : decision;
      });
      compared += found.compared;
      return [
        ...explainCodex(snippet.text).map((problem) => `${id} ${input.preset}: ${problem}`),
        ...unsaid.map(([tool]) => `${id} ${input.preset}: nothing is said of ${tool}`),
        ...found.exceptions,
      ];
    });
    expect(exceptions).toEqual([]);
    expect(compared).toBeGreaterThan(5000);
  });

  test('a block for one tool says nothing of the others, and one for a server offers nothing else', () => {
    const exceptions = cases.flatMap(({ id, input }) => {
      const snippet = codex.write(input);
      if (snippet.kind === 'impossible') return [];
      const expected = input.scope === 'tool' ? 'unsaid' : 'deny';
      return [...input.others, 'added-later']
        .filter((other) => decide(snippet.text, input.alias, other) !== expected)
        .map((other) => `${id} ${input.preset}: ${other}`);
    });
    expect(exceptions).toEqual([]);
  });

  test.each<[string, (text: string) => string]>([
    ['approval where a person should be asked', (text) => text.replaceAll('"prompt"', '"approve"')],
    ['a list under another name', (text) => text.replaceAll('disabled_tools', 'hidden_tools')],
    ['a server under another name', (text) => text.replaceAll('[mcp_servers.', '[mcp_servers.x-')],
  ])('%s is seen to differ', (_what, spoil) => {
    const found = cases.filter((each) => {
      const snippet = codex.write(each.input);
      if (snippet.kind === 'impossible') return false;
      const text = spoil(snippet.text);
      const { exceptions } = compareWithGateway(each, snippet, (tool) => {
        const decision = decide(text, each.input.alias, tool);
        return decision === 'unsaid' ? 'allow' : decision;
      });
      return exceptions.length > 0;
    });
    expect(found.length).toBeGreaterThan(20);
  });
});
