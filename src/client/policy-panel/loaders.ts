import type { Target } from '#domain/targets/target.ts';
import type { PolicyFormat } from '#schema/vocabulary.ts';

/** Loads what writes one format, so that a reader gets the code of the formats that are looked at and of no other. */
export const loaders = {
  gateway: async () => (await import('#domain/targets/gateway.ts')).gateway,
  'gateway-part': async () => (await import('#domain/targets/gateway.ts')).gatewayPart,
  'claude-code': async () => (await import('#domain/targets/claude-code.ts')).claudeCode,
  vscode: async () => (await import('#domain/targets/vscode.ts')).vscode,
  cursor: async () => (await import('#domain/targets/cursor.ts')).cursor,
  codex: async () => (await import('#domain/targets/codex.ts')).codex,
  gemini: async () => (await import('#domain/targets/gemini.ts')).gemini,
  openai: async () => (await import('#domain/targets/openai.ts')).openai,
  'openai-agents': async () => (await import('#domain/targets/openai-agents.ts')).openaiAgents,
  anthropic: async () => (await import('#domain/targets/anthropic.ts')).anthropic,
  toolhive: async () => (await import('#domain/targets/toolhive.ts')).toolhive,
  agentgateway: async () => (await import('#domain/targets/agentgateway.ts')).agentgateway,
  intercept: async () => (await import('#domain/targets/intercept.ts')).intercept,
  agentcore: async () => (await import('#domain/targets/agentcore.ts')).agentcore,
} as const satisfies Record<PolicyFormat, () => Promise<Target>>;

/** Loads the target of an id; undefined when there is none of that id. */
export async function loadTarget(id: string): Promise<Target | undefined> {
  return Object.hasOwn(loaders, id) ? loaders[id as PolicyFormat]() : undefined;
}
