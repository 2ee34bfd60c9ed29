import type { PolicyFormat } from '#schema/vocabulary.ts';
import { explainAgentcore } from './agentcore.ts';
import { explainAgentgateway } from './agentgateway.ts';
import { explainAnthropic } from './anthropic.ts';
import { explainClaudeCode } from './claude-code.ts';
import { explainCodex } from './codex.ts';
import { explainCursor } from './cursor.ts';
import { explainGateway, explainGatewayPart } from './gateway.ts';
import { explainGemini } from './gemini.ts';
import { explainIntercept } from './intercept.ts';
import { explainOpenai } from './openai.ts';
import { explainOpenaiAgents } from './openai-agents.ts';
import { explainToolhive } from './toolhive.ts';
import { explainVscode } from './vscode.ts';

/** What is wrong with a text of each format, in full sentences; empty when nothing. The build asks it about every raw file. */
export const formats: Readonly<Record<PolicyFormat, (text: string) => string[]>> = {
  gateway: explainGateway,
  'gateway-part': explainGatewayPart,
  'claude-code': explainClaudeCode,
  vscode: explainVscode,
  cursor: explainCursor,
  codex: explainCodex,
  gemini: explainGemini,
  openai: explainOpenai,
  'openai-agents': explainOpenaiAgents,
  anthropic: explainAnthropic,
  toolhive: explainToolhive,
  agentgateway: explainAgentgateway,
  intercept: explainIntercept,
  agentcore: explainAgentcore,
};
