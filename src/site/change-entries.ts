import { type ChangeEntry, entryOfChange } from '#domain/changes.ts';
import { judgeChange } from '#domain/drift.ts';
import { type JudgeContext, type JudgedTool, judgeTool } from '#domain/drift/judge-tool.ts';
import { settingOf } from '#domain/facts.ts';
import { toolSlug } from '#domain/slug.ts';
import { definitionDigest } from '#records/canonical.ts';
import type { Change, ChangeFile } from '#schema/change.ts';
import type { Review } from '#schema/review.ts';
import type { Server } from '#schema/server.ts';
import type { Site } from '#schema/site.ts';

/** One step in the history of a tool, with both definitions. */
export interface HistoryStep extends Pick<Change, 'date' | 'previous' | 'version'> {
  readonly tool: JudgedTool;
}

/** What the changes of a server are judged with: the operator's numbers, and reviews that judged the very definition. */
export function judgeContext(
  server: Pick<Server, 'id' | 'name' | 'source'>,
  site: Pick<Site, 'policyNumbers' | 'policyArguments'> | undefined,
  reviewOfTool: (id: string) => Review | undefined,
): JudgeContext {
  return {
    choices: { numbers: site?.policyNumbers ?? {}, values: site?.policyArguments ?? {} },
    setting: settingOf(server),
    reviewOf: (tool) => {
      const review = reviewOfTool(idOf(server.id, tool.name));
      return review?.digest === definitionDigest(tool) ? review : undefined;
    },
  };
}

/** Judges every change of a server once, for lists. */
export function changeEntries({ server, changes }: ChangeFile, context: JudgeContext): ChangeEntry[] {
  return changes.map((change, index) =>
    entryOfChange(judgeChange(change, context), server, index, (name) => idOf(server, name)),
  );
}

/** The history of one tool with its definitions, newest first. */
export function historyOf(
  id: string,
  { server, changes }: ChangeFile,
  entries: readonly ChangeEntry[],
  context: JudgeContext,
): HistoryStep[] {
  return entries.flatMap(({ index }) => {
    const change = changes[index];
    if (!change) return [];
    const { date, previous, version } = change;
    const changed = change.changed.find(({ after }) => idOf(server, after.name) === id);
    const before = changed?.before ?? change.removed.find(({ name }) => idOf(server, name) === id);
    const after = changed?.after ?? change.added.find(({ name }) => idOf(server, name) === id);
    return before || after ? [{ date, previous, version, tool: judgeTool(before, after, context) }] : [];
  });
}

function idOf(serverId: string, name: string): string {
  return `${serverId}/${toolSlug(name)}`;
}
