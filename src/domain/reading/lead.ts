import { fromDescription } from '../evidence.ts';
import { findBaseVerb, findVerb, isAnswerNoun, type Verb } from '../lexicon.ts';
import { splitSentences } from '../text.ts';
import { splitWords, stem } from '../words.ts';
import { cutAtPreposition, type VerbFinding } from './verb-finding.ts';

/** A sentence about the whole API of a vendor, before the one about the tool. */
const boilerplate =
  /\bthis is the (?:\w+ ){0,3}(?:api|service|server)\b|^\W*(?:deprecated|internal use only|beta|note|important)\W/i;

/** The sentence that describes a tool, and where it begins in the description. */
export interface Lead {
  readonly text: string;
  readonly start: number;
}

/**
 * The sentence that describes the tool: the first that is more than a heading or a label, unless it orders nothing and one of the
 * next two does ("This is the public API of Acme. Delete a number.").
 */
export function leadOf(text: string, nameWords: readonly string[]): Lead {
  const leads: Lead[] = [];
  let from = 0;
  const sentences = splitSentences(text);
  for (const sentence of sentences.slice(0, 5)) {
    const start = text.indexOf(sentence, from);
    from = start + sentence.length;
    if (splitWords(sentence).length < 2 && sentences.length > 1) continue;
    leads.push({ text: sentence, start });
  }
  const first = leads[0] ?? { text: '', start: 0 };
  // Where the name says what is done, only a sentence about the whole API gives way to the next.
  const named = nameWords.some((word) => findBaseVerb(word)?.weak === false);
  if (named && !boilerplate.test(first.text)) return first;
  return leads.slice(0, 3).find((lead) => verbsOfLead(text, lead, nameWords).length > 0) ?? first;
}

/** Openings before the verb of a first sentence. */
const opening = new RegExp(
  [
    String.raw`\[[^\]]*\]\s*|[\s#*_>\x60\-•–—[\](:]+|\d+[.)]\s*|\p{Extended_Pictographic}\ufe0f?`,
    String.raw`\*{0,2}(?:purpose|description|summary|overview|action|function|what it does)\*{0,2}\s*:\s*\*{0,2}`,
    String.raw`\(?deprecated\)?[:.\s-]*`,
    String.raw`\[[^\]]*\]\s*`,
    String.raw`(?:this|the|a|an|mcp)\s+(?:[\w-]+\s+)?(?:tool|function|endpoint|method|operation|command|api)\s+(?:that|which|to|for|is used to|is designed to|can be used to|allows? (?:you|users|agents|the \w+) to|lets (?:you|users|agents)|enables (?:you|users|agents) to|can|will)?\s*`,
    String.raw`(?:use|call|invoke) (?:this|it)(?: tool| function)?\s+(?:to|for|when(?:ever)? (?:\w+ ){1,3}(?:needs?|wants?|asks?|wishes)(?: \w+)? to|when \w+ \w+ to|when)\s+`,
    String.raw`tool (?:that|to|for|which)\s+`,
    String.raw`(?:used|useful|allows? (?:you|users?|agents?|the \w+|an? \w+)?|lets (?:you|users|agents)|enables (?:you|users|agents)?|helps? (?:you|users)?|(?:provides|gives) (?:the|an?) (?:ability|way|interface)|uses? [\w-]+(?: [\w-]+)?(?= to ))\s*(?:to|for)?\s+`,
    String.raw`(?:makes?|sends?|performs?|issues?) an? (?:http )?(?=(?:get|post|put|patch|delete) request)`,
    String.raw`(?:attempts?|tr(?:y|ies)) to\s+`,
    String.raw`(?!(?:ap|re|sup|multi|im|com)ply\b)[a-z]+ly\s+`,
  ]
    .map((source) => `(?:${source})`)
    .join('|')
    .replace(/^/, '^(?:')
    .replace(/$/, ')+'),
  'iu',
);

/** Words that can stand between a verb and its noun, so that the word before them orders something. */
const determiner =
  /^(?:an?|the|all|your|this|these|one|multiple|several|specific|existing|new|any|each|every|some|current|selected|its|their)$/;

