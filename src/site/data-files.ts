import { z } from 'zod';
import { apiAttacksSchema } from '#schema/api-attacks.ts';
import { apiChangesSchema } from '#schema/api-changes.ts';
import { apiIndexSchema, apiServerSchema } from '#schema/api.ts';
import { policySchema } from '#schema/policy.ts';
import type { PolicyFormat } from '#schema/vocabulary.ts';
import { toApiAttacks, toAtlasLayer, writeAttackTable } from './api-attacks.ts';
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
} as const;

/** Every file for programs: the index, the changes, the attack patterns, the schemas, a file and a badge for each server, and the raw policies. */
export function* listDataFiles(library: Library, urls: Urls): Generator<DataFile> {
  const { catalogue, site, toolsByServer } = library;
  yield { path: 'index.json', write: () => toJson(toApiIndex(catalogue, site.title, urls)) };
  yield { path: 'changes.json', write: () => toJson(toApiChanges(library.changes, catalogue, urls)) };
  yield { path: 'attacks.json', write: () => toJson(toApiAttacks(catalogue, urls)) };
  yield { path: 'attacks.csv', write: () => writeAttackTable(catalogue) };
  yield { path: 'attacks.atlas-layer.json', write: () => toJson(toAtlasLayer(catalogue, site.title)) };
  for (const [name, schema] of Object.entries(schemas)) {
    yield { path: `schema/${name}.json`, write: () => toJson(z.toJSONSchema(schema, { io: 'output' })) };
  }
  for (const server of catalogue.servers) {
    const { id } = server;
    yield { path: `servers/${id}.json`, write: () => writeServer(id, library, urls) };
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

function writeServer(id: string, library: Library, urls: Urls): string {
  const profile = library.server(id);
  const tools = profile.tools.map((tool) => toApiTool(library.tool(tool.id), urls));
  return toJson(toApiServer(profile, tools, urls));
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
