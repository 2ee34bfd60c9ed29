import { describe, expect, test } from 'vitest';
import { connectorSchema, explainAnthropic } from '#scripts/lib/formats/anthropic.ts';
import { anthropic } from '#domain/targets/anthropic.ts';
import type { Snippet, TargetDecision } from '#domain/targets/target.ts';
import { listEveryPolicy } from '../support/every-policy.ts';
import { compareWithGateway } from './compare.ts';

const cases = listEveryPolicy();

/** What the API does with a call of a tool, by its documentation: the entry of the tool, the default of the toolset, enabled. */
function decideByConnector(text: string, tool: string): TargetDecision {
  const [{ configs, default_config }] = connectorSchema.parse(JSON.parse(text)).tools;
  const own = configs !== undefined && Object.hasOwn(configs, tool) ? configs[tool] : undefined;
  return (own ?? default_config ?? { enabled: true }).enabled ? 'allow' : 'deny';
}

function textOf(snippet: Snippet): Extract<Snippet, { kind: 'snippet' }> {
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  return snippet;
}

describe('over the whole catalogue, under every preset', () => {
  test('each request has the shape of the format, and decides as the gateway or says where it does not', () => {
    let compared = 0;
    const exceptions = cases.flatMap((each) => {
      const snippet = textOf(anthropic.write(each.input));
      const broken = explainAnthropic(snippet.text);
      if (broken.length > 0) return broken.map((problem) => `${each.id}: ${problem}`);
      const found = compareWithGateway(each, snippet, (tool) => decideByConnector(snippet.text, tool));
      compared += found.compared;
      return found.exceptions;
    });
    expect(exceptions).toEqual([]);
    expect(compared).toBeGreaterThan(5000);
  });

  test('a tool that is not recorded stays as it is, or is off where the whole server is meant', () => {
    const exceptions = cases.flatMap(({ id, input }) => {
      const { text } = textOf(anthropic.write(input));
      const expected = input.scope === 'tool' ? 'allow' : 'deny';
      return ['(not recorded)', ...input.others]
        .filter((other) => decideByConnector(text, other) !== expected)
        .map((other) => `${id}: ${other}`);
    });
    expect(exceptions).toEqual([]);
  });

  test('a request without its entries is seen to differ', () => {
    const exceptions = cases.flatMap((each) => {
      const snippet = textOf(anthropic.write(each.input));
      return compareWithGateway(each, snippet, () => 'allow').exceptions;
    });
    expect(exceptions.length).toBeGreaterThan(100);
  });
});

const server = { type: 'url', name: 'server', url: 'https://server.example/mcp' };
const toolset = { type: 'mcp_toolset', mcp_server_name: 'server', configs: { a: { enabled: false } } };

test.each<[string, object, string]>([
  [
    'another server',
    { mcp_servers: [server], tools: [{ ...toolset, mcp_server_name: 'x' }] },
    'must name the server',
  ],
  ['http', { mcp_servers: [{ ...server, url: 'http://server.example/' }], tools: [toolset] }, 'https://'],
  [
    'the shape of Managed Agents',
    { mcp_servers: [server], tools: [{ ...toolset, configs: [{ name: 'a', enabled: false }] }] },
    'configs',
  ],
  [
    'an approval',
    { mcp_servers: [server], tools: [{ ...toolset, require_approval: 'always' }] },
    'require_approval',
  ],
  [
    'a toolset that says nothing',
    { mcp_servers: [server], tools: [{ ...toolset, configs: {} }] },
    'must say something',
  ],
])('the format refuses %s', (_what, request, message) => {
  expect(explainAnthropic(JSON.stringify({ mcp_servers: [server], tools: [toolset] }))).toEqual([]);
  expect(explainAnthropic(JSON.stringify(request)).join(' ')).toContain(message);
});
