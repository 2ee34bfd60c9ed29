import type { Attack } from '#schema/attack.ts';

/** A pattern about issuing keys, with these fields otherwise. */
export function makeAttack(changes: Partial<Attack> = {}): Attack {
  return {
    id: 'minting',
    name: 'Minting',
    summary: 'Keys are made.',
    scope: 'tool',
    confidence: 'high',
    preconditions: ['The tool issues keys.'],
    exposure: { classes: ['write'], capabilities: ['key-issuance', 'key-rotation'], rule: 'It issues keys.' },
    needs: { calls: 'one', yields: ['key', 'keys'] },
    incidents: [],
    mappings: { owaspMcp: [], owaspLlm: [], owaspAgentic: [], atlas: [], cwe: [] },
    controls: [{ kind: 'deny', note: 'Deny.' }],
    limits: 'None.',
    references: [],
    ...changes,
  };
}
