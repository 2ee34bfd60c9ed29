import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Limit, Policy } from '#schema/policy.ts';
import { anyCalls, anyPolicy } from './arbitrary.fixture.ts';
import { createCounters, evaluate, type Call, type Decision } from './evaluate.ts';
import { windowLengths } from './windows.ts';
import { holds } from './operators.ts';
import { compilePattern } from './regex.ts';

/** A clock that never steps back, so that the windows of a call are those of its time. */
const anyOrderedCalls = anyCalls.map((calls) => calls.toSorted((one, other) => one.at - other.at));

test('the first part that refuses a call decides: hide, default, require, deny_if, then the limits', () => {
  fc.assert(
    fc.property(anyPolicy, anyCalls, (policy, calls) => {
      for (const { call, decision } of run(policy, calls)) {
        const expected = refusals(policy, call).find(([, refuses]) => refuses)?.[0];
        const decided = decision.outcome === 'deny' ? decision.rule : undefined;
        if (expected === undefined) expect(decided ?? '/limits/').toContain('/limits/');
        else expect(decided).toBe(expected);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a call passes the limits when each has room, and then uses one unit of each; grants do not share', () => {
  fc.assert(
    fc.property(anyPolicy, anyOrderedCalls, (policy, calls) => {
      const decided = run(policy, calls);
      decided.forEach(({ call, decision }, index) => {
        if (refusals(policy, call).some(([, refuses]) => refuses)) return;
        const allowed = decided.slice(0, index).filter((before) => before.decision.outcome === 'allow');
        const full = limitsFor(policy, call.tool).filter(({ limit, tool }) => {
          const used = allowed.filter(({ call: before }) => countsTogether(before, call, limit, tool));
          return used.length >= limit.max;
        });
        expect(decision.outcome === 'deny' ? decision.rule : undefined).toBe(full[0]?.rule);
      });
    }),
    { numRuns: 1000 },
  );
});

test('the calls of one grant are decided as if there were no other', () => {
  fc.assert(
    fc.property(anyPolicy, anyOrderedCalls, (policy, calls) => {
      const ofOne = run(policy, calls).filter(({ call }) => call.grant === 'one');
      expect(
        run(
          policy,
          ofOne.map(({ call }) => call),
        ),
      ).toEqual(ofOne);
    }),
    { numRuns: 500 },
  );
});

test('a clock that stands anywhere gets an answer, and a denied call leaves the counters as they were', () => {
  const clocks = fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, -1, 1e300, 8.64e15, 0.5);
  const anyOddCalls = anyCalls.chain((calls) =>
    fc.tuple(...calls.map((call) => clocks.map((at): Call => ({ ...call, at })))),
  );
  fc.assert(
    fc.property(anyPolicy, fc.oneof(anyOddCalls, anyCalls), (policy, calls) => {
      const counters = createCounters();
      for (const call of calls) {
        const before = structuredClone(counters);
        const { outcome } = evaluate(policy, call, counters);
        if (outcome === 'deny') expect(counters).toEqual(before);
        else expect(outcome).toBe('allow');
      }
    }),
    { numRuns: 500 },
  );
});

function run(policy: Policy, calls: readonly Call[]): { call: Call; decision: Decision }[] {
  const counters = createCounters();
  return calls.map((call) => ({ call, decision: evaluate(policy, call, counters) }));
}

/** The parts before the limits in the order of the format, each with its id and whether it refuses the call on its own. */
function refusals(policy: Policy, { tool, args }: Call): (readonly [string, boolean])[] {
  const hide: readonly string[] = policy.hide === '*' ? ['*'] : (policy.hide ?? []);
  const own = new Map(Object.entries(policy.tools ?? {})).get(tool);
  const idOf = (part: string, index: number, [first]: readonly { path: string; op: string }[]): string =>
    `/tools/${tool}/${part}/${first === undefined ? index : `${first.path}-${first.op}`}`;
  return [
    ['(hidden)', hide.some((name) => name === '*' || name === tool)],
    ['(default deny)', own === undefined && policy.default === 'deny'],
    ...(own?.require ?? []).map(({ conditions }, index) => {
      const met = conditions.every((condition) => holds(condition, args));
      return [idOf('require', index, conditions), !met] as const;
    }),
    ...(own?.deny_if ?? []).map(({ conditions }, index) => {
      // A pattern that does not compile clears no call.
      const met = conditions.every(
        (condition) =>
          holds(condition, args) || (condition.op === 'regex' && !compilePattern(condition.value).ok),
      );
      return [idOf('deny_if', index, conditions), met] as const;
    }),
  ];
}

function limitsFor(policy: Policy, tool: string): { limit: Limit; tool: string | undefined; rule: string }[] {
  const own = new Map(Object.entries(policy.tools ?? {})).get(tool);
  return [
    ...(policy.all_tools?.limits ?? []).map((limit) => ({
      limit,
      tool: undefined,
      rule: `/all_tools/limits/${limit.counter}`,
    })),
    ...(own?.limits ?? []).map((limit) => ({ limit, tool, rule: `/tools/${tool}/limits/${limit.counter}` })),
  ];
}

function countsTogether(one: Call, other: Call, { window }: Limit, tool: string | undefined): boolean {
  const windowOf = ({ at }: Call): number => Math.floor(at / windowLengths[window]);
  return (
    one.grant === other.grant &&
    windowOf(one) === windowOf(other) &&
    (tool === undefined || one.tool === tool)
  );
}
