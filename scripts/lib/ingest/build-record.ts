import type { Server } from '#schema/server.ts';
import type { Seen } from './capture.ts';
import { joinCommand } from './command-words.ts';
import type { Job } from './job.ts';
import { createRedactor, readSurroundings } from './redact.ts';
import { recordTools } from './record-tools.ts';

/** The note of a record from which something was taken out. */
const redactionNote =
  'Words that describe the machine on which the record was made were replaced by <home>, <cwd>, <tmp>, <package>, <host>, <user> or <redacted>.';

/**
 * The record of what was seen, with nothing of this machine in it. What neither the user nor the package says is taken
 * from the record that is there, if it is of the same package. `date` is the day of the capture, `YYYY-MM-DD`.
 */
export function buildRecord(job: Job, seen: Seen, before: Server | undefined, date: string): unknown {
  const redact = createRedactor(readSurroundings(seen.secrets, seen.masks));
  const { name, version, title } = seen.listing.serverInfo ?? {};
  // Servers put icons and addresses into serverInfo too; the record keeps what names the server.
  const serverInfo = seen.listing.serverInfo && withoutUndefined({ name, version, title });
  const raw = { tools: [...seen.listing.tools], serverInfo, instructions: seen.listing.instructions };
  const shown = {
    tools: raw.tools.map(redact),
    serverInfo: redact(serverInfo),
    instructions: redact(raw.instructions),
  };
  const { tools, leftOut, problems } = recordTools(shown.tools);
  const altered = JSON.stringify(shown) !== JSON.stringify(raw);
  const source = makeSource(job, seen, before, redact(version));
  const env = [...Object.keys(job.env), ...job.madeUp].filter((variable) => !isOfTheNetwork(variable));
  return withoutUndefined({
    id: job.id,
    name: job.name,
    source,
    licence: job.given.licence ?? seen.facts?.licence ?? earlierFacts(before, source)?.licence ?? null,
    transports: seen.transports,
    capture: withoutUndefined({
      method: seen.method,
      date,
      command: seen.words.length > 0 ? redact(job.given.command ?? joinCommand(seen.words)) : undefined,
      env: env.length > 0 ? [...new Set(env)].toSorted() : undefined,
    }),
    serverInfo: shown.serverInfo,
    instructions: shown.instructions,
    declaredToolCount: tools.length + leftOut,
    notices: [
      ...[...seen.listing.problems, ...problems].map((text) => ({ kind: 'capture-problem', text })),
      ...[...job.given.notes, ...(altered ? [redactionNote] : [])].map((text) => ({ kind: 'note', text })),
    ],
    tools,
  } satisfies Record<keyof Server, unknown>);
}

/** Whether a notice was made by the capture itself, and so is made anew by the next one. */
export function isMadeByCapture({ kind, text }: Server['notices'][number]): boolean {
  return kind === 'capture-problem' || text === redactionNote;
}

function makeSource(
  { given }: Job,
  { facts, endpoint }: Seen,
  before: Server | undefined,
  shownVersion: unknown,
): Record<string, unknown> {
  const name = given.package ?? facts?.package;
  const earlier = earlierFacts(before, { package: name, endpoint })?.source;
  return withoutUndefined({
    package: name,
    // A server often gives itself another version than its package has: only without a package it says anything.
    version: given.version ?? facts?.version ?? (name === undefined ? shownVersion : undefined),
    repository: given.repository ?? facts?.repository ?? earlier?.repository,
    endpoint,
    homepage: facts?.homepage ?? earlier?.homepage,
  });
}

/** The record that is there, when it is of the same package or the same address. */
function earlierFacts(
  before: Server | undefined,
  source: Readonly<Record<string, unknown>>,
): Server | undefined {
  const same = (['package', 'endpoint'] as const).some(
    (key) => source[key] !== undefined && source[key] === before?.source[key],
  );
  return same ? before : undefined;
}

/** Variables that say how a machine reaches the network, and nothing of the server. */
function isOfTheNetwork(variable: string): boolean {
  return /^(?:(?:https?|all|no)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR)$/i.test(variable);
}

function withoutUndefined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
