import type { Evidence } from '#schema/common.ts';
import type { Tool } from '#schema/tool.ts';
import { type Hint, hints, idsOf } from '#schema/vocabulary.ts';
import { fromDescription, fromName } from './evidence.ts';
import { type InputDocumentation, inputDocumentation, listParameters, type Parameter } from './parameters.ts';
import { splitSentences } from './text.ts';
import { findBaseVerb, findVerb, isAnswerNoun, splitWords, type Verb } from './words.ts';

/** A verb of the record with the words that show it. */
export interface VerbFinding {
  readonly verb: Verb;
  /** The words after the verb, in lower case, joined by blanks: what it acts on. */
  readonly object: string;
  readonly evidence: Evidence;
}

/** What the rules read: a tool's record, taken apart once. */
export interface ToolFacts {
  readonly tool: Tool;
  /** Words of the name, lower case. */
  readonly words: readonly string[];
  /** The words of the name joined by blanks, for matching. */
  readonly nameText: string;
  /** Description, as captured; empty when there is none. */
  readonly description: string;
  /**
   * The description with the clauses blanked out that deny something ("does not delete") or speak of other tools and of what
   * to do next. Same length as the description, so that positions agree.
   */
  readonly assertive: string;
  /** The part of `assertive` that weighs most: its first sentence. */
  readonly lead: string;
  /** The verb of the name, when it has one. */
  readonly nameVerb: VerbFinding | undefined;
  /** Verbs that open the first sentence, and those joined to it by "and" or "or". */
  readonly leadVerbs: readonly VerbFinding[];
  readonly parameters: readonly Parameter[];
  readonly input: InputDocumentation;
  /** Values of an argument that chooses among actions, with the argument. */
  readonly actions: readonly { readonly value: string; readonly evidence: Evidence }[];
  /** Hints that the vendor declares; those not declared are absent. */
  readonly declared: Readonly<Partial<Record<Hint, boolean>>>;
}

/** Longest part of a description that the rules read; the rest of a very long one repeats and instructs. */
const readLength = 6000;

/** Takes a tool's record apart for the rules. Pure; never throws on a strange record. */
export function readFacts(tool: Tool): ToolFacts {
  const words = splitWords(tool.name);
  const description = (tool.description ?? '').slice(0, readLength);
  const assertive = blankDenials(description);
  const lead = leadOf(assertive);
  const parameters = listParameters(tool.inputSchema);
  return {
    tool,
    words,
    nameText: words.join(' '),
    description,
    assertive,
    lead: lead.text,
    nameVerb: verbOfName(tool.name, words),
    leadVerbs: verbsOfLead(description, lead),
    parameters,
    input: inputDocumentation(tool.inputSchema),
    actions: actionsOf(parameters),
    declared: declaredHints(tool),
  };
}

