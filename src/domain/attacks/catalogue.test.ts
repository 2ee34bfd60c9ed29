import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { definitionDigest } from '#records/canonical.ts';
import { readContent } from '#records/read.ts';
import type { Policy, ToolRule } from '#schema/policy.ts';
import type { Review } from '#schema/review.ts';
import { type Effect, idsOf, presets } from '#schema/vocabulary.ts';
import { assess, type Assessment } from '../assess.ts';
import { type AttackMatch, matchAttacks, type PoliciesToTry } from '../attacks.ts';
import { settingOf } from '../facts.ts';
import { boundsOf } from '../policy/argument-bounds.ts';
import type { ArgumentValues } from '../policy/argument-rules.ts';
import { toolPolicy } from '../policy/recommend.ts';
import { recommendTool } from '../policy-request.ts';
import { perPreset } from '../policy-set.ts';
import { toolSlug } from '../slug.ts';
import { effectOf } from './effect.ts';

const content = readContent(join(import.meta.dirname, '../../../content'));
const at = Date.UTC(2026, 0, 1);

/** A tool of the real catalogue with the patterns that fit it. */
interface Case {
  /** `<server-id>/<slug>`. */
  readonly id: string;
  readonly assessment: Assessment;
  readonly policies: PoliciesToTry;
  readonly matches: readonly AttackMatch[];
}

const reviews = new Map<string, Review>(
  content.reviews.flatMap(({ server, reviews: list }) =>
    list.map((review) => [`${server}/${toolSlug(review.tool)}`, review] as const),
  ),
);
const cases = content.servers.flatMap(({ server }) =>
  server.tools.map((tool): Case => {
    const id = `${server.id}/${toolSlug(tool.name)}`;
    const assessment = assess(tool, definitionDigest(tool), reviews.get(id), settingOf(server));
    const policies = policiesFor(assessment, {});
    return { id, assessment, policies, matches: matchAttacks(assessment, content.attacks, policies) };
  }),
);

describe('which patterns fit which tools', () => {
  test('there is a catalogue, flags are asked for by patterns about the listing, and chains by those about access', () => {
    expect(cases.length).toBeGreaterThan(100);
    for (const { id, scope, exposure, needs } of content.attacks) {
      if (exposure.flags) expect([id, scope]).toEqual([id, 'metadata']);
      if (needs.chain) expect([id, scope]).toEqual([id, 'tool']);
    }
  });

  test('none abuses a tool that reads what is neither private nor secret nor hostile, and reaches nothing', () => {
    const telling = ['pii-read', 'secrets-read', 'untrusted-ingest', 'messaging-read', 'network-egress'];
    const harmless = cases.filter(
      ({ assessment: { verdict } }) =>
        verdict.class === 'read' &&
        verdict.level === 'low' &&
        verdict.capabilities.every(({ id }) => !telling.includes(id)),
    );
    expect(harmless.length).toBeGreaterThan(50);
    expect(harmless.filter(({ matches }) => accessIn(matches).length > 0).map(({ id }) => id)).toEqual([]);
  });

  test('every critical tool has one, but for those of which the page says that none fits', () => {
    const bare = cases.filter(
      ({ assessment, matches }) => assessment.verdict.level === 'critical' && accessIn(matches).length === 0,
    );
    // It closes a tab of the caller's own browser; no recorded pattern turns on that.
    expect(bare.map(({ id, matches }) => [id, matches.length])).toEqual([['chrome-devtools/close_page', 0]]);
  });

  test('each is shown by something in the record', () => {
    for (const { id, matches } of cases) {
      for (const { attack, evidence, reason } of matches) {
        expect([id, attack.id, evidence.length > 0, reason.endsWith('.')]).toEqual([
          id,
          attack.id,
          true,
          true,
        ]);
      }
    }
  });

  test.each([
    ['smartlead-win8428', 'key-rotation-lockout', 'api-key-minting'],
    ['smartlead-leadmagic', 'api-key-minting', 'key-rotation-lockout'],
    ['dynamic-mcp-server', 'key-rotation-lockout', 'api-key-minting'],
    ['smartapis-products-watch', 'api-key-minting', 'key-rotation-lockout'],
    ['molt2meet', 'api-key-minting', 'key-rotation-lockout'],
  ])('%s: %s fits, %s does not, and nothing about code or payment', (server, fits, other) => {
    const [found] = cases.filter(({ id }) => id.startsWith(`${server}/`));
    const access = accessIn(found?.matches ?? []);
    expect(access[0]).toBe(fits);
    expect(access).not.toContain(other);
    for (const foreign of [
      'code-execution-hijack',
      'command-injection',
      'unauthorised-payment',
      'sql-injection',
    ]) {
      expect(found?.matches.map(({ attack }) => attack.id)).not.toContain(foreign);
    }
  });
});

