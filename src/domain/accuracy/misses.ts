import type { GoldLabel, GoldSet } from '#schema/gold.ts';
import type { Capability, Confidence, Level, RiskClass } from '#schema/vocabulary.ts';
import type { CapabilityFinding } from '../capabilities.ts';
import type { Reason } from '../risk/classify.ts';
import type { JudgedTool } from './figures.ts';

/** A part of a verdict that a label decides, too. */
export type Part = 'class' | 'level' | 'capabilities';

/** A tool of which the rules do not say what the label says. */
export interface Miss {
  /** Id of the server. */
  readonly server: string;
  /** Raw name. Untrusted text. */
  readonly tool: string;
  readonly digest: string;
  readonly set: GoldSet;
  /** The parts that differ, at least one. */
  readonly differs: readonly Part[];
  readonly label: GoldLabel;
  readonly verdict: { readonly class: RiskClass; readonly level: Level; readonly confidence: Confidence };
  /** What the rules rest class and level on. The words are untrusted text. */
  readonly reasons: readonly Reason[];
  /** Capabilities of the label that the rules do not find. */
  readonly missing: readonly Capability[];
  /** Capabilities that the rules find and the label does not name, with the words that mislead. */
  readonly extra: readonly CapabilityFinding[];
}

/** The tools of which the rules say something else than the label, in their order. */
export function listMisses(tools: readonly JudgedTool[]): Miss[] {
  return tools.flatMap(({ server, tool, set, label, assessment: { verdict } }) => {
    const found = new Set(verdict.capabilities.map(({ id }) => id));
    const missing = label.capabilities.filter((id) => !found.has(id));
    const extra = verdict.capabilities.filter(({ id }) => !label.capabilities.includes(id));
    const differs: Part[] = [
      ...(verdict.class === label.class ? [] : (['class'] as const)),
      ...(verdict.level === label.level ? [] : (['level'] as const)),
      ...(missing.length + extra.length === 0 ? [] : (['capabilities'] as const)),
    ];
    if (differs.length === 0) return [];
    const { class: riskClass, level, confidence, reasons } = verdict;
    const said = { class: riskClass, level, confidence };
    return [
      {
        server,
        tool: tool.name,
        digest: label.digest,
        set,
        differs,
        label,
        verdict: said,
        reasons,
        missing,
        extra,
      },
    ];
  });
}
