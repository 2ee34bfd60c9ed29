import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { type Connection, type FailureKind, largestListing, oversize } from './connection.ts';
import { incomplete, type Listing } from './listing.ts';

/** How long to wait for a server. */
export interface Patience {
  /** Time for everything together, in milliseconds. */
  readonly timeoutMs: number;
  /** Ends the capture at once, without a result. */
  readonly interruption: AbortSignal;
}

/**
 * Asks a server for its tools, page by page, and parts from it in every case. No tool is ever called. When a later page
 * fails, what came before is kept and a problem says so. Throws when there is no answer at all, with the reason; the
 * error of the transport is its cause.
 */
export async function askServer(
  connection: Connection,
  { timeoutMs, interruption }: Patience,
): Promise<Listing> {
  const { transport, stop, explain } = connection;
  const client = new Client({ name: 'tool-risk-catalogue', version: '0.1.0' }, { capabilities: offered });
  const deadline = AbortSignal.timeout(timeoutMs);
  const oversized = new AbortController();
  const seen = { strangeLines: 0, changes: 0 };
  client.onerror = (error) => {
    // A line on standard output that is no JSON-RPC message; the protocol goes on after it.
    if (error instanceof SyntaxError || error instanceof z.core.$ZodError) seen.strangeLines += 1;
    if (isOversize(error)) oversized.abort(error);
  };
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
    seen.changes += 1;
  });
  const signal = AbortSignal.any([deadline, interruption, oversized.signal]);
  const options = { timeout: timeoutMs, signal };
  let failed = true;
  try {
    // Not every transport looks at the signal while it connects.
    await Promise.race([client.connect(transport, options), rejectOn(signal)]);
    const { tools, problems } = await listUntilStable(client, options, seen);
    interruption.throwIfAborted();
    if (seen.strangeLines > 0)
      problems.push('The server wrote lines to its standard output that are not part of the protocol.');
    failed = false;
    return { tools, problems, serverInfo: client.getServerVersion(), instructions: client.getInstructions() };
  } catch (error) {
    if (interruption.aborted) throw new Error('The capture was interrupted.', { cause: error });
    const kind = kindOf(error, deadline, oversized.signal);
    throw new Error(explain(reasonOf(error), kind), { cause: error });
  } finally {
    // A client that could not connect closes its transport without being waited for.
    await stop(failed && (interruption.aborted || signal.aborted));
    await client.close();
  }
}

/**
 * Servers offer some tools only to clients that can do these things. They are declared to see those tools too; a server
 * that then asks for one of them is refused, as there is no handler.
 */
const offered = { roots: {}, sampling: {}, elicitation: {} };

/** The most pages that are read: a server may hand out a new cursor for ever. */
const mostPages = 1000;

/** How often the list is read again because the server says that it has changed meanwhile. */
const mostReadings = 5;

/** Takes whatever a server calls its tools: they are judged one by one later, so that one bad tool does not cost the rest. */
const pageSchema = z.looseObject({ tools: z.array(z.unknown()), nextCursor: z.string().nullish() });

interface Pages {
  readonly tools: readonly unknown[];
  readonly problems: string[];
}

/** Reads the list, and again when the server says that it changed while it was read: pages of two lists do not fit together. */
async function listUntilStable(
  client: Client,
  options: RequestOptions,
  seen: { readonly changes: number },
): Promise<Pages> {
  const budget = { left: largestListing };
  for (let reading = 1; ; reading += 1) {
    const before = seen.changes;
    const pages = await listPages(client, options, budget);
    if (seen.changes === before || pages.problems.length > 0) return pages;
    if (reading === mostReadings) {
      return { ...pages, problems: [incomplete('The server changed its list each time that it was read')] };
    }
  }
}

async function listPages(client: Client, options: RequestOptions, budget: { left: number }): Promise<Pages> {
  const tools: unknown[] = [];
  const stopWith = (problem: string): Pages => ({ tools, problems: [incomplete(problem)] });
  const cursors = new Set<string>();
  let params: { cursor?: string } = {};
  for (let page = 1; ; page += 1) {
    try {
      const result = await client.request({ method: 'tools/list', params }, pageSchema, options);
      budget.left -= JSON.stringify(result.tools).length;
      if (budget.left < 0) throw new Error(oversize);
      tools.push(...result.tools);
      const cursor = result.nextCursor ?? undefined;
      if (cursor === undefined) return { tools, problems: [] };
      if (cursors.has(cursor) || page === mostPages)
        return stopWith('The server goes on listing pages without end');
      cursors.add(cursor);
      params = { cursor };
    } catch (error) {
      if (page === 1 || isOversize(error)) throw error;
      return stopWith(`Page ${page} of the list could not be read`);
    }
  }
}

interface RequestOptions {
  readonly timeout: number;
  readonly signal: AbortSignal;
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

function kindOf(error: unknown, deadline: AbortSignal, oversized: AbortSignal): FailureKind {
  const reason = reasonOf(error);
  if (oversized.aborted || isOversize(error)) return 'size';
  if (deadline.aborted || /timed out|timeout/i.test(reason)) return 'time';
  return /connection closed/i.test(reason) ? 'closed' : 'other';
}

function isOversize(error: unknown): boolean {
  return error instanceof Error && error.message.includes(oversize);
}

/** The message of an error, with the HTTP status it carries and with that of its cause: `fetch` only says there what happened. */
function reasonOf(error: unknown): string {
  if (error instanceof z.core.$ZodError) return 'what it answered is no list of tools';
  if (!(error instanceof Error)) return String(error);
  const status =
    'code' in error && typeof error.code === 'number' && error.code >= 400 ? error.code : undefined;
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const code = cause && 'code' in cause ? String(cause.code) : '';
  return [
    ...(status === undefined ? [] : [`HTTP ${status}`]),
    error.message,
    ...(cause ? [cause.message || code] : []),
  ].join(': ');
}
