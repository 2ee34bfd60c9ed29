import { type GoldSet, goldSets, type LabelledTool } from '#schema/gold.ts';
import {
  type Capability,
  capabilities,
  type Confidence,
  confidences,
  idsOf,
  type Level,
  levels,
  type RiskClass,
  riskClasses,
} from '#schema/vocabulary.ts';
import { assess } from '../assess.ts';
import { settingOf } from '../facts.ts';
import { type HintAccuracy, measureHints } from './declared.ts';
import { countCapabilities, type FigureId, figures, type JudgedTool } from './figures.ts';
import { listMisses, type Miss } from './misses.ts';
import { type Ratio, type Score, shareOf, toScore } from './ratio.ts';

/** What is measured: one set of labels, or all labels together. */
export type Scope = GoldSet | 'all';

/** How many tools with one label get each verdict: `matrix[label][verdict]`. */
export type Confusion<Id extends string> = Readonly<Record<Id, Readonly<Record<Id, number>>>>;

/** How often the rules alone agree with the labels of one scope. */
export interface ScopeReport {
  readonly servers: number;
  readonly tools: number;
  /** The figures that are shown first. */
  readonly figures: Readonly<Record<FigureId, Ratio>>;
  readonly classConfusion: Confusion<RiskClass>;
  readonly classes: Readonly<Record<RiskClass, Score>>;
  readonly levelConfusion: Confusion<Level>;
  /** All capabilities of all tools in one count. */
  readonly capabilitiesTogether: Score;
  readonly capabilities: Readonly<Record<Capability, Score>>;
  /** Agreement of class and level where the rules are sure, and where they are not. */
  readonly confidence: Readonly<Record<Confidence, { readonly class: Ratio; readonly level: Ratio }>>;
  readonly hints: readonly HintAccuracy[];
  readonly misses: readonly Miss[];
}

/** The measure of each set of labels, and of all together. */
export type AccuracyReport = Readonly<Record<Scope, ScopeReport>>;

/**
 * Compares the verdicts of the rules with labels that were given without them. No review counts: what is measured is the rules alone,
 * on the definitions as they were when they were labelled. A share of no cases is null, never a number.
 */
export function measureAccuracy(labelled: readonly LabelledTool[]): AccuracyReport {
  const judged = labelled.map((item): JudgedTool => ({
    ...item,
    assessment: assess(item.tool, item.label.digest, undefined, settingOf(item.record)),
  }));
  const inSet = (set: GoldSet): ScopeReport => measureScope(judged.filter((item) => item.set === set));
  return { ...mapIds(idsOf(goldSets), inSet), all: measureScope(judged) };
}

/** Measures tools that have been judged, whatever their sets. */
export function measureScope(tools: readonly JudgedTool[]): ScopeReport {
  return {
    servers: new Set(tools.map(({ server }) => server)).size,
    tools: tools.length,
    figures: Object.fromEntries(figures.map(({ id, measure }) => [id, measure(tools)])) as Record<
      FigureId,
      Ratio
    >,
    classConfusion: countPairs(
      idsOf(riskClasses),
      tools.map(({ label, assessment }) => [label.class, assessment.verdict.class]),
    ),
    classes: mapIds(idsOf(riskClasses), (id) =>
      scoreOf(
        tools,
        ({ label }) => label.class === id,
        ({ assessment }) => assessment.verdict.class === id,
      ),
    ),
    levelConfusion: countPairs(
      idsOf(levels),
      tools.map(({ label, assessment }) => [label.level, assessment.verdict.level]),
    ),
    capabilitiesTogether: scoreTogether(tools),
    capabilities: mapIds(idsOf(capabilities), (id) =>
      scoreOf(
        tools,
        ({ label }) => label.capabilities.includes(id),
        ({ assessment }) => assessment.verdict.capabilities.some((found) => found.id === id),
      ),
    ),
    confidence: mapIds(idsOf(confidences), (id) => {
      const sure = tools.filter(({ assessment }) => assessment.verdict.confidence === id);
      return {
        class: shareOf(sure, ({ label, assessment }) => assessment.verdict.class === label.class),
        level: shareOf(sure, ({ label, assessment }) => assessment.verdict.level === label.level),
      };
    }),
    hints: measureHints(tools),
    misses: listMisses(tools),
  };
}

function countPairs<Id extends string>(
  ids: readonly Id[],
  pairs: readonly (readonly [label: Id, verdict: Id])[],
): Confusion<Id> {
  return mapIds(ids, (wanted) =>
    mapIds(ids, (given) => pairs.filter(([label, verdict]) => label === wanted && verdict === given).length),
  );
}

function scoreOf(
  tools: readonly JudgedTool[],
  isWanted: (tool: JudgedTool) => boolean,
  isGiven: (tool: JudgedTool) => boolean,
): Score {
  const given = tools.filter(isGiven);
  return toScore(given.filter(isWanted).length, given.length, tools.filter(isWanted).length);
}

function scoreTogether(tools: readonly JudgedTool[]): Score {
  const counts = tools.map(countCapabilities);
  const sum = (key: 'right' | 'given' | 'wanted'): number =>
    counts.reduce((total, count) => total + count[key], 0);
  return toScore(sum('right'), sum('given'), sum('wanted'));
}

function mapIds<Id extends string, T>(ids: readonly Id[], value: (id: Id) => T): Record<Id, T> {
  return Object.fromEntries(ids.map((id) => [id, value(id)])) as Record<Id, T>;
}