/** Verbs that open the sentence, and those joined to it. */
export function verbsOfLead(description: string, lead: Lead, nameWords: readonly string[]): VerbFinding[] {
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
    const word = token[0].toLowerCase();
    const verb =
      findVerb(word) ??
      (index === 0 ? guessVerb(word, tokens[1]?.[0] ?? '', nameWords, description) : undefined);
    if (!verb) return;
    // "Execute an INSERT, UPDATE or DELETE query": words of SQL, not of the sentence.
    if (
      index > 0 &&
      /^(?:INSERT|UPDATE|DELETE|SELECT|DROP|MERGE)$/.test(token[0]) &&
      findings[0]?.verb.sense === 'execute'
    )
      return;
    // After the first word, a form that is also a plural noun ("posts, comments") is a noun.
    if (index > 0 && (verb.weak || (findings.length === 0 && index > 3))) return;
    // "by author, date or commit message": what follows such a word is a list of things.
    const before = lead.text.slice(prefix, prefix + token.index);
    const next = tokens[index + 1]?.[0].toLowerCase() ?? '';
    const listsThings = /\b(?:by|including|such as|like|based on|filter\w*|optional|supports?)\b/i.test(
      before,
    );
    const readsFirst = findings[0]?.verb.sense === 'read' && index > 5;
    if (index > 0 && (listsThings || readsFirst) && !determiner.test(next)) return;
    // "links, screenshots, targeted answers": plurals in a list of things, unless the sentence opens with that form of verb.
    if (index > 0 && word !== verb.lemma && !sharesForm(word, tokens[0]?.[0].toLowerCase() ?? '')) return;
    const start = lead.start + prefix + token.index;
    const object = objectAfter(lead.text.slice(prefix + token.index + token[0].length));
    const phraseEnd = Math.min(description.length, start + phraseLength(description.slice(start)));
    const evidence = fromDescription(description, start, phraseEnd);
    findings.push({ verb, object, direct: cutAtPreposition(object), evidence });
  });
  return findings;
}

/** The rest of a verb's clause, up to the next verb; of a list of verbs ("list, add or delete"), what follows the list. */
function objectAfter(text: string): string {
  const clause = (text.toLowerCase().split(/[.;:(]/)[0] ?? '').replace(/\bone or more\b/g, 'several');
  const inList = /^\s*(?:[,/]|(?:and|or|then)\b)/.test(clause);
  const own = inList ? clause : (clause.split(/\s(?:and|or|then)\s/)[0] ?? '');
  return own.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Whether two words are forms alike: "Creates … and deletes", "Create … and delete". */
function sharesForm(word: string, first: string): boolean {
  return ['s', 'ing', 'ed'].some((ending) => word.endsWith(ending) && first.endsWith(ending));
}

/**
 * A word that no table knows but that stands where an order stands: at the beginning, before an article, or in the name too
 * ("Recycle the nodes", `recycle_nodes`). Reading has few verbs and they are known, so an unknown one is taken to change something, unless
 * the description goes on to say what is returned.
 */
function guessVerb(
  word: string,
  next: string,
  nameWords: readonly string[],
  description: string,
): Verb | undefined {
  if (!/^[a-z]{3,}$/.test(word) || determiner.test(word) || /(?:ed|ing|ion|ity|ment|ness)$/.test(word)) {
    return undefined;
  }
  const ordered =
    determiner.test(next.toLowerCase()) || (nameWords.includes(word) && isPlural(next.toLowerCase()));
  if (!ordered || next === '') return undefined;
  const answers = /[.,]\s+(?:and )?return(?:s|ing)\b/i.test(description.slice(0, 400));
  return { lemma: word, sense: answers ? 'read' : 'write', weak: true };
}

/**
 * A description that is a noun phrase ("Weather for a city") names what is returned. "Management of …" and a gerund after "for"
 * ("a tool for deleting …") say what is done.
 */
export function readNounPhrase(description: string, lead: Lead): VerbFinding[] {
  const words = lead.text.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  if (words.length < 2) return [];
  // "A gadget for everyday use" names the tool itself; data, answers and several things are what comes back.
  const returned = words
    .slice(0, 6)
    .some((word) => isAnswerNoun(word.toLowerCase()) || isPlural(word.toLowerCase()));
  const gerund = /\bfor ([a-z]+ing)\b/i.exec(lead.text)?.[1];
  const known = gerund === undefined ? undefined : findVerb(gerund);
  const manages = /\b(?:manage(?:ment|r)|control(?:s|ler)?|administration|operations|crud|editor)\b/i.test(
    lead.text,
  );
  const evidence = fromDescription(
    description,
    lead.start,
    lead.start + phraseLength(description.slice(lead.start)),
  );
  const object = objectAfter(
    gerund === undefined ? lead.text : lead.text.slice(lead.text.indexOf(gerund) + gerund.length),
  );
  if (!known && !manages && !returned) return [];
  const verb: Verb = known
    ? { ...known, weak: true }
    : { lemma: 'return', sense: manages ? 'write' : 'read', weak: true };
  return [{ verb, object, direct: cutAtPreposition(object), evidence }];
}

/** How many characters of a text make a phrase that can be quoted: up to its sentence's end, at most twelve words. */
function phraseLength(text: string): number {
  const phrase = /^(?:\S+\s+){0,11}\S+/.exec(text)?.[0] ?? text;
  const end = splitSentences(phrase)[0];
  return (end === undefined || !phrase.startsWith(end) ? phrase : end).replace(/[\s.,;:]+$/, '').length;
}

function isPlural(word: string): boolean {
  return word.length > 3 && stem(word) !== word;
}
