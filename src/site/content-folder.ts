import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerEntry, ToolEntry } from '#domain/catalogue.ts';
import { readContent } from '#records/read.ts';
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
    attacks: content.attacks,
    guides: content.guides,
    reviews: new Map(servers.flatMap(({ data }) => Object.entries(data.reviews))),
    site: content.site,
    readRecord: (id) => readCheckedRecord(contentDir, id),
  });
}

/** Reads the full record of a server that has been checked before. */
export function readCheckedRecord(contentDir: string, id: string): Server {
  return JSON.parse(
    readFileSync(join(contentDir, 'servers', `${id}.json`), 'utf8').replace(/^\ufeff/, ''),
  ) as Server;
}
