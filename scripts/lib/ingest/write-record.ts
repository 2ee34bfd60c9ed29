import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson, formatServerFile } from '#records/canonical.ts';
import { checkServer } from '#records/checks.ts';
import { formatProblems, type Problem } from '#records/problems.ts';
import { parseServer, readSiteFile } from '#records/read.ts';
import { compareCaptures } from '#domain/drift.ts';
import type { Change } from '#schema/change.ts';
import type { Server } from '#schema/server.ts';
import { isMadeByCapture } from './build-record.ts';
import { formatChangeFile, prependChange } from './change-file.ts';
import { saysIncomplete } from './listing.ts';

/** A record that was checked and compared with the one that is there, and not yet written. */
export interface Prepared {
  readonly contentDir: string;
  readonly file: string;
  readonly server: Server;
  /** The record that is there. */
  readonly before: Server | undefined;
  /** `unchanged`: only the date would differ, so the file is to be left alone. */
  readonly outcome: 'created' | 'changed' | 'unchanged';
  /** How the tools of two complete captures differ; undefined when they do not, or when one of them is incomplete. */
  readonly change: Change | undefined;
}

/** The record of a server that is there; undefined when there is none, or none that the schema accepts. */
export function readBefore(contentDir: string, id: string): Server | undefined {
  const file = fileOf(contentDir, id);
  return statSync(file, { throwIfNoEntry: false })
    ? parseServer(readFileSync(file, 'utf8'), file, [])
    : undefined;
}

/**
 * Checks a record as `validate` would and compares it with the one that is there; writes nothing. Notices that people
 * wrote into the file before are kept. Throws with all problems when the record is refused, and when it is incomplete
 * while the one that is there is complete: what could not be read must not look as if it had been removed.
 */
export function prepareRecord(contentDir: string, id: string, record: unknown): Prepared {
  const file = fileOf(contentDir, id);
  const before = readBefore(contentDir, id);
  const server = keepNotices(checkRecord(contentDir, file, id, record), before);
  if (before && isComplete(before) && !isComplete(server)) {
    const reasons = server.notices.map(({ text }) => text).filter(saysIncomplete);
    throw new Error(
      `${reasons.join(' ')}\nThe record of ${before.capture.date} is complete and stays as it is. Try again later.`,
    );
  }
  const outcome = !before ? 'created' : withoutDate(before) === withoutDate(server) ? 'unchanged' : 'changed';
  const comparable = before && isComplete(before) && isComplete(server);
  const change = comparable ? compareCaptures(before, server) : undefined;
  return { contentDir, file, server, before, outcome, change };
}

/** Puts a prepared record into its place, with the change that it makes. An unchanged one touches no file. */
export function writePrepared({ contentDir, file, server, outcome, change }: Prepared): void {
  if (outcome === 'unchanged') return;
  const changeFile = join(contentDir, 'changes', `${server.id}.json`);
  const files = new Map([[file, formatServerFile(server)]]);
  if (change) files.set(changeFile, formatChangeFile(prependChange(changeFile, server.id, change)));
  // The change first: should the record not follow, the next capture finds the same change again and adds it once.
  replaceFiles([...files].toReversed());
}

function fileOf(contentDir: string, id: string): string {
  return join(contentDir, 'servers', `${id}.json`);
}

function checkRecord(contentDir: string, file: string, id: string, record: unknown): Server {
  const problems: Problem[] = [];
  const server = parseServer(JSON.stringify(record), file, problems);
  if (server)
    problems.push(...checkServer({ id, path: `servers/${id}.json`, file, server }, readSiteFile(contentDir)));
  if (!server || problems.length > 0) {
    const hint =
      server?.licence === null
        ? '\nIs the licence stated elsewhere, such as in the README of the package? Then capture this server by itself, with --licence <SPDX identifier>. A catalogue of your own servers may say "licences: any" in site.yaml.'
        : '';
    throw new Error(`The record is refused and nothing was written.\n\n${formatProblems(problems)}${hint}`);
  }
  return server;
}

function isComplete({ capture, notices }: Server): boolean {
  return (
    capture.method !== 'reference-page' &&
    !notices.some(
      ({ kind, text }) => kind === 'partial-capture' || (kind === 'capture-problem' && saysIncomplete(text)),
    )
  );
}

function keepNotices(server: Server, before: Server | undefined): Server {
  const texts = new Set(server.notices.map(({ text }) => text));
  const kept = (before?.notices ?? []).filter(
    (notice) => !isMadeByCapture(notice) && notice.kind !== 'partial-capture' && !texts.has(notice.text),
  );
  return { ...server, notices: [...kept, ...server.notices] };
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

/** Writes all drafts beside their files and only then renames them, so that nobody ever sees half of one. */
function replaceFiles(files: readonly (readonly [string, string])[]): void {
  const drafts = files.map(([file, text]) => ({
    file,
    text,
    draft: join(dirname(file), `.${process.pid}.draft`),
  }));
  try {
    for (const { file, text, draft } of drafts) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(draft, text);
    }
    for (const { file, draft } of drafts) renameSync(draft, file);
  } finally {
    for (const { draft } of drafts) rmSync(draft, { force: true });
  }
}
