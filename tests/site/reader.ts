import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ApiServer, apiIndexSchema, apiServerSchema, type ApiTool } from '#schema/api.ts';
import { type FixtureSite, listFiles, readAddress } from '../support/fixture-site.ts';
import { type Html, parseHtml } from '../support/html.ts';

/** A tool of the API with its server. */
export interface Listed {
  readonly server: ApiServer;
  readonly tool: ApiTool;
}

/** What the tests of the built site read it through. */
export interface SiteReader {
  readonly site: FixtureSite;
  /** All servers of the API, parsed by the schema of the project. */
  readonly servers: readonly ApiServer[];
  /** All tools of the API. */
  readonly tools: readonly Listed[];
  /** All pages, by file. */
  readonly pages: readonly { readonly file: string; readonly text: string }[];
  /** One server. Throws when the API does not have it. */
  readonly server: (id: string) => ApiServer;
  /** One tool by its raw name. Throws when the API does not have it. */
  readonly tool: (serverId: string, name: string) => ApiTool;
  /** The text of a file, by its address. */
  readonly read: (address: string) => string;
  /** A page, by its address. */
  readonly open: (address: string) => Html;
  /** The page of a tool, by the tool's raw name. */
  readonly openTool: (serverId: string, name: string) => Html;
}

/** Reads the API of a built site and offers its pages. */
export function createReader(site: FixtureSite): SiteReader {
  const read = (address: string): string => readAddress(site, address);
  const index = apiIndexSchema.parse(JSON.parse(read(`${site.basePath}api/v1/index.json`)));
  const servers = index.servers.map(({ api }) => apiServerSchema.parse(JSON.parse(read(api))));
  const server = (id: string): ApiServer =>
    known(
      servers.find((candidate) => candidate.id === id),
      `server ${id}`,
    );
  const tool = (serverId: string, name: string): ApiTool =>
    known(
      server(serverId).tools.find((candidate) => candidate.name === name),
      `tool ${name} on ${serverId}`,
    );
  const open = (address: string): Html => parseHtml(read(address));
  return {
    site,
    servers,
    tools: servers.flatMap((owner) => owner.tools.map((entry) => ({ server: owner, tool: entry }))),
    pages: listFiles(site.directory)
      .filter((file) => file.endsWith('.html'))
      .map((file) => ({ file, text: readFileSync(path.join(site.directory, file), 'utf8') })),
    server,
    tool,
    read,
    open,
    openTool: (serverId, name) => open(tool(serverId, name).url),
  };
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The API has no ${what}.`);
  return value;
}
