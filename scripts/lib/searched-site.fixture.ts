import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ApiServer, ApiTool } from '#schema/api.ts';
import type { Capability, Level, RiskClass } from '#schema/vocabulary.ts';

/** Path of the site on its host. */
export const basePath = '/catalogue/';

/** A judgement that still stands. */
const review = {
  tool: 'createApiKey',
  digest: `sha256:${'0'.repeat(64)}`,
  current: true,
} as NonNullable<ApiTool['review']>;

/** The part of a tool that search reads. */
interface Sketch {
  readonly name: string;
  readonly description?: string;
  readonly level?: Level;
  readonly class?: RiskClass;
  readonly capabilities?: readonly Capability[];
  readonly parameters?: readonly string[];
  readonly declaresReadOnly?: boolean;
  readonly reviewed?: boolean;
}

/** Servers by name, with names of tools that are hard to tell apart. */
export const catalogue: Readonly<Record<string, readonly Sketch[]>> = {
  'Key Vault': [
    {
      name: 'create_api_key',
      description: 'Issues a new key for an agent. The full key is shown once.',
      level: 'high',
      class: 'write',
      capabilities: ['key-issuance'],
      parameters: ['keyName'],
    },
    {
      name: 'revoke_api_key',
      description:
        'Ends a key. Call create_api_key first, since create_api_key gives the new one; create_api_key is safe.',
      level: 'high',
      class: 'destructive',
      capabilities: ['key-rotation'],
    },
    {
      name: 'create_api_key_for_client',
      description: 'Issues a key for a client.',
      level: 'high',
      class: 'write',
    },
    { name: 'createApiKeys', description: 'Issues many keys.', level: 'critical', class: 'write' },
  ],
  'Camel Corp': [
    { name: 'createApiKey', description: 'Makes a key.', level: 'high', class: 'write', reviewed: true },
  ],
  'Kebab House': [{ name: 'create-api-key', description: 'Bakes a key.', level: 'medium', class: 'write' }],
  Files: [
    {
      name: 'list_files',
      description: 'Lists files of a folder.',
      level: 'low',
      class: 'read',
      declaresReadOnly: true,
    },
    {
      name: 'delete_file',
      description: 'Deletes a file on GitHub.',
      level: 'critical',
      class: 'destructive',
    },
    {
      name: 'odd\u200bname',
      description: '<img src=x onerror=alert(1)> and hid\u200bden words.',
      level: 'low',
      class: 'read',
    },
  ],
};

/** Writes servers into the API of a site, as search reads them: those below when none are given. */
export function writeApi(site: string, servers: typeof catalogue = catalogue): void {
  const target = path.join(site, 'api/v1/servers');
  mkdirSync(target, { recursive: true });
  for (const [name, tools] of Object.entries(servers)) {
    const record = sketchServer(name, tools);
    writeFileSync(path.join(target, `${record.id}.json`), JSON.stringify(record));
  }
}

/** A server of the API as far as search reads it. */
function sketchServer(
  name: string,
  tools: readonly Sketch[],
): Pick<ApiServer, 'id' | 'name' | 'url' | 'recordedToolCount' | 'source' | 'transports'> & {
  tools: Partial<ApiTool>[];
} {
  const id = name.toLowerCase().replaceAll(' ', '-');
  return {
    id,
    name,
    url: `${basePath}servers/${id}/`,
    recordedToolCount: tools.length,
    transports: name === 'Files' ? ['stdio'] : ['http'],
    source: { package: null, version: null, repository: null, endpoint: null, homepage: null },
    tools: tools.map((tool) => ({
      name: tool.name,
      url: `${basePath}tools/${id}/${tool.name.replace(/[^\w-]/g, '')}/`,
      title: null,
      description: tool.description ?? null,
      class: tool.class ?? 'unknown',
      level: tool.level ?? 'unknown',
      capabilities: (tool.capabilities ?? []).map((capability) => ({
        id: capability,
        label: capability,
        evidence: [],
      })),
      annotations: {
        declared: {
          readOnlyHint: tool.declaresReadOnly ?? null,
          destructiveHint: null,
          idempotentHint: null,
          openWorldHint: null,
        },
        assessed: { readOnlyHint: null, destructiveHint: null, idempotentHint: null, openWorldHint: null },
        conflicts: [],
      },
      review: tool.reviewed ? review : null,
      definition: {
        digest: `sha256:${'0'.repeat(64)}`,
        tokens: 40,
        capturedOn: '2026-01-01',
        inputSchema: {
          type: 'object',
          properties: Object.fromEntries((tool.parameters ?? []).map((key) => [key, { type: 'string' }])),
        },
        outputSchema: null,
      },
    })),
  };
}
