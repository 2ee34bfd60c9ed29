import type { Distribution, NonEmpty, Random } from './random.ts';
import type { Action } from './tool-names.ts';

/** Characters of a description, as measured over 1,517 real ones. */
const lengths: Distribution = [
  [0, 14],
  [0.1, 55],
  [0.25, 100],
  [0.5, 182],
  [0.75, 390],
  [0.9, 746],
  [0.97, 1_900],
  [0.997, 6_000],
  [1, 13_086],
];

/** Writes a passage that follows the first sentence. */
type Passage = (noun: string, random: Random) => string;

/** Kinds of text that real descriptions have: sentences, */
const sentences: NonEmpty<Passage> = [
  (noun) => `The answer has one entry for each ${noun}.`,
  (noun) => `Each ${noun} carries an identifier, a name and the time of its last change.`,
  (noun, random) => `At most ${random.integer(2, 50) * 10} entries of kind ${noun} are in one answer.`,
  (noun) => `The account needs access to the ${noun}.`,
  (noun) => `An unknown ${noun} gives an error.`,
  () => 'Times are in UTC and follow ISO 8601.',
  () => 'Results come in pages; pass the cursor of one page to see the following one.',
  (noun) => `Fields that the ${noun} does not have are left out.`,
  (noun) => `See also the history of the ${noun}, which has another tool.`,
  (noun) => `The name of a ${noun} is unique within the account, and upper case matters.`,
];

/** passages of several lines, */
const blocks: NonEmpty<Passage> = [
  (noun) =>
    `Filters:\n- owner: the person in charge of the ${noun}\n- state: open or closed\n- label: one of the labels`,
  (noun) => `Args:\n    ${noun}_id: Identifier of the ${noun}\n    limit: How many entries are wanted`,
  (noun) => `Example:\n\`\`\`json\n{"${noun}": {"id": "a-1", "labels": ["x", "y"]}}\n\`\`\``,
  (noun) => `| field | meaning |\n|---|---|\n| id | identifier of the ${noun} |`,
];

/** and what rules look for or what must come out as text. */
const oddities: NonEmpty<Passage> = [
  (noun) => `Names may hold letters such as é, ß or 名: the ${noun} “Größe” is one.`,
  (noun) => `Umlauts and signs – “ä”, “→”, “中文” – of each ${noun} are kept.`,
  (noun) => `An address has the form <organizationSlug>/<${noun}Slug> or {{creator}}.`,
  () => 'You MUST call this tool only after the user has agreed. ALWAYS show the result.',
  (noun) => `Costs one credit for each ${noun}; the quota is shown in the answer.`,
  (noun) => `An unknown ${noun} gives the error "not found".`,
  (noun) => `A ${noun}'s owner sees who has called.`,
];

/** The description of a tool that does this. Its length, line breaks and odd characters are spread like those of real ones. */
export function writeDescription(action: Action, random: Random): string {
  const wanted = random.draw(lengths);
  const noun = action.object.at(-1) ?? action.object[0];
  let text = writeLead(action, wanted, random);
  while (text.length < wanted - 40) {
    const kind = random.next();
    const separator = kind < 0.085 ? '\n\n' : ' ';
    const passages = kind < 0.055 ? blocks : kind > 0.92 ? oddities : sentences;
    text += `${separator}${random.pick(passages)(noun, random)}`;
  }
  return finish(text, random);
}

function writeLead({ verb, object }: Action, wanted: number, random: Random): string {
  const thing = object.join(' ');
  if (verb === '') return `${capitalise(thing)} of the account.`;
  const verbForm = random.chance(0.5) ? capitalise(verb) : capitalise(toThirdPerson(verb));
  if (wanted < 40) return `${verbForm} ${thing}`;
  const opening = random.chance(0.06) ? `This tool ${toThirdPerson(verb)}` : verbForm;
  const scope = random.pick([
    'by its identifier',
    'of the account',
    "in a team's area",
    'with the given fields',
    'of one project',
    'that the caller names',
  ]);
  return `${opening} the ${thing} ${scope}.`;
}

/** White space and punctuation at the ends, which servers take from the source of their docstrings. */
function finish(text: string, random: Random): string {
  const ended = random.chance(0.24) ? text.replace(/[.\s]+$/, '') : text;
  if (random.chance(0.04)) return `\n    ${ended.replaceAll('\n', '\n    ')}\n    `;
  return random.chance(0.13) ? `${ended}\n` : ended;
}

function toThirdPerson(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:s|x|sh|ch|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
