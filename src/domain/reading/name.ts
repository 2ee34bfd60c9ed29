import { fromName } from '../evidence.ts';
import { findBaseVerb, isAnswerNoun, type Verb } from '../lexicon.ts';
import { cutAtPreposition, senseRank, type VerbFinding } from './verb-finding.ts';

/**
 * The verb of a name. Names put it first (`create_issue`), last (`domain-record-get`) or behind a prefix (`browser_click`), and
 * use words that are nouns elsewhere (`droplet-backup-policy`): a verb that also opens the description is the one that is meant.
 */
export function verbOfName(
  name: string,
  words: readonly string[],
  leadVerbs: readonly VerbFinding[],
): VerbFinding | undefined {
  const found = (index: number, verb: Verb): VerbFinding => {
    const after = words.slice(index + 1).join(' ');
    const object = after === '' ? words.slice(0, index).join(' ') : after;
    return { verb, object, direct: cutAtPreposition(object), evidence: fromName(name) };
  };
  const verbs = words.flatMap((word, index) => {
    const verb = findBaseVerb(word);
    return verb ? [{ index, verb }] : [];
  });
  const last = words.length - 1;
  const firm = verbs.filter(({ verb }) => !verb.weak);
  const opening = leadVerbs[0]?.verb.lemma;
  const shared = verbs.find(
    ({ verb, index }) =>
      verb.lemma === opening && !(index > 0 && oftenNoun.test(verb.lemma) && neverNoun.test(words[0] ?? '')),
  );
  const plain =
    firm.find(({ verb, index }) => neverNoun.test(verb.lemma) && (verb.lemma !== 'list' || index < last)) ??
    firm.find(({ verb }) => /^(?:update|list)$/.test(verb.lemma));
  const first = firm.find(({ index }) => index === 0);
  // `swap_get_orders`, `backup_policy_get`: a noun-like verb in front of one that is none is a noun.
  const yields =
    first && plain && plain !== first && oftenNoun.test(first.verb.lemma) && [1, last].includes(plain.index);
  const edge = yields ? plain : first;
  // `search_index_delete`: at the end, deleting is what is ordered.
  const final = firm.find(
    ({ verb, index }) =>
      index === last &&
      last > 0 &&
      /^(?:delete|destroy|remove)$/.test(verb.lemma) &&
      !tries.test(words[0] ?? ''),
  );
  const other = firm.find(({ verb }) => !oftenNoun.test(verb.lemma));
  let chosen = shared ?? final ?? edge ?? plain ?? other ?? firm[0];
  // "find_and_delete": a verb after "and" or "or" counts when it is worse.
  for (const further of firm) {
    const joined = /^(?:and|or)$/.test(words[further.index - 1] ?? '');
    if (chosen && joined && senseRank[further.verb.sense] > senseRank[chosen.verb.sense]) chosen = further;
  }
  // "refund_eligibility", "airport_transfer_quote": the last noun says that a question is asked, if nothing but money precedes it.
  const asks = last > 0 && isAnswerNoun(words[last] ?? '');
  if (asks && !shared && (!chosen || chosen.verb.sense === 'financial' || chosen.index === last)) {
    const object = words.slice(0, last).join(' ');
    const verb: Verb = { lemma: words[last] ?? '', sense: 'read', weak: true };
    return { verb, object, direct: object, evidence: fromName(name) };
  }
  // `maps_direction_driving`: without any verb, a noun that answers a question is enough.
  const answer = verbs.length === 0 ? words.find(isAnswerNoun) : undefined;
  if (answer !== undefined) {
    const object = words.filter((word) => word !== answer).join(' ');
    const verb: Verb = { lemma: answer, sense: 'read', weak: true };
    return { verb, object, direct: object, evidence: fromName(name) };
  }
  if (!chosen) {
    chosen = [0, 1, last].flatMap((place) => verbs.find(({ index }) => index === place) ?? [])[0];
    return chosen && found(chosen.index, chosen.verb);
  }
  // In the middle of a name a verb is as often a noun ("cluster_upgrade_options").
  const buried = chosen !== shared && chosen.index > 1 && chosen.index < last;
  return found(chosen.index, buried ? { ...chosen.verb, weak: true } : chosen.verb);
}

/** Words in front of a deletion that is only tried out, asked for or taken back. */
const tries =
  /^(?:preview|undo|confirm|simulate|dry|check|test|can|before|after|is|should|validate|estimate)$/;

/** Verbs that are hardly ever nouns in a name, wherever they stand. */
const neverNoun =
  /^(?:get|list|create|delete|add|remove|read|fetch|retrieve|find|send|enable|disable|edit|modify|insert|describe|show|generate|assign|unassign|install|attach|detach|archive|validate|verify|configure|resize|rename|publish|upload|download|reader|viewer|finder|fetcher|checker|inspector|updater|writer|creator|editor|deleter|remover|runner|executor)$/;

/** Verbs that name a thing as often when they do not open a name: `app_record_search`, `usage_trigger_update`. */
const oftenNoun =
  /^(?:record|draft|export|import|link|share|change|update|transfer|reset|backup|refresh|snapshot|stop|block|trigger|build|deploy|sync|mark|lock|scale|patch|display|capture|format|monitor|check|scan|run|query|view|watch|purchase|charge|refund|fund|drop|focus|start|fork|register|rank|forecast|measure|extract|diff|swap)$/;
