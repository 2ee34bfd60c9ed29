import type { Evidence } from '#schema/common.ts';
import type { RiskClass } from '#schema/vocabulary.ts';
import type { ToolFacts } from '../facts.ts';
import { findVerb } from '../lexicon.ts';
import type { Router } from '../reading/router.ts';
import type { VerbFinding } from '../reading/verb-finding.ts';
import { splitWords } from '../words.ts';
import { inputRules } from './input-rules.ts';
import { objectRules } from './object-rules.ts';

/** A class that a part of the record speaks for. */
export interface ClassVote {
  readonly class: Exclude<RiskClass, 'unknown'>;
  /** `name`, `lead` (what the first sentence opens with), `joined` (verbs joined to it), `action`, `input`. */
  readonly source: 'name' | 'lead' | 'joined' | 'action' | 'input';
  /** The rule that decided, or the verb itself. */
  readonly rule: string;
  /** Weak words decide only where nothing firmer speaks. */
  readonly weak: boolean;
  readonly evidence: Evidence;
  /** For an action: whether every call names one, in a single word, so that it counts even where the name plainly reads. */
  readonly plain?: boolean;
}

/** Verbs of tools in which an optional `action` is rather a filter. */
const selects = /^(?:list|search|find|count|query)$/;

/** Every class that some part of the record speaks for. */
export function collectVotes(facts: ToolFacts): ClassVote[] {
  if (facts.router) return votesOfRouter(facts.router, facts);
  const votes: ClassVote[] = [];
  if (
    facts.nameVerb &&
    !(facts.actions.length > 0 && /^(?:manage|handle|control)$/.test(facts.nameVerb.verb.lemma))
  ) {
    votes.push(voteOf(facts.nameVerb, 'name', facts));
  }
  // "Run one of the following operations: …", "Manage keys: list/get": the operations decide, not the running.
  const listed = facts.actions.some(({ evidence }) => evidence.path === 'description');
  const steers = ({ verb }: VerbFinding): boolean =>
    /^(?:select|manage|handle|perform|control|operate)$/.test(verb.lemma);
  facts.leadVerbs.forEach((finding, index) => {
    if (!listed && !(facts.actions.length > 0 && steers(finding))) {
      votes.push(voteOf(finding, index === 0 ? 'lead' : 'joined', facts));
    }
  });
  for (const action of facts.actions) {
    const words = splitWords(action.value);
    const verb = words.map(findVerb).find((found) => found !== undefined);
    if (!verb) continue;
    const object = words.slice(1).join(' ') || facts.nameText;
    const finding: VerbFinding = { verb, object, direct: object, evidence: action.evidence };
    votes.push({
      ...voteOf(finding, 'action', facts),
      weak: false,
      plain: words.length === 1 && (action.required || !selects.test(facts.nameVerb?.verb.lemma ?? '')),
    });
  }
  for (const rule of inputRules) {
    const evidence = rule.find(facts);
    if (evidence) votes.push({ class: rule.class, source: 'input', rule: rule.id, weak: false, evidence });
  }
  return votes;
}

/**
 * A router tool does what its commands do. Where it names only reading ones beside "managing", nobody can tell what else there is.
 */
function votesOfRouter({ actions, vague }: Router, facts: ToolFacts): ClassVote[] {
  const votes = actions.flatMap(({ value, evidence }): ClassVote[] => {
    const verb = findVerb(value);
    const finding = verb && { verb, object: facts.nameText, direct: facts.nameText, evidence };
    return finding ? [{ ...voteOf(finding, 'action', facts), weak: false }] : [];
  });
  if (vague && votes.every((vote) => vote.class === 'read')) return [];
  if (votes.length > 0) return votes;
  const [lead] = facts.leadVerbs;
  return lead ? [voteOf(lead, 'lead', facts)] : [];
}

function voteOf(finding: VerbFinding, source: ClassVote['source'], facts: ToolFacts): ClassVote {
  const { lemma, sense, weak } = finding.verb;
  // A name says little of its object; the sentence that opens with the same verb says more.
  const object =
    source === 'name'
      ? (facts.leadVerbs.find(({ verb }) => verb.lemma === lemma)?.object ?? finding.object)
      : finding.object;
  const around = `${facts.description}\n${facts.parameters.map(({ name }) => name).join(' ')}\n${facts.setting}`;
  const rule = objectRules.find(
    (candidate) =>
      candidate.lemma.test(lemma) &&
      (candidate.object.test(finding.object) || candidate.object.test(object)) &&
      candidate.context?.test(around) !== false &&
      candidate.unless?.test(around) !== true,
  );
  return {
    class: rule?.class ?? sense,
    source,
    rule: rule?.id ?? 'verb',
    weak: weak && rule === undefined,
    evidence: finding.evidence,
  };
}
