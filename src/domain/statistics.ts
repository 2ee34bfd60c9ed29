import {
  capabilities,
  type Capability,
  type Hint,
  hints,
  idsOf,
  type Level,
  levels,
  type RiskClass,
  riskClasses,
} from '#schema/vocabulary.ts';
import { type Catalogue, compareText, type ToolEntry } from './catalogue.ts';
import type { HintStanding } from './hints.ts';

/** The catalogue in numbers. Each count is of tools, and of all tools unless it says otherwise. */
export interface Statistics {
  readonly tools: number;
  readonly servers: number;
  /** Newest capture date: the day of which the numbers are true. */
  readonly date: string;
  /** Tools of each class, by level; classes in the order of the vocabulary. */
  readonly classes: readonly ClassCounts[];
  /** Capabilities that at least one tool has, most frequent first. */
  readonly capabilities: readonly Counted<Capability>[];
  /** Tools of which no capability is shown. */
  readonly withoutCapability: number;
  /** Attack patterns by the number of tools that are exposed to them, most first; those that fit no tool are among them. */
  readonly attacks: readonly Counted<string>[];
  /** Tools that no pattern fits. */
  readonly withoutAttack: number;
  readonly hints: HintStatistics;
  /** Top-level arguments of the tools whose record documents the input. */
  readonly parameters: Spread;
  /** Characters of the descriptions of all tools, as captured. */
  readonly descriptions: Spread;
  /** Tokens of the definitions of all tools, as a client sends them. */
  readonly tokens: Spread;
}

/** How many tools have what an id stands for. */
export interface Counted<Id extends string> {
  readonly id: Id;
  readonly count: number;
}

/** The tools of one class. */
export interface ClassCounts {
  readonly id: RiskClass;
  readonly total: number;
  readonly byLevel: Readonly<Record<Level, number>>;
}

/** What vendors declare, beside what the records show. */
export interface HintStatistics {
  /** Tools that declare at least one hint. */
  readonly declaring: number;
  /** Of these, the tools with at least one hint that contradicts the assessed one. */
  readonly conflicting: number;
  readonly byHint: readonly HintCounts[];
}

/** How one hint is declared. */
export interface HintCounts extends Readonly<Record<HintStanding, number>> {
  readonly id: Hint;
  /** Tools that declare it, either way: the sum of the other counts. */
  readonly declared: number;
}

/** How a whole number is spread over tools. */
export interface Spread {
  /** Tools that have a number. */
  readonly of: number;
  /** Tools whose record does not show the number. */
  readonly missing: number;
  /** Every bin, also empty ones, from the least number on. */
  readonly bins: readonly Bin[];
  /** The middle number, of an even count the lower of the two in the middle; null when no tool has one. */
  readonly median: number | null;
  /** The tool with the highest number; the first by name where several share it. */
  readonly most: { readonly tool: ToolEntry; readonly value: number } | undefined;
}

/** Tools whose number lies between two bounds. */
export interface Bin {
  readonly from: number;
  /** Highest number that belongs here; null when there is no bound. */
  readonly to: number | null;
  readonly count: number;
}

/** Lowest numbers of the bins of arguments: single numbers as long as most tools have so many. */
const parameterBins = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 15, 25];

/** Lowest numbers of the bins of characters: none, then twice as wide each. */
const descriptionBins = [0, 1, 51, 101, 201, 401, 801, 1601];

/** Lowest numbers of the bins of tokens, twice as wide each. */
const tokenBins = [0, 51, 101, 201, 401, 801, 1601];

/** Counts what the slim entries of the catalogue hold. Looks at each tool a fixed number of times. */
export function countStatistics(catalogue: Catalogue): Statistics {
  const { tools, totals, newest, attacks, toolsOfAttack } = catalogue;
  return {
    tools: totals.tools,
    servers: totals.servers,
    date: newest,
    classes: idsOf(riskClasses).map((id) => countClass(id, catalogue)),
    capabilities: idsOf(capabilities)
      .map((id) => ({ id, count: totals.byCapability[id] }))
      .filter(({ count }) => count > 0)
      .sort(byCount),
    withoutCapability: tools.filter((tool) => tool.capabilities.length === 0).length,
    attacks: attacks.map(({ id }) => ({ id, count: toolsOfAttack.get(id)?.length ?? 0 })).sort(byCount),
    withoutAttack: tools.filter((tool) => tool.attacks.length === 0).length,
    hints: countHints(tools),
    parameters: spread(tools, parameterBins, ({ parameters }) => parameters),
    descriptions: spread(tools, descriptionBins, ({ descriptionLength }) => descriptionLength),
    tokens: spread(tools, tokenBins, ({ tokens: count }) => count),
  };
}

function countClass(id: RiskClass, { toolsOfClass, totals }: Catalogue): ClassCounts {
  const byLevel = Object.fromEntries(idsOf(levels).map((level) => [level, 0])) as Record<Level, number>;
  for (const { level } of toolsOfClass.get(id) ?? []) byLevel[level]++;
  return { id, total: totals.byClass[id], byLevel };
}

function byCount(a: Counted<string>, b: Counted<string>): number {
  return b.count - a.count || compareText(a.id, b.id);
}

function countHints(tools: readonly ToolEntry[]): HintStatistics {
  const standings = tools.map(({ declaredHints }) => Object.values(declaredHints));
  return {
    declaring: standings.filter((declared) => declared.length > 0).length,
    conflicting: standings.filter((declared) => declared.includes('conflicts')).length,
    byHint: idsOf(hints).map((id) => {
      const counts = { agrees: 0, conflicts: 0, undecided: 0 };
      for (const { declaredHints } of tools) {
        const standing = declaredHints[id];
        if (standing) counts[standing]++;
      }
      return { id, declared: counts.agrees + counts.conflicts + counts.undecided, ...counts };
    }),
  };
}

/** Sorts tools into bins by a number of theirs; null is a tool whose record does not show it. */
function spread(
  tools: readonly ToolEntry[],
  starts: readonly number[],
  numberOf: (tool: ToolEntry) => number | null,
): Spread {
  const values: number[] = [];
  let most: Spread['most'];
  for (const tool of tools) {
    const value = numberOf(tool);
    if (value === null) continue;
    values.push(value);
    if (most === undefined || value > most.value) most = { tool, value };
  }
  values.sort((a, b) => a - b);
  return {
    of: values.length,
    missing: tools.length - values.length,
    bins: starts.map((from, index) => {
      const next = starts[index + 1];
      const to = next === undefined ? null : next - 1;
      return {
        from,
        to,
        count: values.filter((value) => value >= from && (to === null || value <= to)).length,
      };
    }),
    median: values[Math.floor((values.length - 1) / 2)] ?? null,
    most,
  };
}
