import type { Attack } from '#schema/attack.ts';
import type { Evidence } from '#schema/common.ts';
import {
  capabilities as capabilityTerms,
  type Effect,
  idsOf,
  type IncidentKind,
  incidentKinds,
  type Preset,
} from '#schema/vocabulary.ts';
import type { Assessment } from './assess.ts';
import { distinctEvidence } from './evidence.ts';
import type { Outcome } from './policy/simulate.ts';
import { formatNumber, joinList, lowerFirst, plural } from './text.ts';
import { splitWords } from './words.ts';

/** What a policy does against a pattern, with the sentence that explains it. */
export interface PolicyEffect {
  readonly effect: Effect;
  readonly sentence: string;
}

/** An attack pattern that fits a tool, and why. */
export interface AttackMatch {
  readonly attack: Attack;
  /** `access`: abuses what this tool can do. `context`: concerns the listing, the server or the people around it. */
  readonly group: 'access' | 'context';
  /** Why it fits, in a full sentence. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** Whether it has happened: "2 in the wild, 1 demonstrated", or that no incident is documented. */
  readonly record: string;
  readonly effects: Readonly<Record<Preset, PolicyEffect>>;
}

/** A pattern that fits, before any policy is looked at. */
export type Exposure = Omit<AttackMatch, 'effects'>;

/**
 * The documented patterns that fit a tool by evidence, the most specific first. A tool that only reads what is neither
 * private nor hostile (read, low) carries no pattern of scope `tool`: no documented abuse turned on such access.
 */
export function findExposures(assessment: Assessment, attacks: readonly Attack[]): Exposure[] {
  return attacks
    .flatMap((attack) => exposureTo(attack, assessment) ?? [])
    .sort(
      (a, b) =>
        groupRank[a.group] - groupRank[b.group] ||
        specificity(a.attack) - specificity(b.attack) ||
        weight(b.attack) - weight(a.attack),
    );
}

/** The same with what each preset's policy does against the pattern, as executed. */
export function matchAttacks(
  assessment: Assessment,
  attacks: readonly Attack[],
  outcomes: Readonly<Record<Preset, Outcome>>,
): AttackMatch[] {
  return findExposures(assessment, attacks).map((exposure) => {
    const effect = (preset: Preset): PolicyEffect => effectOn(exposure.attack, outcomes[preset]);
    const effects = {
      strict: effect('strict'),
      recommended: effect('recommended'),
      permissive: effect('permissive'),
    };
    return { ...exposure, effects };
  });
}

const groupRank: Readonly<Record<AttackMatch['group'], number>> = { access: 0, context: 1 };

function exposureTo(attack: Attack, assessment: Assessment): Exposure | undefined {
  const { verdict } = assessment;
  if (attack.scope === 'metadata') return exposureOfText(attack, assessment);
  const harmless = verdict.class === 'read' && verdict.level === 'low';
  if (attack.scope === 'tool' && harmless) return undefined;
  const shown = verdict.capabilities.filter(({ id }) => attack.exposure.capabilities.includes(id));
  const argument = findArgument(attack, assessment);
  if (!attack.exposure.classes.includes(verdict.class) || shown.length === 0 || argument === null)
    return undefined;
  const access = joinList(shown.map(({ id }) => lowerFirst(capabilityTerms[id].label)));
  const subject = attack.scope === 'tool' ? 'It fits because this tool' : 'The server behind this tool';
  const evidence = [...shown.flatMap((finding) => finding.evidence), ...(argument ? [argument] : [])];
  return {
    attack,
    group: attack.scope === 'tool' ? 'access' : 'context',
    reason: `${subject} ${access}.`,
    evidence: distinctEvidence(evidence).slice(0, 4),
    record: describeRecord(attack),
  };
}

/** A pattern about the listing fits where the text of the definition gives a reason. */
function exposureOfText(attack: Attack, { flags }: Assessment): Exposure | undefined {
  const found = flags.filter(({ id }) => id === 'instructs-the-model' || id === 'hidden-text');
  if (found.length === 0) return undefined;
  const what = found.map(({ id }) =>
    id === 'hidden-text' ? 'holds hidden characters' : 'speaks to the model',
  );
  return {
    attack,
    group: 'context',
    reason: `The definition ${joinList(what)}; that is a reason to read it, not proof of an attack.`,
    evidence: distinctEvidence(found.flatMap(({ evidence }) => evidence)).slice(0, 4),
    record: describeRecord(attack),
  };
}

/** The argument that an exposure rule asks for; undefined when it asks for none, null when the tool has none. */
function findArgument(attack: Attack, { facts }: Assessment): Evidence | undefined | null {
  const wanted = attack.exposure.arguments;
  if (!wanted) return undefined;
  const found = facts.parameters.find(({ name }) => splitWords(name).some((word) => wanted.includes(word)));
  return found ? { path: found.recordPath, quote: found.name } : null;
}

/** What a policy with this outcome does against a pattern, by what the pattern abuses. */
function effectOn(attack: Attack, outcome: Outcome): PolicyEffect {
  if (attack.scope === 'tool') return effectOf(attack, outcome);
  if (attack.scope === 'metadata' && outcome.kind === 'hidden') {
    return {
      effect: 'limits',
      sentence: 'The hidden definition does not reach the model; the rest of the server is as it was.',
    };
  }
  return {
    effect: 'out-of-sight',
    sentence:
      attack.scope === 'metadata'
        ? 'Rules on calls act after the model has read the text.'
        : 'What the server does by itself is not a call that a gateway decides about.',
  };
}

/** What a policy with this outcome does against a pattern. A pattern that one call completes is never stopped by a rate limit. */
export function effectOf(attack: Attack, outcome: Outcome): PolicyEffect {
  const [one, many] = attack.needs.yields;
  switch (outcome.kind) {
    case 'hidden':
      return { effect: 'stops', sentence: 'The tool is hidden and every call is refused.' };
    case 'denied':
      return { effect: 'stops', sentence: 'Every call is refused.' };
    case 'limited': {
      const rates = outcome.limits.map(
        ({ max, window }) =>
          `${formatNumber(max)} ${max === 1 ? one : many} ${window === 'hour' ? 'an' : 'a'} ${window}`,
      );
      const rest = attack.needs.calls === 'one' ? 'One call is enough for harm.' : 'A loop is capped there.';
      return { effect: 'limits', sentence: `At most ${joinList(rates)} for each grant. ${rest}` };
    }
    case 'allowed':
      return { effect: 'does-not-stop', sentence: 'Every call passes.' };
  }
}

/** Whether a pattern has happened, in words that name the kind of evidence. */
export function describeRecord(attack: Attack): string {
  const counts = idsOf(incidentKinds)
    .map((kind: IncidentKind) => ({
      kind,
      count: attack.incidents.filter((incident) => incident.kind === kind).length,
    }))
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

function specificity(attack: Attack): number {
  return attack.exposure.classes.length * attack.exposure.capabilities.length;
}

function weight(attack: Attack): number {
  const weights: Record<IncidentKind, number> = {
    'in-the-wild': 4,
    accident: 3,
    vulnerability: 1,
    demonstration: 1,
  };
  return attack.incidents.reduce((sum, { kind }) => sum + weights[kind], 0);
}