describe('what the recommended policies do', () => {
  test.each<[string, string, Effect, Effect, Effect]>([
    // A key can be issued with one of ten calls an hour.
    ['molt2meet/create_api_key', 'api-key-minting', 'stops', 'limits', 'limits'],
    ['dynamic-mcp-server/reset-api-key', 'key-rotation-lockout', 'stops', 'limits', 'limits'],
    // The address must be at the operator's host, and a forged request is not.
    ['puppeteer/puppeteer_navigate', 'ssrf', 'stops', 'stops', 'limits'],
    // A refund within the highest amount is still a refund.
    ['stripe/create_refund', 'unauthorised-payment', 'stops', 'stops', 'limits'],
    // Refused, and where it is not, a statement must read: enough against injection, not against a leak.
    ['supabase/execute_sql', 'sql-injection', 'stops', 'stops', 'stops'],
    ['supabase/execute_sql', 'database-exfiltration', 'stops', 'stops', 'limits'],
    ['github-reference/merge_pull_request', 'repo-cicd-backdoor', 'stops', 'limits', 'limits'],
    ['cloudflare/worker_delete', 'mass-deletion', 'stops', 'stops', 'stops'],
    // The presets bound paths of tools of level high only.
    ['filesystem/read_text_file', 'path-traversal', 'limits', 'limits', 'does-not-stop'],
    ['slack-reference/slack_post_message', 'outbound-message-abuse', 'stops', 'limits', 'limits'],
    ['kubernetes/exec_in_pod', 'code-execution-hijack', 'stops', 'stops', 'limits'],
    ['everything/get-env', 'secret-exfiltration', 'stops', 'limits', 'limits'],
  ])('%s, %s: %s, %s, %s', (id, attack, ...expected) => {
    const match = findMatch(id, attack);
    expect(idsOf(presets).map((preset) => match?.effects[preset].effect)).toEqual(expected);
  });

  test('the operator’s own values take the place of placeholders, and the abuse stays refused', () => {
    const navigate = cases.find(({ id }) => id === 'puppeteer/puppeteer_navigate');
    if (!navigate) throw new Error('The catalogue has no such tool.');
    const policies = policiesFor(navigate.assessment, { hosts: ['docs.example'] });
    const forging = matchAttacks(navigate.assessment, content.attacks, policies).find(
      ({ attack }) => attack.id === 'ssrf',
    );
    expect(forging?.effects.recommended).toMatchObject({
      effect: 'stops',
      sentence: expect.stringContaining('docs.example') as string,
    });
  });

  test('no limit on calls stops a pattern: what is stopped is stopped without limits', () => {
    const stopped = cases.flatMap(({ id, assessment, policies, matches }) => {
      const name = assessment.facts.tool.name;
      const tool = { name, bounds: policies.bounds, assessment };
      return matches.flatMap(({ attack, effects }) =>
        idsOf(presets)
          .filter((preset) => effects[preset].effect === 'stops')
          .map((preset) => {
            const document = withoutLimits(policies.documents[preset]);
            return [id, attack.id, preset, effectOf(attack, tool, { ...policies, document }).effect];
          }),
      );
    });
    expect(stopped.length).toBeGreaterThan(100);
    expect(stopped.filter(([, , , effect]) => effect !== 'stops')).toEqual([]);
  });

  test('a limit alone limits every pattern about access, on every tool', () => {
    const limit = { kind: 'limit', max: 1, window: 'day', rules: [] } as const;
    const abuses = content.attacks.filter(({ scope }) => scope === 'tool');
    for (const { assessment, policies } of cases) {
      const name = assessment.facts.tool.name;
      const document = toolPolicy({ tool: name, action: limit, rules: [] });
      const tool = { name, bounds: policies.bounds, assessment };
      const effects = abuses.map((attack) => effectOf(attack, tool, { ...policies, document }).effect);
      expect(new Set(effects)).toEqual(new Set(['limits']));
    }
  });

  test('strict is never weaker than recommended, nor that than permissive', () => {
    const strength: readonly Effect[] = ['out-of-sight', 'does-not-stop', 'limits', 'stops'];
    const weaker = cases.flatMap(({ id, matches }) =>
      matches
        .map(({ attack, effects }) => ({
          pair: `${id} ${attack.id}`,
          ranks: idsOf(presets).map((preset) => strength.indexOf(effects[preset].effect)),
        }))
        .filter(
          ({ ranks: [strict = 0, recommended = 0, permissive = 0] }) =>
            strict < recommended || recommended < permissive,
        ),
    );
    expect(idsOf(presets)).toEqual(['strict', 'recommended', 'permissive']);
    expect(weaker).toEqual([]);
  });
});

function policiesFor(assessment: Assessment, values: ArgumentValues): PoliciesToTry {
  const { class: riskClass, level } = assessment.verdict;
  const bounds = boundsOf(assessment);
  const requested = { name: assessment.facts.tool.name, class: riskClass, level, bounds };
  const documents = perPreset((preset) =>
    toolPolicy(recommendTool(requested, preset, { numbers: {}, values })),
  );
  return { documents, bounds, values, at };
}

function findMatch(id: string, attack: string): AttackMatch | undefined {
  return cases.find((one) => one.id === id)?.matches.find((match) => match.attack.id === attack);
}

/** Ids of the patterns that abuse the access of a tool, in their order. */
function accessIn(matches: readonly AttackMatch[]): string[] {
  return matches.filter(({ group }) => group === 'access').map(({ attack }) => attack.id);
}

/** The same document with nothing counted. */
function withoutLimits({ tools, ...rest }: Policy): Policy {
  const uncounted = Object.entries(tools ?? {}).map(([name, rule]): [string, ToolRule] => [
    name,
    { ...rule, limits: [] },
  ]);
  return tools ? { ...rest, tools: Object.fromEntries(uncounted) } : rest;
}
