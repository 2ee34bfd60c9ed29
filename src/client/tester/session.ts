import { createCounters, type Decision, evaluate, listQuotas } from '#domain/policy/evaluate.ts';
import { windowLengths } from '#domain/policy/windows.ts';
import type { JsonObject } from '#schema/common.ts';
import type { Limit, Policy } from '#schema/policy.ts';

/** How far a limit is used after a call. */
export interface LimitState {
  /** Rule id that a denial by this limit has. */
  readonly rule: string;
  readonly limit: Limit;
  /** Whether the calls of every tool are counted together. */
  readonly shared: boolean;
  /** Allowed calls in the window of the call. */
  readonly used: number;
}

/** A call that was made, and what became of it. */
export interface MadeCall {
  /** Counted from 1. */
  readonly number: number;
  /** Time by the clock of the session in milliseconds; 0 is the beginning of its first day, UTC. */
  readonly at: number;
  readonly tool: string;
  readonly args: JsonObject;
  readonly decision: Decision;
  /** The limits that apply to the tool, those over every call first. */
  readonly limits: readonly LimitState[];
}

/** Calls under a policy, with a clock that moves only when it is told to. */
export interface Session {
  readonly call: (policy: Policy, tool: string, args: JsonObject) => MadeCall;
  /** Moves the clock to the beginning of the next window, at which counts start afresh. */
  readonly advance: (window: Limit['window']) => void;
  /** Forgets what was counted. The clock stays. */
  readonly forget: () => void;
  /** Time by the clock of the session in milliseconds. */
  readonly now: () => number;
}

/** A session at the beginning of a day, with nothing counted. Every call is made with one grant. */
export function createSession(): Session {
  let at = 0;
  let made = 0;
  let counters = createCounters();
  /** Allowed calls by limit and window. The clock never steps back, so windows need no further care. */
  let used = new Map<string, number>();
  const keyOf = (key: string, window: Limit['window']): string =>
    `${String(Math.floor(at / windowLengths[window]))} ${key}`;
  return {
    call: (policy, tool, args) => {
      const decision = evaluate(policy, { tool, args, grant: 'tester', at }, counters);
      const limits = listQuotas(policy, tool).map(({ rule, limit, shared, key }): LimitState => {
        const place = keyOf(key, limit.window);
        const count = (used.get(place) ?? 0) + (decision.outcome === 'allow' ? 1 : 0);
        used.set(place, count);
        return { rule, limit, shared, used: count };
      });
      made += 1;
      return { number: made, at, tool, args, decision, limits };
    },
    advance: (window) => {
      const length = windowLengths[window];
      at = (Math.floor(at / length) + 1) * length;
    },
    forget: () => {
      counters = createCounters();
      used = new Map();
    },
    now: () => at,
  };
}
