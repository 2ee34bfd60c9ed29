import type { Limit, Policy, Rule, ToolRule } from '#schema/policy.ts';
import { operators } from './operators.ts';
import { countOutcomes, simulateServer, simulateTool } from './simulate.ts';
import type { Outcome, OutcomeCounts } from './simulate.ts';

/** How much of a server is recorded: the tools in the record, and the tools that the server declares. */
export interface ServerCompleteness {
  readonly recorded: number;
  readonly declared: number;
}

/** An outcome as the end of a sentence about one tool: "at most 30 calls a minute", "hidden and refused". */
export function describeOutcome(outcome: Outcome): string {
  return wordOutcome(outcome, '');
}

/**
 * A caption under a policy, in plain text: what it does with the tool, and with every other tool of the server. `others`
 * counts the recorded tools without this one. Tools that are not recorded are counted when the policy treats every
 * unlisted name alike; otherwise the caption says that it does not know.
 */
export function captionFor(
  tool: string,
  outcome: Outcome,
  others: OutcomeCounts,
  serverComplete: ServerCompleteness,
): string {
  return `${tool}: ${wordOutcome(outcome, ' for each grant')}. ${wordOthers(others, serverComplete)}`;
}

/** `captionFor` with the policy run first. `toolNames` are the recorded tools, `declared` is the server's own count. */
export function captionForPolicy(
  policy: Policy,
  tool: string,
  server: { readonly toolNames: readonly string[]; readonly declared: number },
  at: number,
): string {
  const outcomes = simulateServer(policy, server.toolNames, at);
  const outcome = outcomes.get(tool) ?? simulateTool(policy, tool, at);
  const serverComplete = { recorded: outcomes.size, declared: server.declared };
  return captionFor(tool, outcome, countOutcomes(outcomes, tool), serverComplete);
}

/**
 * A policy in plain sentences, one for each part of the document, in the order in which the parts decide. What a part
 * before it makes ineffective is said to be so, or left out when everything is hidden.
 */
export function explainPolicy(policy: Policy): string[] {
  const hide = policy.hide === '*' ? ['*'] : (policy.hide ?? []);
  if (hide.includes('*')) {
    return ['Every tool is removed from the tool list and refused; the rest of the policy has no effect.'];
  }
  const hidden = new Set(hide);
  return [
    ...explainHide(hide),
    `A tool that is not listed is ${policy.default === 'deny' ? 'denied' : 'allowed'}.`,
    ...(policy.all_tools?.limits ?? []).map(
      (limit) => `All tools together: ${wordLimit(limit)} for each grant.`,
    ),
    ...Object.entries(policy.tools ?? {}).flatMap(([tool, rule]) =>
      hidden.has(tool)
        ? [`${tool}: listed but hidden, so its entry has no effect.`]
        : explainTool(tool, rule),
    ),
  ];
}

type OutcomeKind = Outcome['kind'];

const kinds: readonly OutcomeKind[] = ['allowed', 'limited', 'denied', 'hidden'];

/** What is said of several tools that share an outcome. */
const fates: Readonly<Record<OutcomeKind, string>> = {
  allowed: 'allowed without limit',
  limited: 'limited in the number of calls',
  denied: 'denied',
  hidden: 'hidden and denied',
};

function wordOutcome(outcome: Outcome, perGrant: string): string {
  switch (outcome.kind) {
    case 'hidden':
      return 'hidden and refused';
    case 'denied':
      return outcome.rule === '(default deny)'
        ? 'refused, because the policy does not list it'
        : 'refused with a message';
    case 'allowed':
      return `allowed without limit${wordCondition(outcome)}`;
    case 'limited':
      return `${wordLimits(outcome.limits, perGrant)}${wordCondition(outcome)}`;
  }
}

function wordCondition(outcome: { readonly conditional?: true }): string {
  return outcome.conditional === true ? ', when the arguments pass the rules of the policy' : '';
}

/** Limits of the tool come first; a quota that is shared with other tools is said to be shared. */
function wordLimits(limits: Extract<Outcome, { kind: 'limited' }>['limits'], perGrant: string): string {
  const own = limits.filter((limit) => limit.shared !== true);
  const shared = limits.filter((limit) => limit.shared === true);
  const parts = [
    ...(own.length > 0 ? [`at most ${joinWords(own.map(wordRate))}${perGrant}`] : []),
    ...(shared.length > 0
      ? [`at most ${joinWords(shared.map(wordRate))}${perGrant} over all tools together`]
      : []),
  ];
  return parts.join(', and ');
}