/** Clauses that say what a tool does not do. */
const denial =
  /\b(?:(?:does|do|did|will|would|can|could|must|should|is|are|may)(?:\s+not|n['’]t)|cannot|never|without|instead of|rather than)\b[^.;,\n]*/gi;

/** Sentences about other tools, next steps, warnings and examples, which say little about this tool. */
const aside =
  /(?:^|[.!?\n])[*\-•>\s]*(?:use (?!this\b|it\b|to\b)|see |next\b|then |requires?\b|prerequisites?\b|call |notes?\b|warning|caution|important|examples?\b|e\.g\.|tips?\b|prefer |before |after |if |when |unless |do not |don['’]t |for (?:deleting|creating|updating|example)|alternatively)[^.!?\n]*/gi;

function blankDenials(text: string): string {
  const blank = (match: string): string => match.replace(/[^\n.!?]/g, ' ');
  return text
    .replace(denial, blank)
    .replace(aside, (match, offset: number) => (offset === 0 ? match : blank(match)));
}

interface Lead {
  readonly text: string;
  readonly start: number;
}

function leadOf(text: string): Lead {
  for (const sentence of splitSentences(text).slice(0, 3)) {
    // A heading or a label alone ("Purpose:", "## Overview") is not the sentence that describes the tool.
    if (splitWords(sentence).length < 2 && splitSentences(text).length > 1) continue;
    return { text: sentence, start: text.indexOf(sentence) };
  }
  return { text: '', start: 0 };
}

function verbOfName(name: string, words: readonly string[]): VerbFinding | undefined {
  const found = (index: number, verb: Verb): VerbFinding => ({
    verb,
    object: words.slice(index + 1).join(' ') || words.slice(0, index).join(' '),
    evidence: fromName(name),
  });
  let firstStrong: VerbFinding | undefined;
  for (const [index, word] of words.entries()) {
    const verb = findBaseVerb(word);
    if (!verb || verb.weak) continue;
    // "find_and_delete": a verb after "and" or "or" counts when it is worse.
    if (!firstStrong) firstStrong = found(index, verb);
    else if (
      /^(?:and|or)$/.test(words[index - 1] ?? '') &&
      senseRank[verb.sense] > senseRank[firstStrong.verb.sense]
    ) {
      firstStrong = found(index, verb);
    }
  }
  const last = words.length - 1;
  // "refund_eligibility", "airport_transfer_quote": the last noun says that a question is asked, if nothing but money precedes it.
  if (
    last > 0 &&
    isAnswerNoun(words[last] ?? '') &&
    (!firstStrong || firstStrong.verb.sense === 'financial')
  ) {
    return {
      verb: { lemma: words[last] ?? '', sense: 'read', weak: true },
      object: words.slice(0, last).join(' '),
      evidence: fromName(name),
    };
  }
  if (firstStrong) return firstStrong;
  const candidates = [0, 1, last].filter((index) => index >= 0 && index < words.length);
  for (const index of candidates) {
    const verb = findBaseVerb(words[index] ?? '');
    if (verb) return found(index, verb);
  }
  return undefined;
}

/** Order in which senses win when several are named. */
export const senseRank: Readonly<Record<Verb['sense'], number>> = {
  read: 0,
  write: 1,
  execute: 2,
  destructive: 3,
  financial: 4,
};

/** Openings before the verb of a first sentence. */
const opening =
  /^(?:[\s#*_>`\-•[(]*|\(?deprecated\)?[:.\s-]*|\[[^\]]*\]\s*|(?:this|the|a|an)\s+(?:\w+\s+)?(?:tool|function|endpoint|method|operation|command|api)\s+(?:that|which|to|for|is used to|is designed to|can be used to|allows? (?:you|users|agents|the \w+) to|lets (?:you|users|agents) |enables (?:you|users|agents) to|can|will)?\s*|use (?:this|it)(?: tool| function)?\s+(?:to|for|when \w+ \w+ to)\s+|tool (?:that|to|for|which)\s+|(?:used|useful|allows? (?:you|users)?|lets you|enables (?:you|users)?)\s*(?:to|for)?\s+|(?:simply|quickly|safely|securely|efficiently|permanently|completely|immediately|directly|first|easily|automatically|intelligently)\s+)+/i;

function verbsOfLead(description: string, lead: Lead): VerbFinding[] {
  const prefix = opening.exec(lead.text)?.[0].length ?? 0;
  const findings: VerbFinding[] = [];
  const tokens = [...lead.text.slice(prefix).matchAll(/[\p{L}\p{N}'’-]+/gu)];
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    const between = previous
      ? lead.text.slice(prefix + previous.index + previous[0].length, prefix + token.index)
      : '';
    const beforePrevious = tokens[index - 2]?.[0].toLowerCase() ?? '';
    const joins = (word: string): boolean => /^(?:and|or|then)$/.test(word);
    const coordinated =
      index > 0 &&
      (joins(previous?.[0].toLowerCase() ?? '') ||
        /[/,]/.test(between) ||
        (joins(beforePrevious) && /ly$/.test(previous?.[0] ?? '')));
    if (index > 0 && !coordinated) return;
    const verb = findVerb(token[0].toLowerCase());
    if (!verb) return;
    // After the first word, a form that is also a plural noun ("posts, comments") is a noun.
    if (index > 0 && (verb.weak || (findings.length === 0 && index > 3))) return;
    const start = lead.start + prefix + token.index;
    const object = lead.text
      .slice(prefix + token.index + token[0].length)
      .toLowerCase()
      .split(/\s(?:and|or|then)\s|[.;:(]/)[0]
      ?.replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    const phraseEnd = Math.min(description.length, start + phraseLength(description.slice(start)));
    findings.push({ verb, object: object ?? '', evidence: fromDescription(description, start, phraseEnd) });
  });
  return findings;
}

/** How many characters of a text make a phrase that can be quoted: up to its sentence's end, at most twelve words. */
function phraseLength(text: string): number {
  const phrase = /^(?:\S+\s+){0,11}\S+/.exec(text)?.[0] ?? text;
  const end = splitSentences(phrase)[0];
  return (end === undefined || !phrase.startsWith(end) ? phrase : end).replace(/[\s.,;:]+$/, '').length;
}

/** Names of arguments that choose among actions. */
const actionName = /^(?:action|actions|operation|op|command_?type|method|mode|verb|task|sub_?command)$/i;

function actionsOf(parameters: readonly Parameter[]): ToolFacts['actions'] {
  return parameters
    .filter(
      (parameter) => parameter.depth === 0 && actionName.test(parameter.name) && parameter.allowed.length > 1,
    )
    .flatMap((parameter) =>
      parameter.allowed.map((json) => ({
        value: json.replace(/^"|"$/g, ''),
        evidence: { path: `${parameter.recordPath}.enum`, quote: json.replace(/^"|"$/g, '') },
      })),
    );
}

function declaredHints(tool: Tool): Partial<Record<Hint, boolean>> {
  const declared: Partial<Record<Hint, boolean>> = {};
  for (const hint of idsOf(hints)) {
    const value = tool.annotations?.[hint];
    if (typeof value === 'boolean') declared[hint] = value;
  }
  return declared;
}
