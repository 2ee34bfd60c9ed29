import { describe, expect, test } from 'vitest';
import { createCounters, evaluate } from '#domain/policy/evaluate.ts';
import { lintPolicy } from '#domain/policy/lint.ts';
import { simulateTool } from '#domain/policy/simulate.ts';
import { decideByGateway, sampleCalls } from '#domain/targets/sample-calls.ts';
import type { Snippet } from '#domain/targets/target.ts';
import { gateway, gatewayPart } from '#domain/targets/gateway.ts';
import { type Policy, policySchema } from '#schema/policy.ts';
import { listEveryPolicy } from '../support/every-policy.ts';

const cases = listEveryPolicy();

function parse(snippet: Snippet): Policy {
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  return policySchema.parse(JSON.parse(snippet.text));
}

describe('over the whole catalogue, under every preset', () => {
  test('there is a document, and lint has nothing to say of it against the captured server', () => {
    const findings = cases.flatMap(({ id, input, schemas }) => {
      const known = {
        toolNames: new Set(schemas.keys()),
        inputSchemaOf: (name: string) => schemas.get(name),
      };
      return lintPolicy(parse(gateway.write(input)), known).map(
        ({ rule, path, message }) => `${id} ${input.preset}: ${rule} at ${path}: ${message}`,
      );
    });
    expect(cases.length).toBeGreaterThan(1000);
    expect(findings).toEqual([]);
  });

  test('a whole document decides about each tool what its recommendation says, and about others what its scope says', () => {
    const exceptions = cases.flatMap(({ id, input, schemas }) => {
      const document = parse(gateway.write(input));
      const unlisted = simulateTool(document, '(not recorded)', 0).kind;
      const wrong = input.tools.flatMap((tool) =>
        sampleCalls(tool, schemas.get(tool.tool))
          .filter(({ args }) => decideIn(document, tool.tool, args) !== decideByGateway(tool, args))
          .map(({ what }) => `${id} ${input.preset}: ${tool.tool}, ${what}`),
      );
      return unlisted === (input.scope === 'tool' ? 'allowed' : 'denied')
        ? wrong
        : [...wrong, `${id}: ${unlisted}`];
    });
    expect(exceptions).toEqual([]);
  });

  test('the part to merge does the same in a document of either default, and nothing else', () => {
    const exceptions = cases.flatMap(({ id, input, schemas }) => {
      const snippet = gatewayPart.write(input);
      if (snippet.kind === 'impossible') return [`${id}: ${snippet.reason}`];
      const part = JSON.parse(snippet.text) as Partial<Policy>;
      const strangers = Object.keys(part).filter((key) => key !== 'hide' && key !== 'tools');
      return (['allow', 'deny'] as const).flatMap((fallback) => {
        const own = { kept_tool: { deny_if: [{ conditions: [] }] } };
        const merged = policySchema.parse({
          version: '1',
          default: fallback,
          ...part,
          tools: { ...own, ...part.tools },
        });
        const wrong = input.tools.flatMap((tool) =>
          sampleCalls(tool, schemas.get(tool.tool))
            .filter(({ args }) => decideIn(merged, tool.tool, args) !== decideByGateway(tool, args))
            .map(({ what }) => `${id} ${input.preset}: ${tool.tool}, ${what}`),
        );
        const rest = [
          decideIn(merged, 'kept_tool', {}) === 'deny',
          decideIn(merged, '(not recorded)', {}) === fallback,
        ];
        return rest.every(Boolean) ? [...wrong, ...strangers] : [...wrong, `${id}: changes other tools`];
      });
    });
    expect(exceptions).toEqual([]);
  });

  test('a call as it should be passes the rules about arguments, and each rule refuses something', () => {
    const exceptions = cases.flatMap(({ id, input, schemas }) =>
      input.tools
        .filter(({ rules }) => rules.length > 0)
        .flatMap((tool) => {
          const calls = sampleCalls(tool, schemas.get(tool.tool));
          const decided = calls.map(({ args }) => decideByGateway(tool, args));
          return decided[0] === 'allow' && decided.includes('deny') ? [] : [`${id} ${input.preset}`];
        }),
    );
    expect(exceptions).toEqual([]);
  });

  test('no rule names an argument that the schema does not have', () => {
    const exceptions = cases.flatMap(({ id, input, schemas }) =>
      input.tools.flatMap(({ tool, rules }) => {
        const text = JSON.stringify(schemas.get(tool)?.['properties'] ?? {});
        return rules
          .filter(({ argument }) => !text.includes(`"${argument}"`))
          .map(() => `${id} ${input.preset}`);
      }),
    );
    expect(exceptions).toEqual([]);
  });
});

function decideIn(
  policy: Policy,
  tool: string,
  args: Parameters<typeof evaluate>[1]['args'],
): 'allow' | 'deny' {
  return evaluate(policy, { tool, args, grant: 'sample', at: 0 }, createCounters()).outcome;
}
