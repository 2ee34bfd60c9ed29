import type { ServerProfile, ToolProfile } from '#domain/profile.ts';
import type { Catalogue, ServerEntry } from '#domain/catalogue.ts';
import type { ChangeIndex } from '#domain/changes.ts';
import {
  type ApiIndex,
  apiIndexSchema,
  type ApiServer,
  apiServerSchema,
  type ApiTool,
  apiToolSchema,
  apiVersion,
} from '#schema/api.ts';
import { type ApiChanges, apiChangesSchema } from '#schema/api-changes.ts';
import { capabilities, type Hint, hints, idsOf, type Preset, presets } from '#schema/vocabulary.ts';
import type { PolicySet } from '#domain/policy-set.ts';
import { mergePolicies } from './policy-variants.ts';
import type { Urls } from './urls.ts';

/** Maps a tool's profile to the API, field by field. A wrong shape ends the build. */
export function toApiTool(profile: ToolProfile, urls: Urls): ApiTool {
  const { entry, tool, assessment, policy } = profile;
  const { verdict, annotations } = assessment;
  const review = assessment.review ?? assessment.outdatedReview;
  return apiToolSchema.parse({
    id: entry.id,
    name: entry.name,
    slug: entry.slug,
    url: urls.tool(entry.id),
    title: tool.title ?? tool.annotations?.title ?? null,
    description: tool.description ?? null,
    class: verdict.class,
    level: verdict.level,
    confidence: verdict.confidence,
    levelSentence: verdict.levelSentence,
    reasons: verdict.reasons,
    capabilities: verdict.capabilities.map(({ id, evidence }) => ({
      id,
      label: capabilities[id].label,
      evidence,
    })),
    flags: assessment.flags,
    annotations: {
      declared: perHint((hint) => annotations.declared[hint] ?? null),
      assessed: perHint((hint) => annotations.assessed[hint]),
      conflicts: annotations.conflicts,
    },
    policy: policy.documents,
    captions: policy.captions,
    policyFiles: policyFiles(entry.id, policy, urls),
    attacks: profile.attacks.map(({ attack, reason, evidence, effects }) => ({
      id: attack.id,
      name: attack.name,
      url: urls.attack(attack.id),
      scope: attack.scope,
      reason,
      evidence,
      effect: effects,
    })),
    faq: profile.faq,
    definition: {
      digest: entry.digest,
      capturedOn: profile.server.capture.date,
      tokens: entry.tokens,
      inputSchema: tool.inputSchema ?? null,
      outputSchema: tool.outputSchema ?? null,
    },
    review: review ? { ...review, current: assessment.review !== undefined } : null,
  });
}

/** What every file about one server begins with: which it is, where it comes from, and how it is spoken to. */
export function describeServer({ id, name, source, licence, transports }: ServerEntry, urls: Urls) {
  return {
    apiVersion,
    id,
    name,
    url: urls.server(id),
    source: {
      package: source.package ?? null,
      version: source.version ?? null,
      repository: source.repository ?? null,
      endpoint: source.endpoint ?? null,
      homepage: source.homepage ?? null,
    },
    licence,
    transports,
  };
}

/** Maps a server's profile and its tools to the API. */
export function toApiServer(
  { server, policy }: ServerProfile,
  tools: readonly ApiTool[],
  urls: Urls,
): ApiServer {
  const { capture } = server;
  return apiServerSchema.parse({
    ...describeServer(server, urls),
    capture: { method: capture.method, date: capture.date, command: capture.command ?? null },
    declaredToolCount: server.declaredToolCount,
    recordedToolCount: server.recorded,
    tokens: tools.reduce((sum, { definition }) => sum + definition.tokens, 0),
    badge: { svg: urls.badge(server.id, 'svg'), shields: urls.badge(server.id, 'json') },
    notices: server.notices,
    policy: policy?.documents ?? null,
    captions: policy?.captions ?? null,
    policyFiles: policy ? policyFiles(server.id, policy, urls) : [],
    tools,
  });
}

/** Maps the catalogue to the API's index. */
export function toApiIndex(catalogue: Catalogue, title: string, urls: Urls): ApiIndex {
  const { servers, tools, attacks, reviewed, byLevel, byClass } = catalogue.totals;
  return apiIndexSchema.parse({
    apiVersion,
    title,
    updated: catalogue.newest,
    totals: { servers, tools, attacks, reviewed, byLevel, byClass },
    changes: urls.apiChanges,
    attacks: {
      json: urls.attackData('attacks.json'),
      csv: urls.attackData('attacks.csv'),
      atlasLayer: urls.attackData('attacks.atlas-layer.json'),
    },
    profiles: urls.profiles,
    schemas: {
      index: urls.apiSchema('index'),
      server: urls.apiSchema('server'),
      policy: urls.apiSchema('policy'),
      changes: urls.apiSchema('changes'),
      attacks: urls.apiSchema('attacks'),
      profiles: urls.apiSchema('profiles'),
      profile: urls.apiSchema('profile'),
    },
    servers: catalogue.servers.map((server) => ({
      id: server.id,
      name: server.name,
      url: urls.server(server.id),
      api: urls.apiServer(server.id),
      recordedToolCount: server.recorded,
      declaredToolCount: server.declaredToolCount,
      captured: server.capture.date,
    })),
  });
}

/** Maps what changed between captures to the API. */
export function toApiChanges(changes: ChangeIndex, { tool: recorded }: Catalogue, urls: Urls): ApiChanges {
  return apiChangesSchema.parse({
    apiVersion,
    changes: changes.all.map(({ serverId, date, previous, version, riskier, tools }) => ({
      server: serverId,
      url: urls.changesOf(serverId),
      date,
      previous,
      version: { before: version?.before ?? null, after: version?.after ?? null },
      riskier,
      tools: tools.map((tool) => ({
        name: tool.name,
        url: recorded.has(tool.id) ? urls.tool(tool.id) : null,
        kind: tool.kind,
        riskier: tool.riskier,
        before: tool.before ?? null,
        after: tool.after ?? null,
        reasons: tool.reasons,
        capabilities: tool.capabilities,
        flags: tool.flags,
        fields: tool.fields,
        fieldCount: tool.fieldCount,
      })),
    })),
  });
}

/** Raw files of a policy set: each preset and format with the file that holds its text. */
export function policyFiles(id: string, policy: PolicySet, urls: Urls): ApiTool['policyFiles'] {
  return mergePolicies(policy.variants).flatMap(({ presets: shared, preset, target, snippet }) =>
    snippet.kind === 'snippet'
      ? shared.map((each) => ({
          preset: each,
          format: target,
          url: urls.policyFile(id, preset, target),
          losses: snippet.losses.map(({ text }) => text),
        }))
      : [],
  );
}

/** The presets in their order. */
export const presetIds: readonly Preset[] = idsOf(presets);

function perHint<T>(make: (hint: Hint) => T): Record<Hint, T> {
  return Object.fromEntries(idsOf(hints).map((hint) => [hint, make(hint)])) as Record<Hint, T>;
}
