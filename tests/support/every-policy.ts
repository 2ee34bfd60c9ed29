import path from 'node:path';
import { requestForServer, requestForTool, recommendFor } from '#domain/policy-request.ts';
import type { TargetInput } from '#domain/targets/target.ts';
import type { JsonObject } from '#schema/common.ts';
import { idsOf, presets } from '#schema/vocabulary.ts';
import { projectRoot } from '#scripts/lib/settings.ts';
import { readContent } from '#records/read.ts';
import { buildCollections } from '#site/records-loader.ts';
import { buildCatalogue } from '#domain/catalogue.ts';

/** Everything that a snippet is written from, for one tool or one server of the catalogue under one preset. */
export interface PolicyCase {
  /** `<server>/<slug>` or `<server>`. */
  readonly id: string;
  readonly input: TargetInput;
  /** Input schemas by the raw name of the tool. */
  readonly schemas: ReadonlyMap<string, JsonObject | undefined>;
}

/** Every tool and every server of the catalogue under every preset, with placeholders where the operator states no value. */
export function listEveryPolicy(): PolicyCase[] {
  const content = readContent(path.join(projectRoot, 'content'));
  const { servers, tools } = buildCollections(content);
  const catalogue = buildCatalogue({
    servers: servers.map(({ data }) => data.entry),
    tools: tools.map(({ data }) => data),
    attacks: content.attacks,
    guides: content.guides,
  });
  const choices = { numbers: {}, values: {} };
  const schemasOf = new Map(
    content.servers.map(({ server }) => [
      server.id,
      new Map(server.tools.map((tool) => [tool.name, tool.inputSchema])),
    ]),
  );
  const requests = [
    ...catalogue.tools.map((entry) => ({
      id: entry.id,
      serverId: entry.serverId,
      request: requestForTool(entry, catalogue, choices),
    })),
    ...catalogue.servers
      .filter(({ recorded }) => recorded > 0)
      .map(({ id }) => ({ id, serverId: id, request: requestForServer(id, catalogue, choices) })),
  ];
  return requests.flatMap(({ id, serverId, request }) =>
    idsOf(presets).map((preset) => ({
      id,
      input: recommendFor(preset, request),
      schemas: schemasOf.get(serverId) ?? new Map<string, JsonObject>(),
    })),
  );
}
