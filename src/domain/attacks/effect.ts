import type { Attack } from '#schema/attack.ts';
import type { Policy } from '#schema/policy.ts';
import type { AttackScope, Effect } from '#schema/vocabulary.ts';
import { type ArgumentValues, limitOfRule } from '../policy/argument-rules.ts';
import { type Outcome, type OutcomeLimit, simulate } from '../policy/simulate.ts';
import { formatNumber, joinList, revealHidden } from '../text.ts';
import { type Attempt, attemptsOf, ordinaryArguments, type ScenarioTool } from './scenario.ts';

/** What a policy does against a pattern, with the sentence that explains it. */
export interface PolicyEffect {
  readonly effect: Effect;
  readonly sentence: string;
}

/** A policy that a scenario is run against. */
export interface ScenarioPolicy {
  readonly document: Policy;
  /** What the operator has stated, so that an honest call meets the rules and a hostile one does not. */
  readonly values: ArgumentValues;
  /** When the calls are made, in milliseconds, UTC. */
  readonly at: number;
}

/**
 * What a policy does against a pattern, found by making the calls that the pattern needs of this tool. The attempt that gets
 * furthest counts. A pattern that one call completes is never stopped by a limit on the number of calls.
 */
export function effectOf(
  attack: Attack,
  tool: ScenarioTool,
  { document, values, at }: ScenarioPolicy,
): PolicyEffect {
  const honest = simulate(document, tool.name, ordinaryArguments(tool, values), at);
  if (attack.scope !== 'tool') return effectBeyondCalls[attack.scope](honest);
  const attempts = attemptsOf(attack, tool, values).map((attempt) => ({
    attempt,
    outcome: simulate(document, tool.name, attempt.args, at),
  }));
  const furthest = attempts
    .map(({ outcome }) => outcome)
    .reduce((best, outcome) => (reach(outcome) > reach(best) ? outcome : best));
  const { effect, sentence } =
    furthest.kind === 'limited' || furthest.kind === 'allowed'
      ? effectOfPassing(attack, furthest)
      : effectOfRefusal(honest, attempts);
  return { effect, sentence: attack.needs.chain ? `${sentence} ${chainSentence}` : sentence };
}

const chainSentence = 'This is one part of a chain: what the other tools may do counts as well.';

/** How far a call gets. */
function reach(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'hidden':
      return 0;
    case 'denied':
      return 1;
    case 'limited':
      return 2;
    case 'allowed':
      return 3;
  }
}

/** The calls of a pattern go through, as often as the limits allow. */
function effectOfPassing(
  { needs }: Attack,
  outcome: Extract<Outcome, { kind: 'limited' | 'allowed' }>,
): PolicyEffect {
  if (outcome.kind === 'allowed') {
    return {
      effect: 'does-not-stop',
      sentence: needs.calls === 'one' ? 'The one call that it needs passes.' : 'Every call passes.',
    };
  }
  const rates = joinList(outcome.limits.map((limit) => describeRate(limit, needs.yields)));
  const enough = needs.chain ? 'One call is enough for it.' : 'One call is enough for harm.';
  const rest = needs.calls === 'one' ? enough : 'A loop is capped there.';
  return { effect: 'limits', sentence: `At most ${rates} for each grant. ${rest}` };
}

function describeRate({ max, window }: OutcomeLimit, [one, many]: Attack['needs']['yields']): string {
  return `${formatNumber(max)} ${max === 1 ? one : many} ${window === 'hour' ? 'an' : 'a'} ${window}`;
}

/** No attempt goes through: because no call does, or because of its arguments. */
function effectOfRefusal(
  honest: Outcome,
  attempts: readonly { readonly attempt: Attempt; readonly outcome: Outcome }[],
): PolicyEffect {
  if (honest.kind === 'hidden')
    return { effect: 'stops', sentence: 'The tool is hidden and every call is refused.' };
  if (honest.kind === 'denied') return { effect: 'stops', sentence: 'Every call is refused.' };
  const messages = attempts.flatMap(({ outcome }) =>
    outcome.kind === 'denied' ? [`“${revealHidden(outcome.message)}”`] : [],
  );
  const limits = attempts.flatMap(({ attempt }) => (attempt.breaks && limitOfRule(attempt.breaks)) ?? []);
  const reasons = joinList([...new Set(messages)]);
  return {
    effect: 'stops',
    sentence: [
      `Its calls are refused, because their arguments break a rule: ${reasons}`,
      ...new Set(limits),
    ].join(' '),
  };
}

/** What a policy on calls does against patterns that do their work elsewhere, from what befalls an honest call of the tool. */
const effectBeyondCalls: Readonly<Record<Exclude<AttackScope, 'tool'>, (honest: Outcome) => PolicyEffect>> = {
  metadata: ({ kind }) =>
    kind === 'hidden'
      ? {
          effect: 'limits',
          sentence: 'The hidden definition does not reach the model; those of other tools still do.',
        }
      : outOfSight('The model reads the listing before any call that a policy decides about.'),
  server: ({ kind }) =>
    kind === 'hidden' || kind === 'denied'
      ? outOfSight('Calls of this tool are refused; the server and its other ways in stay as they are.')
      : outOfSight(
          'A policy sees calls, not what the server makes of them, nor its login and its transport.',
        ),
  ecosystem: () =>
    outOfSight('Who made the server, and what its code does by itself, no rule about calls decides.'),
  process: () => outOfSight('A policy does not see how people decide about what they are asked to approve.'),
};

function outOfSight(sentence: string): PolicyEffect {
  return { effect: 'out-of-sight', sentence };
}
