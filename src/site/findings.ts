import { type Catalogue, compareText, type ServerEntry, type ToolEntry } from '#domain/catalogue.ts';
import { findCombinations } from '#domain/combinations.ts';
import { formatNumber, plural, revealHidden } from '#domain/text.ts';
import { contextWindow, weighTools } from './token-weight.ts';
import type { Urls } from './urls.ts';

/** Something that the records of a catalogue show, with its number. */
export interface Finding {
  readonly id: string;
  /** The number that the sentence begins with: `31`. */
  readonly figure: string;
  /** The rest of the sentence, from what the number counts: `of 43 tools …`. */
  readonly text: string;
  /** Where the reader sees it. */
  readonly href: string;
  /** Text of the link. */
  readonly link: string;
}

/** The first findings that hold for a catalogue, at most as many as asked for. A catalogue may be such that none does. */
export function findFindings(catalogue: Catalogue, urls: Urls, most = 3): Finding[] {
  return finders.flatMap((find) => find(catalogue, urls) ?? []).slice(0, most);
}

type Finder = (catalogue: Catalogue, urls: Urls) => Finding | undefined;

/** Most telling first. Each looks at the whole catalogue once. */
const finders: readonly Finder[] = [
  findSilentDestruction,
  findFlowsOut,
  findHeaviest,
  findConflicts,
  findExposed,
];

/** Tools that destroy, and whose hints do not say so. */
function findSilentDestruction({ toolsOfClass }: Catalogue, urls: Urls): Finding | undefined {
  const tools = toolsOfClass.get('destructive') ?? [];
  const denies = ({ declaredHints }: ToolEntry): boolean =>
    declaredHints.destructiveHint === 'conflicts' || declaredHints.readOnlyHint === 'conflicts';
  const denying = tools.filter(denies).length;
  const silent = tools.filter(
    (tool) => tool.declaredHints.destructiveHint === undefined && !denies(tool),
  ).length;
  const count = silent + denying;
  if (count === 0) return undefined;
  const how =
    denying === 0
      ? 'the hint for it is left out'
      : silent === 0
        ? 'the hints claim the opposite'
        : `${formatNumber(silent)} ${silent === 1 ? 'leaves' : 'leave'} the hint out, ${formatNumber(denying)} ${denying === 1 ? 'claims' : 'claim'} the opposite`;
  return {
    id: 'silent-destruction',
    figure: formatNumber(count),
    text: `of ${plural(tools.length, 'tool')} that destroy or remove something ${count === 1 ? 'does' : 'do'} not say so to the client: ${how}.`,
    href: urls.class('destructive'),
    link: 'Tools that destroy',
  };
}

/** Servers that complete the combination of private data, untrusted text and a way out without any other. */
function findFlowsOut({ servers, toolsOfServer }: Catalogue, urls: Urls): Finding | undefined {
  const complete = servers.filter(({ id }) =>
    findCombinations(toolsOfServer.get(id) ?? []).some((combination) => combination.id === 'flow-out'),
  );
  const [smallest] = complete.toSorted((a, b) => a.recorded - b.recorded || compareText(a.id, b.id));
  if (!smallest) return undefined;
  const example =
    complete.length === 1
      ? `It is ${nameOf(smallest)}`
      : `The smallest is ${nameOf(smallest)}, with ${plural(smallest.recorded, 'tool')}`;
  return {
    id: 'flow-out',
    figure: formatNumber(complete.length),
    text: `of ${plural(servers.length, 'server')} ${complete.length === 1 ? 'needs' : 'need'} no other to leak data: ${complete.length === 1 ? 'its' : 'their'} own tools read what is private, take in what strangers write, and have a way out. ${example}.`,
    href: `${urls.server(smallest.id)}#combinations`,
    link: `What the tools of ${nameOf(smallest)} can do together`,
  };
}

/** The server whose definitions take most of a model's context. */
function findHeaviest({ servers, toolsOfServer }: Catalogue, urls: Urls): Finding | undefined {
  const weights = servers.flatMap((server) => {
    const tools = toolsOfServer.get(server.id) ?? [];
    return tools.length === 0 ? [] : [{ server, ...weighTools(tools) }];
  });
  const [first] = weights.toSorted((a, b) => b.total - a.total || compareText(a.server.id, b.server.id));
  // With one server there is nothing to be heavier than.
  if (!first || weights.length < 2) return undefined;
  return {
    id: 'heaviest',
    figure: formatNumber(first.total),
    text: `tokens go to the definitions of ${nameOf(first.server)} before the first question is asked: ${first.share} of a context window of ${formatNumber(contextWindow)}.`,
    href: `${urls.server(first.server.id)}#tokens`,
    link: `What ${nameOf(first.server)} weighs`,
  };
}

/** Tools of which a declared hint contradicts the record. */
function findConflicts({ tools }: Catalogue, urls: Urls): Finding | undefined {
  const standings = tools.map(({ declaredHints }) => Object.values(declaredHints));
  const declaring = standings.filter((declared) => declared.length > 0).length;
  const conflicting = standings.filter((declared) => declared.includes('conflicts')).length;
  if (conflicting === 0) return undefined;
  return {
    id: 'hint-conflicts',
    figure: formatNumber(conflicting),
    text: `of ${plural(declaring, 'tool')} with declared hints ${conflicting === 1 ? 'has' : 'have'} one that the definition itself contradicts.`,
    href: `${urls.statistics}#hints`,
    link: 'Hints in numbers',
  };
}

/** Tools to which a documented attack fits. */
function findExposed({ tools }: Catalogue, urls: Urls): Finding | undefined {
  const exposed = tools.filter(({ attacks }) => attacks.length > 0).length;
  if (exposed === 0) return undefined;
  return {
    id: 'exposed',
    figure: formatNumber(exposed),
    text: `of ${plural(tools.length, 'tool')} ${exposed === 1 ? 'gives' : 'give'} access that a documented attack has used.`,
    href: urls.attacks,
    link: 'Documented attacks',
  };
}

function nameOf({ name }: ServerEntry): string {
  return revealHidden(name);
}
