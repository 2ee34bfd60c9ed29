import { readFileSync, statSync } from 'node:fs';
import { canonicalJson } from '#records/canonical.ts';
import { type Change, type ChangeFile, changeFileSchema } from '#schema/change.ts';

/**
 * The changes of a server with a new one in front. A change whose definitions already stand in front is not added again:
 * an earlier capture wrote it and was stopped before it had written the record. Throws when the file that is there cannot
 * be read: the history in it must not be lost.
 */
export function prependChange(file: string, server: string, change: Change): ChangeFile {
  const earlier = readChanges(file);
  const newest = earlier?.changes[0];
  if (earlier && newest && sameTools(newest, change)) return earlier;
  return { server, changes: [change, ...(earlier?.changes ?? [])] };
}

/** The text of a change file. Our own keys stand in the order of the schema; what servers wrote keeps its order. */
export function formatChangeFile(file: ChangeFile): string {
  return `${JSON.stringify(changeFileSchema.parse(file), null, 2)}\n`;
}

function readChanges(file: string): ChangeFile | undefined {
  if (!statSync(file, { throwIfNoEntry: false })) return undefined;
  try {
    return changeFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(
      `${file}: cannot be read, so the change cannot be added and nothing was written.\nRun npm run validate and correct the file.`,
      { cause: error },
    );
  }
}

function sameTools(a: Change, b: Change): boolean {
  const facts = ({ added, removed, changed }: Change): string => canonicalJson({ added, removed, changed });
  return facts(a) === facts(b);
}
