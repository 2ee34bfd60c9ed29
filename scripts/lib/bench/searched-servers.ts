import { assess } from '#domain/assess.ts';
import { toolSlug } from '#domain/slug.ts';
import { definitionDigest } from '#records/canonical.ts';
import type { Server } from '#schema/server.ts';
import type { Tool } from '#schema/tool.ts';
import { capabilities, hints, idsOf } from '#schema/vocabulary.ts';
import type { SearchedServer, SearchedTool } from '../search-records.ts';

/** What the API of a site at the root of its host says of a server, as far as search reads it. Each tool is judged, none has a policy. */
export function describeForSearch(server: Server): SearchedServer {
  return {
    id: server.id,
    name: server.name,
    url: `/servers/${server.id}/`,
    transports: server.transports,
    recordedToolCount: server.tools.length,
    source: { package: server.source.package ?? null, endpoint: server.source.endpoint ?? null },
    tools: server.tools.map((tool) => describeTool(tool, server.id)),
  };
}

function describeTool(tool: Tool, serverId: string): SearchedTool {
  const { verdict, annotations } = assess(tool, definitionDigest(tool), undefined, undefined);
  const declared = idsOf(hints).map((hint) => [hint, annotations.declared[hint] ?? null]);
  return {
    name: tool.name,
    url: `/tools/${serverId}/${toolSlug(tool.name)}/`,
    title: tool.title ?? tool.annotations?.title ?? null,
    description: tool.description ?? null,
    class: verdict.class,
    level: verdict.level,
    capabilities: verdict.capabilities.map(({ id }) => ({ id, label: capabilities[id].label })),
    annotations: {
      declared: Object.fromEntries(declared) as SearchedTool['annotations']['declared'],
    },
    definition: { inputSchema: tool.inputSchema ?? null },
    review: null,
  };
}
