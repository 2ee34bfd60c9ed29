import { fromDescription } from '../evidence.ts';
import { findVerb } from '../lexicon.ts';
import type { Parameter } from '../parameters.ts';
import { splitSentences } from '../text.ts';
import type { ListedAction } from './actions.ts';

/** What a router tool, one name for many commands, says of the commands behind it. */
export interface Router {
  /** The operations that it names. */
  readonly actions: readonly ListedAction[];
  /** Whether it also "manages" or "accesses" things, so that the list may not be all. */
  readonly vague: boolean;
}

const saysSo = /\b(?:command|tool) router\b|\bsub-?\s?commands are routed\b/i;

/** Where the explanation of routing begins, which is the same for every router of a server. */
const mechanics = /this tool is a (?:\w+ )*router|sub-?\s?commands are routed|to invoke a command/i;

/** Sentences that list operations; where there are some, the introduction before them is only a summary. */
const lists =
  /\b(?:includes?|including) (?:operations|commands|tools)\b|\buse (?:this tool|it) (?:to|when)\b/i;

/** Words that do not say what is done. */
const vagueVerb =
  /^(?:manage|managing|access|accessing|working|work|interacting|interact|handling|administering)$/i;

/**
 * Reads a router tool, or undefined when the tool is none: it says that it routes commands, or it takes the name of a command
 * and an object with that command's parameters.
 */
export function readRouter(description: string, parameters: readonly Parameter[]): Router | undefined {
  const top = parameters.filter(({ depth }) => depth === 0);
  const takes = (name: RegExp, type: RegExp): boolean =>
    top.some(
      (parameter) => name.test(parameter.name) && type.test(parameter.type) && parameter.allowed.length === 0,
    );
  const shape =
    takes(/^(?:command|sub_?command|operation|tool)$/i, /^string/) &&
    takes(/^(?:parameters|params|args|arguments|input)$/i, /^(?:object|any)/) &&
    top.some(({ name }) => /^(?:learn|intent)$/i.test(name));
  if (!shape && !saysSo.test(description)) return undefined;
  const end = mechanics.exec(description)?.index ?? description.length;
  const sentences = splitSentences(description.slice(0, end));
  const listing = sentences.filter((sentence) => lists.test(sentence));
  const listed = listing.map((sentence) => readSentence(description, sentence));
  const told = listed.some(({ actions, vague }) => actions.length > 0 || vague);
  const read = told ? listed : sentences.map((sentence) => readSentence(description, sentence));
  return { actions: read.flatMap(({ actions }) => actions), vague: read.some(({ vague }) => vague) };
}

function readSentence(description: string, sentence: string): Router {
  const start = description.indexOf(sentence);
  const actions: ListedAction[] = [];
  let vague = false;
  for (const match of sentence.matchAll(/(^|[-–—] |\bto |\band |\bor |, )?\b([A-Za-z]+)\b/g)) {
    const word = match[2] ?? '';
    const position = match.index + (match[1]?.length ?? 0);
    const ordered =
      /ing$/.test(word) || (match[1] !== undefined && findVerb(word)?.lemma === word.toLowerCase());
    if (/^crud$/i.test(word)) {
      const evidence = fromDescription(description, start + position, start + position + word.length);
      actions.push({ value: 'delete', required: false, evidence });
    }
    if (!ordered) continue;
    if (vagueVerb.test(word)) vague = true;
    else if (findVerb(word)?.weak === false) {
      const evidence = fromDescription(description, start + position, start + position + word.length);
      actions.push({ value: word, required: false, evidence });
    }
  }
  return { actions, vague };
}
