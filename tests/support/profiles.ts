import { buildCatalogue, type Catalogue } from '#domain/catalogue.ts';
import { buildProfile, buildServerProfile, type ServerProfile, type ToolProfile } from '#domain/profile.ts';
import { type Content, readContent } from '#records/read.ts';
import { buildCollections } from '#site/records-loader.ts';
import { fixtureCatalogue } from './fixture-site.ts';

/** The profile of one tool of the fixture catalogue, as its page gets it. Throws when there is no such tool. */
export function loadToolProfile(serverId: string, name: string): ToolProfile {
  const { content, catalogue } = load();
  const server = content.servers.find(({ id }) => id === serverId)?.server;
  const tool = server?.tools.find((candidate) => candidate.name === name);
  const entry = catalogue.toolsOfServer.get(serverId)?.find((candidate) => candidate.name === name);
  if (tool === undefined || entry === undefined)
    throw new Error(`The fixture has no ${name} on ${serverId}.`);
  const formats = ['gateway', 'claude-code'] as const;
  return buildProfile({
    tool,
    entry,
    review: undefined,
    catalogue,
    choices: { numbers: {}, values: {} },
    formats,
    gatewayName: 'a gateway',
  });
}

/** The profile of one server of the fixture catalogue. */
export function loadServerProfile(id: string): ServerProfile {
  const { catalogue } = load();
  return buildServerProfile(id, {
    catalogue,
    choices: { numbers: {}, values: {} },
    formats: ['gateway', 'claude-code'],
  });
}

function load(): { content: Content; catalogue: Catalogue } {
  const content = readContent(fixtureCatalogue);
  const { servers, tools } = buildCollections(content);
  const catalogue = buildCatalogue({
    servers: servers.map(({ data }) => data.entry),
    tools: tools.map(({ data }) => data),
    attacks: content.attacks,
    guides: content.guides,
  });
  return { content, catalogue };
}
