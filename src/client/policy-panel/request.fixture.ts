import type { PolicyRequest } from '#domain/policy-request.ts';
import type { ArgumentBound } from '#domain/policy/argument-bounds.ts';

/** A request for one tool that writes, with these arguments to bound. Its recommended policy has a rule about each. */
export function makeRequest(...bounds: readonly ArgumentBound[]): PolicyRequest {
  return {
    scope: 'tool',
    tools: [{ name: 'files_save', class: 'write', level: 'high', bounds }],
    others: [],
    alias: 'files',
    endpoint: undefined,
    numbers: {},
    values: {},
  };
}

/** An argument that is a path on the machine of the server. */
export const pathBound: ArgumentBound = { kind: 'below-folder', argument: 'path', place: 'machine' };
