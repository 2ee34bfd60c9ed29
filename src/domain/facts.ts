import type { Evidence } from '#schema/common.ts';
import type { Server } from '#schema/server.ts';
import type { Tool } from '#schema/tool.ts';
import { type Hint, hints, idsOf } from '#schema/vocabulary.ts';
import { fromDescription } from './evidence.ts';
import { type InputDocumentation, inputDocumentation, listParameters, type Parameter } from './parameters.ts';
import { actionsOf, type ListedAction, listedActions } from './reading/actions.ts';
import { blankDenials, readsAsEnglish } from './reading/language.ts';
import { leadOf, readNounPhrase, verbsOfLead } from './reading/lead.ts';
import { verbOfName } from './reading/name.ts';
import { readRouter, type Router } from './reading/router.ts';
import type { VerbFinding } from './reading/verb-finding.ts';
import { splitWords } from './words.ts';

/** The server that a tool belongs to, as far as it helps to read the tool: what "a project" is depends on whose it is. */
export interface ServerSetting {
  /** Display name of the server. */
  readonly name: string;
  /** Package or endpoint that provides it. */
  readonly origin?: string | undefined;
}

/** The setting of a tool, from the record of its server. */
export function settingOf({ name, source }: Pick<Server, 'name' | 'source'>): ServerSetting {
  return { name, origin: source.package ?? source.endpoint };
}

/** What the rules read: a tool's record, taken apart once. */
export interface ToolFacts {
  readonly tool: Tool;
  /** Words of the name, lower case. */
  readonly words: readonly string[];
  /** The words of the name joined by blanks, for matching. */
  readonly nameText: string;
  /** Description, as captured; empty when there is none. */
  readonly description: string;
  /**
   * The description with the clauses blanked out that deny something ("does not delete") or speak of other tools and of what
   * to do next. Same length as the description, so that positions agree.
   */
  readonly assertive: string;
  /** The part of `assertive` that weighs most: its first sentence. */
  readonly lead: string;
  /** The verb of the name, when it has one. */
  readonly nameVerb: VerbFinding | undefined;
  /** Verbs that open the first sentence, and those joined to it by "and" or "or". */
  readonly leadVerbs: readonly VerbFinding[];
  readonly parameters: readonly Parameter[];
  /** What the output schema documents of the result, as rows like those of the input. */
  readonly results: readonly Parameter[];
  readonly input: InputDocumentation;
  /** Values of an argument that chooses among actions, with the argument. */
  readonly actions: readonly ListedAction[];
  /** What the tool says of the commands behind it, when it only passes commands on. */
  readonly router: Router | undefined;
  /** Hints that the vendor declares; those not declared are absent. */
  readonly declared: Readonly<Partial<Record<Hint, boolean>>>;
  /** Name and origin of the server in lower case; empty when nothing is known of it. */
  readonly setting: string;
  /** Evidence from the server's name, for what only it shows. */
  readonly settingEvidence: Evidence | undefined;
  /** False when the description is written in another language, so that only names and schema can be read. */
  readonly english: boolean;
}

/** Longest part of a description that the rules read; the rest of a very long one repeats and instructs. */
const readLength = 6000;

/**
 * Takes a tool's record apart for the rules. Pure; never throws on a strange record.
 * @param server the server that the tool belongs to, or undefined when the tool is judged by itself
 */
export function readFacts(tool: Tool, server: ServerSetting | undefined): ToolFacts {
  const words = splitWords(tool.name);
  const description = (tool.description ?? '').slice(0, readLength);
  const english = readsAsEnglish(description);
  const assertive = english ? blankDenials(description) : '';
  const lead = leadOf(assertive, words);
  const parameters = unwrap(listParameters(tool.inputSchema));
  const read = verbsOfLead(description, lead, words);
  // A single word that is as often a noun, described by itself or not at all, orders nothing.
  const leadVerbs = read.every(({ verb, object }) => verb.weak && object === '') ? [] : read;
  const found = verbOfName(tool.name, words, leadVerbs);
  const nameVerb = words.length === 1 && found?.verb.weak && leadVerbs.length === 0 ? undefined : found;
  return {
    tool,
    words,
    nameText: words.join(' '),
    description,
    assertive,
    lead: lead.text,
    nameVerb,
    leadVerbs: leadVerbs.length > 0 || nameVerb ? leadVerbs : readNounPhrase(description, lead),
    parameters,
    results: listResults(tool.outputSchema),
    input: inputDocumentation(tool.inputSchema),
    actions: [...actionsOf(parameters), ...listedActions(description, lead)],
    router: readRouter(description, parameters),
    declared: declaredHints(tool),
    // Words as written, too: HubSpot and PostgreSQL are not two words.
    setting: server
      ? `${splitWords(`${server.name} ${server.origin ?? ''}`).join(' ')} ${server.name} ${server.origin ?? ''}`.toLowerCase()
      : '',
    settingEvidence: server && { path: 'server', quote: server.name },
    english,
  };
}

/** The first match of a pattern in the part of the description that asserts something, as evidence. */
export function findAsserted(facts: ToolFacts, pattern: RegExp): Evidence | undefined {
  const match = pattern.exec(facts.assertive);
  return match && match[0] !== ''
    ? fromDescription(facts.description, match.index, match.index + match[0].length)
    : undefined;
}

/** The arguments inside a lone wrapper (`params: { … }`) are the arguments of the tool. */
function unwrap(parameters: readonly Parameter[]): readonly Parameter[] {
  const [wrapper, ...inner] = parameters;
  const wraps =
    wrapper !== undefined &&
    inner.length > 0 &&
    /^(?:params|parameters|arguments|args|input|request|body|data|payload)$/i.test(wrapper.name) &&
    inner.every(({ depth }) => depth > 0);
  return wraps ? inner.map((parameter) => ({ ...parameter, depth: parameter.depth - 1 })) : parameters;
}

function listResults(schema: Tool['outputSchema']): Parameter[] {
  return listParameters(schema).map((row) => ({
    ...row,
    recordPath: row.recordPath.replace(/^inputSchema/, 'outputSchema'),
  }));
}

function declaredHints(tool: Tool): Partial<Record<Hint, boolean>> {
  const declared: Partial<Record<Hint, boolean>> = {};
  for (const hint of idsOf(hints)) {
    const value = tool.annotations?.[hint];
    if (typeof value === 'boolean') declared[hint] = value;
  }
  return declared;
}
