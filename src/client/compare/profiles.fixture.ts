import { makeTool } from '#domain/stack/stack.fixture.ts';
import type { ApiProfile, ApiProfiles, ProfileTool } from '#schema/api-profiles.ts';
import type { FactContext } from './tool-facts.ts';

/** A tool of a profile: it reads, and nothing of it is remarkable but what is given. */
export function profileTool(id: string, given: Partial<ProfileTool> = {}): ProfileTool {
  const name = id.split('/')[1] ?? id;
  return makeTool(name, { id, url: `/tools/${id}/`, levelSentence: 'Reading is low.', ...given });
}

/** The profile of a server with these tools. */
export function serverProfile(id: string, tools: readonly ProfileTool[] = []): ApiProfile {
  return {
    apiVersion: 1,
    id,
    name: `The ${id}`,
    url: `/servers/${id}/`,
    source: { package: null, version: null, repository: null, endpoint: null, homepage: null },
    licence: null,
    transports: ['stdio'],
    declaredToolCount: tools.length,
    recordedToolCount: tools.length,
    tokens: tools.reduce((sum, { tokens }) => sum + tokens, 0),
    notices: [],
    captured: '2026-01-02',
    tools: [...tools],
  };
}

/** What facts are read with: one known pattern, and nothing stated about policies. */
export const context: FactContext = {
  policy: { numbers: {}, values: {}, formats: ['gateway'] },
  attacks: [pattern('key-minting', 'Key minting')],
};

function pattern(id: string, name: string): ApiProfiles['attacks'][number] {
  return {
    id,
    name,
    url: `/attacks/${id}/`,
    scope: 'tool',
    exposure: { classes: [], capabilities: [] },
    incidents: [],
  };
}
