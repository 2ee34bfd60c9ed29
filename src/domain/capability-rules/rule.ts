import type { Evidence } from '#schema/common.ts';
import type { Capability, RiskClass } from '#schema/vocabulary.ts';
import type { ToolFacts } from '../facts.ts';

/** One way in which a record shows a capability. Patterns that are absent are not looked for; one that matches is enough. */
export interface CapabilityRule {
  readonly id: string;
  readonly capability: Capability;
  /** When it applies, as the method page shows it. */
  readonly when: string;
  /** Classes for which the rule holds; all when absent. */
  readonly classes?: readonly RiskClass[];
  /** Matched against the words of the name joined by blanks. */
  readonly name?: RegExp;
  /** Matched against the first sentence of the description. */
  readonly lead?: RegExp;
  /** Matched against what the description asserts. */
  readonly description?: RegExp;
  /** Matched against the names of parameters. */
  readonly parameter?: RegExp;
  /** Matched against name and description of a parameter, joined by a colon. */
  readonly argument?: RegExp;
  /** Holds, with the same evidence, when one of these was found by a rule further up. */
  readonly follows?: readonly Capability[];
  /** Looks for evidence in another way; the patterns then say only where to look. */
  readonly find?: (facts: ToolFacts) => readonly Evidence[];
  /** Matched against name and origin of the server. */
  readonly setting?: RegExp;
  /** The rule holds only when this matches name, description, names of parameters or server, too. */
  readonly context?: RegExp;
  /** The rule does not hold when this matches the name or the first sentence. */
  readonly unless?: RegExp;
  /** The rule does not hold when this matches the name. */
  readonly unlessName?: RegExp;
}

/** Classes that change something. */
export const changing: readonly RiskClass[] = ['write', 'execute', 'destructive', 'financial'];
