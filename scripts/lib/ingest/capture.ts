import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server } from '#schema/server.ts';
import { askServer, type Patience } from './ask-server.ts';
import { installPackage } from './install-package.ts';
import type { Job, Origin } from './job.ts';
import { type Listing, readSavedListing } from './listing.ts';
import { writeNpx } from './npx.ts';
import { findPackageFacts, type PackageFacts, readManifest } from './package-facts.ts';
import { fillPlaceholders, makeUpValue } from './placeholders.ts';
import { httpTransports, reachEndpoint, speaksAnotherTransport } from './reach-endpoint.ts';
import { hideSecrets, type Mask } from './redact.ts';
import { findSecrets, hideUrlSecrets } from './secrets.ts';
import { startServer } from './start-server.ts';

/** What was seen of a server: all that a record is made of, not yet redacted. */
export interface Seen {
  readonly listing: Listing;
  readonly method: Server['capture']['method'];
  readonly transports: Server['transports'];
  /** The command by which a reader starts the server. */
  readonly words: readonly string[];
  /** Its address, without credentials. */
  readonly endpoint?: string | undefined;
  /** What its package says. */
  readonly facts?: PackageFacts | undefined;
  /** What must not be recorded. */
  readonly secrets: readonly string[];
  readonly masks: readonly Mask[];
}

/** What a capture needs besides the job. */
export interface CaptureContext extends Patience {
  /** Tells how far it is. */
  readonly show: (progress: string) => void;
}

/**
 * Asks one server for its tools. Whatever was made for it, processes and folders, is gone afterwards. Throws, in words
 * for the user and without the credentials of the job, when there is no answer.
 */
export async function capture(job: Job, context: CaptureContext): Promise<Seen> {
  const { origin } = job;
  const secrets = findSecrets({
    env: job.env,
    values: job.values,
    ...(origin.kind === 'http' ? { headers: origin.headers, url: origin.url } : {}),
    words: origin.kind === 'stdio' ? origin.words : origin.kind === 'npm' ? origin.args : [],
  });
  const scratch = mkdtempSync(join(tmpdir(), 'tool-risk-capture-'));
  try {
    const seen = await see(job, scratch, context);
    const madeUp = job.madeUp.map((name) => ({ text: makeUpValue(name), label: '<redacted>' }));
    return { ...seen, secrets, masks: [...seen.masks, ...madeUp] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(hideSecrets(`${reason}${explainRepetition(job)}`, secrets), { cause: error });
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What a repeated capture went without, because records hold no credentials. */
function explainRepetition({ id, origin, madeUp, fromRecord }: Job): string {
  const words = origin.kind === 'stdio' ? origin.words : origin.kind === 'npm' ? origin.args : [];
  const hidden = fromRecord && words.some((word) => word.includes('<redacted>'));
  return [
    ...(madeUp.length > 0
      ? [
          `\nIt got made-up values for ${madeUp.join(', ')}: give real ones with ${madeUp.map((name) => `--env ${name}=…`).join(' ')}.`,
        ]
      : []),
    ...(hidden
      ? [`\nIts arguments hold what was not recorded: give them anew with --again ${id} --args "…".`]
      : []),
  ].join('');
}

/** What is seen of a server, before it is said what of it must not be recorded. */
type Bare = Omit<Seen, 'secrets'>;

function see(job: Job, scratch: string, context: CaptureContext): Promise<Bare> | Bare {
  const { origin } = job;
  switch (origin.kind) {
    case 'stdio':
      return seeProgram(job, origin, scratch, context);
    case 'npm':
      return seePackage(job, origin, scratch, context);
    case 'http':
      return seeEndpoint(origin, context);
    case 'file':
      return {
        listing: readSavedListing(origin.file),
        method: 'file',
        transports: [],
        words: [],
        masks: [],
      };
  }
}

type OriginOf<Kind extends Origin['kind']> = Extract<Origin, { readonly kind: Kind }>;

async function seeProgram(
  job: Job,
  origin: OriginOf<'stdio'>,
  scratch: string,
  context: CaptureContext,
): Promise<Bare> {
  const { words, masks } = fill(job, origin.words, scratch);
  context.show('asking');
  const listing = await askServer(startServer(words, envOf(job), context.timeoutMs), context);
  const facts = findPackageFacts(words);
  return { listing, method: 'stdio', transports: ['stdio'], words: origin.words, facts, masks };
}

async function seePackage(
  job: Job,
  origin: OriginOf<'npm'>,
  scratch: string,
  context: CaptureContext,
): Promise<Bare> {
  context.show('installing');
  const folder = join(scratch, 'package');
  const installed = await installPackage({ ...origin, folder, signal: context.interruption });
  const { words, masks } = fill(job, origin.args, scratch);
  context.show('asking');
  const connection = startServer([...installed.words, ...words], envOf(job), context.timeoutMs);
  const listing = await askServer(connection, context);
  const { name, version, bin } = installed;
  return {
    listing,
    method: 'stdio',
    transports: ['stdio'],
    words: writeNpx({ spec: { name, version }, bin, args: origin.args }),
    facts: readManifest(installed.manifest),
    masks: [{ text: folder, label: '<package>' }, ...masks],
  };
}

/** Tries the transports in turn. When none of them works, what the current one says is the better explanation. */
async function seeEndpoint({ url, headers }: OriginOf<'http'>, context: CaptureContext): Promise<Bare> {
  context.show('asking');
  let first: unknown;
  for (const kind of httpTransports) {
    try {
      const listing = await askServer(reachEndpoint(kind, url, headers, context.timeoutMs), context);
      const endpoint = hideUrlSecrets(url);
      return { listing, method: 'http', transports: [kind], words: [], endpoint, masks: [] };
    } catch (error) {
      first ??= error;
      if (!(error instanceof Error) || !speaksAnotherTransport(error.cause)) break;
    }
  }
  throw first;
}

function fill(
  job: Job,
  words: readonly string[],
  scratch: string,
): { readonly words: readonly string[]; readonly masks: readonly Mask[] } {
  return job.fromRecord ? fillPlaceholders(words, scratch) : { words, masks: [] };
}

function envOf(job: Job): Record<string, string> {
  const madeUp = job.madeUp.map((name): [string, string] => [name, makeUpValue(name)]);
  return { ...Object.fromEntries(madeUp), ...job.env };
}
