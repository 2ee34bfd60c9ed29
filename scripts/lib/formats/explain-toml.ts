import { parse, TomlError } from 'smol-toml';
import type { z } from 'zod';
import { explainShape } from './explain.ts';

/** What is wrong with a text that should be TOML of a certain shape, in full sentences; empty when nothing. */
export function explainTomlShape(text: string, schema: z.ZodType): string[] {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    if (error instanceof TomlError) return [`The text is no TOML: ${error.message}`];
    throw error;
  }
  return explainShape(document, schema);
}
