import type { JsonObject } from '#schema/common.ts';
import type { Condition, Limit, Policy, Rule, ToolRule } from '#schema/policy.ts';
import { holds, operators } from './operators.ts';
import { compilePattern } from './regex.ts';
import { windowLengths } from './windows.ts';

/** One call of a tool, as a gateway sees it. */
export interface Call {
  /** Name of the tool. */
  readonly tool: string;
  /** Arguments of the call. */
  readonly args: JsonObject;
  /** The labelled access token that the call is made with; quotas are counted for each. */
  readonly grant: string;
  /** Time of the call in milliseconds since the epoch, UTC. */
  readonly at: number;
}

/** A refusal: the id of the part of the policy that decided, and the text for the agent. */
export interface Denial {
  readonly outcome: 'deny';
  readonly rule: string;
  readonly message: string;
}

/** What becomes of a call. */
export type Decision = { readonly outcome: 'allow' } | Denial;

/** Calls counted so far. Made by `createCounters`, changed by `evaluate` and `preloadQuota` alone. */
export type Counters = Readonly<Record<Limit['window'], WindowCounts>>;

/** The counts of the newest window and the one before it; older ones are dropped, so memory stays bounded. */
interface WindowCounts {
  newest: number;
  readonly used: Map<number, Map<string, number>>;
}

/** A limit where it stands in a policy. */
export interface Quota {
  /** Rule id of a denial by this limit. */
  readonly rule: string;
  readonly limit: Limit;
  /** Whether the calls of every tool are counted together. */
  readonly shared: boolean;
  /** Tells apart what the rule id cannot: two limits with one counter name, names with slashes. */
  readonly key: string;
}

/** Counters with which no call has been counted. */
export function createCounters(): Counters {
  return { minute: emptyCounts(), hour: emptyCounts(), day: emptyCounts() };
}

/**
 * Decides about one call: hidden, not listed, `require`, `deny_if`, limits, in this order. An allowed call uses one unit
 * of every limit that applies; a denied one uses nothing. `null` stands for a grant without a policy. Never throws.
 */
export function evaluate(policy: Policy | null, call: Call, counters: Counters): Decision {
  if (policy === null)
    return deny('(no policy)', 'No policy is attached to this grant, so every call is denied.');
  if (isHidden(policy, call.tool)) return deny('(hidden)', 'The policy hides this tool.');
  const toolRule = findToolRule(policy, call.tool);
  if (toolRule === undefined && policy.default === 'deny') {
    return deny('(default deny)', 'The policy does not list this tool.');
  }
  const refusal = toolRule === undefined ? undefined : refuseByRules(toolRule, call);
  return refusal ?? reserve(listQuotas(policy, call.tool), call, counters);
}

/** The limits that apply to a tool: those over every call first, in the order of the document. */
export function listQuotas(policy: Policy, tool: string): readonly Quota[] {
  const shared = policy.all_tools?.limits;
  const own = findToolRule(policy, tool)?.limits;
  if (shared === undefined && own === undefined) return noQuotas;
  return [...(shared ?? []).map(placeQuota(undefined)), ...(own ?? []).map(placeQuota(tool))];
}

/** Counts `used` calls of a grant against one limit, in the window of `at`, as if they had been allowed before. */
export function preloadQuota(
  counters: Counters,
  quota: Quota,
  call: Pick<Call, 'grant' | 'at'>,
  used: number,
): void {
  openWindow(counters[quota.limit.window], quota.limit.window, call.at).set(quota.key + call.grant, used);
}

/** A denial as it goes over the wire: a result, not a protocol error, so that the model can read it and adapt. */
export function denialResponse(requestId: string | number, denial: Denial) {
  return {
    jsonrpc: '2.0',
    id: requestId,
    result: { content: [{ type: 'text', text: `[POLICY DENIED] ${denial.message}` }], isError: true },
  } as const;
}

const noQuotas: readonly Quota[] = [];

function emptyCounts(): WindowCounts {
  return { newest: Number.NEGATIVE_INFINITY, used: new Map() };
}

function deny(rule: string, message: string): Denial {
  return { outcome: 'deny', rule, message };
}

function isHidden(policy: Policy, tool: string): boolean {
  const { hide } = policy;
  if (hide === undefined) return false;
  return hide === '*' || hide.includes('*') || hide.includes(tool);
}