function wordOthers(others: OutcomeCounts, { recorded, declared }: ServerCompleteness): string {
  const unrecorded = Math.max(0, declared - recorded);
  const settled = unrecorded > 0 && others.unlisted === undefined ? 0 : unrecorded;
  const total = kinds.reduce((sum, kind) => sum + others[kind], settled);
  const counts = kinds
    .map((kind) => ({ kind, count: others[kind] + (others.unlisted?.kind === kind ? settled : 0) }))
    .filter(({ count }) => count > 0);
  const doubt = settled < unrecorded ? [wordUnrecorded(unrecorded)] : [];
  if (total === 0) return doubt[0] ?? 'This server has no other tools.';
  const scope = doubt.length > 0 ? ' recorded' : '';
  return [wordCounts(counts, total, scope), ...wordConditional(others.conditional, total), ...doubt].join(
    ' ',
  );
}

function wordCounts(
  counts: readonly { readonly kind: OutcomeKind; readonly count: number }[],
  total: number,
  scope: string,
): string {
  const [first] = counts;
  if (first === undefined || counts.length > 1) {
    const parts = counts.map(
      ({ kind, count }) => `${String(count)} ${count === 1 ? 'is' : 'are'} ${fates[kind]}`,
    );
    return `Of the other ${String(total)}${scope} tools of this server, ${joinWords(parts)}.`;
  }
  return total === 1
    ? `The other${scope} tool of this server is ${fates[first.kind]}.`
    : `The other ${String(total)}${scope} tools of this server are ${fates[first.kind]}.`;
}

function wordConditional(conditional: number, total: number): string[] {
  if (conditional === 0) return [];
  const subject =
    total === 1 ? 'It gets' : `${String(conditional)} of them ${conditional === 1 ? 'gets' : 'get'}`;
  return [`${subject} through only when the arguments pass the rules of the policy.`];
}

function wordUnrecorded(unrecorded: number): string {
  return unrecorded === 1
    ? 'One more tool is not recorded here, and what happens to it depends on its name.'
    : `${String(unrecorded)} more tools are not recorded here, and what happens to them depends on their names.`;
}

function explainHide(hidden: readonly string[]): string[] {
  if (hidden.length === 0) return [];
  const verb = hidden.length === 1 ? 'is' : 'are';
  return [
    `${joinWords(hidden)} ${verb} removed from the tool list and refused, whatever the rest of the policy says.`,
  ];
}

function explainTool(tool: string, rule: ToolRule): string[] {
  const parts = [
    ...(rule.require ?? []).map((required) => explainRequirement(required)),
    ...(rule.deny_if ?? []).map((denied) => explainDenial(denied)),
    ...(rule.limits ?? []).map((limit) => `${wordLimit(limit)} for each grant.`),
  ];
  return parts.length === 0
    ? [`${tool}: allowed, with no rule of its own.`]
    : parts.map((part) => `${tool}: ${part}`);
}

function explainRequirement(rule: Rule): string {
  if (rule.conditions.length === 0) return 'a requirement without conditions, which every call meets.';
  return `a call is refused unless ${wordConditions(rule)}.${wordMessage(rule)}`;
}

function explainDenial(rule: Rule): string {
  if (rule.conditions.length === 0)
    return `every call is refused, and the tool stays visible.${wordMessage(rule)}`;
  return `a call is refused when ${wordConditions(rule)}.${wordMessage(rule)}`;
}

function wordConditions(rule: Rule): string {
  return rule.conditions
    .map(({ path, op, value }) => operators[op].phrase(path, JSON.stringify(value)))
    .join(' and ');
}

function wordMessage(rule: Rule): string {
  return rule.on_deny === undefined ? '' : ` The agent reads: ${JSON.stringify(rule.on_deny)}.`;
}

function wordLimit(limit: Limit): string {
  return `at most ${wordRate(limit)}`;
}

function wordRate({ max, window }: Pick<Limit, 'max' | 'window'>): string {
  return `${String(max)} ${max === 1 ? 'call' : 'calls'} ${window === 'hour' ? 'an' : 'a'} ${window}`;
}

function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
