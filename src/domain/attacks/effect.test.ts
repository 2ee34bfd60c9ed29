import { describe, expect, test } from 'vitest';
import type { Attack } from '#schema/attack.ts';
import type { JsonObject } from '#schema/common.ts';
import { argumentRuleKinds, attackScopes, type Capability, type Effect, idsOf } from '#schema/vocabulary.ts';
import { assess } from '../assess.ts';
import type { ArgumentBound } from '../policy/argument-bounds.ts';
import { type ArgumentValues, makeRule } from '../policy/argument-rules.ts';
import { type PolicyAction, toolPolicy } from '../policy/recommend.ts';
import { makeAttack } from './attack.fixture.ts';
import { effectOf, type PolicyEffect } from './effect.ts';

const at = Date.UTC(2026, 0, 1);
const ten: PolicyAction = { kind: 'limit', max: 10, window: 'hour', rules: [] };
const actions = {
  hidden: { kind: 'hide' },
  denied: { kind: 'deny', approval: true },
  limited: ten,
  allowed: { kind: 'allow' },
} as const satisfies Record<string, PolicyAction>;

/** One bounded argument of each kind of rule, with a definition of a tool that has it. */
const bounds: readonly ArgumentBound[] = [
  { kind: 'at-most', argument: 'amount' },
  { kind: 'below-folder', argument: 'path', place: 'machine' },
  { kind: 'at-host', argument: 'url' },
  { kind: 'one-of', argument: 'to', optional: true },
  { kind: 'reading-sql', argument: 'sql' },
  { kind: 'reason', argument: 'reason' },
  { kind: 'off', argument: 'force', optional: true },
];
const ownValues: ArgumentValues = {
  maxAmount: 0.5,
  folder: '/etc',
  hosts: ['attacker.example', 'docs.example'],
  recipients: ['stranger@attacker.example'],
};

describe('a call without arguments that matter', () => {
  test.each<[keyof typeof actions, Attack['needs']['calls'], Effect, RegExp]>([
    ['hidden', 'one', 'stops', /hidden and every call is refused/],
    ['hidden', 'many', 'stops', /hidden and every call is refused/],
    ['denied', 'one', 'stops', /Every call is refused/],
    ['denied', 'many', 'stops', /Every call is refused/],
    ['limited', 'one', 'limits', /At most 10 keys an hour for each grant\. One call is enough for harm/],
    ['limited', 'many', 'limits', /At most 10 keys an hour for each grant\. A loop is capped/],
    ['allowed', 'one', 'does-not-stop', /The one call that it needs passes/],
    ['allowed', 'many', 'does-not-stop', /Every call passes/],
  ])('%s, where %s call is needed: %s', (action, calls, effect, sentence) => {
    const result = run(makeAttack({ needs: { calls, yields: ['key', 'keys'] } }), actions[action]);
    expect(result.effect).toBe(effect);
    expect(result.sentence).toMatch(sentence);
  });

  test('a limit of one is worded in the singular', () => {
    const once: PolicyAction = { kind: 'limit', max: 1, window: 'day', rules: [] };
    expect(run(makeAttack(), once).sentence).toContain('At most 1 key a day');
  });
});

describe.each([
  ['placeholders', {}],
  ['the operator’s own values', ownValues],
] as const)('arguments, with %s', (_name, values) => {
  test.each(argumentRuleKinds)('a rule of kind %s stops what must break it, and nothing else', (kind) => {
    const breaking = makeAttack({ needs: { calls: 'one', yields: ['key', 'keys'], breaks: [kind] } });
    const ruled = run(breaking, { ...ten, rules: argumentRuleKinds }, { values });
    expect(ruled.effect).toBe('stops');
    expect(ruled.sentence).toMatch(/refused, because their arguments break a rule: “.+”/);
    expect(ruled.sentence).toContain(bounds.find((bound) => bound.kind === kind)?.argument);
    // Without the rule only the limit is left, and a pattern that can respect the rule works under it.
    expect(run(breaking, ten, { values }).effect).toBe('limits');
    const others = argumentRuleKinds.filter((other) => other !== kind);
    expect(run(breaking, { ...ten, rules: others }, { values }).effect).toBe('limits');
    expect(run(makeAttack(), { ...ten, rules: [kind] }, { values }).effect).toBe('limits');
  });
});

