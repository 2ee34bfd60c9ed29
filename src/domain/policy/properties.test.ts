import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policySchema, type Policy, type Rule } from '#schema/policy.ts';
import { idsOf, levels, riskClasses } from '#schema/vocabulary.ts';
import { buildPolicySet } from '../policy-set.ts';
import { type PolicyRequest, recommendTool } from '../policy-request.ts';
import { sampleCalls } from '../targets/sample-calls.ts';
import type { ArgumentBound } from './argument-bounds.ts';
import {
  anyBursts,
  anyCalls,
  anyDocument,
  anyPatternWithMatch,
  anyPolicy,
  anyToolName,
} from './arbitrary.fixture.ts';
import { createCounters, evaluate, type Call, type Decision } from './evaluate.ts';
import { isPolicy, lintPolicy } from './lint.ts';
import { holds } from './operators.ts';
import { simulateServer } from './simulate.ts';

describe('any policy and any calls', () => {
  test('are decided: a denial names a part of the policy that applies to the tool, and nothing passes unlisted', () => {
    fc.assert(
      fc.property(anyPolicy, anyCalls, (policy, calls) => {
        expect(policySchema.safeParse(policy).error).toBeUndefined();
        for (const { call, decision } of run(policy, calls)) {
          if (decision.outcome === 'deny') expect(rulesFor(call.tool, policy)).toContain(decision.rule);
          else expect(rulesFor(call.tool, policy)).not.toContain('(default deny)');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('are decided alike when the denied calls were never made', () => {
    fc.assert(
      fc.property(anyPolicy, anyCalls, (policy, calls) => {
        const decided = run(policy, calls);
        const allowed = decided.filter(({ decision }) => decision.outcome === 'allow');
        expect(run(policy, callsOf(allowed))).toEqual(allowed);
        decided.forEach((last, index) => {
          const before = decided.slice(0, index).filter(({ decision }) => decision.outcome === 'allow');
          expect(run(policy, callsOf([...before, last])).at(-1)).toEqual(last);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('are decided alike whatever the order of the keys in the document', () => {
    fc.assert(
      fc.property(anyPolicy, anyCalls, (policy, calls) => {
        expect(run(reverseKeys(policy) as Policy, calls)).toEqual(run(policy, calls));
      }),
      { numRuns: 500 },
    );
  });

  test('hide beats every rule: a hidden tool is refused, counts as hidden, and uses no quota', () => {
    const hides = fc.oneof(fc.constant('*' as const), fc.uniqueArray(anyToolName, { minLength: 1 }));
    fc.assert(
      fc.property(anyPolicy, hides, anyCalls, (policy, hide, calls) => {
        const hiding: Policy = { ...policy, hide };
        const isHidden = (tool: string) => hide.includes('*') || hide.includes(tool);
        const decided = run(hiding, calls);
        const outcomes = simulateServer(
          hiding,
          callsOf(decided).map(({ tool }) => tool),
          0,
        );
        for (const { call, decision } of decided) {
          const rule = decision.outcome === 'deny' ? decision.rule : undefined;
          expect(rule === '(hidden)').toBe(isHidden(call.tool));
          expect(outcomes.get(call.tool)?.kind === 'hidden').toBe(isHidden(call.tool));
        }
        const shown = decided.filter(({ call }) => !isHidden(call.tool));
        expect(run({ ...policy, hide: [] }, callsOf(shown))).toEqual(shown);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a looser preset allows every call that a tighter one allows', () => {
  const verdicts = idsOf(riskClasses).flatMap((riskClass) =>
    idsOf(levels).map((level) => ({ class: riskClass, level })),
  );

  test.each(verdicts)('tool policy, $class and $level', (verdict) => {
    fc.assert(
      fc.property(anyBursts(['w']), (calls) => {
        expect(findReversals('tool', [{ name: 'w', ...verdict, bounds: [] }], calls)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  // Over several calls this cannot hold: calls that break a rule of the tighter preset use up the quota of the looser one.
  test.each(verdicts)('a call by itself, with rules about arguments, $class and $level', (verdict) => {
    const tools = [{ name: 'w', ...verdict, bounds: anyBounds }];
    const { rules } = recommendTool(
      { name: 'w', class: 'write', level: 'high', bounds: anyBounds },
      'recommended',
      { numbers: {}, values: {} },
    );
    expect(rules.map(({ kind }) => kind)).toEqual(anyBounds.map(({ kind }) => kind));
    for (const { args } of sampleCalls({ rules }))
      expect(findReversals('tool', tools, [{ tool: 'w', args, grant: 'g', at: 0 }])).toEqual([]);
  });

  test('server policy, any mixture of verdicts', () => {
    const names = ['w', 'refund', 'constructor', '__proto__'];
    const mixtures = fc.tuple(
      ...names.map((name) =>
        fc.constantFrom(...verdicts).map((verdict) => ({ name, ...verdict, bounds: [] })),
      ),
    );
    fc.assert(
      fc.property(mixtures, anyBursts([...names, 'unlisted']), (tools, calls) => {
        expect(findReversals('server', tools, calls)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('lint', () => {
  test('finds an error of the form in just those documents that the schema refuses', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const toolNames = new Set(['w', '__proto__']);
        const findings = lintPolicy(document, {
          toolNames,
          inputSchemaOf: () => ({ properties: { a: {} } }),
        });
        const isMalformed = findings.some(({ rule }) => rule === 'schema' || rule === 'hide-names');
        expect(isMalformed).toBe(!policySchema.safeParse(document).success);
        expect(isPolicy(document)).toBe(!isMalformed);
        for (const { path, message, remedy } of findings) {
          expect(path).toMatch(/^(?:$|\/)/);
          expect(message).toMatch(/\.$/);
          expect(remedy).toMatch(/\.$/);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe('any pattern', () => {
  test('finds what it matches in a long text, and gives up on a long text that it does not match', () => {
    fc.assert(
      fc.property(anyPatternWithMatch, ({ pattern, match }) => {
        const filler = 'a'.repeat(10_000);
        expect(matches(pattern, `\n${filler}\n${match}\n${filler}\n`)).toBe(true);
        expect(matches(`^(?:${pattern})$`, match)).toBe(true);
        expect(matches(`^(?:${pattern})$`, `${filler}\n`)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test('is answered with a character cut out, whether or not it is a pattern still', () => {
    fc.assert(
      fc.property(anyPatternWithMatch, fc.nat(), ({ pattern, match }, at) => {
        const cut = at % pattern.length;
        expect([true, false]).toContain(matches(pattern.slice(0, cut) + pattern.slice(cut + 1), match));
      }),
      { numRuns: 300 },
    );
  });
});

/** A call and what became of it. */
interface Decided {
  readonly call: Call;
  readonly decision: Decision;
}

function run(policy: Policy, calls: readonly Call[]): Decided[] {
  const counters = createCounters();
  return calls.map((call) => ({ call, decision: evaluate(policy, call, counters) }));
}

function callsOf(decided: readonly Decided[]): Call[] {
  return decided.map(({ call }) => call);
}

/** The ids of every part of a policy that may deny a call of the tool. */
function rulesFor(tool: string, policy: Policy): string[] {
  const own = Object.entries(policy.tools ?? {}).find(([name]) => name === tool)?.[1];
  const namesOf = (rules: readonly Rule[] = []) =>
    rules.map(({ conditions: [first] }, index) => (first ? `${first.path}-${first.op}` : String(index)));
  return [
    ...(policy.hide === undefined ? [] : ['(hidden)']),
    ...(policy.default === 'deny' && own === undefined ? ['(default deny)'] : []),
    ...(policy.all_tools?.limits ?? []).map(({ counter }) => `/all_tools/limits/${counter}`),
    ...namesOf(own?.require).map((name) => `/tools/${tool}/require/${name}`),
    ...namesOf(own?.deny_if).map((name) => `/tools/${tool}/deny_if/${name}`),
    ...(own?.limits ?? []).map(({ counter }) => `/tools/${tool}/limits/${counter}`),
  ];
}

/** The same document with the keys of every object the other way round. */
function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reverseKeys(inner)] as const);
  return Object.fromEntries(entries.toReversed());
}

/** One argument of each kind that a rule can bound. */
const anyBounds: readonly ArgumentBound[] = [
  { kind: 'at-most', argument: 'amount' },
  { kind: 'below-folder', argument: 'path', place: 'machine' },
  { kind: 'at-host', argument: 'url' },
  { kind: 'one-of', argument: 'to', optional: false },
  { kind: 'reading-sql', argument: 'sql' },
  { kind: 'reason', argument: 'reason' },
  { kind: 'off', argument: 'force', optional: true },
];

/** Calls that the policy of a preset allows and that of the next looser one denies. */
function findReversals(scope: PolicyRequest['scope'], tools: PolicyRequest['tools'], calls: readonly Call[]) {
  const request: PolicyRequest = {
    scope,
    tools,
    others: [],
    numbers: {},
    values: {},
    alias: 'server',
    endpoint: undefined,
  };
  const { documents } = buildPolicySet(request, ['gateway'], () => '');
  const [strict, recommended, permissive] = [
    documents.strict,
    documents.recommended,
    documents.permissive,
  ].map((document) => run(document, calls));
  return calls.filter((_call, index) => {
    const isAllowed = (decided: readonly Decided[] = []) => decided[index]?.decision.outcome === 'allow';
    return (
      (isAllowed(strict) && !isAllowed(recommended)) || (isAllowed(recommended) && !isAllowed(permissive))
    );
  });
}

function matches(pattern: string, text: string): boolean {
  return holds({ path: 'args.a', op: 'regex', value: pattern }, { a: text });
}
