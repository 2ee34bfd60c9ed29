import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonObjectSchema, type JsonObject } from '#schema/common.ts';
import { resolveLink, type LinkTarget } from './links.ts';
import type { PageFacts } from './page-facts.ts';
import type { CheckOptions } from './types.ts';

/** What the API says of one tool, as far as pages are compared with it. */
const apiToolSchema = z.looseObject({
  slug: z.string(),
  name: z.string(),
  level: z.string(),
  class: z.string(),
  /** Recommended policies by preset; compared with the snippets when they are documents. */
  policy: z.record(z.string(), z.unknown()).optional(),
  description: z.string().nullish(),
  definition: z.looseObject({ inputSchema: jsonObjectSchema.nullish() }).optional(),
  /** The patterns that fit the tool. */
  attacks: z.array(z.looseObject({ id: z.string(), scope: z.string() })).optional(),
});
const apiServerSchema = z.looseObject({ name: z.string().optional(), tools: z.array(apiToolSchema) });
const apiIndexSchema = z.looseObject({ totals: z.record(z.string(), z.unknown()) });

/** One tool of `api/v1/servers/<id>.json`. */
export type ApiTool = z.output<typeof apiToolSchema>;

/** One server of the API, with its tools by slug and by name. */
export interface ApiServer {
  readonly name: string | undefined;
  readonly toolBySlug: ReadonlyMap<string, ApiTool>;
  readonly toolNames: ReadonlySet<string>;
  /** The input schema of a tool, when the API gives it. */
  readonly inputSchemaOf: (tool: string) => JsonObject | undefined;
}

/** The built site, as the checks look things up in it. Each thread has one; answers are kept. */
export interface Site {
  readonly options: CheckOptions;
  /** Paths of all files, with slashes. */
  readonly files: ReadonlySet<string>;
  readonly resolve: (address: string, pagePath: string) => LinkTarget;
  /** Text of a file; undefined when it is not there. */
  readonly read: (path: string) => string | undefined;
  /** A server of the API; undefined when its file is missing or not of the promised shape. */
  readonly server: (id: string) => ApiServer | undefined;
  /** `totals` of `api/v1/index.json`. */
  readonly totals: () => Readonly<Record<string, unknown>> | undefined;
}

/** Servers kept in memory: pages come in the order of their paths, so that one would nearly do. */
const keptServers = 8;
const keptAddresses = 200_000;

/**
 * Opens a built site of which all files are known.
 * @param locate where a file of the site lies, when it is not all in one folder yet
 */
export function openSite(
  options: CheckOptions,
  files: ReadonlySet<string>,
  locate: (path: string) => string = (path) => join(options.siteDir, path),
): Site {
  const read = (path: string) => (files.has(path) ? readFileSync(locate(path), 'utf8') : undefined);
  const parse = <T>(schema: z.ZodType<T>, path: string): T | undefined => {
    const text = read(path);
    return text === undefined ? undefined : parseWith(schema, text);
  };
  const addresses = new Map<string, LinkTarget>();
  return {
    options,
    files,
    read,
    resolve(address, pagePath) {
      // Only addresses that begin with a slash mean the same on every page.
      if (!address.startsWith('/')) return resolveLink(address, pagePath, options);
      return remember(addresses, keptAddresses, address, () => resolveLink(address, pagePath, options));
    },
    server: keep(keptServers, (id) => indexServer(parse(apiServerSchema, `api/v1/servers/${id}.json`))),
    totals: keepOne(() => parse(apiIndexSchema, 'api/v1/index.json')?.totals),
  };
}

/** The tool that a tool page is about, as the API has it. */
export function toolOf(page: PageFacts, site: Site): ApiTool | undefined {
  if (page.kind !== 'tool' || page.server === undefined || page.tool === undefined) return undefined;
  return site.server(page.server)?.toolBySlug.get(page.tool);
}

/** A JSON text in a certain shape; undefined when it is anything else. */
export function parseWith<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

function indexServer(server: z.output<typeof apiServerSchema> | undefined): ApiServer | undefined {
  if (server === undefined) return undefined;
  const schemaByName = new Map(
    server.tools.map((tool) => [tool.name, tool.definition?.inputSchema ?? undefined]),
  );
  return {
    name: server.name,
    toolBySlug: new Map(server.tools.map((tool) => [tool.slug, tool])),
    toolNames: new Set(schemaByName.keys()),
    inputSchemaOf: (tool) => schemaByName.get(tool),
  };
}

function keep<T>(limit: number, find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => remember(known, limit, key, () => find(key));
}

function keepOne<T>(find: () => T): () => T {
  const get = keep(1, find);
  return () => get('');
}

function remember<T>(known: Map<string, T>, limit: number, key: string, find: () => T): T {
  const value = known.get(key);
  // An answer that is undefined is looked up again; it is a finding, and so is rare.
  if (value !== undefined) return value;
  if (known.size >= limit) known.clear();
  const found = find();
  known.set(key, found);
  return found;
}
