import type { Attack } from '#schema/attack.ts';
import type { Policy } from '#schema/policy.ts';
import type { Preset } from '#schema/vocabulary.ts';
import type { Assessment } from './assess.ts';
import { effectOf, type PolicyEffect, type ScenarioPolicy } from './attacks/effect.ts';
import { type Exposure, findExposures } from './attacks/exposures.ts';
import type { ArgumentBound } from './policy/argument-bounds.ts';

/** An attack pattern that fits a tool, why, and what each preset's policy does against it. */
export interface AttackMatch extends Exposure {
  readonly effects: Readonly<Record<Preset, PolicyEffect>>;
}

/** The policies that patterns are run against, with what the calls are made from. */
export interface PoliciesToTry extends Pick<ScenarioPolicy, 'values' | 'at'> {
  readonly documents: Readonly<Record<Preset, Policy>>;
  /** Arguments of the tool that a recommended policy may bound. */
  readonly bounds: readonly ArgumentBound[];
}

/** The patterns that fit a tool, as `findExposures` orders them, with what each preset's policy does against them, as executed. */
export function matchAttacks(
  assessment: Assessment,
  attacks: readonly Attack[],
  { documents, bounds, values, at }: PoliciesToTry,
): AttackMatch[] {
  const tool = { name: assessment.facts.tool.name, bounds, assessment };
  return findExposures(assessment, attacks).map((exposure) => {
    const effect = (preset: Preset): PolicyEffect =>
      effectOf(exposure.attack, tool, { document: documents[preset], values, at });
    return {
      ...exposure,
      effects: {
        strict: effect('strict'),
        recommended: effect('recommended'),
        permissive: effect('permissive'),
      },
    };
  });
}
