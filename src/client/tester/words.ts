import { denialResponse } from '#domain/policy/evaluate.ts';
import { readArgument } from '#domain/policy/operators.ts';
import { windowLengths } from '#domain/policy/windows.ts';
import { plural } from '#domain/text.ts';
import type { JsonObject } from '#schema/common.ts';
import type { Policy } from '#schema/policy.ts';
import type { LimitState, MadeCall } from './session.ts';

/** Most characters that patterns may search at one press of a button: about two seconds with the slowest pattern known. */
const mostSearching = 100_000;

/** What became of a call, in one sentence for the live region. Numbered, so that two equal ones are both spoken. */
export function wordCall({ number, tool, decision, limits }: MadeCall): string {
  if (decision.outcome === 'deny') return `Call ${String(number)}: ${tool} is denied by ${decision.rule}.`;
  const tightest = limits.toSorted((a, b) => left(a) - left(b))[0];
  const rest = tightest === undefined ? 'No limit applies.' : `${wordLeft(tightest)}.`;
  return `Call ${String(number)}: ${tool} is allowed. ${rest}`;
}

/** What became of several calls of one tool. */
export function wordCalls(calls: readonly MadeCall[]): string {
  const [first, last] = [calls[0], calls.at(-1)];
  if (first === undefined || last === undefined || calls.length === 1) return first ? wordCall(first) : '';
  const denied = calls.filter(({ decision }) => decision.outcome === 'deny').length;
  const allowed = calls.length - denied;
  const numbers = `Calls ${String(first.number)} to ${String(last.number)}`;
  if (last.decision.outcome === 'allow')
    return `${numbers}: all allowed. ${wordCall(last).replace(/^.*?allowed\. /, '')}`;
  const by = `denied by ${last.decision.rule}`;
  return allowed === 0
    ? `${numbers}: all ${by}.`
    : `${numbers}: ${String(allowed)} allowed, then ${String(denied)} ${by}.`;
}

/** How much of a limit is left: `7 of 10 calls an hour are left`. */
export function wordLeft(state: LimitState): string {
  const { max, window } = state.limit;
  const count = left(state);
  return `${String(count)} of ${plural(max, 'call')} ${window === 'hour' ? 'an' : 'a'} ${window} ${count === 1 ? 'is' : 'are'} left`;
}

/** Calls that a limit still lets through in its window. */
export function left({ limit, used }: LimitState): number {
  return Math.max(0, limit.max - used);
}

/** What the agent gets for a denied call, as it goes over the wire; undefined for an allowed one. */
export function wordWire({ number, decision }: MadeCall): string | undefined {
  return decision.outcome === 'deny' ? JSON.stringify(denialResponse(number, decision)) : undefined;
}

/** A time of the session's clock: `day 1, 00:00`. */
export function wordTime(at: number): string {
  const day = Math.floor(at / windowLengths.day);
  const minutes = Math.floor((at - day * windowLengths.day) / windowLengths.minute);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `day ${String(day + 1)}, ${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** Why a call is not decided here although it could be; undefined when nothing stands against it. */
export function refuseWork(
  policy: Policy,
  tool: string,
  args: JsonObject,
  calls: number,
): string | undefined {
  const rule =
    policy.tools !== undefined && Object.hasOwn(policy.tools, tool) ? policy.tools[tool] : undefined;
  const conditions = [...(rule?.require ?? []), ...(rule?.deny_if ?? [])].flatMap((each) => each.conditions);
  const texts = conditions.flatMap(({ op, path }) => {
    const argument = op === 'regex' ? readArgument(path, args) : undefined;
    return typeof argument === 'string' ? [argument] : [];
  });
  const searched = texts.reduce((sum, text) => sum + text.length, 0);
  return searched * calls > mostSearching
    ? `${plural(texts.length, 'pattern')} would search ${plural(searched * calls, 'character')}, which could hold up the page. Shorten the arguments or call less often.`
    : undefined;
}
