import { z } from 'zod';
import { explainJsonShape } from './explain.ts';

const ruleName = z
  .string()
  .regex(
    /^mcp__[A-Za-z0-9_-]+__[A-Za-z0-9_-]+$/,
    'must be mcp__<server>__<tool>, in letters, digits, _ and -',
  );

/** The part of the client's settings file that a snippet may hold. */
const settingsSchema = z.strictObject({
  permissions: z.strictObject({
    allow: z.array(ruleName).optional(),
    ask: z.array(ruleName).optional(),
    deny: z.array(ruleName).optional(),
  }),
});

/** What is wrong with a text as settings of Claude Code. */
export function explainClaudeCode(text: string): string[] {
  return explainJsonShape(text, settingsSchema);
}
