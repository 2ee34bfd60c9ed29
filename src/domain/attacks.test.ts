import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContent } from '#records/read.ts';
import { definitionDigest } from '#records/canonical.ts';
import type { Attack } from '#schema/attack.ts';
import type { Tool } from '#schema/tool.ts';
import { type Effect, idsOf, type Preset, presets } from '#schema/vocabulary.ts';
import { assess } from './assess.ts';
import { type AttackMatch, describeRecord, effectOf, matchAttacks } from './attacks.ts';
import { boundsOf } from './policy/argument-bounds.ts';
import { toolPolicy } from './policy/recommend.ts';
import { recommendTool } from './policy-request.ts';
import { type Outcome, simulateTool } from './policy/simulate.ts';

const content = readContent(join(import.meta.dirname, '../../content'));
const at = Date.UTC(2026, 0, 1);

const minting: Attack = {
  id: 'minting',
  name: 'Minting',
  summary: 'Keys are made.',
  scope: 'tool',
  confidence: 'high',
  preconditions: ['The tool issues keys.'],
  exposure: { classes: ['write'], capabilities: ['key-issuance', 'key-rotation'], rule: 'It issues keys.' },
  needs: { calls: 'one', yields: ['key', 'keys'] },
  incidents: [],
  mappings: { owaspMcp: [], owaspLlm: [], owaspAgentic: [], atlas: [], cwe: [] },
  controls: [{ kind: 'deny', note: 'Deny.' }],
  limits: 'None.',
  references: [],
};
const issuer: Tool = { name: 'create_api_key', description: 'Create an API key.' };

const outcomes = {
  hidden: { kind: 'hidden' },
  denied: { kind: 'denied', rule: '/tools/x/deny_if/0', message: 'No.' },
  limited: { kind: 'limited', limits: [{ max: 10, window: 'hour' }] },
  allowed: { kind: 'allowed' },
} as const satisfies Record<string, Outcome>;

describe('what a policy does against a pattern', () => {
  test.each<[keyof typeof outcomes, Attack['needs']['calls'], Effect, RegExp]>([
    ['hidden', 'one', 'stops', /hidden and every call is refused/],
    ['hidden', 'many', 'stops', /hidden and every call is refused/],
    ['denied', 'one', 'stops', /Every call is refused/],
    ['denied', 'many', 'stops', /Every call is refused/],
    ['limited', 'one', 'limits', /At most 10 keys an hour for each grant\. One call is enough/],
    ['limited', 'many', 'limits', /At most 10 keys an hour for each grant\. A loop is capped/],
    ['allowed', 'one', 'does-not-stop', /Every call passes/],
    ['allowed', 'many', 'does-not-stop', /Every call passes/],
  ])('%s, where %s call is needed: %s', (outcome, calls, effect, sentence) => {
    const result = effectOf({ ...minting, needs: { ...minting.needs, calls } }, outcomes[outcome]);
    expect(result.effect).toBe(effect);
    expect(result.sentence).toMatch(sentence);
  });

  test('a limit of one is worded in the singular', () => {
    const outcome: Outcome = { kind: 'limited', limits: [{ max: 1, window: 'day' }] };
    expect(effectOf(minting, outcome).sentence).toContain('At most 1 key a day');
  });

  test('no documented pattern that one call completes is ever stopped by a limit', () => {
    expect(content.attacks.length).toBeGreaterThan(0);
    for (const attack of content.attacks) expect(effectOf(attack, outcomes.limited).effect).toBe('limits');
  });
});

