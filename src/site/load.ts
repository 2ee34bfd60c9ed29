import { resolve } from 'node:path';
import { getCollection, getEntry, render } from 'astro:content';
import type { Catalogue, ToolEntry } from '#domain/catalogue.ts';
import type { ChangeIndex } from '#domain/changes.ts';
import type { ServerProfile, ToolProfile } from '#domain/profile.ts';
import type { Related } from '#domain/related.ts';
import { readServer } from '#records/read.ts';
import type { Site } from '#schema/site.ts';
import type { HistoryStep } from './change-entries.ts';
import type { ContradictedTool } from './hint-conflicts.ts';
import { readCheckedChanges, readCheckedRecord } from './content-folder.ts';
import { createLibrary, type Library } from './library.ts';
import type { StoredServer } from './records-loader.ts';

const contentDir = resolve(process.env['CONTENT_DIR'] || 'content');

let library: Promise<Library> | undefined;

/** Everything that pages ask for. Only this module talks to the content store. */
export function loadLibrary(): Promise<Library> {
  // While developing, records change under a running server.
  if (import.meta.env.DEV) return readLibrary();
  library ??= readLibrary();
  return library;
}

/** The catalogue with its indexes. */
export async function loadCatalogue(): Promise<Catalogue> {
  return (await loadLibrary()).catalogue;
}

/** The operator's choices. */
export async function loadSite(): Promise<Site> {
  return (await loadLibrary()).site;
}

/** The tools in the order in which their pages are to be made. */
export async function listToolsByServer(): Promise<readonly ToolEntry[]> {
  return (await loadLibrary()).toolsByServer;
}

/** The profile of one tool, `<server-id>/<slug>`. */
export async function loadTool(id: string): Promise<ToolProfile> {
  return (await loadLibrary()).tool(id);
}

/** Tools worth comparing with one. */
export async function loadRelated(entry: ToolEntry): Promise<Related> {
  return (await loadLibrary()).related(entry);
}

/** The profile of one server. */
export async function loadServer(id: string): Promise<ServerProfile> {
  return (await loadLibrary()).server(id);
}

/** The tools of a server with a declared hint that the assessment contradicts. */
export async function loadContradicted(serverId: string): Promise<readonly ContradictedTool[]> {
  return (await loadLibrary()).contradicted(serverId);
}

/** What changed between captures. */
export async function loadChanges(): Promise<ChangeIndex> {
  return (await loadLibrary()).changes;
}

/** The history of one tool, `<server-id>/<slug>`, newest first; empty when its definition never changed. */
export async function loadHistory(id: string): Promise<readonly HistoryStep[]> {
  return (await loadLibrary()).history(id);
}

/** The rendered body of an attack pattern or a guide. */
export async function loadBody(collection: 'attacks' | 'guides', id: string) {
  const entry = await getEntry(collection, id);
  if (!entry) throw new Error(`content/${collection}/ has no "${id}.mdx".`);
  return render(entry);
}

async function readLibrary(): Promise<Library> {
  const [servers, tools, attacks, guides, sites] = await Promise.all([
    getCollection('servers'),
    getCollection('tools'),
    getCollection('attacks'),
    getCollection('guides'),
    getCollection('site'),
  ]);
  const site = sites[0]?.data as unknown as Site | undefined;
  if (!site) throw new Error('The content store has no choices of the operator. Build again.');
  const stored = servers.map(({ data }) => data as unknown as StoredServer);
  return createLibrary({
    servers: stored.map(({ entry }) => entry),
    tools: tools.map(({ data }) => data as unknown as ToolEntry),
    changes: stored.flatMap(({ changes }) => changes),
    attacks: attacks.map(({ id, data }) => ({ ...data, id })),
    guides: guides.map(({ id, data }) => ({ ...data, id })),
    reviews: new Map(stored.flatMap(({ reviews }) => Object.entries(reviews))),
    site,
    readRecord: (id) =>
      import.meta.env.DEV ? readServer(contentDir, id) : readCheckedRecord(contentDir, id),
    readChanges: (id) => readCheckedChanges(contentDir, id),
  });
}
