import type { PackageSpec } from './npx.ts';

/** How the tools of a server are got at. */
export type Origin =
  /** A program to start; the words are run without a shell. */
  | { readonly kind: 'stdio'; readonly words: readonly string[] }
  /** A package to install in a folder of its own, and to start. */
  | {
      readonly kind: 'npm';
      readonly spec: PackageSpec;
      readonly args: readonly string[];
      /** Which of its programs to start; needed when it has several. */
      readonly bin?: string | undefined;
      /** Whether install scripts of the package and its dependencies may run. */
      readonly allowScripts: boolean;
    }
  /** An address that speaks an HTTP transport. */
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** A saved answer to `tools/list`. */
  | { readonly kind: 'file'; readonly file: string };

/** Facts about the source that the user states; they win over what the package says. */
export interface GivenFacts {
  readonly package?: string | undefined;
  readonly version?: string | undefined;
  readonly repository?: string | undefined;
  readonly licence?: string | undefined;
  /** Command to record in place of the one that was run. */
  readonly command?: string | undefined;
  /** Notes for readers, in the user's words. */
  readonly notes: readonly string[];
}

/** One server to capture. */
export interface Job {
  /** Id of its record. */
  readonly id: string;
  /** Display name. */
  readonly name: string;
  readonly origin: Origin;
  readonly given: GivenFacts;
  /** Variables for the server. Their names are recorded, their values never. */
  readonly env: Readonly<Record<string, string>>;
  /** Names of variables that nobody gave; the server gets made-up values for them. */
  readonly madeUp: readonly string[];
  /** Values from elsewhere, such as inputs of a configuration, that may be credentials. */
  readonly values: readonly string[];
  /** Whether the words come from a record, so that `<directory>` and the like stand in them. */
  readonly fromRecord: boolean;
}

/** A server that is not captured, and why. */
export interface Omission {
  readonly id: string;
  /** Completes "… was not captured: ". */
  readonly reason: string;
}

/** What is to be done. */
export interface Plan {
  readonly jobs: readonly Job[];
  /** Servers that need not be captured. */
  readonly skipped: readonly Omission[];
  /** Servers that cannot be captured. */
  readonly failed: readonly Omission[];
  /** What the user should know of the plan, in full sentences. */
  readonly remarks: readonly string[];
}
