import type { JsonObject } from '#schema/common.ts';
import type { Limit, Policy, Rule, ToolRule } from '#schema/policy.ts';
import { createCounters, evaluate, listQuotas, preloadQuota } from './evaluate.ts';
import { windowLengths } from './windows.ts';
import type { Call, Decision, Quota } from './evaluate.ts';

/** A quota that was seen to work: the last call within it passes, the next is denied, the next window opens afresh. */
export interface OutcomeLimit {
  /** Calls in one window. */
  readonly max: number;
  readonly window: Limit['window'];
  /** Set when the calls of every tool are counted together. */
  readonly shared?: true;
}

/** What a policy does with a tool. */
export type Outcome =
  | {
      readonly kind: 'allowed';
      /** Set when only calls whose arguments pass the policy's rules get through. */
      readonly conditional?: true;
    }
  | {
      readonly kind: 'limited';
      readonly limits: readonly OutcomeLimit[];
      /** Set when only calls whose arguments pass the policy's rules get through. */
      readonly conditional?: true;
    }
  | { readonly kind: 'denied'; readonly rule: string; readonly message: string }
  | { readonly kind: 'hidden' };

/** What a policy does with the recorded tools of a server, by name, and with the tools that are not recorded. */
export interface ServerOutcomes extends ReadonlyMap<string, Outcome> {
  /**
   * What befalls every tool that is not recorded, whatever it is called. Undefined when the policy names tools that are
   * not recorded either, so that the name of an unrecorded tool would decide.
   */
  readonly unlisted: Outcome | undefined;
}

/** How many tools fare how under a policy. */
export interface OutcomeCounts extends Pick<ServerOutcomes, 'unlisted'> {
  readonly allowed: number;
  readonly limited: number;
  readonly denied: number;
  readonly hidden: number;
  /** How many of the allowed and the limited depend on the arguments of the call. */
  readonly conditional: number;
}

/** Finds what a policy does with a tool called with these very arguments, by making the calls. `at` is in milliseconds, UTC. */
export function simulate(policy: Policy, tool: string, args: JsonObject, at: number): Outcome {
  const call: Call = { tool, args, grant: 'simulated', at };
  const decision = evaluate(policy, call, createCounters());
  if (decision.outcome === 'deny') {
    const { rule, message } = decision;
    return rule === '(hidden)' ? { kind: 'hidden' } : { kind: 'denied', rule, message };
  }
  const quotas = listQuotas(policy, tool).filter((quota) => isEffective(policy, quota, call));
  return quotas.length === 0 ? { kind: 'allowed' } : { kind: 'limited', limits: quotas.map(toOutcomeLimit) };
}

/**
 * Finds what a policy does with a tool when the arguments are not known: rules that depend on arguments are taken as
 * passed, and the outcome says that it depends on them. A rule without conditions decides as it stands.
 */
export function simulateTool(policy: Policy, tool: string, at: number): Outcome {
  const toolRule =
    policy.tools !== undefined && Object.hasOwn(policy.tools, tool) ? policy.tools[tool] : undefined;
  if (toolRule === undefined || !dependsOnArguments(toolRule)) return simulate(policy, tool, {}, at);
  const settled = { ...policy, tools: { [tool]: withoutArgumentRules(toolRule) } };
  const outcome = simulate(settled, tool, {}, at);
  return outcome.kind === 'allowed' || outcome.kind === 'limited'
    ? { ...outcome, conditional: true }
    : outcome;
}

/** The outcome that every tool shares that the policy does not name, whatever it is called. */
export function simulateUnlisted(policy: Policy, at: number): Outcome {
  const named = namesOf(policy);
  let name = 'unlisted';
  while (named.has(name)) name += '_';
  return simulate(policy, name, {}, at);
}

/**
 * The outcome of every recorded tool of a server. Calls are made only for the names in the policy; the others share one
 * outcome.
 */
export function simulateServer(policy: Policy, toolNames: readonly string[], at: number): ServerOutcomes {
  const named = namesOf(policy);
  const unlisted = simulateUnlisted(policy, at);
  const outcomes = new Map(
    toolNames.map((name) => [name, named.has(name) ? simulateTool(policy, name, at) : unlisted]),
  );
  const namesStrangers =
    policy.hide?.includes('*') !== true && [...named].some((name) => !outcomes.has(name));
  return Object.assign(outcomes, { unlisted: namesStrangers ? undefined : unlisted });
}

/** Counts outcomes. `except` leaves one tool out: the one whose page or caption speaks of "the others". */
export function countOutcomes(outcomes: ServerOutcomes, except?: string): OutcomeCounts {
  const counts = { allowed: 0, limited: 0, denied: 0, hidden: 0, conditional: 0 };
  for (const [name, outcome] of outcomes) {
    if (name === except) continue;
    counts[outcome.kind] += 1;
    if ('conditional' in outcome) counts.conditional += 1;
  }
  return { ...counts, unlisted: outcomes.unlisted };
}

/** Three calls establish a limit, each with counters of its own so that no other limit can answer for it. */
function isEffective(policy: Policy, quota: Quota, call: Call): boolean {
  const { max, window } = quota.limit;
  const nextWindow = (Math.floor(call.at / windowLengths[window]) + 1) * windowLengths[window];
  const afterUse = (used: number, at: number): Decision => {
    const counters = createCounters();
    preloadQuota(counters, quota, call, used);
    return evaluate(policy, { ...call, at }, counters);
  };
  const next = afterUse(max, call.at);
  return (
    afterUse(max - 1, call.at).outcome === 'allow' &&
    next.outcome === 'deny' &&
    next.rule === quota.rule &&
    afterUse(max, nextWindow).outcome === 'allow'
  );
}

function toOutcomeLimit({ limit, shared }: Quota): OutcomeLimit {
  const { max, window } = limit;
  return shared ? { max, window, shared: true } : { max, window };
}

function dependsOnArguments(toolRule: ToolRule): boolean {
  return [...(toolRule.require ?? []), ...(toolRule.deny_if ?? [])].some(hasConditions);
}

function withoutArgumentRules(toolRule: ToolRule): ToolRule {
  return {
    ...toolRule,
    require: [],
    deny_if: (toolRule.deny_if ?? []).filter((rule) => !hasConditions(rule)),
  };
}

function hasConditions(rule: Rule): boolean {
  return rule.conditions.length > 0;
}

function namesOf(policy: Policy): ReadonlySet<string> {
  const hidden = typeof policy.hide === 'string' ? [policy.hide] : (policy.hide ?? []);
  return new Set([...hidden, ...Object.keys(policy.tools ?? {})]);
}
