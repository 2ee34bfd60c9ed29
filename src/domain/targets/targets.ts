import type { PolicyFormat } from '#schema/vocabulary.ts';
import { agentcore } from './agentcore.ts';
import { agentgateway } from './agentgateway.ts';
import { anthropic } from './anthropic.ts';
import { claudeCode } from './claude-code.ts';
import { codex } from './codex.ts';
import { cursor } from './cursor.ts';
import { gateway, gatewayPart } from './gateway.ts';
import { gemini } from './gemini.ts';
import { intercept } from './intercept.ts';
import { openai } from './openai.ts';
import { openaiAgents } from './openai-agents.ts';
import type { Target } from './target.ts';
import { toolhive } from './toolhive.ts';
import { vscode } from './vscode.ts';

/** The systems for which snippets are written, in the order of the tabs. `site.yaml` chooses among them. */
export const targets: Readonly<Record<PolicyFormat, Target>> = {
  gateway,
  'gateway-part': gatewayPart,
  'claude-code': claudeCode,
  vscode,
  cursor,
  codex,
  gemini,
  openai,
  'openai-agents': openaiAgents,
  anthropic,
  toolhive,
  agentgateway,
  intercept,
  agentcore,
};
