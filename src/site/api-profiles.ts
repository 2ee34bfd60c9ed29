import type { Catalogue, ServerEntry, ToolEntry } from '#domain/catalogue.ts';
import type { ToolProfile } from '#domain/profile.ts';
import { describeTool } from '#domain/stack/profile-tool.ts';
import { originsOf } from '#domain/stack/origins.ts';
import {
  type ApiProfile,
  apiProfileSchema,
  type ApiProfiles,
  apiProfilesSchema,
} from '#schema/api-profiles.ts';
import { apiVersion } from '#schema/api.ts';
import type { Site } from '#schema/site.ts';
import { idsOf, type Level, levels } from '#schema/vocabulary.ts';
import { describeServer } from './api.ts';
import type { Urls } from './urls.ts';

/** Maps the catalogue to the list of profiles. A wrong shape ends the build. */
export function toApiProfiles(
  catalogue: Catalogue,
  { policyNumbers, policyArguments, formats }: Pick<Site, 'policyNumbers' | 'policyArguments' | 'formats'>,
  urls: Urls,
): ApiProfiles {
  return apiProfilesSchema.parse({
    apiVersion,
    updated: catalogue.newest,
    policy: { numbers: policyNumbers, values: policyArguments, formats },
    attacks: catalogue.attacks.map(({ id, name, scope, exposure, incidents }) => {
      const { classes, capabilities, arguments: words, flags } = exposure;
      return {
        id,
        name,
        url: urls.attack(id),
        scope,
        exposure: { classes, capabilities, ...(words && { arguments: words }), ...(flags && { flags }) },
        incidents: incidents.map(({ kind }) => ({ kind })),
      };
    }),
    servers: catalogue.servers.map((server) => {
      const tools = catalogue.toolsOfServer.get(server.id) ?? [];
      return {
        id: server.id,
        name: server.name,
        url: urls.server(server.id),
        profile: urls.profile(server.id),
        tools: tools.length,
        tokens: sumTokens(tools),
        ...originsOf(server),
        repository: server.source.repository ?? null,
        byLevel: countLevels(tools),
      };
    }),
  });
}

/** Maps one server and its tools to a profile. A wrong shape ends the build. */
export function toApiProfile(server: ServerEntry, tools: readonly ToolProfile[], urls: Urls): ApiProfile {
  return apiProfileSchema.parse({
    ...describeServer(server, urls),
    declaredToolCount: server.declaredToolCount,
    recordedToolCount: server.recorded,
    tokens: sumTokens(tools.map(({ entry }) => entry)),
    notices: server.notices,
    captured: server.capture.date,
    tools: tools.map(({ entry, tool, assessment }) => ({
      ...describeTool(tool, assessment),
      id: entry.id,
      url: urls.tool(entry.id),
      bounds: entry.bounds,
      attacks: entry.attacks,
      tokens: entry.tokens,
    })),
  });
}

function countLevels(tools: readonly ToolEntry[]): Partial<Record<Level, number>> {
  const counts: Partial<Record<Level, number>> = {};
  for (const level of idsOf(levels)) {
    const count = tools.filter((tool) => tool.level === level).length;
    if (count > 0) counts[level] = count;
  }
  return counts;
}

function sumTokens(tools: readonly Pick<ToolEntry, 'tokens'>[]): number {
  return tools.reduce((sum, { tokens }) => sum + tokens, 0);
}
