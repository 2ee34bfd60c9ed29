import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CatalogueSize, generateServers } from './catalogue.ts';

/** What of the real content a synthetic catalogue takes over. */
const copied = ['site.yaml', 'attacks', 'guides'];

/** How much was written. */
export interface WrittenContent {
  readonly servers: number;
  readonly tools: number;
}

/**
 * Writes a synthetic catalogue: made servers, with the attack patterns, guides and choices of the real content folder.
 * Throws when the real folder lacks one of them.
 */
export function writeContentFolder(folder: string, realContent: string, size: CatalogueSize): WrittenContent {
  mkdirSync(path.join(folder, 'servers'), { recursive: true });
  for (const name of copied)
    cpSync(path.join(realContent, name), path.join(folder, name), { recursive: true });
  let servers = 0;
  let tools = 0;
  for (const server of generateServers(size)) {
    writeFileSync(path.join(folder, 'servers', `${server.id}.json`), JSON.stringify(server, null, 2));
    servers += 1;
    tools += server.tools.length;
  }
  return { servers, tools };
}