describe('an argument that no rule bounds', () => {
  const forging = makeAttack({
    needs: { calls: 'one', yields: ['request', 'requests'], breaks: ['at-host'] },
  });
  const address = { url: { type: 'string' } };
  const atHost = { ...ten, rules: ['at-host'] } as const satisfies PolicyAction;

  test.each<[string, JsonObject]>([
    ['an optional address', { fallback_url: { type: 'string' } }],
    ['a list of addresses', { urls: { type: 'array', items: { type: 'string' } } }],
    [
      'an address inside an object',
      { hook: { type: 'object', properties: { callback: { type: 'string' } } } },
    ],
    ['a whole request in an object without listed fields', { body: { type: 'object' } }],
  ])('leaves a way open: %s', (_what, more) => {
    const options = { properties: { ...address, ...more }, capabilities: ['network-egress'] } as const;
    expect(run(forging, atHost, options).effect).toBe('limits');
  });

  test.each<[string, JsonObject]>([
    ['another text', { title: { type: 'string' } }],
    ['a number called url', { item_url: { type: 'integer' } }],
    ['an address from a list of the schema', { base_url: { type: 'string', enum: ['https://a.example/'] } }],
    ['a request with listed fields', { body: { type: 'object', properties: { title: { type: 'string' } } } }],
  ])('leaves none: %s', (_what, more) => {
    const options = { properties: { ...address, ...more }, capabilities: ['network-egress'] } as const;
    expect(run(forging, atHost, options).effect).toBe('stops');
  });
});

test('what a rule does not see is said where it stops a pattern', () => {
  const forging = makeAttack({
    needs: { calls: 'one', yields: ['request', 'requests'], breaks: ['at-host'] },
  });
  expect(run(forging, { ...ten, rules: ['at-host'] }).sentence).toMatch(
    /A redirect .* can still lead elsewhere/,
  );
});

test('of a pattern over several tools it is said that one policy is one part of the answer', () => {
  const chain = makeAttack({ needs: { calls: 'one', yields: ['call', 'calls'], chain: true } });
  for (const action of Object.values(actions)) {
    expect(run(chain, action).sentence).toMatch(/one part of a chain: what the other tools may do/);
    expect(run(makeAttack(), action).sentence).not.toContain('chain');
  }
});

describe('a pattern that does not work through calls', () => {
  const scopes = idsOf(attackScopes).filter((scope) => scope !== 'tool');

  test.each(scopes)('of scope %s is out of sight, whatever is allowed', (scope) => {
    for (const action of Object.values(actions)) {
      const { effect, sentence } = run(makeAttack({ scope }), action);
      const hiddenListing = scope === 'metadata' && action.kind === 'hide';
      expect(effect).toBe(hiddenListing ? 'limits' : 'out-of-sight');
      expect(sentence).not.toMatch(/At most|One call/);
    }
  });

  test('is explained by what it does abuse', () => {
    const said = Object.fromEntries(
      scopes.map((scope) => [scope, run(makeAttack({ scope }), actions.allowed).sentence]),
    );
    expect(said).toEqual({
      metadata: expect.stringMatching(/reads the listing before any call/) as string,
      server: expect.stringMatching(/not what the server makes of them/) as string,
      ecosystem: expect.stringMatching(/Who made the server/) as string,
      process: expect.stringMatching(/how people decide/) as string,
    });
  });

  test('is not called untouched where a refused tool is the way to the flaw', () => {
    expect(run(makeAttack({ scope: 'server' }), actions.denied).sentence).toMatch(
      /Calls of this tool are refused/,
    );
  });
});

/** Runs a pattern against the document for one tool that has one bounded argument of each kind, or these arguments. */
function run(
  attack: Attack,
  action: PolicyAction,
  {
    values = {},
    properties,
    capabilities = [],
  }: { values?: ArgumentValues; properties?: JsonObject; capabilities?: readonly Capability[] } = {},
): PolicyEffect {
  const bounded = properties ? bounds.filter(({ argument }) => argument in properties) : bounds;
  const tool = {
    name: 'act',
    inputSchema: { type: 'object', properties: properties ?? {}, required: ['url'] },
  };
  const { facts, verdict } = assess(tool, '', undefined, undefined);
  const held = capabilities.map((id) => ({ id, evidence: [] }));
  const kinds = action.kind === 'limit' ? action.rules : [];
  const rules = bounded.filter(({ kind }) => kinds.includes(kind)).map((bound) => makeRule(bound, values));
  return effectOf(
    attack,
    { name: tool.name, bounds: bounded, assessment: { facts, verdict: { ...verdict, capabilities: held } } },
    { document: toolPolicy({ tool: tool.name, action, rules }), values, at },
  );
}
