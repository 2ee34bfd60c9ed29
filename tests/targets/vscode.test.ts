import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { explainVscode } from '#scripts/lib/formats/vscode.ts';
import { vscode } from '#domain/targets/vscode.ts';
import { listEveryPolicy } from '../support/every-policy.ts';
import { compareWithGateway } from './compare.ts';

const cases = listEveryPolicy();

const fileSchema = z.object({ 'chat.tools.eligibleForAutoApproval': z.record(z.string(), z.boolean()) });

/** Whether a person is asked for good, under the name with the server and under the name alone. */
function readEntries(text: string, alias: string, tool: string): (boolean | undefined)[] {
  const entries = fileSchema.parse(JSON.parse(text))['chat.tools.eligibleForAutoApproval'];
  const name = tool.replaceAll('.', '_');
  return [`${alias}/${name}`, name].map((key) => (Object.hasOwn(entries, key) ? entries[key] : undefined));
}

describe('over the whole catalogue, under every preset', () => {
  test('each file has the form of the setting, and every call is asked about, as it says', () => {
    let compared = 0;
    const exceptions = cases.flatMap((each) => {
      const { id, input } = each;
      const snippet = vscode.write(input);
      if (snippet.kind === 'impossible') return [`${id} ${input.preset}: ${snippet.reason}`];
      // Until a tool is approved for good, VS Code asks about it.
      const found = compareWithGateway(each, snippet, () => 'ask');
      compared += found.compared;
      return [
        ...explainVscode(snippet.text).map((problem) => `${id} ${input.preset}: ${problem}`),
        ...found.exceptions,
      ];
    });
    expect(exceptions).toEqual([]);
    expect(compared).toBeGreaterThan(5000);
  });

  test('only what may pass by itself may be approved for good, whichever name is read', () => {
    const exceptions = cases.flatMap(({ id, input }) => {
      const snippet = vscode.write(input);
      if (snippet.kind === 'impossible') return [];
      return input.tools
        .filter(({ tool, action, riskClass, level, rules }) => {
          const harmless = action.kind === 'limit' && riskClass === 'read' && /^(?:low|medium)$/.test(level);
          const free = action.kind === 'allow' || (harmless && rules.length === 0);
          const expected = free ? [true, undefined] : [false, false];
          return readEntries(snippet.text, input.alias, tool).join() !== expected.join();
        })
        .map(({ tool }) => `${id} ${input.preset}: ${tool}`);
    });
    expect(exceptions).toEqual([]);
  });

  test('a file with one of the two names is refused', () => {
    const found = cases.filter(({ input }) => {
      const snippet = vscode.write(input);
      if (snippet.kind === 'impossible' || !snippet.text.includes('false')) return false;
      const entries = fileSchema.parse(JSON.parse(snippet.text))['chat.tools.eligibleForAutoApproval'];
      const full = Object.fromEntries(
        Object.entries(entries).filter(([name]) => name.startsWith(`${input.alias}/`)),
      );
      return explainVscode(JSON.stringify({ 'chat.tools.eligibleForAutoApproval': full })).length === 0;
    });
    expect(found).toEqual([]);
  });
});
