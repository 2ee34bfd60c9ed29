import type { Evidence } from '#schema/common.ts';
import type { Review } from '#schema/review.ts';
import { type Confidence, type Level, levels, type RiskClass, riskClasses } from '#schema/vocabulary.ts';
import { type CapabilityFinding, findCapabilities } from '../capabilities.ts';
import { distinctEvidence } from '../evidence.ts';
import type { ToolFacts } from '../facts.ts';
import { type ClassVote, collectVotes } from './classes.ts';
import { inputRules } from './input-rules.ts';
import { levelRank } from './level-rank.ts';
import { baseLevels, levelRules } from './levels.ts';
import { objectRules } from './object-rules.ts';

/** One step of the argument, with the words it rests on. */
export interface Reason {
  /** Id of the rule, `review` or `hint`. */
  readonly rule: string;
  /** A full sentence. */
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

/** The verdict on one tool: class, level, and why. */
export interface Verdict {
  readonly class: RiskClass;
  readonly level: Level;
  readonly confidence: Confidence;
  readonly capabilities: readonly CapabilityFinding[];
  readonly reasons: readonly Reason[];
  /** The level in one sentence that names the base and everything that moved it. */
  readonly levelSentence: string;
  /** What the rules alone say, when a review decided otherwise. */
  readonly overruled: { readonly class: RiskClass; readonly level: Level } | undefined;
}

/** Order in which classes win when several fit. */
const classRank: Readonly<Record<RiskClass, number>> = {
  unknown: -1,
  read: 0,
  write: 1,
  execute: 2,
  destructive: 3,
  financial: 4,
};

/** Verbs that say so plainly that a tool reads that other verbs of the sentence cannot outweigh them. */
const plainRead =
  /^(?:get|list|search|find|read|describe|show|view|count|fetch|retrieve|lookup|query|check|estimate|validate|preview)$/;

/** What is only told, whatever the name orders: `install_cli`, "Provide installation instructions". */
const guidance =
  /\b(?:instructions?|guidance|guidelines|best practices|(?:api )?documentation|checklist|how to)\b/;

/**
 * Class, level and confidence of one tool. The rules read the record alone; a review that judged this very definition wins over
 * them, and the sentence says so.
 * @param facts the record, taken apart
 * @param review the review of this definition, or undefined when there is none or it judged another definition
 */
export function classify(facts: ToolFacts, review: Review | undefined): Verdict {
  const byRules = classifyByRules(facts);
  if (!review) return byRules;
  const riskClass = review.class ?? byRules.class;
  const capabilities = review.capabilities
    ? reviewedCapabilities(facts, review, byRules)
    : byRules.capabilities;
  const own =
    riskClass === byRules.class && !review.capabilities ? byRules : levelOf(facts, riskClass, capabilities);
  const level = review.level ?? own.level;
  const agrees = riskClass === byRules.class && level === byRules.level;
  const label = levels[level].label;
  return {
    class: riskClass,
    level,
    confidence: 'high',
    capabilities,
    reasons: [
      {
        rule: 'review',
        text: `A review of ${review.date} ${agrees ? 'confirms' : 'decides'} class and level.`,
        evidence: review.evidence,
      },
      ...(level === own.level ? own.reasons : []),
    ],
    levelSentence: agrees
      ? `${own.levelSentence} A review of ${review.date} confirms this.`
      : `${level === own.level ? `${own.levelSentence} A review of ${review.date} decided this` : `${label}: set by a review of ${review.date}`}; ${describeRules(byRules)}.`,
    overruled: agrees ? undefined : { class: byRules.class, level: byRules.level },
  };
}

/** What the rules alone say of a tool that a review judges otherwise. The only place where it is put into words. */
function describeRules({ class: riskClass, level }: Verdict): string {
  return riskClass === 'unknown'
    ? 'the rules alone could not classify it'
    : `the rules alone say ${riskClasses[riskClass].label.toLowerCase()}, ${levels[level].label.toLowerCase()}`;
}

function classifyByRules(facts: ToolFacts): Verdict {
  const votes = collectVotes(facts);
  const decided = decide(votes, facts);
  const riskClass = decided.class;
  const capabilities = findCapabilities(facts, riskClass);
  const { level, reasons, levelSentence } = levelOf(facts, riskClass, capabilities);
  const evidence = distinctEvidence(decided.votes.map((vote) => vote.evidence));
  const classReason: Reason =
    riskClass === 'unknown'
      ? {
          rule: 'class',
          text: facts.router
            ? 'The tool passes commands on, and the record does not say what all of them do.'
            : 'Neither the name nor the description says what a call does.',
          evidence: [],
        }
      : {
          rule: decided.votes.find(({ rule }) => rule !== 'verb')?.rule ?? 'class',
          text: `${riskClasses[riskClass].label}: ${classGround(decided, votes)}.`,
          evidence,
        };
  return {
    class: riskClass,
    level,
    confidence: confidenceOf(decided, votes, facts),
    capabilities,
    reasons: [classReason, ...reasons],
    levelSentence,
    overruled: undefined,
  };
}

interface Decision {
  readonly class: RiskClass;
  /** The votes for that class. */
  readonly votes: readonly ClassVote[];
}

function decide(votes: readonly ClassVote[], facts: ToolFacts): Decision {
  const name = votes.find(({ source }) => source === 'name');
  const lead = votes.find(({ source }) => source === 'lead');
  const nameIsPlainRead =
    name?.class === 'read' && !name.weak && plainRead.test(facts.nameVerb?.verb.lemma ?? '');
  // A name without a verb and a sentence that plainly reads: an argument `mode` then says how, not what.
  const says = (vote: ClassVote): boolean =>
    Boolean(name) || lead?.class !== 'read' || lead.weak || !/mode\.enum$/i.test(vote.evidence.path);
  const leadCounts =
    !nameIsPlainRead || (lead !== undefined && classRank[lead.class] >= classRank.destructive);
  // "execute_task: Retrieve the guidance for a task": what is said to be retrieved is not run.
  const onlySteers =
    lead?.class === 'read' &&
    ((plainRead.test(facts.leadVerbs[0]?.verb.lemma ?? '') &&
      /^(?:execute|run|process|perform|handle|invoke|call)$/.test(facts.nameVerb?.verb.lemma ?? '')) ||
      guidance.test(facts.leadVerbs[0]?.direct ?? ''));
  const firm = [onlySteers ? undefined : name, leadCounts ? lead : undefined].filter(
    (vote) => vote !== undefined && !vote.weak,
  );
  // A weak noun of the name yields to the sentence; a firm verb and the sentence are judged by the worse.
  const spoken = firm.length > 0 ? firm : [name ?? lead];
  const further = votes.filter(
    (vote) =>
      vote.source === 'input' ||
      (vote.source === 'action' && (!nameIsPlainRead || vote.plain === true) && says(vote)) ||
      (vote.source === 'joined' && !nameIsPlainRead && !vote.weak),
  );
  const decided = worstClass([...spoken, ...further]);
  return { class: decided, votes: votes.filter((vote) => vote.class === decided) };
}

function worstClass(votes: readonly (ClassVote | undefined)[]): RiskClass {
  return votes.reduce<RiskClass>(
    (worst, vote) => (vote && classRank[vote.class] > classRank[worst] ? vote.class : worst),
    'unknown',
  );
}

/** Where the class comes from, as the middle of a sentence. */
function classGround(decided: Decision, all: readonly ClassVote[]): string {
  const sources = new Set(decided.votes.map(({ source }) => source));
  const rule = decided.votes.map((vote) => meanings.get(vote.rule)).find((when) => when !== undefined);
  if (sources.has('action') && !sources.has('name'))
    return 'the tool has several actions, and the worst of them decides';
  const parts = [
    ...(sources.has('name') ? ['the name'] : []),
    ...(sources.has('lead') || sources.has('joined') ? ['the first sentence of the description'] : []),
  ];
  if (parts.length === 0) return rule ?? 'an argument decides what happens';
  const actions = all.filter(({ source }) => source === 'action');
  const harmless =
    actions.length > 0 && actions.every((vote) => classRank[vote.class] <= classRank[decided.class]);
  const verb = parts.length === 2 ? 'both say' : 'says';
  const tail = `${harmless ? ', and no listed action is worse' : ''}${rule === undefined ? '' : `: ${rule}`}`;
  return `${parts.join(' and ')} ${verb} so${tail}`;
}

/** What the rules that give a class say of themselves, by their ids. */
const meanings: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  [...objectRules, ...inputRules].map(({ id, when }) => [id, when]),
);

