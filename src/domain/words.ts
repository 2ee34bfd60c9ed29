/** How names are read: split into words, and the words that say what a call does. */

/** What a verb says about a call, before its object is looked at. `weak` verbs are as often nouns. */
export interface Verb {
  /** The verb in its base form. */
  readonly lemma: string;
  readonly sense: 'read' | 'write' | 'execute' | 'destructive' | 'financial';
  /** True when the word is as often a noun (`order`, `report`, `issue`), so that it decides only at the first place. */
  readonly weak: boolean;
}

const strong = {
  read:
    'get list search find fetch read show view describe lookup retrieve count compare compute calculate estimate validate verify ' +
    'preview analyze analyse summarize summarise explain inspect browse check query diff resolve download detect identify discover ' +
    'scan lint audit monitor ping echo wait think tail peek whoami parse translate extract measure predict suggest recommend ' +
    'screenshot snapshot render poll await watch decode encode hash convert format visit crawl scrape collect gather examine ' +
    'display export compress return returns print enumerate obtain tell ask determine learn explore lookup open',
  write:
    'create add update set edit modify insert append write put patch send publish upload save store register invite assign enable ' +
    'disable rename move copy merge commit push archive unarchive cancel close reopen approve reject submit join ' +
    'claim disconnect start stop pause resume restart click type press fill select hover drag navigate scroll login logout toggle ' +
    'configure change reset rotate regenerate grant share unshare unlink attach detach reply react follow unfollow block unblock ' +
    'mute unmute pin unpin import sync restore replace clone duplicate allocate provision install remember memorize transition ' +
    'promote apply migrate draft setup initialize initialise init link compose make establish reschedule ' +
    'subscribe unsubscribe manage record upsert associate disassociate resize scale renew invalidate mark upvote downvote handle ' +
    'activate deactivate suspend unsuspend lock unlock accept decline acknowledge dismiss adjust mount swap',
  execute: 'run execute exec eval evaluate invoke trigger dispatch deploy redeploy rerun spawn launch',
  destructive:
    'delete drop purge wipe truncate destroy erase terminate kill revoke clear uninstall expunge obliterate remove deprovision overwrite force-push',
  financial: 'pay charge refund purchase buy withdraw payout reimburse donate fund repay checkout',
} as const;

/** Words that are verbs only when nothing firmer stands in the name. */
const weak = {
  read: 'status quote info help test review report trace eligibility lookup details summary stats history score map search convert take',
  write:
    'issue post comment schedule tag label fork star pull request log note message mail email forward upload process build index ' +
    'notify alert generate connect bookmark vote release book reserve report place',
  execute: 'call script compile command shell',
  destructive: 'reap flush expire',
  financial: 'transfer order subscribe topup settle capture finalize bid stake',
} as const;

/** Nouns that end the name of a tool which answers a question: `refund_eligibility`, `airport_transfer_quote`. */
const answerNouns = /* @__PURE__ */ new Set(
  (
    'status quote info information eligibility details summary stats statistics history score map estimate preview report lookup ' +
    'availability schema list docs documentation usage metrics forecast balance health version count overview rates price prices'
  ).split(' '),
);

/** Whether a name that ends in this word asks a question rather than orders something. */
export function isAnswerNoun(word: string): boolean {
  return answerNouns.has(word);
}

const lexicon: ReadonlyMap<string, Verb> = /* @__PURE__ */ buildLexicon();

/**
 * The words of a name in lower case: split at case changes, digits kept with their word, at every other character.
 * `TwilioApiV2010--DeleteSipAuth` → twilio, api, v2010, delete, sip, auth.
 */
export function splitWords(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** The verb that a word is a form of, or undefined. Takes base form, third person, past and gerund. */
export function findVerb(word: string): Verb | undefined {
  const lower = word.toLowerCase();
  for (const candidate of baseForms(lower)) {
    const verb = lexicon.get(candidate);
    if (verb) return verb;
  }
  return undefined;
}

/** The verb that is exactly this word, in its base form: for names, where `posts` and `orders` are nouns. */
export function findBaseVerb(word: string): Verb | undefined {
  return lexicon.get(word);
}

/** A crude stem, for comparing nouns: plural endings are dropped. */
export function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

function buildLexicon(): Map<string, Verb> {
  const map = new Map<string, Verb>();
  const senses = ['read', 'write', 'execute', 'destructive', 'financial'] as const;
  for (const [table, isWeak] of [
    [strong, false],
    [weak, true],
  ] as const) {
    for (const sense of senses) {
      for (const lemma of table[sense].split(' ')) {
        const known = map.get(lemma);
        // A word of both tables is weak only where the strong table does not have it.
        if (!known) map.set(lemma, { lemma, sense, weak: isWeak });
      }
    }
  }
  return map;
}

function baseForms(word: string): string[] {
  const forms = [word];
  if (word.endsWith('ies')) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith('es')) forms.push(word.slice(0, -2));
  if (word.endsWith('s')) forms.push(word.slice(0, -1));
  if (word.endsWith('ied')) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith('ing') && word.length > 5)
    forms.push(...undoubled(word.slice(0, -3)), `${word.slice(0, -3)}e`);
  if (word.endsWith('ed') && word.length > 4) forms.push(word.slice(0, -1), ...undoubled(word.slice(0, -2)));
  return forms;
}

function undoubled(base: string): string[] {
  return /([b-df-hj-np-tv-z])\1$/.test(base) ? [base, base.slice(0, -1)] : [base];
}
