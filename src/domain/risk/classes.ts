import type { Evidence } from '#schema/common.ts';
import type { RiskClass } from '#schema/vocabulary.ts';
import { fromDescription } from '../evidence.ts';
import type { ToolFacts, VerbFinding } from '../facts.ts';
import { findBaseVerb, splitWords } from '../words.ts';

/** A class that a part of the record speaks for. */
export interface ClassVote {
  readonly class: Exclude<RiskClass, 'unknown'>;
  /** `name`, `lead` (what the first sentence opens with), `joined` (verbs joined to it), `action`, `input`. */
  readonly source: 'name' | 'lead' | 'joined' | 'action' | 'input';
  /** Weak words decide only where nothing firmer speaks. */
  readonly weak: boolean;
  readonly evidence: Evidence;
}

/** A verb means another class with certain objects. The first rule that fits decides. */
export interface ObjectRule {
  readonly id: string;
  /** When it applies, as the method page shows it. */
  readonly when: string;
  readonly lemma: RegExp;
  /** Matched against the words after the verb. */
  readonly object: RegExp;
  readonly class: Exclude<RiskClass, 'unknown'>;
}

const credential = String.raw`(?:api |access |secret |client |bearer )*(?:keys?|tokens?|secrets?|credentials?|passwords?|certificates?)\b`;

/** Objects that change what a verb means. */
export const objectRules: readonly ObjectRule[] = [
  {
    id: 'money-moves',
    when: 'a verb that makes, sends or settles something acts on a payment, charge, refund, payout, transfer of funds or order',
    lemma:
      /^(?:create|make|send|issue|process|initiate|place|submit|transfer|execute|capture|finalize|settle|add|generate)$/,
    object:
      /^(?:an? |the |new |full |partial )*(?:\w+ ){0,2}(?:payments?|charges?|refunds?|payouts?|funds|money|purchase orders?|purchases?|market orders?|limit orders?|trades?)\b(?! (?:links?|methods?|intents?|status|report|quote|reminder))/,
    class: 'financial',
  },
  {
    id: 'order-placed',
    when: 'an order is placed',
    lemma: /^(?:place|submit)$/,
    object: /\borders?\b/,
    class: 'financial',
  },
  {
    id: 'plan-subscribed',
    when: 'a paid plan is subscribed to',
    lemma: /^subscribe$/,
    object: /\b(?:paid|premium|plans?|memberships?)\b/,
    class: 'financial',
  },
  {
    id: 'forced-push',
    when: 'a push is forced, which replaces the history of a branch',
    lemma: /^push$/,
    object: /\bforce\b/,
    class: 'destructive',
  },
  {
    id: 'ownership-moves',
    when: 'something other than money is transferred',
    lemma: /^transfer$/,
    object:
      /\b(?:ownership|issues?|repositor(?:y|ies)|calls?|chats?|conversations?|control|data|files?|domains?|leads?)\b/,
    class: 'write',
  },
  {
    id: 'subscription-managed',
    when: 'a charge, fund or subscription is only a noun',
    lemma: /^(?:order|subscribe|finalize|capture|stake|bid|settle)$/,
    object:
      /^(?:list|details?|topics?|events?|notifications?|updates?|resources?|webhooks?|newsletters?|channels?|by|of|for|to)\b/,
    class: 'write',
  },
  {
    id: 'removed-from-list',
    when: 'something is removed from a list rather than deleted',
    lemma: /^(?:remove|clear)$/,
    object:
      /\bfrom\b|\b(?:labels?|tags?|assignees?|reactions?|members?|collaborators?|reviewers?|filters?)\b/,
    class: 'write',
  },
  {
    id: 'reset-everything',
    when: 'a reset wipes a device, a database or everything',
    lemma: /^reset$/,
    object: /\b(?:factory|database|all data|everything|to empty)\b/,
    class: 'destructive',
  },
  {
    id: 'generated-credential',
    when: 'a credential is generated',
    lemma: /^(?:generate|build|process)$/,
    object: new RegExp(String.raw`^(?:an? |the |new )*(?:\w+ ){0,2}${credential}`),
    class: 'write',
  },
  {
    id: 'generated-answer',
    when: 'something is generated, processed or built for the caller',
    lemma: /^(?:generate|process|build|index|notify|log|message|label|note)$/,
    object:
      /^(?!$).*\b(?:text|reports?|summar\w+|images?|code|embeddings?|urls?|links?|documentation|docs|answers?|queries|query|diagrams?|charts?|analysis|list|data)\b/,
    class: 'read',
  },
  {
    id: 'run-a-search',
    when: 'what is run is a search, a check or an analysis',
    lemma: /^(?:run|execute|perform|invoke|trigger|launch|call)$/,
    object:
      /^(?:an? |the |new |quick |full |deep )*(?:\w+ ){0,3}(?:search(?:es)?|lookups?|analysis|audits?|checks?|calculations?|comparisons?|health|scans?|estimates?|validations?|diagnostics?|reports?|similarity)\b/,
    class: 'read',
  },
  {
    id: 'evaluated-answer',
    when: 'evaluating is judging, not running',
    lemma: /^evaluate$/,
    object: /\b(?:quality|performance|risk|response|answers?|score|options?|candidates?)\b/,
    class: 'read',
  },
  {
    id: 'own-process',
    when: 'a session, a server connection or a watcher is launched',
    lemma: /^(?:launch|spawn)$/,
    object: /\b(?:session|browser|instances?)\b/,
    class: 'write',
  },
  {
    id: 'simulated',
    when: 'what is executed is only simulated or previewed',
    lemma: /./,
    object: /^(?:an? )?(?:simulation|dry run|preview)\b/,
    class: 'read',
  },
  {
    id: 'pull-request',
    when: 'pull, request, issue and the like are nouns here',
    lemma: /^(?:pull|request|issue|comment|post|order|charge|release|fork|tag|label|commit|merge)$/,
    object: /^(?:requests? )?(?:list|details?|status|history|comments?|info|diff|files?)$/,
    class: 'read',
  },
];

