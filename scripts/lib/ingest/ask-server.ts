import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { z } from 'zod';
import type { Listing } from './listing.ts';

/** How to start a server, and how long to wait for it. */
export interface ServerCommand {
  /** The program and its arguments; no shell is involved. */
  readonly words: readonly string[];
  /** Variables for the server, beyond the few that every program gets. */
  readonly env: Readonly<Record<string, string>>;
  /** Time for everything together, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Starts a server, asks for its tools, page by page, and stops it. No tool is ever called. When a later page fails, what
 * came before is kept and a problem says so. Throws when there is no answer at all: with the reason, and the last words
 * that the server wrote to its error output.
 */
export async function askServer({ words, env, timeoutMs }: ServerCommand): Promise<Listing> {
  const [command = '', ...args] = words;
  const transport = new StdioClientTransport({
    command,
    args,
    env: { ...readCertificatePaths(), ...env },
    stderr: 'pipe',
  });
  const client = new Client({ name: 'tool-risk-catalogue', version: '0.1.0' }, { capabilities: offered });
  const lastWords = collectTail(transport);
  const problems: string[] = [];
  const lines = { strange: 0 };
  client.onerror = (error) => {
    // A line on standard output that is no JSON-RPC message; the protocol goes on after it.
    if (error instanceof SyntaxError || error instanceof z.core.$ZodError) lines.strange += 1;
  };
  const options = { timeout: timeoutMs, signal: AbortSignal.timeout(timeoutMs) };
  try {
    await client.connect(transport, options);
    const tools = await listPages(client, options, problems);
    if (lines.strange > 0)
      problems.push('The server wrote lines to its standard output that are not part of the protocol.');
    return { tools, problems, serverInfo: client.getServerVersion(), instructions: client.getInstructions() };
  } catch (error) {
    throw new Error(explainFailure(error, command, timeoutMs, options.signal, lastWords()), { cause: error });
  } finally {
    await client.close();
  }
}

/**
 * Where certificates are kept, which `npx` needs behind some firewalls. Nothing else of our own environment is passed
 * on, apart from the few variables (PATH, HOME …) that every program gets: it may hold secrets.
 */
function readCertificatePaths(): Record<string, string> {
  const names = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/**
 * Servers offer some tools only to clients that can do these things. They are declared to see those tools too; a server
 * that then asks for one of them is refused, as there is no handler.
 */
const offered = { roots: {}, sampling: {}, elicitation: {} };

/** The most pages that are read: a server may hand out a new cursor for ever. */
const mostPages = 1000;

/** Takes whatever a server calls its tools: they are judged one by one later, so that one bad tool does not cost the rest. */
const pageSchema = z.looseObject({ tools: z.array(z.unknown()), nextCursor: z.string().nullish() });

async function listPages(
  client: Client,
  options: { timeout: number; signal: AbortSignal },
  problems: string[],
): Promise<unknown[]> {
  const tools: unknown[] = [];
  const cursors = new Set<string>();
  let params: { cursor?: string } = {};
  for (let page = 1; ; page += 1) {
    try {
      const result = await client.request({ method: 'tools/list', params }, pageSchema, options);
      tools.push(...result.tools);
      const cursor = result.nextCursor ?? undefined;
      if (cursor === undefined) return tools;
      if (cursors.has(cursor) || page === mostPages) {
        problems.push('The server goes on listing pages without end; the pages read so far were kept.');
        return tools;
      }
      cursors.add(cursor);
      params = { cursor };
    } catch (error) {
      if (page === 1) throw error;
      problems.push(`Page ${page} of the list could not be read; the pages before it were kept.`);
      return tools;
    }
  }
}

/** The last part of what the server writes to its error output: its own explanation of a failure. */
function collectTail(transport: StdioClientTransport): () => string {
  let tail = '';
  transport.stderr?.on('data', (chunk: unknown) => {
    tail = `${tail}${String(chunk)}`.slice(-2000);
  });
  return () => tail.trim();
}

function explainFailure(
  error: unknown,
  command: string,
  timeoutMs: number,
  signal: AbortSignal,
  lastWords: string,
): string {
  const reason = error instanceof Error ? error.message : String(error);
  const said = lastWords === '' ? 'It wrote nothing to its error output.' : `It wrote:\n${lastWords}`;
  if (reason.includes('ENOENT')) {
    return `The server could not be started: there is no program ${JSON.stringify(command)}.\nCheck the command; it is run without a shell.`;
  }
  if (signal.aborted || /timed out|timeout/i.test(reason)) {
    return `The server did not answer within ${timeoutMs / 1000} s. ${said}\nCheck the command and its --env values, or give it longer with --timeout <seconds>.`;
  }
  if (/connection closed/i.test(reason)) {
    return `The server ended before it had listed its tools. ${said}\nCheck the command and its --env values.`;
  }
  return `The server did not list its tools: ${reason}. ${said}`;
}
