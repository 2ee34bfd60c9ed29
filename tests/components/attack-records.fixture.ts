import { makeEntry } from '#domain/catalogue.fixture.ts';
import type { ToolEntry } from '#domain/catalogue.ts';
import { type Attack, attackSchema } from '#schema/attack.ts';

/** A valid pattern with what a test wants to be different. */
export function makeAttack(id: string, changes: Partial<Omit<Attack, 'id'>> = {}): Attack {
  const facts = attackSchema.parse({
    name: `Pattern ${id}`,
    summary: 'Something happens.',
    scope: 'tool',
    confidence: 'medium',
    preconditions: ['The agent may act'],
    exposure: { classes: ['write'], capabilities: ['key-issuance'], rule: 'A tool is exposed when it acts.' },
    needs: { calls: 'one', yields: ['key', 'keys'] },
    incidents: [],
    mappings: { owaspMcp: [], owaspLlm: [], owaspAgentic: [], atlas: [], cwe: [] },
    controls: [{ kind: 'deny', note: 'Refuse it.' }],
    limits: 'What is allowed is done.',
    references: [],
    ...changes,
  });
  return { ...facts, id };
}

/** An incident with what a test wants to be different. */
export function makeIncident(
  date: string,
  changes: Partial<Attack['incidents'][number]> = {},
): Attack['incidents'][number] {
  return {
    date,
    title: `It happened in ${date}.`,
    kind: 'demonstration',
    url: `https://example.org/${date}`,
    opened: true,
    ...changes,
  };
}

/** A tool of a server. */
export function makeTool(serverId: string, name: string): ToolEntry {
  return makeEntry(`${serverId}/${name}`, { class: 'write', level: 'high' });
}
