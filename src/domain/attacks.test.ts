import { describe, expect, test } from 'vitest';
import { definitionDigest } from '#records/canonical.ts';
import type { Attack } from '#schema/attack.ts';
import type { Tool } from '#schema/tool.ts';
import { idsOf, presets } from '#schema/vocabulary.ts';
import { assess } from './assess.ts';
import { type AttackMatch, matchAttacks } from './attacks.ts';
import { describeRecord } from './attacks/exposures.ts';
import { makeAttack } from './attacks/attack.fixture.ts';
import { boundsOf } from './policy/argument-bounds.ts';
import { toolPolicy } from './policy/recommend.ts';
import { recommendTool } from './policy-request.ts';
import { perPreset } from './policy-set.ts';

const minting = makeAttack();
const issuer: Tool = { name: 'create_api_key', description: 'Create an API key.' };

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
    const listing: Attack = {
      ...minting,
      id: 'listing',
      scope: 'metadata',
      exposure: { ...minting.exposure, flags: ['instructs-the-model', 'hidden-text'] },
    };
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

  test('that shows in one kind of text only where that kind is found, and what shows in none nowhere', () => {
    const text = 'Create an API key. You MUST do it.';
    const fit = (signs: Attack['exposure']['flags'], description: string): number =>
      match({ ...issuer, description }, [
        { ...minting, scope: 'metadata', exposure: { ...minting.exposure, flags: signs } },
      ]).length;
    for (const signs of [['instructs-the-model'], ['hidden-text'], undefined] as const) {
      const wanted = signs && [...signs];
      expect([signs, fit(wanted, text), fit(wanted, 'Create an API key.\u200b')]).toEqual([
        signs,
        Number(signs?.[0] === 'instructs-the-model'),
        Number(signs?.[0] === 'hidden-text'),
      ]);
    }
  });

  test('about the listing by what an argument asks for, and names it', () => {
    const wanting: Attack = {
      ...minting,
      scope: 'metadata',
      exposure: { ...minting.exposure, arguments: ['reasoning'] },
    };
    expect(match(issuer, [wanting])).toEqual([]);
    const inputSchema = { type: 'object', properties: { reasoning: { type: 'string' } } };
    expect(match({ ...issuer, inputSchema }, [wanting])[0]?.reason).toMatch(
      /asks for the argument reasoning;/,
    );
  });

  test('by an argument as well, where the rule asks for one, and names it', () => {
    const wanting: Attack = { ...minting, exposure: { ...minting.exposure, arguments: ['scopes'] } };
    expect(match(issuer, [wanting])).toEqual([]);
    const inputSchema = { type: 'object', properties: { key_scopes: { type: 'string' } } };
    const [found] = match({ ...issuer, inputSchema }, [wanting]);
    expect(found?.reason).toBe('It fits because this tool issues keys and takes the argument key_scopes.');
    expect(found?.evidence).toContainEqual({
      path: 'inputSchema.properties.key_scopes',
      quote: 'key_scopes',
    });
  });

  test('of several arguments with the word by the one that is called so', () => {
    const wanting: Attack = { ...minting, exposure: { ...minting.exposure, arguments: ['scope'] } };
    const text = { type: 'string' };
    const telling = (...names: string[]): string | undefined => {
      const properties = Object.fromEntries(names.map((name) => [name, text]));
      const [found] = match({ ...issuer, inputSchema: { type: 'object', properties } }, [wanting]);
      return found?.reason.split(' ').at(-1);
    };
    expect(telling('scope_name', 'key_scope', 'scope')).toBe('scope.');
    expect(telling('scope_name', 'key_scope')).toBe('key_scope.');
    expect(telling('scope_name')).toBe('scope_name.');
  });

  test.each([
    ['server', /^This tool issues keys; whether its server has a flaw/],
    ['ecosystem', /^This tool issues keys: that passes through the code/],
    ['process', /^This tool issues keys: where people approve/],
  ] as const)('that abuses the %s in words that do not accuse the access', (scope, reason) => {
    expect(match(issuer, [{ ...minting, scope }])).toMatchObject([
      { group: 'context', reason: expect.stringMatching(reason) as string },
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

  test('of equals first what adversaries have done, then accidents, then the rest', () => {
    const by = (id: string, ...kinds: readonly Attack['incidents'][number]['kind'][]): Attack => ({
      ...minting,
      id,
      incidents: kinds.map((kind) => ({
        date: '2025',
        title: 'It happened.',
        url: 'https://example.org/',
        opened: true,
        kind,
      })),
    });
    const patterns = [
      by('none'),
      by('shown', 'demonstration', 'demonstration', 'demonstration', 'vulnerability'),
      by('accident', 'accident'),
      by('wild', 'in-the-wild'),
    ];
    expect(match(issuer, patterns).map(({ attack }) => attack.id)).toEqual([
      'wild',
      'accident',
      'shown',
      'none',
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

function match(tool: Tool, attacks: readonly Attack[]): AttackMatch[] {
  const assessment = assess(tool, definitionDigest(tool), undefined, undefined);
  const { class: riskClass, level } = assessment.verdict;
  const bounds = boundsOf(assessment);
  const choices = { numbers: {}, values: {} };
  const requested = { name: tool.name, class: riskClass, level, bounds };
  const documents = perPreset((preset) => toolPolicy(recommendTool(requested, preset, choices)));
  return matchAttacks(assessment, attacks, { documents, bounds, values: {}, at: Date.UTC(2026, 0, 1) });
}