function confidenceOf(decided: Decision, votes: readonly ClassVote[], facts: ToolFacts): Confidence {
  const firm = decided.votes.filter(({ weak }) => !weak);
  // A description that cannot be read may say anything.
  if (firm.length === 0 || !facts.english) return 'low';
  const sources = new Set(firm.map(({ source }) => (source === 'joined' ? 'lead' : source)));
  const disagree = votes.some(
    ({ weak, class: other, source }) =>
      !weak && other !== decided.class && (source === 'name' || source === 'lead'),
  );
  if (sources.size > 1) return disagree ? 'medium' : 'high';
  return disagree ? 'low' : 'medium';
}

interface LevelDecision {
  readonly level: Level;
  readonly reasons: readonly Reason[];
  readonly levelSentence: string;
}

function levelOf(
  facts: ToolFacts,
  riskClass: RiskClass,
  capabilities: readonly CapabilityFinding[],
): LevelDecision {
  if (riskClass === 'unknown') {
    return {
      level: 'unknown',
      reasons: [],
      levelSentence: 'Not classified: the definition does not let anybody decide.',
    };
  }
  const base = baseLevels[riskClass];
  const reasons: Reason[] = [];
  const grounds: string[] = [];
  let level = base;
  for (const rule of levelRules) {
    const moves =
      rule.direction === 'raise'
        ? levelRank[rule.to] > levelRank[base]
        : levelRank[rule.to] < levelRank[base];
    if (rule.class !== riskClass || !moves) continue;
    const evidence = rule.find(facts, capabilities);
    if (evidence.length === 0) continue;
    const further =
      rule.direction === 'raise'
        ? levelRank[rule.to] >= levelRank[level]
        : levelRank[rule.to] <= levelRank[level];
    if (!further) continue;
    if (rule.to !== level) grounds.length = 0;
    level = rule.to;
    grounds.push(rule.because);
    const verb = rule.direction === 'raise' ? 'Raised' : 'Lowered';
    reasons.push({
      rule: rule.id,
      text: `${verb} to ${levels[rule.to].label.toLowerCase()} because ${rule.because}.`,
      evidence: distinctEvidence(evidence),
    });
  }
  const hint = raiseByHint(facts, riskClass, level);
  if (hint) {
    level = hint.level;
    grounds.push('the vendor declares that it changes and destroys');
    reasons.push(hint.reason);
  }
  const className = riskClasses[riskClass].label.toLowerCase();
  const label = levels[level].label;
  const start = `${levels[base].label.toLowerCase()} is the base for class ${className}`;
  const direction = levelRank[level] > levelRank[base] ? 'raised' : 'lowered';
  return {
    level,
    reasons,
    levelSentence:
      level === base
        ? `${label}: ${start}, and nothing in the record moves it.`
        : `${label}: ${start}, ${direction} because ${grounds.join(', and because ')}.`,
  };
}

