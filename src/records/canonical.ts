import { createHash } from 'node:crypto';
import { type Server, serverSchema } from '#schema/server.ts';
import type { Tool } from '#schema/tool.ts';

/** Any JSON value in a form that does not depend on the order of keys: keys sorted, two spaces, a final newline. */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sortKeys(value), null, 2)}\n`;
}

/**
 * The text of a server file. Our own keys stand in the order of the schema; whatever the server wrote itself (schemas,
 * annotations, metadata) keeps its order, because the order of parameters is information for readers.
 * Throws when the record is not valid.
 */
export function formatServerFile(server: Server): string {
  // Parsing rebuilds every object that the schema knows in the schema's order and passes the others through.
  return `${JSON.stringify(serverSchema.parse(server), null, 2)}\n`;
}

/**
 * `sha256:` and the digest of a tool's definition: of everything in the record of the tool, `extensions` included,
 * whatever the order of keys. A review names the digest of the definition it judged.
 */
export function definitionDigest(tool: Tool): string {
  return `sha256:${createHash('sha256')
    .update(JSON.stringify(sortKeys(tool)))
    .digest('hex')}`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  // Entries, not assignments: a key "__proto__" is data here.
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sortKeys(child)]),
  );
}