describe('a pattern fits', () => {
  test('by class and capability, and quotes what shows it', () => {
    expect(match(issuer, [minting])).toMatchObject([
      {
        group: 'access',
        reason: 'It fits because this tool issues keys.',
        evidence: [
          { path: 'name', quote: 'create_api_key' },
          { path: 'description', quote: 'Create an API key' },
        ],
      },
    ]);
  });

  test('only with both', () => {
    expect(match({ name: 'create_note', description: 'Create a note.' }, [minting])).toEqual([]);
    const reading: Attack = { ...minting, exposure: { ...minting.exposure, classes: ['read'] } };
    expect(match(issuer, [reading])).toEqual([]);
  });

  test('no tool that reads what is neither private nor hostile', () => {
    const attack: Attack = {
      ...minting,
      exposure: { ...minting.exposure, classes: ['read'], capabilities: ['repo-read'] },
    };
    const tool: Tool = { name: 'list_commits', description: 'List commits.' };
    expect(assess(tool, '', undefined, undefined).verdict).toMatchObject({
      level: 'low',
      capabilities: [{ id: 'repo-read' }],
    });
    expect(match(tool, [attack])).toEqual([]);
  });

  test('that concerns the listing only where the text gives reason, and no rule on calls stops it', () => {
    const listing: Attack = { ...minting, id: 'listing', scope: 'metadata' };
    expect(match(issuer, [listing])).toEqual([]);
    const [found] = match({ ...issuer, description: 'Create an API key. You MUST do it.\u200b' }, [listing]);
    expect(found?.group).toBe('context');
    expect(found?.reason).toMatch(/speaks to the model and holds hidden characters/);
    expect(idsOf(presets).map((id) => found?.effects[id].effect)).toEqual([
      'limits',
      'out-of-sight',
      'out-of-sight',
    ]);
  });

  test('the access of the tool before what surrounds it, the narrow rule before the wide one', () => {
    const wide: Attack = {
      ...minting,
      id: 'wide',
      exposure: { ...minting.exposure, classes: ['write', 'execute', 'destructive'] },
    };
    const server: Attack = { ...minting, id: 'server', scope: 'server' };
    expect(match(issuer, [server, wide, minting]).map(({ attack, group }) => [attack.id, group])).toEqual([
      ['minting', 'access'],
      ['wide', 'access'],
      ['server', 'context'],
    ]);
  });
});

test('what has happened is told by kind, and nothing is claimed where nothing is known', () => {
  const incident = {
    date: '2025',
    title: 'It happened.',
    url: 'https://example.org/',
    opened: true,
  } as const;
  const kinds = ['demonstration', 'in-the-wild', 'vulnerability', 'vulnerability', 'accident'] as const;
  expect(describeRecord({ ...minting, incidents: kinds.map((kind) => ({ ...incident, kind })) })).toBe(
    'Documented: 1 in the wild, 1 accident, 1 demonstration and 2 advisories.',
  );
  expect(describeRecord(minting)).toMatch(/^No incident is documented/);
});

describe('the tools of the reference pages', () => {
  test.each([
    ['smartlead-win8428', 'key-rotation-lockout', 'api-key-minting'],
    ['smartlead-leadmagic', 'api-key-minting', 'key-rotation-lockout'],
    ['dynamic-mcp-server', 'key-rotation-lockout', 'api-key-minting'],
    ['smartapis-products-watch', 'api-key-minting', 'key-rotation-lockout'],
    ['molt2meet', 'api-key-minting', 'key-rotation-lockout'],
  ])('%s: %s fits, %s does not', (id, fits, other) => {
    const tool = content.servers.find(({ server }) => server.id === id)?.server.tools[0];
    const review = content.reviews.find(({ server }) => server === id)?.reviews[0];
    if (!tool) throw new Error(`The record of ${id} has no tool.`);
    const matches = match(tool, content.attacks, review);
    const access = matches.filter(({ group }) => group === 'access').map(({ attack }) => attack.id);
    expect(access).toContain(fits);
    expect(access).not.toContain(other);
    expect(matches.every(({ evidence }) => evidence.length > 0)).toBe(true);
    // Ten calls an hour are recommended for such tools, and one call is the whole abuse.
    expect(matches.find(({ attack }) => attack.id === fits)?.effects.recommended.effect).toBe('limits');
    expect(matches.find(({ attack }) => attack.id === fits)?.effects.strict.effect).toBe('stops');
  });
});

function match(tool: Tool, attacks: readonly Attack[], review?: Parameters<typeof assess>[2]): AttackMatch[] {
  const assessment = assess(tool, definitionDigest(tool), review, undefined);
  const run = (preset: Preset): Outcome => {
    const { class: riskClass, level } = assessment.verdict;
    const requested = { name: tool.name, class: riskClass, level, bounds: boundsOf(assessment) };
    const recommended = recommendTool(requested, preset, { numbers: {}, values: {} });
    return simulateTool(toolPolicy(recommended), tool.name, at);
  };
  return matchAttacks(assessment, attacks, {
    strict: run('strict'),
    recommended: run('recommended'),
    permissive: run('permissive'),
  });
}
