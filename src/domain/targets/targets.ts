import type { PolicyFormat } from '#schema/vocabulary.ts';
import { claudeCode } from './claude-code.ts';
import { gateway, gatewayPart } from './gateway.ts';
import type { Target } from './target.ts';

/** The systems for which snippets are written, in the order of the tabs. `site.yaml` chooses among them. */
export const targets = {
  gateway,
  'gateway-part': gatewayPart,
  'claude-code': claudeCode,
} as const satisfies Partial<Record<PolicyFormat, Target>>;

/** Id of a target. */
export type TargetId = keyof typeof targets;
