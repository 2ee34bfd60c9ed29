import type { Review } from '#schema/review.ts';
import type { Tool } from '#schema/tool.ts';
import {
  type Capability,
  type Flag,
  type Hint,
  hints,
  idsOf,
  type Level,
  type RiskClass,
} from '#schema/vocabulary.ts';
import { type Assessment, assess } from '../assess.ts';
import type { ServerSetting } from '../facts.ts';
import { describeOutcome } from '../policy/explain.ts';
import { boundsOf } from '../policy/argument-bounds.ts';
import { type PolicyAction, toolPolicy } from '../policy/recommend.ts';
import { type PolicyChoices, recommendTool } from '../policy-request.ts';
import { simulateTool } from '../policy/simulate.ts';
import { type FieldChange, listFieldChanges } from './fields.ts';
import { type RiskReason, riskSignals } from './signals.ts';

/** What a change is judged with, besides the definitions. */
export interface JudgeContext {
  /** What the operator has stated about recommended policies. */
  readonly choices: PolicyChoices;
  /** The review that judged this very definition, or undefined. A review of another definition must not be given. */
  readonly reviewOf: (tool: Tool) => Review | undefined;
  /** The server that the tools belong to. */
  readonly setting: ServerSetting | undefined;
}

/** One definition of a tool, judged by the rules of today, by its review when it has one. */
export interface JudgedDefinition {
  readonly tool: Tool;
  readonly assessment: Assessment;
  readonly class: RiskClass;
  readonly level: Level;
  /** What is recommended for it. */
  readonly action: PolicyAction;
  /** What the recommended policy does with it, found by running it: "at most 30 calls a minute". */
  readonly policy: string;
}

/** A declared hint that promises less than it did. */
export interface WeakenedHint {
  readonly hint: Hint;
  readonly before: boolean;
  /** Undefined when it is no longer declared. */
  readonly after: boolean | undefined;
}

/** What one definition has that the other does not. */
export interface Difference<T> {
  readonly gained: readonly T[];
  readonly lost: readonly T[];
}

/** Two judged definitions of one tool, side by side: what the signals look at. */
export interface Step {
  /** Undefined when the tool was added. */
  readonly before: JudgedDefinition | undefined;
  /** Undefined when the tool was removed. */
  readonly after: JudgedDefinition | undefined;
  readonly capabilities: Difference<Capability>;
  readonly flags: Difference<Flag>;
  readonly weakenedHints: readonly WeakenedHint[];
}

/** One tool that a change added, removed or changed. */
export interface JudgedTool extends Step {
  /** Raw name. Untrusted text. */
  readonly name: string;
  readonly kind: ToolChangeKind;
  /** Where the definitions differ; empty unless both are there. */
  readonly fields: readonly FieldChange[];
  /** Why the tool is riskier than before; empty when it is not. */
  readonly reasons: readonly RiskReason[];
  readonly riskier: boolean;
  /** A review judged the definition before and nobody the one after, so the verdict may differ although the tool does not. */
  readonly reviewLapsed: boolean;
}

/** What happened to a tool, in the order in which lists name it. */
export const toolChangeKinds = {
  changed: { label: 'Changed', meaning: 'Both captures have the tool, and its definitions differ.' },
  added: { label: 'Added', meaning: 'Only the newer capture has the tool.' },
  removed: { label: 'Removed', meaning: 'Only the capture before has the tool.' },
} as const;

/** Id of what happened to a tool. */
export type ToolChangeKind = keyof typeof toolChangeKinds;

/**
 * Judges what happened to one tool. At least one definition must be there.
 * A review counts for the definition that it judged. When only the definition before has one, both are compared by the rules
 * alone: otherwise a corrected typo would look like a danger because a favourable review lapsed with it.
 */
export function judgeTool(
  before: Tool | undefined,
  after: Tool | undefined,
  context: JudgeContext,
): JudgedTool {
  const tool = after ?? before;
  if (!tool) throw new Error('A change of a tool has neither a definition before nor one after.');
  const was = before && judge(before, context.reviewOf(before), context);
  const is = after && judge(after, context.reviewOf(after), context);
  const reviewLapsed = Boolean(was?.assessment.review && is && !is.assessment.review);
  const compared = before && reviewLapsed ? judge(before, undefined, context) : was;
  const step = takeStep(compared, is);
  const reasons = riskSignals.flatMap((signal) =>
    signal.find(step).map((found): RiskReason => ({ signal: signal.id, label: signal.label, ...found })),
  );
  return {
    ...step,
    before: was,
    name: tool.name,
    kind: !before ? 'added' : after ? 'changed' : 'removed',
    fields: before && after ? listFieldChanges(before, after) : [],
    reasons,
    riskier: reasons.length > 0,
    reviewLapsed,
  };
}

function judge(tool: Tool, review: Review | undefined, { choices, setting }: JudgeContext): JudgedDefinition {
  const assessment = assess(tool, review?.digest ?? '', review, setting);
  const { class: riskClass, level } = assessment.verdict;
  const recommended = recommendTool(
    { name: tool.name, class: riskClass, level, bounds: boundsOf(assessment) },
    'recommended',
    choices,
  );
  return {
    tool,
    assessment,
    class: riskClass,
    level,
    action: recommended.action,
    // The document has no rule that asks for the hour, so any moment will do.
    policy: describeOutcome(simulateTool(toolPolicy(recommended), tool.name, 0)),
  };
}

function takeStep(before: JudgedDefinition | undefined, after: JudgedDefinition | undefined): Step {
  const capabilitiesOf = (side: JudgedDefinition | undefined): Capability[] =>
    (side?.assessment.verdict.capabilities ?? []).map(({ id }) => id);
  const flagsOf = (side: JudgedDefinition | undefined): Flag[] =>
    (side?.assessment.flags ?? []).map(({ id }) => id);
  return {
    before,
    after,
    capabilities: differ(capabilitiesOf(before), capabilitiesOf(after)),
    flags: differ(flagsOf(before), flagsOf(after)),
    weakenedHints: before && after ? findWeakened(before.assessment, after.assessment) : [],
  };
}

function differ<T>(before: readonly T[], after: readonly T[]): Difference<T> {
  return {
    gained: after.filter((id) => !before.includes(id)),
    lost: before.filter((id) => !after.includes(id)),
  };
}

/** What each hint says when it promises the most; anything else, silence included, promises less. */
const reassuring: Readonly<Record<Hint, boolean>> = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

function findWeakened(before: Assessment, after: Assessment): WeakenedHint[] {
  return idsOf(hints).flatMap((hint) => {
    const was = before.annotations.declared[hint];
    const is = after.annotations.declared[hint];
    return was === reassuring[hint] && is !== was ? [{ hint, before: was, after: is }] : [];
  });
}
