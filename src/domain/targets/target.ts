import type { Level, PolicyFormat, Preset, RiskClass } from '#schema/vocabulary.ts';
import type { ArgumentRule } from '../policy/argument-rules.ts';
import type { PolicyAction } from '../policy/recommend.ts';

/** A tool with what is recommended for it. */
export interface Recommendation {
  /** Raw name of the tool. */
  readonly tool: string;
  readonly riskClass: RiskClass;
  readonly level: Level;
  readonly action: PolicyAction;
  /** What the arguments of a call must meet besides; only where the action lets calls through. */
  readonly rules: readonly ArgumentRule[];
}

/** What a snippet is made from. */
export interface TargetInput {
  readonly preset: Preset;
  /** `tool`: controls one tool and leaves the others; `server`: what is not listed is denied where the target can. */
  readonly scope: 'tool' | 'server';
  /** Name of the server in the reader's own configuration: a placeholder that the page shows as one. */
  readonly alias: string;
  /** Address of the server, where the record has one; formats that need an address show a placeholder otherwise. */
  readonly endpoint: string | undefined;
  /** The tools to control: one for scope `tool`, all recorded ones for scope `server`. */
  readonly tools: readonly Recommendation[];
  /** Names of the server's other recorded tools: for targets that know allow-lists only. Empty for scope `server`. */
  readonly others: readonly string[];
}

/** Something of the recommendation that the target cannot express. */
export interface Loss {
  /** A full sentence for the reader: what is lost, and what happens instead. */
  readonly text: string;
  /** Raw names of the tools that it concerns. */
  readonly tools: readonly string[];
  /**
   * How decisions differ because of it; empty when none does, such as for a message that is missing. A decision that differs
   * without such a statement is a fault.
   */
  readonly changes: readonly DecisionChange[];
}

/** Calls that the recommendation decides one way and the target another. */
export interface DecisionChange {
  readonly from: 'allow' | 'deny';
  readonly to: TargetDecision;
  /** `call`: a call by itself; `over-limit`: only calls beyond a limit. */
  readonly when: 'call' | 'over-limit';
}

/** What a target does with a call. `ask`: a person decides. */
export type TargetDecision = 'allow' | 'ask' | 'deny';

/** Text in a snippet that the reader must replace by something of their own. */
export interface Placeholder {
  /** The text as it stands in the snippet, at least once. */
  readonly text: string;
  /** What to put there, as the end of "Replace … by": "the address of your server". */
  readonly meaning: string;
}

/** A snippet, or the reason why there is none. */
export type Snippet =
  | {
      readonly kind: 'snippet';
      /** The text that is copied, ends in a line break. */
      readonly text: string;
      /** What the snippet does in this target, in one or two full sentences; undefined where only running it tells. */
      readonly caption: string | undefined;
      /** What the target cannot express of the recommendation; empty when nothing is lost. */
      readonly losses: readonly Loss[];
      /** What is to be replaced before use, the alias excepted; empty when the text can be pasted as it is. */
      readonly placeholders: readonly Placeholder[];
    }
  | {
      readonly kind: 'impossible';
      /** Why there is no snippet, in one or two full sentences. */
      readonly reason: string;
    };

/** What a policy may ask for, in the order in which tables show it. */
export const abilityIds = ['allow', 'deny', 'hide', 'ask', 'limit', 'arguments'] as const;

/** Something that a policy may ask for. */
export type AbilityId = (typeof abilityIds)[number];

/** Whether and how a target can do it. */
export interface Ability {
  readonly can: 'yes' | 'partly' | 'no';
  /** By what means, or what happens instead; a short clause without a full stop. */
  readonly how: string;
}

/** One system that can enforce a recommendation. */
export interface Target {
  readonly id: PolicyFormat;
  /** Shown on the tab. */
  readonly label: string;
  /** Name of the file that the snippet goes into, for the title of the panel. */
  readonly file: string;
  readonly language: 'json' | 'toml' | 'yaml' | 'cedar' | 'typescript';
  /** True when the snippet names the server by the reader's own alias. */
  readonly usesAlias: boolean;
  /** How a tool is named there, in a sentence. */
  readonly naming: string;
  /** What the target can express. */
  readonly abilities: Readonly<Record<AbilityId, Ability>>;
  /** Where the snippet goes and what must be done besides, in one to three full sentences. */
  readonly use: string;
  /** How the snippets are verified, and by what; `none`: nothing could be run. */
  readonly proof: {
    readonly kind: 'engine' | 'parser' | 'types' | 'none';
    /** One full sentence. */
    readonly by: string;
  };
  readonly write: (input: TargetInput) => Snippet;
}
