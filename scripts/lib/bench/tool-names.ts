import { listWords, type NonEmpty, type Random } from './random.ts';

/** What a synthetic tool is meant to do. `unclear` names and describes nothing that could be judged. */
export type Purpose = 'read' | 'write' | 'execute' | 'destructive' | 'financial' | 'unclear';

/** What a name is made of. */
export interface Action {
  readonly purpose: Purpose;
  /** In the base form; empty for an unclear tool. */
  readonly verb: string;
  /** Words of the thing that is acted on, lower case. */
  readonly object: NonEmpty<string>;
}

/** Writes the words of an action as a name. */
export type NameStyle = (words: readonly string[], random: Random) => string;

/** Of a hundred tools, how many have which purpose: about as many as in catalogues of real servers. */
const purposeShares: NonEmpty<readonly [Purpose, number]> = [
  ['read', 56],
  ['write', 25],
  ['destructive', 8],
  ['execute', 6],
  ['financial', 3],
  ['unclear', 2],
];

const verbs: Readonly<Record<Exclude<Purpose, 'unclear'>, NonEmpty<string>>> = {
  read: listWords(
    'get list search find fetch read show describe count compare validate preview inspect retrieve analyze get list search get list',
  ),
  write: listWords(
    'create add update set edit insert append send upload rename move assign enable disable share import create update reset',
  ),
  execute: listWords('run execute invoke trigger dispatch'),
  destructive: listWords('delete remove purge drop terminate delete wipe'),
  financial: listWords('pay charge refund purchase'),
};

/** What ordinary tools act on. Some of it gives a capability: messages, files, users, keys, tickets, instances. */
const nouns = listWords(
  `project issue comment ticket message email channel thread contact customer user member team workspace document page file
  folder repository branch release pipeline deployment environment dataset table row column report dashboard chart event
  calendar meeting task board label campaign lead segment template form survey response invoice product variant catalog
  inventory shipment address location route device sensor alert incident monitor metric log trace cluster instance volume
  snapshot domain certificate zone bucket queue topic subscription webhook token key secret role permission policy group
  note bookmark playlist track video image asset translation glossary flag experiment cohort worker namespace`,
);

const runnables = listWords(
  'workflow script query command pipeline job playbook notebook function macro automation',
);
const payables = listWords('invoice payment charge deposit booking subscription domain license');
const qualifiers = listWords(
  'active archived shared public custom daily linked nested primary remote scheduled team default draft related batch',
);
const vague = listWords('workspace tenant sidebar blueprint persona almanac beacon lattice quorum ledger');

const capitalise = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const pascal = (words: readonly string[]): string => words.map(capitalise).join('');
const camel = ([first = '', ...rest]: readonly string[]): string => first + pascal(rest);

/** How servers write names, and how many of a hundred do. */
const styleShares: NonEmpty<readonly [NameStyle, number]> = [
  [(words) => words.join('_'), 50],
  [camel, 16],
  [(words) => words.join('-'), 16],
  [(words, random) => `VendorApiV${random.integer(1, 3)}--${pascal(words)}`, 7],
  [(words) => `API-${words.join('-')}`, 5],
  [pascal, 2],
  [(words) => words.join('.'), 1],
  [(words) => words.join('/'), 1],
  [(words) => words.map(capitalise).join(' '), 1],
  [(words) => `größe:${words.join('_')}`, 1],
];

/** How one server writes its names. */
export function pickStyle(random: Random): NameStyle {
  return pickByShare(styleShares, random);
}

/** What one tool does, with what. */
export function pickAction(random: Random): Action {
  const purpose = pickByShare(purposeShares, random);
  if (purpose === 'unclear') return { purpose, verb: '', object: [random.pick(vague), random.pick(vague)] };
  const things = purpose === 'execute' ? runnables : purpose === 'financial' ? payables : nouns;
  const noun = random.pick(things);
  const object: NonEmpty<string> = random.chance(0.55) ? [random.pick(qualifiers), noun] : [noun];
  const detail = random.chance(0.35) ? [random.pick(nouns)] : [];
  return { purpose, verb: random.pick(verbs[purpose]), object: [...object, ...detail] };
}

/** The words of an action in the order in which a name has them. */
export function listNameWords({ verb, object }: Action): readonly string[] {
  return verb === '' ? object : [verb, ...object];
}

function pickByShare<T>(shares: NonEmpty<readonly [T, number]>, random: Random): T {
  let rest = random.next() * shares.reduce((sum, [, share]) => sum + share, 0);
  for (const [item, share] of shares) {
    rest -= share;
    if (rest < 0) return item;
  }
  return shares[0][0];
}
