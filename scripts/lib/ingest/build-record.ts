import type { Server } from '#schema/server.ts';
import { joinCommand } from './command-words.ts';
import type { Listing } from './listing.ts';
import type { IngestOptions } from './options.ts';
import { findPackageFacts, type PackageFacts } from './package-facts.ts';
import { createRedactor, findCredentials, readSurroundings } from './redact.ts';
import { recordTools } from './record-tools.ts';

/** The note of a record from which something was taken out. */
const redactionNote =
  'Words that describe the machine on which the record was made were replaced by <home>, <cwd>, <tmp>, <host>, <user> or <redacted>.';

/** The record of a listing, with nothing of this machine in it. `date` is the day of the capture, `YYYY-MM-DD`. */
export function buildRecord(options: IngestOptions, listing: Listing, date: string): unknown {
  const words = 'words' in options.from ? options.from.words : [];
  const secrets = [...Object.values(options.env), ...findCredentials(words)];
  const redact = createRedactor(readSurroundings(secrets));
  const facts = findPackageFacts(words);
  const { name, version, title } = listing.serverInfo ?? {};
  // Servers put icons and addresses into serverInfo too; the record keeps what names the server.
  const serverInfo = listing.serverInfo && withoutUndefined({ name, version, title });
  const seen = { tools: [...listing.tools], serverInfo, instructions: listing.instructions, version };
  const shown = {
    tools: seen.tools.map(redact),
    serverInfo: redact(serverInfo),
    instructions: redact(seen.instructions),
    version: redact(version),
  };
  const { tools, leftOut, problems } = recordTools(shown.tools);
  const altered = JSON.stringify(shown) !== JSON.stringify(seen);
  return withoutUndefined({
    id: options.id,
    name: options.name,
    source: makeSource(options, facts, shown.version),
    licence: options.licence ?? facts?.licence ?? null,
    transports: words.length > 0 ? ['stdio'] : [],
    capture: withoutUndefined({
      method: words.length > 0 ? 'stdio' : 'file',
      date,
      command: words.length > 0 ? redact(options.command ?? joinCommand(words)) : undefined,
    }),
    serverInfo: shown.serverInfo,
    instructions: shown.instructions,
    declaredToolCount: tools.length + leftOut,
    notices: [
      ...[...listing.problems, ...problems].map((text) => ({ kind: 'capture-problem', text })),
      ...[...options.notes, ...(altered ? [redactionNote] : [])].map((text) => ({ kind: 'note', text })),
    ],
    tools,
  } satisfies Record<keyof Server, unknown>);
}

/** Whether a notice was made by the capture itself, and so is made anew by the next one. */
export function isMadeByCapture({ kind, text }: Server['notices'][number]): boolean {
  return kind === 'capture-problem' || text === redactionNote;
}

function makeSource(options: IngestOptions, facts: PackageFacts | undefined, shownVersion: unknown): unknown {
  const name = options.package ?? facts?.package;
  return withoutUndefined({
    package: name,
    // A server often gives itself another version than its package has: only without a package it says anything.
    version: options.version ?? facts?.version ?? (name === undefined ? shownVersion : undefined),
    repository: options.repository ?? facts?.repository,
    homepage: facts?.homepage,
  });
}

function withoutUndefined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