/** Own keys only: a tool called `constructor` is not listed by every object. */
function findToolRule(policy: Policy, tool: string): ToolRule | undefined {
  return policy.tools !== undefined && Object.hasOwn(policy.tools, tool) ? policy.tools[tool] : undefined;
}

function refuseByRules(toolRule: ToolRule, call: Call): Denial | undefined {
  for (const [index, rule] of (toolRule.require ?? []).entries()) {
    if (rule.conditions.every((condition) => holds(condition, call.args))) continue;
    return denyByRule(call.tool, 'require', rule, index);
  }
  for (const [index, rule] of (toolRule.deny_if ?? []).entries()) {
    if (!rule.conditions.every((condition) => holds(condition, call.args) || isBroken(condition))) continue;
    return denyByRule(call.tool, 'deny_if', rule, index);
  }
  return undefined;
}

/** A pattern that does not compile cannot clear a call. Lint refuses such a policy; here it must not fail open. */
function isBroken(condition: Condition): boolean {
  return condition.op === 'regex' && !compilePattern(condition.value).ok;
}

/** The id names the first condition of the rule, whichever of them decided; a rule without any is named by its index. */
function denyByRule(tool: string, part: 'require' | 'deny_if', rule: Rule, index: number): Denial {
  const [first] = rule.conditions;
  const segment = first === undefined ? String(index) : `${first.path}-${first.op}`;
  return deny(`/tools/${tool}/${part}/${segment}`, rule.on_deny ?? wordRefusal(part, rule));
}

function wordRefusal(part: 'require' | 'deny_if', rule: Rule): string {
  if (rule.conditions.length === 0) return 'The policy refuses every call of this tool.';
  const clauses = rule.conditions.map(({ path, op, value }) =>
    operators[op].phrase(path, JSON.stringify(value)),
  );
  const link = part === 'require' ? 'unless' : 'when';
  return `The policy refuses a call ${link} ${clauses.join(' and ')}.`;
}

function placeQuota(tool: string | undefined): (limit: Limit, index: number) => Quota {
  const owner = tool === undefined ? '/all_tools' : `/tools/${tool}`;
  return (limit, index) => ({
    rule: `${owner}/limits/${limit.counter}`,
    limit,
    shared: tool === undefined,
    key: JSON.stringify([tool ?? null, limit.counter, index]),
  });
}

/**
 * All limits or none: nothing is counted before every limit has been seen to have room. A call that is denied does not
 * move the windows on either, or its clock could open a fresh quota.
 */
function reserve(quotas: readonly Quota[], call: Call, counters: Counters): Decision {
  const full = quotas.find((quota) => countUsed(counters, quota, call) >= quota.limit.max);
  if (full !== undefined) return deny(full.rule, wordFull(full.limit));
  for (const quota of quotas) preloadQuota(counters, quota, call, countUsed(counters, quota, call) + 1);
  return { outcome: 'allow' };
}

/** Calls counted against a limit in the window of the call. Changes nothing. */
function countUsed(counters: Counters, { limit, key }: Quota, { grant, at }: Call): number {
  const windowCounts = counters[limit.window];
  const counts = windowCounts.used.get(findWindow(windowCounts, limit.window, at));
  return counts?.get(key + grant) ?? 0;
}

function wordFull({ max, window }: Limit): string {
  const calls = max === 1 ? 'call' : 'calls';
  return `The limit of ${String(max)} ${calls} ${window === 'hour' ? 'an' : 'a'} ${window} is used up; it starts afresh with the next ${window} (UTC).`;
}

/**
 * The number of the window that holds `at`. A call that comes late, by more than one window, counts in the oldest window
 * kept: a clock that steps back must not open a fresh quota.
 */
function findWindow(windowCounts: WindowCounts, window: Limit['window'], at: number): number {
  const oldest = windowCounts.newest - 1;
  const aligned = Math.floor(at / windowLengths[window]);
  return aligned >= oldest ? aligned : oldest;
}

/** The counts of the window that holds `at`, which are made when there are none; windows long over are dropped. */
function openWindow(windowCounts: WindowCounts, window: Limit['window'], at: number): Map<string, number> {
  const index = findWindow(windowCounts, window, at);
  if (index > windowCounts.newest) {
    windowCounts.newest = index;
    for (const kept of windowCounts.used.keys()) if (kept < index - 1) windowCounts.used.delete(kept);
  }
  const known = windowCounts.used.get(index);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  windowCounts.used.set(index, counts);
  return counts;
}
