import type { JsonObject } from '#schema/common.ts';
import type { Preset } from '#schema/vocabulary.ts';

/** Policy documents by preset, as texts. */
export type PresetTexts = Readonly<Record<Preset, string>>;

/** A tool as far as the tester needs it. */
export interface KnownTool {
  readonly name: string;
  /** Path of its page on this site; undefined for a pasted list. */
  readonly url: string | undefined;
  readonly inputSchema: JsonObject | undefined;
  /** The recommended documents for this tool alone; undefined for a pasted list. */
  readonly presets: PresetTexts | undefined;
}

/** A server whose tools are known. Names and schemas are words of strangers. */
export interface KnownServer {
  readonly name: string;
  readonly tools: ReadonlyMap<string, KnownTool>;
  /** Whether every tool is known, so that other names are mistakes. */
  readonly complete: boolean;
  /** The recommended documents for all of the server; undefined where there are none. */
  readonly presets: PresetTexts | undefined;
}

/** A server of the catalogue, as a list offers it. */
export interface ListedServer {
  readonly id: string;
  readonly name: string;
  /** Address of its record. */
  readonly api: string;
}

/** Reads `api/v1/servers/<id>.json`. Throws when the file is something else. */
export function readServerRecord(record: unknown): KnownServer {
  const { name, tools, policy, recordedToolCount, declaredToolCount } = fieldsOf(record);
  if (typeof name !== 'string' || !Array.isArray(tools))
    throw new Error('The file is no record of a server.');
  return {
    name,
    tools: byName(tools, (tool) => ({
      url: typeof tool['url'] === 'string' ? tool['url'] : undefined,
      inputSchema: objectOf(fieldsOf(tool['definition'])['inputSchema']),
      presets: readPresets(tool['policy']),
    })),
    complete: Number(recordedToolCount) >= Number(declaredToolCount),
    presets: readPresets(policy),
  };
}

/** Reads the servers of `api/v1/index.json`. Throws when the file is something else. */
export function readIndex(index: unknown): ListedServer[] {
  const { servers } = fieldsOf(index);
  if (!Array.isArray(servers)) throw new Error('The file is no index of the catalogue.');
  return servers.flatMap((server: unknown) => {
    const { id, name, api } = fieldsOf(server);
    return typeof id === 'string' && typeof name === 'string' && typeof api === 'string'
      ? [{ id, name, api }]
      : [];
  });
}

/**
 * Reads the answer to `tools/list`: `{"tools": […]}`, the JSON-RPC response around it, or the list alone. Undefined when
 * no tool can be found in it.
 */
export function readToolsList(answer: unknown): KnownServer | undefined {
  const result = objectOf(fieldsOf(answer)['result']) ?? answer;
  const { tools = result, nextCursor } = fieldsOf(result);
  const entries = Array.isArray(result) ? result : tools;
  if (!Array.isArray(entries)) return undefined;
  const known = byName(entries, (tool) => ({
    url: undefined,
    inputSchema: objectOf(tool['inputSchema']),
    presets: undefined,
  }));
  if (known.size === 0) return undefined;
  return { name: 'the pasted list', tools: known, complete: nextCursor === undefined, presets: undefined };
}

function byName(
  tools: readonly unknown[],
  read: (tool: JsonObject) => Omit<KnownTool, 'name'>,
): ReadonlyMap<string, KnownTool> {
  return new Map(
    tools.flatMap((entry): [string, KnownTool][] => {
      const tool = fieldsOf(entry);
      const name = tool['name'];
      return typeof name === 'string' && name !== '' ? [[name, { name, ...read(tool) }]] : [];
    }),
  );
}

function readPresets(policies: unknown): PresetTexts | undefined {
  const { strict, recommended, permissive } = fieldsOf(policies);
  if (strict === undefined || recommended === undefined || permissive === undefined) return undefined;
  const write = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;
  return { strict: write(strict), recommended: write(recommended), permissive: write(permissive) };
}

function fieldsOf(value: unknown): JsonObject {
  return objectOf(value) ?? {};
}

function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}
