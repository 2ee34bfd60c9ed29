import type { Review } from '#schema/review.ts';
import type { Tool } from '#schema/tool.ts';
import type { Hint } from '#schema/vocabulary.ts';
import { readFacts, type ServerSetting, type ToolFacts } from './facts.ts';
import { findFlags, type FlagFinding } from './flags.ts';
import { type AssessedHints, assessHints, findConflicts, type HintConflict } from './hints.ts';
import { classify, type Verdict } from './risk/classify.ts';

/** Everything that is derived from one record alone. */
export interface Assessment {
  readonly facts: ToolFacts;
  readonly verdict: Verdict;
  readonly flags: readonly FlagFinding[];
  readonly annotations: {
    /** What the vendor declares; absent hints are not declared. */
    readonly declared: Readonly<Partial<Record<Hint, boolean>>>;
    readonly assessed: AssessedHints;
    readonly conflicts: readonly HintConflict[];
  };
  /** The review that counts, or undefined. */
  readonly review: Review | undefined;
  /** A review that judged another definition; shown, and without effect. */
  readonly outdatedReview: Review | undefined;
}

/**
 * Derives verdict, flags and hints of one tool: the one place where a record becomes a judgement.
 * @param digest digest of the definition as it is now; a review of another digest has no effect
 * @param server the server that the tool belongs to; undefined when the definition is judged by itself
 */
export function assess(
  tool: Tool,
  digest: string,
  review: Review | undefined,
  server: ServerSetting | undefined,
): Assessment {
  const facts = readFacts(tool, server);
  const current = review?.digest === digest ? review : undefined;
  const verdict = classify(facts, current);
  const assessed = assessHints(facts, verdict.class, verdict.capabilities);
  const conflicts = findConflicts(facts, assessed);
  return {
    facts,
    verdict,
    flags: findFlags(facts, { capabilities: verdict.capabilities, conflicts }),
    annotations: { declared: facts.declared, assessed, conflicts },
    review: current,
    outdatedReview: review && !current ? review : undefined,
  };
}
