import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseServer } from '#records/read.ts';
import { nearestWord } from '#records/suggest.ts';
import { idSchema, type JsonObject, jsonObjectSchema } from '#schema/common.ts';
import { readSavedListing } from '#scripts/lib/ingest/listing.ts';
import { type FileProblem, readJsonFile } from './json-file.ts';
import type { TargetOption } from './options.ts';

/** The tools that a policy is held against. */
export interface TargetServer {
  /** How output names it. */
  readonly label: string;
  /** The tools that are known, in the order of the record. */
  readonly tools: readonly { readonly name: string; readonly inputSchema: JsonObject | undefined }[];
  /** How many tools the server says it has; undefined when the list breaks off. */
  readonly declared: number | undefined;
  /** Time of the simulated calls in milliseconds, UTC: the day of the capture. */
  readonly at: number;
}

/** A server, or every reason why its tools are not known. */
export type TargetResult =
  | { readonly ok: true; readonly target: TargetServer }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Reads the tools of a captured server or of a saved answer to `tools/list`. */
export function readTargetServer(option: TargetOption): TargetResult {
  return option.kind === 'server' ? readCaptured(option.id, option.contentDir) : readSaved(option.file);
}

/** Whether every tool of a server is known, so that other names are mistakes. */
export function isComplete({ tools, declared }: TargetServer): boolean {
  return declared !== undefined && declared <= tools.length;
}

function readCaptured(id: string, contentDir: string): TargetResult {
  const folder = path.join(contentDir, 'servers');
  const file = path.join(folder, `${id}.json`);
  const ids = listIds(folder);
  if (!idSchema.safeParse(id).success || !ids.includes(id)) {
    const near = nearestWord(id, ids);
    const known = ids.length > 0 ? `Servers there: ${ids.join(', ')}.` : 'No server is captured there.';
    const message = `there is no server ${JSON.stringify(id)}`;
    const remedy = near === undefined ? known : `Did you mean ${near}? ${known}`;
    return fail({ severity: 'error', file: folder, place: '', message, remedy });
  }
  const problems: FileProblem[] = [];
  const server = parseServer(readFileSync(file, 'utf8').replace(/^\ufeff/, ''), file, problems);
  if (!server) return { ok: false, problems };
  const { tools, declaredToolCount, capture } = server;
  return {
    ok: true,
    target: {
      label: `server ${JSON.stringify(id)}`,
      tools: tools.map(({ name, inputSchema }) => ({ name, inputSchema })),
      declared: declaredToolCount,
      at: Date.parse(`${capture.date}T00:00:00Z`),
    },
  };
}

function listIds(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .toSorted();
  } catch {
    return [];
  }
}

function readSaved(file: string): TargetResult {
  const json = readJsonFile(file);
  if (!json.ok) return json;
  try {
    const { tools: entries, problems } = readSavedListing(file);
    const tools = entries.flatMap((entry) => {
      const { data: tool } = jsonObjectSchema.safeParse(entry);
      const name = tool?.['name'];
      if (typeof name !== 'string' || name === '') return [];
      return [{ name, inputSchema: jsonObjectSchema.safeParse(tool?.['inputSchema']).data }];
    });
    const declared = problems.length > 0 ? undefined : entries.length;
    return { ok: true, target: { label: file, tools, declared, at: 0 } };
  } catch {
    // The file is there and is JSON, so only the list can be missing.
    const remedy =
      'Save the answer to tools/list: {"tools": […]}, a JSON-RPC response around it, or the list alone.';
    return fail({ severity: 'error', file, place: '', message: 'holds no list of tools', remedy });
  }
}

function fail(problem: FileProblem): TargetResult {
  return { ok: false, problems: [problem] };
}
