import type { ClientMeans } from './nearest.ts';
import { type HostedTool, planHostedTool } from './openai.ts';
import type { Target } from './target.ts';

/** The same tool as code for OpenAI's Agents SDK, which interrupts a run where a call needs approval. */
export const openaiAgents: Target = {
  id: 'openai-agents',
  label: 'OpenAI Agents SDK',
  file: 'mcp-server.ts',
  language: 'typescript',
  usesAlias: true,
  naming: 'Tools are named exactly as the server names them; the alias becomes the label of the server.',
  abilities: {
    allow: { can: 'yes', how: 'allowedTools, and "never" under requireApproval' },
    deny: { can: 'yes', how: 'the tool is left out of allowedTools, without a message' },
    hide: { can: 'yes', how: 'a tool that is not in allowedTools is not offered to the model' },
    ask: { can: 'yes', how: '"always" under requireApproval: the run is interrupted' },
    limit: { can: 'no', how: 'approval is required instead, or a tool that only reads is allowed' },
    arguments: {
      can: 'no',
      how: 'approval is required instead; an onApproval function of your own can read them',
    },
  },
  use: 'Import the constant and put it into "tools" of your agent; add "authorization" where the server wants a token. The server must be reachable from the internet. A call that needs approval is among the interruptions of the result: let a person approve or reject it there, and then resume the run.',
  proof: {
    kind: 'engine',
    by: "The SDK's own hostedMcpTool takes every call and makes of it the request that is meant, and the TypeScript compiler accepts every form of the file; what the API does with the request was not run.",
  },
  write: (input) => {
    const plan = planHostedTool(input, means);
    if (plan.kind === 'impossible') return plan;
    const { caption, losses, placeholders } = plan;
    return { kind: 'snippet', text: writeModule(plan), caption, losses, placeholders };
  },
};

const means: ClientMeans = { name: 'hostedMcpTool', asks: true, refuses: true };

function writeModule({ label, address, allowed, approval }: HostedTool): string {
  const lines = [
    'import { hostedMcpTool } from "@openai/agents";',
    '',
    'export const mcpServer = hostedMcpTool({',
    `  serverLabel: ${literal(label)},`,
    `  serverUrl: ${literal(address)},`,
    ...(allowed === undefined ? [] : [`  allowedTools: ${list(allowed, '  ')},`]),
    ...(typeof approval === 'string'
      ? [`  requireApproval: ${literal(approval)},`]
      : [
          '  requireApproval: {',
          ...Object.entries(approval).flatMap(([id, names]) => [
            `    ${id}: {`,
            `      toolNames: ${list(names, '      ')},`,
            '    },',
          ]),
          '  },',
        ]),
    '});',
  ];
  return `${lines.join('\n')}\n`;
}

function list(names: readonly string[], indent: string): string {
  return `[\n${names.map((name) => `${indent}  ${literal(name)},\n`).join('')}${indent}]`;
}

/** A text as a literal of the language. What cannot be seen, or reorders what is seen, stands as an escape. */
function literal(text: string): string {
  return JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
