import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { z } from 'zod';

/** One server of a configuration, with everything filled in. */
export interface ConfiguredServer {
  /** Its key in the file. */
  readonly key: string;
  /** Program and arguments; absent when the server has an address. */
  readonly words?: readonly string[] | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Values that were filled in; they may be secrets. */
  readonly values: readonly string[];
  /** Names of the inputs and variables that were filled in. */
  readonly used: readonly string[];
  /** Names of inputs and variables that nobody gave. */
  readonly missing: readonly string[];
  /** Why the entry cannot be used at all. */
  readonly fault?: string | undefined;
  /** Whether the file switches it off. */
  readonly disabled: boolean;
  /** Settings of the entry that are not followed. */
  readonly ignored: readonly string[];
}

/**
 * Reads a configuration of MCP servers: JSON, with comments and commas at the end if need be, with the servers under
 * `mcpServers` or `servers`. `${input:x}`, `${env:X}`, `${X}` and `${X:-default}` are filled in from `given`, then from the
 * environment, which inputs do not use. Throws when the file cannot be read or holds no servers.
 */
export function readConfig(
  file: string,
  given: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv,
): ConfiguredServer[] {
  const servers = findServers(file, parseFile(file));
  return Object.entries(servers).map(([key, entry]) => {
    const result = entrySchema.safeParse(entry);
    if (!result.success) return { ...nothing, key, fault: explain(result.error) };
    const { command, args, env, url, serverUrl, headers, disabled, enabled } = result.data;
    const found = new Map<string, string>();
    const missing = new Set<string>();
    const fill = (text: string): string => fillIn(text, given, environment, found, missing);
    const fillAll = (texts: Readonly<Record<string, string | number | boolean | null>>) =>
      Object.fromEntries(
        Object.entries(texts).flatMap(([name, value]) =>
          value === null ? [] : [[name, fill(String(value))]],
        ),
      );
    const address = url ?? serverUrl;
    return {
      key,
      words: command === undefined ? undefined : [command, ...args].map(fill),
      url: address === undefined ? undefined : fill(address),
      headers: fillAll(headers),
      env: fillAll(env),
      values: [...found.values()],
      used: [...found.keys()],
      missing: [...missing],
      fault:
        (command === undefined) === (address === undefined) ? 'give it either a command or a url' : undefined,
      disabled: disabled || !enabled,
      ignored: ['cwd', 'envFile'].filter((name) => Object.hasOwn(result.data, name)),
    };
  });
}

const nothing = { headers: {}, env: {}, values: [], used: [], missing: [], disabled: false, ignored: [] };

const textsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const entrySchema = z.looseObject({
  command: z.string().min(1).optional(),
  args: z.array(z.string()).default([]),
  env: textsSchema.default({}),
  url: z.string().optional(),
  /** What some clients call it. */
  serverUrl: z.string().optional(),
  headers: textsSchema.default({}),
  disabled: z.boolean().default(false),
  enabled: z.boolean().default(true),
});

const fileSchema = z.looseObject({
  mcpServers: z.record(z.string(), z.unknown()).optional(),
  servers: z.record(z.string(), z.unknown()).optional(),
  /** Settings of an editor hold the configuration one level down. */
  mcp: z.looseObject({ servers: z.record(z.string(), z.unknown()).optional() }).optional(),
});

function parseFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file}: cannot be read: ${reason}.`, { cause: error });
  }
  const faults: ParseError[] = [];
  const value: unknown = parse(text, faults, { allowTrailingComma: true });
  if (faults.length > 0) {
    const lines = faults.map(({ error, offset }) => {
      const before = text.slice(0, offset).split('\n');
      return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${printParseErrorCode(error)}`;
    });
    throw new Error(`${file}: is not JSON.\n  ${lines.join('\n  ')}\nCorrect the syntax.`);
  }
  return value;
}

function findServers(file: string, value: unknown): Readonly<Record<string, unknown>> {
  const result = fileSchema.safeParse(value);
  const { mcpServers, servers, mcp } = result.success ? result.data : {};
  const found = mcpServers ?? servers ?? mcp?.servers;
  if (found && Object.keys(found).length > 0) return found;
  throw new Error(
    `${file}: holds no servers.\nThey stand under "mcpServers" (Claude Desktop, Cursor) or "servers" (VS Code).`,
  );
}

function explain(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; ');
}

function fillIn(
  text: string,
  given: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv,
  found: Map<string, string>,
  missing: Set<string>,
): string {
  return text.replace(
    /\$\{(?:(env|input):)?([\w.-]+)(?::-([^}]*))?\}/g,
    (_, kind: string | undefined, name: string, otherwise: string | undefined) => {
      if (kind === undefined && name === 'workspaceFolder') return process.cwd();
      if (kind === undefined && name === 'userHome') return homedir();
      const value = given[name] ?? (kind === 'input' ? undefined : environment[name]) ?? otherwise;
      if (value === undefined) missing.add(name);
      else found.set(name, value);
      return value ?? '';
    },
  );
}
