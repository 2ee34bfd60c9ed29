import type { Recommendation, TargetInput } from './target.ts';

/** What a snippet for these tools of a server called "server" is written from. */
export function inputFor(
  tools: readonly Recommendation[],
  scope: TargetInput['scope'] = 'tool',
  others: readonly string[] = [],
): TargetInput {
  return { preset: 'recommended', scope, alias: 'server', endpoint: undefined, tools, others };
}
