import { z } from 'zod';
import { explainTomlShape } from './explain-toml.ts';

const approvalMode = z.enum(['auto', 'prompt', 'writes', 'approve']);

const toolName = z.string().min(1);

/** What a snippet may say of a server; its url or command is the reader's own. */
const serverSchema = z.strictObject({
  enabled_tools: z.array(toolName).optional(),
  disabled_tools: z.array(toolName).optional(),
  default_tools_approval_mode: approvalMode.optional(),
  tools: z.record(toolName, z.strictObject({ approval_mode: approvalMode })).optional(),
});

const serverName = z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be letters, digits, underscores and dashes');

/** The part of a Codex configuration that a snippet may hold. */
const codexSchema = z.strictObject({
  mcp_servers: z
    .record(serverName, serverSchema)
    .refine((servers) => Object.keys(servers).length === 1, 'must hold exactly one server'),
});

/** What is wrong with a text as a part of a Codex configuration, in full sentences; empty when nothing is. */
export function explainCodex(text: string): string[] {
  return explainTomlShape(text, codexSchema);
}
