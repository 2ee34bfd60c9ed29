import type { z } from 'zod';
import { explainJson } from '../site-check/structure.ts';

/** What is wrong with a text that should be JSON of a certain shape, in full sentences; empty when nothing. */
export function explainJsonShape(text: string, schema: z.ZodType): string[] {
  const broken = explainJson(text);
  return broken.length > 0 ? broken : explainShape(JSON.parse(text), schema);
}

/** What is wrong with a parsed value, with the place of each problem. */
export function explainShape(value: unknown, schema: z.ZodType): string[] {
  return (schema.safeParse(value).error?.issues ?? []).map(
    ({ path, message }) => `${path.length === 0 ? 'the top' : path.join('.')}: ${message}.`,
  );
}
