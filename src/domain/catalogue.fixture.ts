import type { ServerEntry, ToolEntry } from './catalogue.ts';

/** The entry of a tool, `<server-id>/<slug>`: it reads, nothing of it is remarkable but what is given. */
export function makeEntry(id: string, fields: Partial<ToolEntry> = {}): ToolEntry {
  const [serverId = '', slug = ''] = id.split('/');
  return {
    id,
    serverId,
    index: 0,
    slug,
    name: slug,
    summary: '',
    class: 'read',
    level: 'low',
    confidence: 'high',
    capabilities: [],
    flags: [],
    bounds: [],
    attacks: [],
    reviewed: false,
    tokens: 100,
    parameters: 0,
    descriptionLength: 0,
    declaredHints: {},
    digest: `sha256:${'0'.repeat(64)}`,
    ...fields,
  };
}

/** The entry of a server that was made from a saved list, with one tool, and with what is given. */
export function makeServerEntry(id: string, fields: Partial<ServerEntry> = {}): ServerEntry {
  return {
    id,
    name: id,
    source: {},
    licence: null,
    transports: [],
    capture: { method: 'file', date: '2026-03-01' },
    declaredToolCount: 1,
    notices: [],
    recorded: 1,
    ...fields,
  };
}
