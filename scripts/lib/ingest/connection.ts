import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

/** Bytes of one answer that are taken: some 10,000 tools of the usual size, and far more than any server lists. */
export const largestAnswer = 16 * 1024 * 1024;

/** Bytes of all answers of a server that are taken together. */
export const largestListing = 64 * 1024 * 1024;

/** A way to talk to one server, and to part from it again. */
export interface Connection {
  readonly transport: Transport;
  /** Ends the connection and, when it was started for it, the server with all its processes. `quickly` when nobody waits. */
  readonly stop: (quickly: boolean) => Promise<void>;
  /** Puts a failure into words for the user: what, why and what to do. */
  readonly explain: (reason: string, kind: FailureKind) => string;
}

/** How talking to a server failed. */
export type FailureKind = 'time' | 'size' | 'closed' | 'other';

/** What stands in every error that is about a limit, also in those of the transport. */
export const oversize = 'exceeded maximum size';

/** The two limits in words. */
export const limitsInWords = `more than ${largestAnswer / 1024 / 1024} MB in one answer or ${largestListing / 1024 / 1024} MB in all, which is not read`;
