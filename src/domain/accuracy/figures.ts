import type { GoldLabel, LabelledTool } from '#schema/gold.ts';
import type { RiskClass } from '#schema/vocabulary.ts';
import type { Assessment } from '../assess.ts';
import { levelRank } from '../risk/level-rank.ts';
import { type Ratio, shareOf, toRatio } from './ratio.ts';

/** A labelled tool with what the rules alone say of it. */
export interface JudgedTool extends LabelledTool {
  readonly assessment: Assessment;
}

/** One of the figures that are shown first, and for which a floor can be committed. More is better for all of them. */
export interface Figure {
  readonly id: string;
  /** Shown to readers, sentence case. */
  readonly label: string;
  /** What is counted among what, as a full sentence. */
  readonly meaning: string;
  /** Counts it. */
  readonly measure: (tools: readonly JudgedTool[]) => Ratio;
}

/** The classes of which one call can do lasting harm. */
const dangerous: ReadonlySet<RiskClass> = new Set<RiskClass>(['execute', 'destructive', 'financial']);

const labelOf = ({ label }: JudgedTool): GoldLabel => label;
const classOf = ({ assessment }: JudgedTool): RiskClass => assessment.verdict.class;
const sameClass = (tool: JudgedTool): boolean => classOf(tool) === labelOf(tool).class;
const labelledDangerous = (tool: JudgedTool): boolean => dangerous.has(labelOf(tool).class);

/** How far the verdict's level lies above that of the label, in steps; undefined when one of the two is unknown. */
export function levelDistance({ label, assessment }: JudgedTool): number | undefined {
  const { level } = assessment.verdict;
  return level === 'unknown' || label.level === 'unknown'
    ? undefined
    : levelRank[level] - levelRank[label.level];
}

/** Capabilities of a tool that the label, the rules and both name. */
export function countCapabilities({ label, assessment }: JudgedTool): {
  readonly wanted: number;
  readonly given: number;
  readonly right: number;
} {
  const { capabilities } = assessment.verdict;
  const right = capabilities.filter(({ id }) => label.capabilities.includes(id)).length;
  return { wanted: label.capabilities.length, given: capabilities.length, right };
}

/** The main figures, in the order in which they are shown. */
export const figures = [
  {
    id: 'classAgreement',
    label: 'Class agrees',
    meaning: 'Of all tools, those to which the rules give the class of the label.',
    measure: (tools) => shareOf(tools, sameClass),
  },
  {
    id: 'dangerousRecall',
    label: 'Dangerous tools found',
    meaning:
      'Of the tools labelled execute, destructive or financial, those to which the rules give that very class.',
    measure: (tools) => shareOf(tools.filter(labelledDangerous), sameClass),
  },
  {
    id: 'dangerousRecognised',
    label: 'Dangerous tools recognised',
    meaning:
      'Of the tools labelled execute, destructive or financial, those to which the rules give any of the three.',
    measure: (tools) => shareOf(tools.filter(labelledDangerous), (tool) => dangerous.has(classOf(tool))),
  },
  {
    id: 'readPrecision',
    label: 'Read is right',
    meaning: 'Of the tools that the rules call read, those that are labelled so.',
    measure: (tools) =>
      shareOf(
        tools.filter((tool) => classOf(tool) === 'read'),
        sameClass,
      ),
  },
  {
    id: 'classified',
    label: 'Classified',
    meaning: 'Of all tools, those to which the rules give a class at all.',
    measure: (tools) => shareOf(tools, (tool) => classOf(tool) !== 'unknown'),
  },
  {
    id: 'levelAgreement',
    label: 'Level agrees',
    meaning: 'Of all tools, those to which the rules give the level of the label.',
    measure: (tools) => shareOf(tools, ({ label, assessment }) => assessment.verdict.level === label.level),
  },
  {
    id: 'levelNotTooLow',
    label: 'Level is not too low',
    meaning:
      'Of the tools with a level in both, those to which the rules give that of the label or a higher one.',
    measure: (tools) => shareOf(distances(tools), (distance) => distance >= 0),
  },
  {
    id: 'levelNotTooHigh',
    label: 'Level is not too high',
    meaning:
      'Of the tools with a level in both, those to which the rules give that of the label or a lower one.',
    measure: (tools) => shareOf(distances(tools), (distance) => distance <= 0),
  },
  {
    id: 'capabilityPrecision',
    label: 'Capabilities are right',
    meaning: 'Of all capabilities that the rules name, tool by tool, those that the label names, too.',
    measure: (tools) => sumCapabilities(tools, 'given'),
  },
  {
    id: 'capabilityRecall',
    label: 'Capabilities found',
    meaning: 'Of all capabilities that the labels name, tool by tool, those that the rules name, too.',
    measure: (tools) => sumCapabilities(tools, 'wanted'),
  },
] as const satisfies readonly Figure[];

/** Id of a main figure. */
export type FigureId = (typeof figures)[number]['id'];

/** The ids of the main figures. */
export const figureIds: readonly FigureId[] = figures.map(({ id }) => id);

function distances(tools: readonly JudgedTool[]): number[] {
  return tools.flatMap((tool) => levelDistance(tool) ?? []);
}

function sumCapabilities(tools: readonly JudgedTool[], among: 'given' | 'wanted'): Ratio {
  const counts = tools.map(countCapabilities);
  const sum = (key: 'given' | 'wanted' | 'right'): number =>
    counts.reduce((total, count) => total + count[key], 0);
  return toRatio(sum('right'), sum(among));
}