/** A vendor's hint may raise a level and never lowers it: a "reading" tool declared as changing and destructive is not low. */
function raiseByHint(
  facts: ToolFacts,
  riskClass: RiskClass,
  level: Level,
): { level: Level; reason: Reason } | undefined {
  const { readOnlyHint, destructiveHint } = facts.declared;
  if (riskClass !== 'read' || level !== 'low' || readOnlyHint !== false || destructiveHint !== true)
    return undefined;
  return {
    level: 'medium',
    reason: {
      rule: 'hint',
      text: 'Raised to medium because the vendor declares that it changes and destroys.',
      evidence: [
        { path: 'annotations.readOnlyHint', quote: 'false' },
        { path: 'annotations.destructiveHint', quote: 'true' },
      ],
    },
  };
}

/** Capabilities stated by a review, with the rules' evidence where they found the same, and the review's otherwise. */
function reviewedCapabilities(facts: ToolFacts, review: Review, byRules: Verdict): CapabilityFinding[] {
  const known = new Map(
    [...byRules.capabilities, ...findCapabilities(facts, review.class ?? byRules.class)].map((finding) => [
      finding.id,
      finding,
    ]),
  );
  return (review.capabilities ?? []).map((id) => known.get(id) ?? { id, evidence: review.evidence });
}
