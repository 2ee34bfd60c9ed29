import type { ContractTarget } from '#schema/contracts.ts';
import { claudeCodeClient } from './claude-code.ts';
import { codexClient } from './codex.ts';
import { geminiClient } from './gemini.ts';
import type { Client } from './types.ts';

/** The clients whose own engines decide about our snippets. */
export const clients: Readonly<Record<ContractTarget, Client>> = {
  'claude-code': claudeCodeClient,
  codex: codexClient,
  gemini: geminiClient,
};
