import { expect, test } from 'vitest';
import { openaiAgents } from './openai-agents.ts';
import { inputFor } from './target.fixture.ts';
import type { Recommendation } from './target.ts';

const free: Recommendation = {
  tool: 'read "it"',
  riskClass: 'read',
  level: 'low',
  action: { kind: 'allow' },
  rules: [],
};
const refused: Recommendation = { ...free, tool: 'drop', action: { kind: 'deny', approval: false } };

test('the code names every tool with its approval, and approval is never left to the default', () => {
  const snippet = openaiAgents.write(
    inputFor(
      [free, refused, { ...refused, tool: 'ask', action: { kind: 'deny', approval: true } }],
      'server',
    ),
  );
  expect(snippet).toMatchObject({
    text: `import { hostedMcpTool } from "@openai/agents";

export const mcpServer = hostedMcpTool({
  serverLabel: "server",
  serverUrl: "https://your-server.example/mcp",
  allowedTools: [
    "read \\"it\\"",
    "ask",
  ],
  requireApproval: {
    always: {
      toolNames: [
        "ask",
      ],
    },
    never: {
      toolNames: [
        "read \\"it\\"",
      ],
    },
  },
});
`,
  });
});

test('approval for everything is stated, since the SDK asks for none by itself', () => {
  expect(openaiAgents.write(inputFor([refused], 'tool', ['a']))).toMatchObject({
    text: expect.stringContaining('requireApproval: "always"') as string,
  });
});

test('what cannot be seen in code stands as an escape', () => {
  const snippet = openaiAgents.write(inputFor([{ ...free, tool: '\u202ea\u2028\u{e0041}b' }]));
  expect(snippet).toMatchObject({
    text: expect.stringContaining(String.raw`"\u202ea\u2028\udb40\udc41b"`) as string,
  });
});

test('where there is no object for the API there is no code, for the same reason', () => {
  expect(openaiAgents.write(inputFor([refused]))).toEqual({
    kind: 'impossible',
    reason:
      'No recorded tool would be left, and an empty list of allowed tools may be taken for no list at all. Leave the server out of the request instead.',
  });
});
