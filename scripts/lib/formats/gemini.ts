import { z } from 'zod';
import { explainTomlShape } from './explain-toml.ts';

const longestPattern = 2048;

/** How Gemini CLI guesses that a pattern could take long: something repeats a group after a group held a quantifier. */
const nestedQuantifier = /\([^)]*[*+?{].*\)[*+?{]/;

const argsPattern = z
  .string()
  .max(longestPattern)
  .refine(
    (text) => !nestedQuantifier.test(text),
    'must not repeat a group, or Gemini CLI refuses the pattern',
  )
  .refine(compiles, 'must be a regular expression of JavaScript')
  .refine(
    (text) => text.includes(String.raw`\0"`),
    'must begin the name of an argument with \\0 and a quotation mark',
  );

/** A rule for one server. */
const ruleSchema = z.strictObject({
  mcpName: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'must be letters, digits, dots and dashes')
    .refine((name) => name !== 'mcp', 'must not be mcp'),
  toolName: z.string().regex(/^(?:\*|[A-Za-z0-9_.:-]+)$/, 'must be * or a name as Gemini CLI rewrites it'),
  argsPattern: argsPattern.optional(),
  decision: z.enum(['allow', 'deny', 'ask_user']),
  priority: z.int().min(0).max(999),
  denyMessage: z.string().optional(),
});

/** The part of a policy file that a snippet may hold. */
const geminiSchema = z.strictObject({ rule: z.array(ruleSchema).min(1) });

/** What is wrong with a text as a policy file of Gemini CLI, in full sentences; empty when nothing is. */
export function explainGemini(text: string): string[] {
  return explainTomlShape(text, geminiSchema);
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
