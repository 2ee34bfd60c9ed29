import type { HostedToolObject } from '#scripts/lib/formats/openai.ts';
import type { TargetDecision } from '#domain/targets/target.ts';

/** What the API does with a call of a tool, by its documentation: unlisted tools do not exist, and unset approval means asking. */
export function decideByHostedTool(
  { allowed_tools: allowed, require_approval: approval }: HostedToolObject,
  tool: string,
): TargetDecision {
  if (allowed !== undefined && !allowed.includes(tool)) return 'deny';
  if (typeof approval === 'string') return approval === 'never' ? 'allow' : 'ask';
  return approval.never.tool_names.includes(tool) ? 'allow' : 'ask';
}
