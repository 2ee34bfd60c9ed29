import { serverPolicy, toolPolicy } from '../policy/recommend.ts';
import type { Target } from './target.ts';

/** The policy document, version 1: the format that expresses every recommendation. */
export const gateway: Target = {
  id: 'gateway',
  label: 'Gateway JSON',
  file: 'policy.json',
  language: 'json',
  usesAlias: false,
  naming: 'Tools are named exactly as the server names them.',
  write: ({ scope, tools }) => {
    const [first] = tools;
    if (!first) return { kind: 'impossible', reason: 'The record of this server has no tools.' };
    const policy =
      scope === 'tool'
        ? toolPolicy(first.tool, first.action)
        : serverPolicy(tools.map(({ tool, action }) => ({ name: tool, action })));
    return { kind: 'snippet', text: `${JSON.stringify(policy, null, 2)}\n`, caption: undefined, losses: [] };
  },
};
