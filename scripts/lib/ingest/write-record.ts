import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson, definitionDigest, formatServerFile } from '#records/canonical.ts';
import { checkServer } from '#records/checks.ts';
import { formatProblems, type Problem } from '#records/problems.ts';
import { parseServer } from '#records/read.ts';

import type { Server } from '#schema/server.ts';
import { isMadeByCapture } from './build-record.ts';

/** What became of a record. */
export interface Written {
  readonly file: string;
  readonly server: Server;
  /** `unchanged`: only the date would have differed, and the file was left alone. */
  readonly outcome: 'created' | 'changed' | 'unchanged';
  /** How the tools differ from those of the file that was there before. */
  readonly tools: { readonly added: number; readonly removed: number; readonly changed: number };
}

/**
 * Checks a record as `validate` would and puts it in its place in the content folder. Notices that people wrote into the
 * file before are kept. Throws with all problems when the record is refused; the file that is there then stays.
 */
export function writeRecord(contentDir: string, id: string, record: unknown): Written {
  const file = join(contentDir, 'servers', `${id}.json`);
  const before = readBefore(file);
  const server = keepNotices(checkRecord(file, id, record), before);
  const tools = compareTools(before, server);
  if (before && withoutDate(before) === withoutDate(server))
    return { file, server: before, outcome: 'unchanged', tools };
  replaceFile(file, formatServerFile(server));
  return { file, server, outcome: before ? 'changed' : 'created', tools };
}

function checkRecord(file: string, id: string, record: unknown): Server {
  const problems: Problem[] = [];
  const server = parseServer(JSON.stringify(record), file, problems);
  if (server) problems.push(...checkServer({ id, path: `servers/${id}.json`, file, server }));
  if (!server || problems.length > 0) {
    throw new Error(`The record is refused and nothing was written.\n\n${formatProblems(problems)}`);
  }
  return server;
}

/** The record that is in the file; a file that is refused counts as none, and is replaced. */
function readBefore(file: string): Server | undefined {
  if (!statSync(file, { throwIfNoEntry: false })) return undefined;
  return parseServer(readFileSync(file, 'utf8'), file, []);
}

function keepNotices(server: Server, before: Server | undefined): Server {
  const texts = new Set(server.notices.map(({ text }) => text));
  const kept = (before?.notices ?? []).filter(
    (notice) => !isMadeByCapture(notice) && notice.kind !== 'partial-capture' && !texts.has(notice.text),
  );
  return { ...server, notices: [...kept, ...server.notices] };
}

function compareTools(before: Server | undefined, after: Server): Written['tools'] {
  const old = new Map(before?.tools.map((tool) => [tool.name, definitionDigest(tool)]));
  const names = new Set(after.tools.map(({ name }) => name));
  return {
    added: after.tools.filter(({ name }) => !old.has(name)).length,
    removed: [...old.keys()].filter((name) => !names.has(name)).length,
    changed: after.tools.filter((tool) => old.has(tool.name) && old.get(tool.name) !== definitionDigest(tool))
      .length,
  };
}

/** Everything but the date, whatever the order of keys, tools and notices. */
function withoutDate(server: Server): string {
  return canonicalJson({
    ...server,
    capture: { ...server.capture, date: '' },
    tools: server.tools.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    notices: server.notices.map((notice) => canonicalJson(notice)).toSorted(),
  });
}

/** Writes beside the file and renames, so that nobody ever sees half of it. */
function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = join(dirname(file), `.${process.pid}.draft`);
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}
