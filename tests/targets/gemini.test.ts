import { describe, expect, test } from 'vitest';
import { explainGemini } from '#scripts/lib/formats/gemini.ts';
import { createEngine, type Engine } from '#domain/targets/gemini.fixture.ts';
import { gemini } from '#domain/targets/gemini.ts';
import { decideByGateway, declaresChange, sampleCalls } from '#domain/targets/sample-calls.ts';
import type { Snippet } from '#domain/targets/target.ts';
import { listEveryPolicy, type PolicyCase } from '../support/every-policy.ts';

const cases = listEveryPolicy();

type Written = Extract<Snippet, { kind: 'snippet' }>;

function writeSnippet({ id, input }: PolicyCase): Written {
  const snippet = gemini.write(input);
  if (snippet.kind === 'impossible') throw new Error(`${id}: ${snippet.reason}`);
  return snippet;
}

/** Decisions that differ from the gateway's and are not declared, and the number of those compared. */
function compare({ id, input, schemas }: PolicyCase, snippet: Written, decide: Engine): [string[], number] {
  const decisions = input.tools.flatMap((tool) =>
    sampleCalls(tool, schemas.get(tool.tool)).map(({ what, args }) => {
      const [from, to] = [decideByGateway(tool, args), decide(input.alias, tool.tool, args)];
      if (from === to || declaresChange(snippet, tool.tool, from, to)) return undefined;
      return `${id} ${input.preset}: ${tool.tool}, ${what}: ${from} becomes ${to}`;
    }),
  );
  return [decisions.filter((exception) => exception !== undefined), decisions.length];
}

describe('over the whole catalogue, under every preset', () => {
  test('each file has the form of the format, and decides as the gateway or says where it does not', () => {
    let compared = 0;
    const exceptions = cases.flatMap((each) => {
      const snippet = writeSnippet(each);
      const [found, count] = compare(each, snippet, createEngine(snippet.text));
      compared += count;
      return [...explainGemini(snippet.text).map((problem) => `${each.id}: ${problem}`), ...found];
    });
    expect(exceptions).toEqual([]);
    expect(compared).toBeGreaterThan(5000);
  });

  test('what a rule about arguments refuses is refused, and never asked about', () => {
    const checked = cases.flatMap((each) => {
      const snippet = writeSnippet(each);
      const decide = createEngine(snippet.text);
      return each.input.tools
        .filter(({ rules }) => rules.length > 0)
        .flatMap((tool) =>
          sampleCalls(tool, each.schemas.get(tool.tool)).flatMap(({ what, args }) =>
            decideByGateway(tool, args) === 'deny'
              ? [{ call: `${each.id}: ${what}`, decision: decide(each.input.alias, tool.tool, args) }]
              : [],
          ),
        );
    });
    expect(checked.filter(({ decision }) => decision !== 'deny')).toEqual([]);
    expect(checked.length).toBeGreaterThan(200);
  });

  test('a file for one tool leaves the others, and one for a server refuses what it does not list', () => {
    const exceptions = cases.flatMap((each) => {
      const { id, input } = each;
      const decide = createEngine(writeSnippet(each).text);
      const expected = input.scope === 'tool' ? 'ask' : 'deny';
      return [...input.others, 'added-later']
        .filter((other) => decide(input.alias, other, {}) !== expected)
        .map((other) => `${id} ${input.preset}: ${other}`);
    });
    expect(exceptions).toEqual([]);
  });

  test('every placeholder stands in the text', () => {
    const missing = cases.flatMap((each) => {
      const { text, placeholders } = writeSnippet(each);
      return placeholders
        .filter((placeholder) => !text.includes(placeholder.text))
        .map(({ meaning }) => `${each.id}: ${meaning}`);
    });
    expect(missing).toEqual([]);
  });

  test.each<[string, number, (text: string) => string]>([
    [
      'a pattern that a value can satisfy',
      5,
      (text) => text.replace(/argsPattern = .*/g, "argsPattern = ':'"),
    ],
    ['an allowance for what should be refused', 200, (text) => text.replaceAll('"deny"', '"allow"')],
    ['rules for another server', 500, (text) => text.replaceAll('mcpName = "', 'mcpName = "x-')],
  ])('%s is seen to differ', (_what, least, spoil) => {
    const found = cases.filter((each) => {
      const snippet = writeSnippet(each);
      return compare(each, snippet, createEngine(spoil(snippet.text)))[0].length > 0;
    });
    expect(found.length).toBeGreaterThan(least);
  });
});
