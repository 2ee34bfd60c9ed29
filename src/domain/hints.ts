import { type Hint, hints, idsOf, type RiskClass } from '#schema/vocabulary.ts';
import type { CapabilityFinding } from './capabilities.ts';
import type { ToolFacts } from './facts.ts';

/** What the catalogue assesses a hint to be; null where the record does not show it. */
export type AssessedHints = Readonly<Record<Hint, boolean | null>>;

/** A declared hint that contradicts the assessed one. */
export interface HintConflict {
  readonly hint: Hint;
  readonly declared: boolean;
  readonly assessed: boolean;
}

/** How a declared hint compares with the assessed one; undecided where the record shows none, or the hint has no meaning. */
export type HintStanding = 'agrees' | 'conflicts' | 'undecided';

/** Verbs that only add, so that nothing existing is destroyed. */
const additive =
  /^(?:create|add|send|post|publish|upload|invite|comment|reply|append|insert|issue|generate|import|clone|duplicate|copy)$/;

/** Verbs whose repetition does the same thing again: a second message, a second key. */
const repeating = /^(?:send|post|publish|invite|comment|reply|append|issue|generate|duplicate)$/;

/** Capabilities that reach beyond a closed set of things. */
const openWorld = new Set([
  'network-egress',
  'untrusted-ingest',
  'messaging-send',
  'messaging-read',
  'browser-control',
  'payment',
]);

/** The four hints as the verdict implies them. Null is honest: the record does not show it. */
export function assessHints(
  facts: ToolFacts,
  riskClass: RiskClass,
  capabilities: readonly CapabilityFinding[],
): AssessedHints {
  if (riskClass === 'unknown') {
    return { readOnlyHint: null, destructiveHint: null, idempotentHint: null, openWorldHint: null };
  }
  const read = riskClass === 'read';
  const rotates = capabilities.some(({ id }) => id === 'key-rotation');
  const onlyAdds = riskClass === 'write' && additive.test(facts.nameVerb?.verb.lemma ?? '');
  const ends = riskClass === 'destructive' || riskClass === 'financial';
  const runsAnything =
    riskClass === 'execute' && capabilities.some(({ id }) => id === 'shell-exec' || id === 'database-query');
  const repeats = riskClass === 'write' && repeating.test(facts.nameVerb?.verb.lemma ?? '');
  const local = capabilities.some(({ id }) => id.startsWith('filesystem') || id === 'memory-write');
  const reachesOut = capabilities.some(({ id }) => openWorld.has(id));
  return {
    readOnlyHint: read,
    destructiveHint: read || onlyAdds ? false : ends || rotates || runsAnything ? true : null,
    idempotentHint: read ? true : repeats && !rotates ? false : null,
    openWorldHint: reachesOut ? true : local ? false : null,
  };
}

/**
 * Declared hints that differ from assessed ones. For a tool that only reads, the protocol gives destructive and idempotent no
 * meaning, so only a claim of destruction is a conflict there.
 */
export function findConflicts(facts: ToolFacts, assessed: AssessedHints): HintConflict[] {
  return idsOf(hints).flatMap((hint) => {
    const declared = facts.declared[hint];
    const expected = assessed[hint];
    if (declared === undefined || expected === null || declared === expected) return [];
    if (hint === 'idempotentHint' && assessed.readOnlyHint === true) return [];
    return [{ hint, declared, assessed: expected }];
  });
}

/** How each declared hint compares with the assessed one; those not declared are absent. */
export function compareHints(
  declared: ToolFacts['declared'],
  assessed: AssessedHints,
  conflicts: readonly HintConflict[],
): Partial<Record<Hint, HintStanding>> {
  const standings: Partial<Record<Hint, HintStanding>> = {};
  for (const hint of idsOf(hints)) {
    if (declared[hint] === undefined) continue;
    if (conflicts.some((conflict) => conflict.hint === hint)) standings[hint] = 'conflicts';
    else standings[hint] = declared[hint] === assessed[hint] ? 'agrees' : 'undecided';
  }
  return standings;
}
