import { claudeCode } from './claude-code.ts';
import { gateway } from './gateway.ts';
import type { Target } from './target.ts';

/** The systems for which snippets are written, in the order of the tabs. `site.yaml` chooses among them. */
export const targets = { gateway, 'claude-code': claudeCode } as const satisfies Record<string, Target>;

/** Id of a target. */
export type TargetId = keyof typeof targets;