/** Arguments that let a call run what it is given. */
export interface InputRule {
  readonly id: string;
  readonly when: string;
  readonly class: Exclude<RiskClass, 'unknown'>;
  /** The evidence when the rule holds, otherwise undefined. */
  readonly find: (facts: ToolFacts) => Evidence | undefined;
}

const runs = /\b(?:execut|evaluat|run(?:s|ning)?\b|invok|interpret)/i;

/** What the arguments say about the class. */
export const inputRules: readonly InputRule[] = [
  {
    id: 'command-argument',
    when: 'an argument takes a command, code or a script, and the record says that it is run',
    class: 'execute',
    find: (facts) =>
      runs.test(`${facts.nameText} ${facts.lead}`)
        ? parameterEvidence(
            facts,
            /^(?:command|cmd|command_?line|shell|script|code|expression|javascript|python|program|function)$/i,
            /^(?:string|array of string|any)/,
          )
        : undefined,
  },
  {
    id: 'sql-argument',
    when: 'an argument takes SQL, and the record does not say that only reading is possible',
    class: 'execute',
    find: (facts) => {
      const argument =
        parameterEvidence(facts, /^(?:sql|sql_?query|statement|statements|raw_?sql)$/i, /^(?:string|any)/) ??
        (/\bSQL\b/i.test(`${facts.nameText} ${facts.lead}`)
          ? parameterEvidence(facts, /^(?:query|queries)$/i, /^(?:string|array|any)/)
          : undefined);
      const readOnly = /\bread[- ]?only\b|\bSELECT (?:queries|statements) only\b|\bonly SELECT\b/i.test(
        `${facts.nameText} ${facts.description}`,
      );
      const changes = runs.test(`${facts.nameText} ${facts.assertive}`);
      return argument && changes && !readOnly ? argument : undefined;
    },
  },
  {
    id: 'path-to-save-to',
    when: 'an argument names a path to which the result is saved',
    class: 'write',
    find: (facts) =>
      facts.parameters.find(
        (parameter) =>
          /^(?:(?:output|save|download|dest|destination|export|target|local)_?(?:to_?)?(?:path|file|filename|dir|directory|folder)|file_?path|filename)$/i.test(
            parameter.name,
          ) &&
          /\bsav(?:e|ed|es|ing)\b|\bwritten?\b to|\bdownload(?:ed)? to/i.test(parameter.description ?? ''),
      ) && saveEvidence(facts),
  },
];

/** Every class that some part of the record speaks for, worst last. */
export function collectVotes(facts: ToolFacts): ClassVote[] {
  const votes: ClassVote[] = [];
  if (facts.nameVerb) votes.push(voteOf(facts.nameVerb, 'name', facts));
  facts.leadVerbs.forEach((finding, index) =>
    votes.push(voteOf(finding, index === 0 ? 'lead' : 'joined', facts)),
  );
  for (const action of facts.actions) {
    const words = splitWords(action.value);
    const verb = words.map(findBaseVerb).find((found) => found !== undefined);
    if (!verb) continue;
    const finding: VerbFinding = {
      verb,
      object: words.slice(1).join(' ') || facts.nameText,
      evidence: action.evidence,
    };
    votes.push({ ...voteOf(finding, 'action', facts), weak: false });
  }
  for (const rule of inputRules) {
    const evidence = rule.find(facts);
    if (evidence) votes.push({ class: rule.class, source: 'input', weak: false, evidence });
  }
  return votes;
}

function voteOf(finding: VerbFinding, source: ClassVote['source'], facts: ToolFacts): ClassVote {
  const { lemma, sense, weak } = finding.verb;
  // A name says little of its object; the sentence that opens with the same verb says more.
  const object =
    source === 'name'
      ? (facts.leadVerbs.find(({ verb }) => verb.lemma === lemma)?.object ?? finding.object)
      : finding.object;
  const rule = objectRules.find(
    (candidate) =>
      candidate.lemma.test(lemma) && (candidate.object.test(finding.object) || candidate.object.test(object)),
  );
  return {
    class: rule?.class ?? sense,
    source,
    weak: weak && rule === undefined,
    evidence: finding.evidence,
  };
}

function parameterEvidence(facts: ToolFacts, name: RegExp, type: RegExp): Evidence | undefined {
  const found = facts.parameters.find((parameter) => name.test(parameter.name) && type.test(parameter.type));
  return found && { path: found.recordPath, quote: found.name };
}

function saveEvidence(facts: ToolFacts): Evidence | undefined {
  const parameter = facts.parameters.find(({ description }) =>
    /\bsav(?:e|ed|es|ing)\b|\bwritten?\b to|\bdownload(?:ed)? to/i.test(description ?? ''),
  );
  const words = /[^.]*(?:\bsav(?:e|ed|es|ing)\b|\bwritten?\b to|\bdownload(?:ed)? to)[^.]*/i.exec(
    parameter?.description ?? '',
  );
  return parameter && words
    ? { path: `${parameter.recordPath}.description`, quote: words[0].trim() }
    : undefined;
}

/** The first match of a pattern in the part of the description that asserts something, as evidence. */
export function findInDescription(facts: ToolFacts, pattern: RegExp): Evidence | undefined {
  const match = pattern.exec(facts.assertive);
  return match ? fromDescription(facts.description, match.index, match.index + match[0].length) : undefined;
}
