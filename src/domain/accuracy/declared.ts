import type { Hint, RiskClass } from '#schema/vocabulary.ts';
import type { JudgedTool } from './figures.ts';
import { type Ratio, shareOf } from './ratio.ts';

/** How often vendors' own hints agree with the labels. Only tools that declare the hint and whose label decides count. */
export interface HintAccuracy {
  readonly hint: Hint;
  /** What the label has to say for the hint to be right, as the middle of a sentence. */
  readonly trueWhen: string;
  /** Declarations that agree with the label. */
  readonly vendor: Ratio;
  /** On the very same tools, verdicts of the rules that agree with the label on this point. */
  readonly rules: Ratio;
  /** Declared true where the label says otherwise. */
  readonly wronglyTrue: number;
  /** Declared false where the label says otherwise. */
  readonly wronglyFalse: number;
}

/** The hints that a class decides, and the classes for which they are true. */
const decidedHints = [
  { hint: 'readOnlyHint', trueWhen: 'the label says read', classes: ['read'] },
  {
    hint: 'destructiveHint',
    trueWhen: 'the label says destructive or financial',
    classes: ['destructive', 'financial'],
  },
] as const satisfies readonly { hint: Hint; trueWhen: string; classes: readonly RiskClass[] }[];

/** Compares what vendors declare, and what the rules say, with the labels. */
export function measureHints(tools: readonly JudgedTool[]): HintAccuracy[] {
  return decidedHints.map(({ hint, trueWhen, classes }) => {
    const holds = (riskClass: RiskClass): boolean => classes.some((id) => id === riskClass);
    const cases = tools.flatMap(({ label, assessment }) => {
      const declared = assessment.annotations.declared[hint];
      if (declared === undefined || label.class === 'unknown') return [];
      return [{ declared, truth: holds(label.class), ruled: assessment.verdict.class }];
    });
    return {
      hint,
      trueWhen,
      vendor: shareOf(cases, ({ declared, truth }) => declared === truth),
      rules: shareOf(cases, ({ ruled, truth }) => ruled !== 'unknown' && holds(ruled) === truth),
      wronglyTrue: cases.filter(({ declared, truth }) => declared && !truth).length,
      wronglyFalse: cases.filter(({ declared, truth }) => !declared && truth).length,
    };
  });
}
