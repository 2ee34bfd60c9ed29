import { z } from 'zod';
import { apiAttacksSchema } from '#schema/api-attacks.ts';
import { apiChangesSchema } from '#schema/api-changes.ts';
import { apiProfileSchema, apiProfilesSchema } from '#schema/api-profiles.ts';
import { apiIndexSchema, apiServerSchema } from '#schema/api.ts';
import type { ToolProfile } from '#domain/profile.ts';
import { policySchema } from '#schema/policy.ts';
import type { PolicyFormat } from '#schema/vocabulary.ts';
import { toApiAttacks, toAtlasLayer, writeAttackTable } from './api-attacks.ts';
import { toApiProfile, toApiProfiles } from './api-profiles.ts';
import { toApiChanges, toApiIndex, toApiServer, toApiTool } from './api.ts';
import { describeBadge, drawBadge, toShieldsBadge } from './badge.ts';
import type { Library } from './library.ts';
import { policyFileName, type Urls } from './urls.ts';

/** A file for programs, below `api/v1/`. */
export interface DataFile {
  /** Path below `api/v1/`, such as `servers/memory.json`. */
  readonly path: string;
  /** Makes the text. */
  readonly write: () => string;
  /** Set for a raw policy file: the format that its text must keep to. */
  readonly format?: PolicyFormat;
}

/** The shapes that are published as JSON Schema, emitted from the schemas that the build itself uses. */
const schemas = {
  index: apiIndexSchema,
  server: apiServerSchema,
  policy: policySchema,
  changes: apiChangesSchema,
  attacks: apiAttacksSchema,
  profiles: apiProfilesSchema,
  profile: apiProfileSchema,
} as const;

/**
 * Every file for programs: the index, the changes, the attack patterns, the profiles, the schemas, a file and a badge for each server,
 * and the raw policies.
 */
export function* listDataFiles(library: Library, urls: Urls): Generator<DataFile> {
  const { catalogue, site, toolsByServer } = library;
  const toolsOf = keepLast((id) =>
    (catalogue.toolsOfServer.get(id) ?? []).map((entry) => library.tool(entry.id)),
  );
  yield { path: 'index.json', write: () => toJson(toApiIndex(catalogue, site.title, urls)) };
  yield { path: 'changes.json', write: () => toJson(toApiChanges(library.changes, catalogue, urls)) };
  yield { path: 'attacks.json', write: () => toJson(toApiAttacks(catalogue, urls)) };
  yield { path: 'attacks.csv', write: () => writeAttackTable(catalogue) };
  yield { path: 'attacks.atlas-layer.json', write: () => toJson(toAtlasLayer(catalogue, site.title)) };
  yield { path: 'profiles.json', write: () => toJson(toApiProfiles(catalogue, site, urls)) };
  for (const [name, schema] of Object.entries(schemas)) {
    yield { path: `schema/${name}.json`, write: () => toJson(z.toJSONSchema(schema, { io: 'output' })) };
  }
  for (const server of catalogue.servers) {
    const { id } = server;
    yield { path: `servers/${id}.json`, write: () => writeServer(id, library, toolsOf(id), urls) };
    yield { path: `profiles/${id}.json`, write: () => toJson(toApiProfile(server, toolsOf(id), urls)) };
    const badge = describeBadge(site.title, server, catalogue.toolsOfServer.get(id) ?? []);
    yield { path: `badges/${id}.svg`, write: () => drawBadge(badge) };
    yield { path: `badges/${id}.json`, write: () => toJson(toShieldsBadge(badge)) };
  }
  const owners = [...catalogue.servers.filter(({ recorded }) => recorded > 0), ...toolsByServer];
  for (const { id } of owners) {
    for (const { preset, target, text } of library.policyFiles(id)) {
      yield { path: `policies/${policyFileName(id, preset, target)}`, write: () => text, format: target };
    }
  }
}

function writeServer(id: string, library: Library, tools: readonly ToolProfile[], urls: Urls): string {
  const mapped = tools.map((tool) => toApiTool(tool, urls));
  return toJson(toApiServer(library.server(id), mapped, urls));
}

/** Two files are made of the profiles of a server's tools, one after the other; making them is most of the work. */
function keepLast<T>(make: (id: string) => T): (id: string) => T {
  let last: { readonly id: string; readonly made: T } | undefined;
  return (id) => {
    if (last?.id !== id) last = { id, made: make(id) };
    return last.made;
  };
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
