import type { Evidence } from '#schema/common.ts';
import type { Verb } from '../lexicon.ts';

/** A verb of the record with the words that show it. */
export interface VerbFinding {
  readonly verb: Verb;
  /** The words after the verb in its clause, in lower case, joined by blanks: what it acts on, and where. */
  readonly object: string;
  /** The part of `object` before its first preposition: what it acts on. */
  readonly direct: string;
  readonly evidence: Evidence;
}

/** Order in which senses win when several are named. */
export const senseRank: Readonly<Record<Verb['sense'], number>> = {
  read: 0,
  write: 1,
  execute: 2,
  destructive: 3,
  financial: 4,
};

/** The words of an object before its first preposition. */
export function cutAtPreposition(object: string): string {
  return object
    .split(
      /\b(?:in|into|from|to|for|on|onto|with|by|at|via|using|within|through|as|that|which|if|when|per|between|across|against|after|before|until|under|about)\b/,
    )
    .slice(0, 1)
    .join('')
    .trim();
}
