import type { JsonObject } from '#schema/common.ts';
import type { ContractTarget } from '#schema/contracts.ts';
import type { Preset } from '#schema/vocabulary.ts';
import type { TargetDecision } from '#domain/targets/target.ts';

/**
 * What a client does with a tool that no rule names. Every snippet is tried in both: in the first a rule that asks would not
 * show, in the second one that allows would not.
 */
export const surroundings = ['asking', 'allowing'] as const;

/** What a client does with a tool that no rule names. */
export type Surrounding = (typeof surroundings)[number];

/** What may become of a call: one of these. */
export type Expected = Readonly<Record<Surrounding, readonly TargetDecision[]>>;

/** A call with what must become of it. */
export interface ContractCall {
  /** Raw name of the tool. */
  readonly tool: string;
  readonly args: JsonObject;
  /** What the call tries, for the report of a failure. */
  readonly what: string;
  readonly expected: Expected;
}

/** A snippet as it is published, with the calls that it is tried on. */
export interface ContractCase {
  /** Id of the page: `<server-id>` or `<server-id>/<slug>`. */
  readonly page: string;
  readonly presets: readonly Preset[];
  readonly text: string;
  /** Name of the server in the snippet. */
  readonly alias: string;
  /** Raw names that the server lists, each called at least once. */
  readonly served: readonly string[];
  readonly calls: readonly ContractCall[];
}

/** Something that a client said against a snippet. */
export interface Complaint {
  /** Position of the case in the batch; undefined where the client did not say which it meant. */
  readonly position: number | undefined;
  /** The words of the client. */
  readonly text: string;
}

/** What a client made of a batch. */
export interface Observation {
  readonly complaints: readonly Complaint[];
  /** For each surrounding and case, what became of each call: a decision, or words for something that is none. */
  readonly seen: Readonly<Record<Surrounding, readonly (readonly string[])[]>>;
}

/** A snippet that is wrong on purpose: a test that does not notice it would notice nothing. */
export interface Control {
  /** What is wrong, as the end of "It was not noticed that". */
  readonly wrong: string;
  readonly case: ContractCase;
}

/** What a client is run with. */
export interface RunContext {
  /** Folder with the installed packages. */
  readonly install: string;
  /** An empty folder for this run alone, removed afterwards. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** A client whose own engine decides about snippets. */
export interface Client {
  /** The target whose snippets it reads. */
  readonly id: ContractTarget;
  readonly label: string;
  /** Package on npm, and the exact version. */
  readonly package: string;
  readonly version: string;
  /** Whether its rules look at arguments; otherwise one call of each tool says everything. */
  readonly looksAtArguments: boolean;
  /** What the snippet of a whole server makes of a tool that is not recorded; `default`: it leaves it alone. */
  readonly unlisted: TargetDecision | 'default';
  /**
   * Whether all snippets of a run stand in one file. Then each is written for a server name of its own, as its readers have one,
   * so that none touches what another says.
   */
  readonly sharesFile: boolean;
  /** Most cases in one run. */
  readonly batch: number;
  /** What a run has proven, in full sentences for readers. */
  readonly note: string;
  readonly controls: readonly Control[];
  readonly run: (cases: readonly ContractCase[], context: RunContext) => Promise<Observation>;
}
