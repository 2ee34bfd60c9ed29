import type { ListedPattern, ProfileTool } from '#schema/api-profiles.ts';
import type { StackServer } from './stack.ts';

/** A tool of a profile that reads what is harmless, but for what is given. */
export function makeTool(name: string, facts: Partial<ProfileTool> = {}): ProfileTool {
  return {
    id: `made/${name}`,
    name,
    title: null,
    url: null,
    summary: '',
    class: 'read',
    level: 'low',
    confidence: 'high',
    levelSentence: '',
    capabilities: [],
    flags: [],
    bounds: [],
    attacks: [],
    reviewed: false,
    tokens: 100,
    parameters: 0,
    requiredParameters: 0,
    descriptionLength: 0,
    declaredHints: {},
    assessedHints: {},
    hintConflicts: [],
    ...facts,
  };
}

/** A server of a stack whose alias is its key. */
export function makeServer(key: string, tools: readonly ProfileTool[]): StackServer {
  return { key, name: key, alias: key, url: null, endpoint: undefined, tools };
}

/** A pattern that fits no tool by itself. */
export function makePattern(id: string): ListedPattern {
  return {
    id,
    name: id,
    url: `/attacks/${id}/`,
    scope: 'tool',
    exposure: { classes: ['destructive'], capabilities: ['data-delete'] },
    incidents: [],
  };
}
