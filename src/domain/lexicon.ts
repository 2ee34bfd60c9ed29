/** What a verb says about a call, before its object is looked at. */
export interface Verb {
  /** The verb in its base form. */
  readonly lemma: string;
  readonly sense: 'read' | 'write' | 'execute' | 'destructive' | 'financial';
  /** True when the word is as often a noun (`order`, `report`, `issue`), so that it decides only where nothing firmer speaks. */
  readonly weak: boolean;
}

/** Words that are verbs wherever they stand in a name, by what they say of a call. */
const firm: Readonly<Record<Verb['sense'], string>> = {
  read:
    'get list search find fetch read show view describe lookup retrieve count compare compute calculate estimate validate verify ' +
    'preview analyze analyse summarize summarise explain inspect browse check query diff resolve download detect identify discover ' +
    'scan lint audit monitor ping echo wait think tail peek whoami parse translate extract measure predict suggest recommend ' +
    'screenshot snapshot render poll await watch decode encode hash convert format visit crawl scrape collect gather examine ' +
    'display export compress return print enumerate obtain tell ask determine learn explore open geocode transcribe rank forecast ' +
    'simulate regeocode grep glob locate diagnose troubleshoot investigate research elicit demonstrate authenticate login connect logout rerank introspect ' +
    'classify generate capture take assess evaluate provide give reader viewer finder fetcher checker inspector',
  write:
    'create add update set edit modify insert append write put patch send publish upload save store register invite assign enable ' +
    'disable rename move copy merge commit push archive unarchive cancel close reopen approve reject submit join claim disconnect ' +
    'start stop pause resume restart click type press fill select hover drag navigate scroll toggle configure change reset ' +
    'rotate regenerate grant share unshare unlink attach detach reply react follow unfollow block unblock mute unmute pin unpin ' +
    'import sync restore replace clone duplicate allocate provision install remember memorize transition promote apply migrate draft ' +
    'setup initialize initialise init link compose make establish reschedule subscribe unsubscribe manage record upsert associate ' +
    'disassociate resize scale renew invalidate mark upvote downvote handle activate deactivate suspend unsuspend lock unlock accept ' +
    'decline acknowledge dismiss adjust mount swap reboot rebuild recycle upgrade downgrade unassign unpublish annotate highlight ' +
    'hide emulate cordon uncordon drain rollback reorder reassign untag unstar escalate respond enqueue shutdown hibernate wake ' +
    'rebase stash unroute rewrite transform unschedule requeue resend retry replay redeliver switch bind unbind pair unpair expose ' +
    'backup ban unban kick undo redo unwatch refresh reindex reprocess begin finish complete customize fork interact focus cherry-pick ' +
    'unprotect protect repair fix relate unrelate amend go reload reinitialize broadcast tap double-tap swipe long-press updater writer creator editor',
  execute: 'run execute exec eval invoke trigger dispatch deploy redeploy rerun spawn launch runner executor',
  destructive:
    'delete drop purge wipe truncate destroy erase terminate kill revoke clear uninstall expunge obliterate remove deprovision ' +
    'overwrite discard void cleanup prune undeploy evict trash deleter remover',
  financial:
    'pay charge refund purchase buy sell withdraw payout reimburse donate fund repay disburse remit liquidate',
};

/** Words that are as often nouns: they decide at the first or last place of a name, or where they open the description. */
const faint: Readonly<Record<Verb['sense'], string>> = {
  read: 'status quote info help test review trace eligibility details summary stats history score map match plan profile',
  write:
    'issue post comment schedule tag label star pull request log note message mail email forward process index notify alert ' +
    'bookmark vote release book reserve place power route flag report queue draw play skip hold order seed rate like turn transfer favorite pick perform conduct settle finalize mint step continue',
  execute: 'call script compile command shell build',
  destructive: 'reap flush expire clean signal',
  financial: 'topup bid stake checkout deposit redeem trade wire tip bridge',
};

/** Nouns that end the name of a tool which answers a question: `refund_eligibility`, `airport_transfer_quote`. */
const answerNouns = /* @__PURE__ */ new Set(
  (
    'status quote info information eligibility details summary stats statistics history score map estimate preview report lookup ' +
    'availability schema list docs documentation usage metrics forecast balance health version count overview rates price prices ' +
    'weather distance direction directions geo location locations route routes news timezone'
  ).split(' '),
);

/** Whether a name that ends in this word asks a question rather than orders something. */
export function isAnswerNoun(word: string): boolean {
  return answerNouns.has(word);
}

const lexicon: ReadonlyMap<string, Verb> = /* @__PURE__ */ buildLexicon();

/** The verb that a word is a form of, or undefined. Takes base form, third person, past and gerund. */
export function findVerb(word: string): Verb | undefined {
  for (const candidate of baseForms(word.toLowerCase())) {
    const verb = lexicon.get(candidate) ?? undone(candidate);
    if (verb) return verb;
  }
  return undefined;
}

/** The verb that is exactly this word, in its base form: for names, where `posts` and `orders` are nouns. */
export function findBaseVerb(word: string): Verb | undefined {
  return lexicon.get(word) ?? undone(word);
}

/** The verbs that say one thing of a call: those that always do, and those that are as often nouns. */
export interface VerbRow {
  readonly sense: Verb['sense'];
  readonly firm: readonly string[];
  readonly faint: readonly string[];
}

/** All known verbs by what they say of a call, from harmless to grave: a table that the method page renders. */
export function verbTable(): readonly VerbRow[] {
  const verbs = [...lexicon.values()];
  return (['read', 'write', 'execute', 'destructive', 'financial'] as const).map((sense) => {
    const lemmas = (weak: boolean): string[] =>
      verbs.filter((verb) => verb.sense === sense && verb.weak === weak).map(({ lemma }) => lemma);
    return { sense, firm: lemmas(false), faint: lemmas(true) };
  });
}

/** `unapprove`, `unflag`: what takes a change back is a change. */
function undone(word: string): Verb | undefined {
  const base = /^un([a-z]{3,})$/.exec(word)?.[1];
  const verb = base === undefined ? undefined : lexicon.get(base);
  return verb && verb.sense !== 'read' ? { lemma: word, sense: 'write', weak: false } : undefined;
}

function buildLexicon(): Map<string, Verb> {
  const map = new Map<string, Verb>();
  for (const [table, weak] of [
    [firm, false],
    [faint, true],
  ] as const) {
    for (const sense of ['read', 'write', 'execute', 'destructive', 'financial'] as const) {
      for (const lemma of table[sense].split(' ')) {
        if (!map.has(lemma)) map.set(lemma, { lemma, sense, weak });
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
