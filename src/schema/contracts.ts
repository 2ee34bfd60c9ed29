import { z } from 'zod';
import { dateSchema, textSchema } from './common.ts';

/** Targets whose own program decides about the snippets; ids of targets. */
export const contractTargets = ['claude-code', 'codex', 'gemini'] as const;

/** Id of a target whose own program decides about the snippets. */
export type ContractTarget = (typeof contractTargets)[number];

/** What one client made of every snippet of its format. */
export const contractResultSchema = z.strictObject({
  /** The target. */
  target: z.enum(contractTargets),
  /** Name of the npm package that was run. */
  package: textSchema,
  /** Its exact version. */
  version: textSchema,
  /** The day on which it was run. */
  date: dateSchema,
  /** How many different snippets it read. */
  snippets: z.int().nonnegative(),
  /** How many tools were left without a snippet because the format cannot name them. */
  impossible: z.int().nonnegative(),
  /** How many statements were checked: one for each snippet that it is accepted, and one for each call that was tried. */
  checks: z.int().nonnegative(),
  /** Checks that were met. */
  passed: z.int().nonnegative(),
  /** Checks that were not. */
  failed: z.int().nonnegative(),
  /** What was proven and how, in full sentences. */
  note: textSchema,
});

/** What one client made of every snippet of its format. */
export type ContractResult = Readonly<z.output<typeof contractResultSchema>>;

/** The stored results, one for each target that was run, in the order of `contractTargets`. */
export const contractResultsSchema = z.array(contractResultSchema);
