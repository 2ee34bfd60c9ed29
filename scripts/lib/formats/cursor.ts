import { z } from 'zod';
import { explainJsonShape } from './explain.ts';

const entry = z
  .string()
  .regex(
    /^Mcp\([^\s():*]+:[^\s():*]+\)$/,
    'must be Mcp(<server>:<tool>), without blanks, colons, parentheses and stars',
  );

/** The part of the configuration of Cursor's command line that a snippet may hold. */
const configurationSchema = z.strictObject({
  permissions: z
    .strictObject({ allow: z.array(entry), deny: z.array(entry) })
    .refine(({ allow, deny }) => allow.length + deny.length > 0, 'must hold an entry')
    .refine(({ allow, deny }) => !deny.some((name) => allow.includes(name)), 'must not allow what it denies'),
});

/** What is wrong with a text as a configuration of Cursor's command line, in full sentences; empty when nothing is. */
export function explainCursor(text: string): string[] {
  return explainJsonShape(text, configurationSchema);
}
