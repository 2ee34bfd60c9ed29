import type { Attack } from '#schema/attack.ts';
import type { Evidence } from '#schema/common.ts';
import {
  type AttackScope,
  capabilities as capabilityTerms,
  type Flag,
  idsOf,
  type IncidentKind,
  incidentKinds,
} from '#schema/vocabulary.ts';
import type { Assessment } from '../assess.ts';
import { distinctEvidence } from '../evidence.ts';
import { formatNumber, joinList, lowerFirst, plural, revealHidden } from '../text.ts';
import { splitWords } from '../words.ts';

/** What of a pattern decides whether it fits a tool, and which one comes first. */
export type Pattern = Pick<Attack, 'scope'> & {
  readonly exposure: Omit<Attack['exposure'], 'rule'>;
  readonly incidents: readonly Pick<Attack['incidents'][number], 'kind'>[];
};

/** A pattern that fits a tool, and why, before any policy is looked at. */
export interface Exposure<Known extends Pattern = Attack> {
  readonly attack: Known;
  /** `access`: abuses what this tool can do. `context`: concerns the listing, the server or the people around it. */
  readonly group: 'access' | 'context';
  /** Why it fits, in a full sentence. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** Whether it has happened: "2 in the wild, 1 demonstrated", or that no incident is documented. */
  readonly record: string;
}

/**
 * The documented patterns that fit a tool by evidence: those that abuse its access first, of these the one with the narrowest rule,
 * and among equals what has happened most. A tool that only reads what is neither private nor hostile (read, low) carries no
 * pattern of scope `tool`: no documented abuse turned on such access.
 */
export function findExposures<Known extends Pattern>(
  assessment: Assessment,
  attacks: readonly Known[],
): Exposure<Known>[] {
  return attacks
    .flatMap((attack) => exposureTo(attack, assessment) ?? [])
    .sort(
      (a, b) =>
        groupRank[a.group] - groupRank[b.group] ||
        breadth(a.attack) - breadth(b.attack) ||
        compareRecords(a.attack, b.attack),
    );
}

/** Whether a pattern has happened, in words that name the kind of evidence. */
export function describeRecord(attack: Pattern): string {
  const counts = idsOf(incidentKinds)
    .map((kind) => ({ kind, count: countIncidents(attack, kind) }))
    .filter(({ count }) => count > 0);
  if (counts.length === 0) return 'No incident is documented; the pattern rests on how such access works.';
  const words: Record<IncidentKind, (count: number) => string> = {
    'in-the-wild': (count) => `${formatNumber(count)} in the wild`,
    accident: (count) => plural(count, 'accident'),
    demonstration: (count) => plural(count, 'demonstration'),
    vulnerability: (count) => plural(count, 'advisory', 'advisories'),
  };
  return `Documented: ${joinList(counts.map(({ kind, count }) => words[kind](count)))}.`;
}

const groupRank: Readonly<Record<Exposure['group'], number>> = { access: 0, context: 1 };

function exposureTo<Known extends Pattern>(
  attack: Known,
  assessment: Assessment,
): Exposure<Known> | undefined {
  return attack.scope === 'metadata'
    ? exposureOfText(attack, assessment)
    : exposureOfAccess(attack, attack.scope, assessment);
}

/** A pattern fits by class and capability, and by an argument where it asks for one. */
function exposureOfAccess<Known extends Pattern>(
  attack: Known,
  scope: Exclude<AttackScope, 'metadata'>,
  assessment: Assessment,
): Exposure<Known> | undefined {
  const { verdict } = assessment;
  if (scope === 'tool' && verdict.class === 'read' && verdict.level === 'low') return undefined;
  if (!attack.exposure.classes.includes(verdict.class)) return undefined;
  const shown = verdict.capabilities.filter(({ id }) => attack.exposure.capabilities.includes(id));
  const argument = findArgument(attack, assessment);
  if (shown.length === 0 || argument === null) return undefined;
  const access = shown.map(({ id }) => lowerFirst(capabilityTerms[id].label));
  const taken = argument ? [`takes the argument ${revealHidden(argument.quote)}`] : [];
  const found = [...shown.flatMap(({ evidence }) => evidence), ...(argument ? [argument] : [])];
  return {
    attack,
    group: scope === 'tool' ? 'access' : 'context',
    reason: reasons[scope](joinList([...access, ...taken])),
    evidence: distinctEvidence(found).slice(0, 4),
    record: describeRecord(attack),
  };
}

