import { assess } from '#domain/assess.ts';
import { byRisk, type ToolEntry } from '#domain/catalogue.ts';
import { settingOf } from '#domain/facts.ts';
import type { HintConflict } from '#domain/hints.ts';
import type { Review } from '#schema/review.ts';
import type { Server } from '#schema/server.ts';

/** A tool whose vendor declares something that its record contradicts. */
export interface ContradictedTool {
  readonly tool: ToolEntry;
  readonly conflicts: readonly HintConflict[];
}

/**
 * The tools of a server with a declared hint that the assessment contradicts, those first whose hints make them look more harmless.
 * Only these are assessed once more: entries know that there is a conflict, not what was declared.
 */
export function listContradicted(
  tools: readonly ToolEntry[],
  readRecord: () => Server,
  reviewOf: (id: string) => Review | undefined,
): ContradictedTool[] {
  const contradicted = tools.filter(({ declaredHints }) =>
    Object.values(declaredHints).includes('conflicts'),
  );
  if (contradicted.length === 0) return [];
  const record = readRecord();
  const found = contradicted.flatMap((tool) => {
    const definition = record.tools[tool.index];
    if (!definition) return [];
    const { annotations } = assess(definition, tool.digest, reviewOf(tool.id), settingOf(record));
    return [{ tool, conflicts: annotations.conflicts }];
  });
  const plays = ({ conflicts }: ContradictedTool): number => (conflicts.some(playsDown) ? 1 : 0);
  return found.sort((a, b) => plays(b) - plays(a) || byRisk(a.tool, b.tool));
}

/** Whether a hint makes a tool look more harmless than its record shows it to be. */
export function playsDown({ hint, declared }: HintConflict): boolean {
  return hint === 'readOnlyHint' || hint === 'idempotentHint' ? declared : !declared;
}
