import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerEntry, ToolEntry } from '#domain/catalogue.ts';
import { readContent } from '#records/read.ts';
import type { ChangeFile } from '#schema/change.ts';
import type { Server } from '#schema/server.ts';
import { createLibrary, type Library } from './library.ts';
import { buildCollections } from './records-loader.ts';

/** The library of a content folder that has been checked, without Astro: what the data files are written from. */
export function readLibrary(contentDir: string): Library {
  const content = readContent(contentDir);
  if (!content.site) throw new Error(`${contentDir} has no valid site.yaml. Check the records first.`);
  const { servers, tools } = buildCollections(content);
  return createLibrary({
    servers: servers.map(({ data }): ServerEntry => data.entry),
    tools: tools.map(({ data }): ToolEntry => data),
    changes: servers.flatMap(({ data }) => data.changes),
    attacks: content.attacks,
    guides: content.guides,
    reviews: new Map(servers.flatMap(({ data }) => Object.entries(data.reviews))),
    site: content.site,
    readRecord: (id) => readCheckedRecord(contentDir, id),
    readChanges: (id) => readCheckedChanges(contentDir, id),
  });
}

/** Reads the full record of a server that has been checked before. */
export function readCheckedRecord(contentDir: string, id: string): Server {
  return readJson(join(contentDir, 'servers', `${id}.json`)) as Server;
}

/** Reads the changes of a server that have been checked before. */
export function readCheckedChanges(contentDir: string, id: string): ChangeFile {
  return readJson(join(contentDir, 'changes', `${id}.json`)) as ChangeFile;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
}