/** Why a pattern of each scope fits a tool with this access. Only scope `tool` says that the access itself is abused. */
const reasons: Readonly<Record<Exclude<AttackScope, 'metadata'>, (access: string) => string>> = {
  tool: (access) => `It fits because this tool ${access}.`,
  server: (access) =>
    `This tool ${access}; whether its server has a flaw of this kind, the record does not say.`,
  ecosystem: (access) => `This tool ${access}: that passes through the code of whoever made the server.`,
  process: (access) => `This tool ${access}: where people approve its calls, it rests on their attention.`,
};

/** What in a definition gives reason to think of a pattern about the listing. */
const textReasons: Readonly<Partial<Record<Flag, string>>> = {
  'instructs-the-model': 'speaks to the model',
  'hidden-text': 'holds hidden characters',
};

/**
 * A pattern about the listing fits where the text of the definition bears one of its flags, or asks for an argument of its words. One
 * that has neither fits no single definition: it does not show there that it will change, or that another server takes its name.
 */
function exposureOfText<Known extends Pattern>(
  attack: Known,
  assessment: Assessment,
): Exposure<Known> | undefined {
  const signs = attack.exposure.flags ?? [];
  const found = assessment.flags.flatMap((flag) => {
    const what = signs.includes(flag.id) ? textReasons[flag.id] : undefined;
    return what === undefined ? [] : [{ what, evidence: flag.evidence }];
  });
  const argument = findArgument(attack, assessment);
  const asked = argument
    ? [{ what: `asks for the argument ${revealHidden(argument.quote)}`, evidence: [argument] }]
    : [];
  const reasons = [...found, ...asked];
  if (reasons.length === 0) return undefined;
  return {
    attack,
    group: 'context',
    reason: `The definition ${joinList(reasons.map(({ what }) => what))}; that is a reason to read it, not proof of an attack.`,
    evidence: distinctEvidence(reasons.flatMap(({ evidence }) => evidence)).slice(0, 4),
    record: describeRecord(attack),
  };
}

/**
 * The argument that an exposure rule asks for; undefined when it asks for none, null when the tool has none. Of several the one that
 * is called so itself is the most telling: `content` before `scriptContent`, and that before `contentType`.
 */
function findArgument(attack: Pattern, { facts }: Assessment): Evidence | undefined | null {
  const wanted = attack.exposure.arguments;
  if (!wanted) return undefined;
  const tests: readonly ((words: readonly string[]) => boolean)[] = [
    ([only = '', ...rest]) => rest.length === 0 && wanted.includes(only),
    (words) => wanted.includes(words.at(-1) ?? ''),
    (words) => words.some((word) => wanted.includes(word)),
  ];
  for (const test of tests) {
    const found = facts.parameters.find(({ name }) => test(splitWords(name)));
    if (found) return { path: found.recordPath, quote: found.name };
  }
  return null;
}

/** How much a rule takes in: classes times capabilities, and less where it asks for an argument as well. */
function breadth({ exposure }: Pattern): number {
  return (exposure.classes.length * exposure.capabilities.length) / (exposure.arguments ? 2 : 1);
}

/** What an adversary has done comes before accidents, and these before what researchers and advisories say. */
function compareRecords(a: Pattern, b: Pattern): number {
  const kinds: readonly IncidentKind[] = ['in-the-wild', 'accident', 'vulnerability', 'demonstration'];
  return (
    kinds.map((kind) => countIncidents(b, kind) - countIncidents(a, kind)).find((order) => order !== 0) ?? 0
  );
}

function countIncidents(attack: Pattern, kind: IncidentKind): number {
  return attack.incidents.filter((incident) => incident.kind === kind).length;
}
