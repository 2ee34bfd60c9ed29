import type { Attack } from '#schema/attack.ts';
import type { Evidence } from '#schema/common.ts';
import {
  type Capability,
  capabilities as capabilityTerms,
  type Effect,
  idsOf,
  type IncidentKind,
  incidentKinds,
  type Level,
  type Preset,
  type RiskClass,
} from '#schema/vocabulary.ts';
import type { Assessment } from './assess.ts';
import { distinctEvidence } from './evidence.ts';
import type { Outcome } from './policy/simulate.ts';
import { formatNumber, joinList, lowerFirst, plural } from './text.ts';

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

/**
 * The documented patterns that fit a tool by evidence, the most specific first. A tool that only reads what is neither
 * private nor hostile (read, low) carries no pattern of scope `tool`: no documented abuse turned on such access.
 * @param outcomes what each preset's policy does with a call of this tool, as executed
 */
export function matchAttacks(
  assessment: Assessment,
  attacks: readonly Attack[],
  outcomes: Readonly<Record<Preset, Outcome>>,
): AttackMatch[] {
  return attacks
    .flatMap((attack) => matchOne(assessment, attack, outcomes))
    .sort(
      (a, b) =>
        (a.group === b.group ? 0 : a.group === 'access' ? -1 : 1) ||
        specificity(a.attack) - specificity(b.attack) ||
        weight(b.attack) - weight(a.attack),
    );
}

/**
 * Whether a tool is exposed to a pattern: its class and one of its capabilities are among those of the rule. A tool that
 * only reads what is neither private nor hostile is exposed to none of scope `tool`.
 */
export function isExposed(
  attack: Attack,
  tool: { readonly class: RiskClass; readonly level: Level; readonly capabilities: readonly Capability[] },
): boolean {
  if (attack.scope === 'tool' && tool.class === 'read' && tool.level === 'low') return false;
  return (
    attack.exposure.classes.includes(tool.class) &&
    attack.exposure.capabilities.some((id) => tool.capabilities.includes(id))
  );
}

function matchOne(
  assessment: Assessment,
  attack: Attack,
  outcomes: Readonly<Record<Preset, Outcome>>,
): AttackMatch[] {
  const { verdict, flags } = assessment;
  const shown = verdict.capabilities.filter(({ id }) => attack.exposure.capabilities.includes(id));
  const base = { attack, record: describeRecord(attack) };
  if (attack.scope === 'tool') {
    if (
      !isExposed(attack, {
        class: verdict.class,
        level: verdict.level,
        capabilities: shown.map(({ id }) => id),
      })
    )
      return [];
    return [
      {
        ...base,
        group: 'access',
        reason: `It fits because this tool ${joinList(shown.map(({ id }) => lowerFirst(capabilityTerms[id].label)))}.`,
        evidence: distinctEvidence(shown.flatMap(({ evidence }) => evidence)).slice(0, 4),
        effects: effectsOf(attack, outcomes),
      },
    ];
  }
  if (attack.scope === 'metadata') {
    const texts = flags.filter(({ id }) => id === 'instructs-the-model' || id === 'hidden-text');
    if (texts.length === 0) return [];
    const what = texts.map(({ id }) =>
      id === 'hidden-text' ? 'holds hidden characters' : 'speaks to the model',
    );
    return [
      {
        ...base,
        group: 'context',
        reason: `The definition ${joinList(what)}; that is a reason to read it, not proof of an attack.`,
        evidence: distinctEvidence(texts.flatMap(({ evidence }) => evidence)).slice(0, 4),
        effects: outOfSight(outcomes),
      },
    ];
  }
  if (shown.length === 0 || !attack.exposure.classes.includes(verdict.class)) return [];
  return [
    {
      ...base,
      group: 'context',
      reason: `The server behind this tool ${joinList(shown.map(({ id }) => lowerFirst(capabilityTerms[id].label)))}.`,
      evidence: distinctEvidence(shown.flatMap(({ evidence }) => evidence)).slice(0, 4),
      effects: outOfSight(outcomes),
    },
  ];
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

function effectsOf(
  attack: Attack,
  outcomes: Readonly<Record<Preset, Outcome>>,
): Record<Preset, PolicyEffect> {
  return {
    strict: effectOf(attack, outcomes.strict),
    recommended: effectOf(attack, outcomes.recommended),
    permissive: effectOf(attack, outcomes.permissive),
  };
}

/** Where the text itself does the work, only hiding the tool keeps it from the model. */
function outOfSight(outcomes: Readonly<Record<Preset, Outcome>>): Record<Preset, PolicyEffect> {
  const effect = (outcome: Outcome): PolicyEffect =>
    outcome.kind === 'hidden'
      ? {
          effect: 'limits',
          sentence: 'The hidden definition does not reach the model; the rest of the server is as it was.',
        }
      : { effect: 'out-of-sight', sentence: 'Rules on calls act after the model has read the text.' };
  return {
    strict: effect(outcomes.strict),
    recommended: effect(outcomes.recommended),
    permissive: effect(outcomes.permissive),
  };
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
