import { createCounters, evaluate } from '#domain/policy/evaluate.ts';
import type { JsonObject } from '#schema/common.ts';
import type { Policy } from '#schema/policy.ts';

/** What calls of a tool come to, seen by making them. */
export type Fate =
  | { readonly kind: 'denied' | 'hidden' }
  | { readonly kind: 'allowed'; readonly conditional: boolean }
  | {
      readonly kind: 'limited';
      readonly max: number;
      readonly window: string;
      /** Whether a call without arguments is refused. */
      readonly conditional: boolean;
    };

/** Arguments that meet the rules of the recommended policies, for tools that have such rules. */
const passing: Readonly<Record<string, JsonObject>> = {
  execute_sql: { sql: 'SELECT 1' },
  refund_payment: { amount: 100 },
  send_reminder: { to: 'you@your-domain' },
};

/** More calls than any limit of the fixture allows. */
const manyCalls = 100;

const windows = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Calls a tool at midnight until it is refused, then waits for the window after which it is let through again. */
export function observeFate(policy: Policy, tool: string): Fate {
  const midnight = Date.UTC(2026, 10, 21);
  const counters = createCounters();
  const grant = 'observed';
  const call = (at: number) => evaluate(policy, { tool, args: passing[tool] ?? {}, grant, at }, counters);
  const bare = evaluate(policy, { tool, args: {}, grant, at: midnight }, createCounters());
  const conditional = bare.outcome === 'deny';
  for (let passed = 0; passed < manyCalls; passed += 1) {
    const decision = call(midnight);
    if (decision.outcome === 'allow') continue;
    if (passed === 0) return { kind: decision.rule === '(hidden)' ? 'hidden' : 'denied' };
    const window = Object.entries(windows).find(([, length]) => call(midnight + length).outcome === 'allow');
    if (window === undefined) throw new Error(`${tool} is never let through again.`);
    return { kind: 'limited', max: passed, window: window[0], conditional };
  }
  return { kind: 'allowed', conditional };
}

/** How captions put a fate of one tool. */
export function wordFate(fate: Fate): string {
  switch (fate.kind) {
    case 'allowed':
      return `allowed without limit${wordCondition(fate)}`;
    case 'denied':
      return 'refused with a message';
    case 'hidden':
      return 'hidden and refused';
    case 'limited':
      return `at most ${fate.max} ${fate.max === 1 ? 'call' : 'calls'} ${fate.window === 'hour' ? 'an' : 'a'} ${fate.window} for each grant${wordCondition(fate)}`;
  }
}

function wordCondition({ conditional }: { readonly conditional: boolean }): string {
  return conditional ? ', when the arguments pass the rules of the policy' : '';
}
