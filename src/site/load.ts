import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getCollection, getEntry, render } from 'astro:content';
import { buildCatalogue, type Catalogue, type ToolEntry } from '#domain/catalogue.ts';
import { buildProfile, buildServerProfile, type ServerProfile, type ToolProfile } from '#domain/profile.ts';
import { type WrittenPolicy, writePolicies } from '#domain/policy-set.ts';
import type { TargetId } from '#domain/targets/targets.ts';
import { findRelated, type Related } from '#domain/related.ts';
import { readServer } from '#records/read.ts';
import type { Review } from '#schema/review.ts';
import type { Server } from '#schema/server.ts';
import type { Site } from '#schema/site.ts';
import type { Preset } from '#schema/vocabulary.ts';
import { mergePolicies } from './policy-variants.ts';
import type { StoredServer } from './records-loader.ts';

/** Everything that pages ask for. Only this module talks to the content store and to the files of full records. */
interface Loaded {
  readonly catalogue: Catalogue;
  readonly reviews: ReadonlyMap<string, Review>;
  readonly site: Site;
}

const contentDir = resolve(process.env['CONTENT_DIR'] || 'content');

let loaded: Promise<Loaded> | undefined;

/** Full records of the servers whose pages were made last. Tool pages are listed server by server, so few are enough. */
const recent = new Map<string, Server>();
const recentSize = 8;

/** The profile that was built last. */
let latest: ToolProfile | undefined;

/** The catalogue with its indexes. */
export async function loadCatalogue(): Promise<Catalogue> {
  return (await load()).catalogue;
}

/** The tools server by server: the order in which their pages are made, so that each record is read once. */
export async function listToolsByServer(): Promise<readonly ToolEntry[]> {
  const { servers, toolsOfServer } = await loadCatalogue();
  return servers.flatMap(({ id }) => toolsOfServer.get(id) ?? []);
}

/** Tools worth comparing with one. */
export async function loadRelated(entry: ToolEntry): Promise<Related> {
  return findRelated(entry, await loadCatalogue());
}

/** The operator's choices. */
export async function loadSite(): Promise<Site> {
  return (await load()).site;
}

/** The profile of one tool, `<server-id>/<slug>`. Its page and its policy files ask for it one after the other. */
export async function loadTool(id: string): Promise<ToolProfile> {
  const { catalogue, reviews, site } = await load();
  if (latest?.entry.id === id && !import.meta.env.DEV) return latest;
  const entry = catalogue.tool.get(id);
  const tool = entry && fullRecord(entry.serverId).tools[entry.index];
  if (!entry || !tool)
    throw new Error(`The catalogue has no tool "${id}". A page was asked for that no record stands for.`);
  latest = buildProfile({
    tool,
    entry,
    review: reviews.get(id),
    catalogue,
    numbers: site.policyNumbers,
    formats: site.formats,
    gatewayName: site.gateway.name,
  });
  return latest;
}

/** The profile of one server. */
export async function loadServer(id: string): Promise<ServerProfile> {
  const { catalogue, site } = await load();
  return buildServerProfile(id, { catalogue, numbers: site.policyNumbers, formats: site.formats });
}

/** A raw policy file: the text that the page of a tool or a server shows and copies. */
export interface PolicyFile {
  /** `<server-id>/<slug>` or `<server-id>`. */
  readonly id: string;
  readonly preset: Preset;
  readonly target: TargetId;
}

/** Every raw policy file. They follow from verdicts alone, so no record is read for them. */
export async function listPolicyFiles(): Promise<PolicyFile[]> {
  const { catalogue } = await load();
  const ids = [...catalogue.servers.filter(({ recorded }) => recorded > 0), ...catalogue.tools].map(
    ({ id }) => id,
  );
  const files = await Promise.all(
    ids.map(async (id) => mergePolicies(await writePoliciesOf(id)).map((policy) => ({ ...policy, id }))),
  );
  return files
    .flat()
    .flatMap(({ id, preset, target, snippet }) =>
      snippet.kind === 'snippet' ? [{ id, preset, target }] : [],
    );
}

/** The text of one raw policy file. */
export async function loadPolicyFile({ id, preset, target }: PolicyFile): Promise<string> {
  const written = (await writePoliciesOf(id)).find(
    (policy) => policy.preset === preset && policy.target === target,
  );
  if (written?.snippet.kind !== 'snippet')
    throw new Error(`There is no ${target} policy of "${id}" to write.`);
  return written.snippet.text;
}

async function writePoliciesOf(id: string): Promise<WrittenPolicy[]> {
  const { catalogue, site } = await load();
  const tool = catalogue.tool.get(id);
  return writePolicies({
    scope: tool ? 'tool' : 'server',
    tools: tool ? [tool] : (catalogue.toolsOfServer.get(id) ?? []),
    numbers: site.policyNumbers,
    formats: site.formats,
    alias: tool?.serverId ?? id,
  });
}

/** The rendered body of an attack pattern or a guide. */
export async function loadBody(collection: 'attacks' | 'guides', id: string) {
  const entry = await getEntry(collection, id);
  if (!entry) throw new Error(`content/${collection}/ has no "${id}.mdx".`);
  return render(entry);
}

function load(): Promise<Loaded> {
  // While developing, records change under a running server.
  if (import.meta.env.DEV) {
    recent.clear();
    return read();
  }
  loaded ??= read();
  return loaded;
}

async function read(): Promise<Loaded> {
  const [servers, tools, attacks, guides, sites] = await Promise.all([
    getCollection('servers'),
    getCollection('tools'),
    getCollection('attacks'),
    getCollection('guides'),
    getCollection('site'),
  ]);
  const site = sites[0]?.data as unknown as Site | undefined;
  if (!site) throw new Error('content/site.yaml is missing. Copy the one of this project and edit it.');
  const stored = servers.map(({ data }) => data as unknown as StoredServer);
  return {
    catalogue: buildCatalogue({
      servers: stored.map(({ entry }) => entry),
      tools: tools.map(({ data }) => data as unknown as ToolEntry),
      attacks: attacks.map(({ id, data }) => ({ ...data, id })),
      guides: guides.map(({ id, data }) => ({ ...data, id })),
    }),
    reviews: new Map(stored.flatMap(({ reviews }) => Object.entries(reviews))),
    site,
  };
}

function fullRecord(id: string): Server {
  const known = recent.get(id);
  if (known) return known;
  const server = readRecord(id);
  recent.set(id, server);
  if (recent.size > recentSize) recent.delete(recent.keys().next().value ?? '');
  return server;
}

/** Reads a server file that the loader has already checked; while developing it may have changed since. */
function readRecord(id: string): Server {
  if (import.meta.env.DEV) return readServer(contentDir, id);
  return JSON.parse(readFileSync(join(contentDir, 'servers', `${id}.json`), 'utf8')) as Server;
}
