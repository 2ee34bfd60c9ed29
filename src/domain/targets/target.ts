import type { Level, Preset, RiskClass } from '#schema/vocabulary.ts';
import type { PolicyAction } from '../policy/recommend.ts';

/** A tool with what is recommended for it. */
export interface Recommendation {
  /** Raw name of the tool. */
  readonly tool: string;
  readonly riskClass: RiskClass;
  readonly level: Level;
  readonly action: PolicyAction;
}

/** What a snippet is made from. */
export interface TargetInput {
  readonly preset: Preset;
  /** `tool`: controls one tool and leaves the others; `server`: what is not listed is denied where the target can. */
  readonly scope: 'tool' | 'server';
  /** Name of the server in the reader's own configuration: a placeholder that the page shows as one. */
  readonly alias: string;
  readonly tools: readonly Recommendation[];
}

/** A snippet, or the reason why there is none. */
export type Snippet =
  | {
      readonly kind: 'snippet';
      /** The text that is copied, ends in a line break. */
      readonly text: string;
      /** What the snippet does in this target, in one or two full sentences; undefined where only running it tells. */
      readonly caption: string | undefined;
      /** What the target cannot express of the recommendation, in full sentences; empty when nothing is lost. */
      readonly losses: readonly string[];
    }
  | { readonly kind: 'impossible'; readonly reason: string };

/** One system that can enforce a recommendation. */
export interface Target {
  readonly id: string;
  /** Shown on the tab. */
  readonly label: string;
  /** Name of the file that the snippet goes into, for the title of the panel. */
  readonly file: string;
  readonly language: 'json';
  /** True when the snippet names the server by the reader's own alias. */
  readonly usesAlias: boolean;
  /** How a tool is named there, in a sentence. */
  readonly naming: string;
  readonly write: (input: TargetInput) => Snippet;
}
