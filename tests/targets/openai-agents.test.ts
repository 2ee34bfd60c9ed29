import vm from 'node:vm';
import { Agent, type HostedMCPTool, hostedMcpTool, Runner, UserError } from '@openai/agents-core';
import { modelResponse, ScriptedModel } from '@openai/agents-core/testing';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { explainOpenaiAgents } from '#scripts/lib/formats/openai-agents.ts';
import { hostedToolSchema, type HostedToolObject } from '#scripts/lib/formats/openai.ts';
import { openai } from '#domain/targets/openai.ts';
import { openaiAgents } from '#domain/targets/openai-agents.ts';
import { listEveryPolicy } from '../support/every-policy.ts';
import { compareWithGateway } from './compare.ts';
import { decideByHostedTool } from './hosted-tool.ts';

const cases = listEveryPolicy();

const hostedTool = z.object({ providerData: z.looseObject({ allowed_tools: z.unknown() }) });
const allowedFilter = z.object({ tool_names: z.array(z.string()) }).optional();

/** What the code makes: it is compiled as it stands, but for its import and its export. */
function runModule(text: string): HostedMCPTool {
  const body = text.replace(/^import .*\n/, '').replace('export const mcpServer =', 'return');
  const run = vm.compileFunction(body, ['hostedMcpTool']) as (make: typeof hostedMcpTool) => HostedMCPTool;
  return run(hostedMcpTool);
}

/** What the SDK sends when this code is run. */
function runCode(text: string): HostedToolObject {
  const { providerData } = hostedTool.parse(runModule(text));
  const allowed = allowedFilter.parse(providerData.allowed_tools)?.tool_names;
  const sent = JSON.parse(JSON.stringify({ ...providerData, allowed_tools: allowed })) as unknown;
  return hostedToolSchema.parse(sent);
}

describe('over the whole catalogue, under every preset', () => {
  test("the SDK's own function makes of each code what is meant, and it decides as the gateway or says where it does not", () => {
    let compared = 0;
    const exceptions = cases.flatMap((each) => {
      const snippet = openaiAgents.write(each.input);
      if (snippet.kind === 'impossible') return [];
      const broken = explainOpenaiAgents(snippet.text);
      if (broken.length > 0) return broken.map((problem) => `${each.id}: ${problem}`);
      const object = runCode(snippet.text);
      const found = compareWithGateway(each, snippet, (tool) => decideByHostedTool(object, tool));
      compared += found.compared;
      return found.exceptions;
    });
    expect(exceptions).toEqual([]);
    expect(compared).toBeGreaterThan(5000);
  });

  test('the code sends the very object that the other format shows', () => {
    const differing = cases.filter(({ input }) => {
      const [code, object] = [openaiAgents.write(input), openai.write(input)];
      if (code.kind === 'impossible' || object.kind === 'impossible') return code.kind !== object.kind;
      return (
        JSON.stringify(runCode(code.text)) !== JSON.stringify(hostedToolSchema.parse(JSON.parse(object.text)))
      );
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });
});

const sound = `import { hostedMcpTool } from "@openai/agents";

export const mcpServer = hostedMcpTool({
  serverLabel: "server",
  serverUrl: "https://server.example/mcp",
  requireApproval: {
    always: {
      toolNames: [
        "a",
      ],
    },
    never: {
      toolNames: [
        "b",
      ],
    },
  },
});
`;

test.each<[string, string, string]>([
  ['a tool in both lists', '"b"', '"a"'],
  ['a misspelt key', 'toolNames: [\n        "b"', 'tools: [\n        "b"'],
  ['an approval by the name of a tool', 'always: {', 'a: {'],
])('the SDK itself throws at %s', (_what, part, wrong) => {
  expect(runCode(sound).require_approval).toEqual({
    always: { tool_names: ['a'] },
    never: { tool_names: ['b'] },
  });
  expect(() => runCode(sound.replace(part, wrong))).toThrow(UserError);
});

test.each<[string, string, string]>([
  ['two statements', '});\n', '});\nalert(1);\n'],
  ['an expression', '"a"', '"a" + x'],
  ['a call', '"a"', 'fetch("a")'],
  ['a comment', '"a"', '"a" // b'],
  ['a character that reorders', '"a"', '"\u202ea"'],
  ['another import', '@openai/agents', 'agents'],
  ['an unknown option', 'serverLabel', 'label'],
  ['a tool in both lists', '"b"', '"a"'],
])('the grammar refuses %s', (_what, part, wrong) => {
  expect(explainOpenaiAgents(sound)).toEqual([]);
  expect(explainOpenaiAgents(sound.replace(part, wrong))).not.toEqual([]);
});

test.each([
  '"});alert(1)//',
  '\u2028',
  '\u202edecoy',
  '</script>',
  '${process}',
  '`',
  '\\',
  "'",
  'a\nb',
  '__proto__',
  'constructor',
  ' a ',
  '天気',
  '\u{1f600}',
  '\u{e0041}',
  '\ud800',
  'a: b,',
  '],',
  'x'.repeat(200),
])('the name %j arrives as it is and runs nothing', (name) => {
  const snippet = openaiAgents.write({
    preset: 'recommended',
    scope: 'tool',
    alias: 'server',
    endpoint: `https://server.example/?${encodeURIComponent(name.toWellFormed())}`,
    tools: [{ tool: name, riskClass: 'read', level: 'low', action: { kind: 'allow' }, rules: [] }],
    others: [`${name} other`],
  });
  if (snippet.kind === 'impossible') throw new Error(snippet.reason);
  expect(explainOpenaiAgents(snippet.text)).toEqual([]);
  expect(runCode(snippet.text).require_approval).toEqual({
    always: { tool_names: [`${name} other`] },
    never: { tool_names: [name] },
  });
});

test('where the API asks for approval, a run with the code stops until somebody decides', async () => {
  const request = { id: 'request', name: 'a', server_label: 'server', arguments: '{}' };
  const model = new ScriptedModel([
    modelResponse([
      {
        type: 'hosted_tool_call',
        name: 'mcp_approval_request',
        id: 'request',
        status: 'completed',
        providerData: { type: 'mcp_approval_request', ...request },
      },
    ]),
  ]);
  const agent = new Agent({ name: 'agent', model, tools: [runModule(sound)] });
  const result = await new Runner({ tracingDisabled: true }).run(agent, 'Call a.');
  expect(result.interruptions.map(({ name }) => name)).toEqual(['a']);
});
