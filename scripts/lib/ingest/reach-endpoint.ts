import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { type Connection, largestAnswer, limitsInWords, oversize } from './connection.ts';
import { hideUrlSecrets } from './secrets.ts';

/** The HTTP transports of the protocol, in the order in which they are tried. */
export const httpTransports = ['streamable-http', 'sse'] as const;

/** One of the HTTP transports. */
export type HttpTransport = (typeof httpTransports)[number];

/** Prepares to talk to a server at an address. Credentials in the address are sent as a header, as browsers do. */
export function reachEndpoint(
  kind: HttpTransport,
  address: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): Connection {
  const url = new URL(address);
  const login = readLogin(url);
  url.username = '';
  url.password = '';
  const options = { fetch: limitedFetch, requestInit: { headers: { ...login, ...headers } } };
  const shown = hideUrlSecrets(address);
  if (kind === 'sse') {
    // Deprecated for new servers; some of those that exist speak nothing else.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const transport = new SSEClientTransport(url, options);
    return { transport, stop: () => transport.close(), explain: explainFor(shown, timeoutMs) };
  }
  const transport = new StreamableHTTPClientTransport(url, options);
  return {
    transport,
    stop: async (quickly) => {
      // Only a courtesy: many servers do not let clients end a session.
      if (!quickly) await within(2000, transport.terminateSession()).catch(() => undefined);
      await transport.close();
    },
    explain: explainFor(shown, timeoutMs),
  };
}

/** Whether the failure says that the address speaks another transport, so that the next one is worth a try. */
export function speaksAnotherTransport(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 400 || code === 404 || code === 405 || code === 406 || code === 415;
}

/** Follows the rules of `fetch` and breaks off a body that grows beyond what is taken. */
const limitedFetch: FetchLike = async (url, init) => {
  const response = await fetch(url, init);
  if (response.body === null) return response;
  let size = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > largestAnswer) controller.error(new Error(oversize));
      else controller.enqueue(chunk);
    },
  });
  const limited = new Response(response.body.pipeThrough(counter), response);
  // A new response forgets where it came from, which the transport compares with where it wanted to go.
  Object.defineProperties(limited, {
    url: { value: response.url },
    redirected: { value: response.redirected },
  });
  return limited;
};

function readLogin({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { Authorization: `Basic ${Buffer.from(login).toString('base64')}` };
}

function explainFor(shown: string, timeoutMs: number): Connection['explain'] {
  return (reason, kind) => {
    const short = reason.replace(/\s+/g, ' ').slice(0, 300);
    if (/\b40[13]\b|unauthori[sz]ed|forbidden/i.test(reason)) {
      return `The server at ${shown} refuses to answer without a login: ${short}\nGive what it wants with --header "Authorization: Bearer …".`;
    }
    if (/fetch failed|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|certificate/i.test(reason)) {
      return `Nothing answers at ${shown}: ${short}\nCheck the address, and whether the server is running.`;
    }
    const texts = {
      time: `The server at ${shown} did not answer within ${timeoutMs / 1000} s.\nTry again, or give it longer with --timeout <seconds>.`,
      size: `The server at ${shown} sent ${limitsInWords}.`,
      closed: `The server at ${shown} closed the connection before it had listed its tools.`,
      other: `The server at ${shown} did not list its tools: ${short}\nCheck that the address is the one of an MCP server.`,
    };
    return texts[kind];
  };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>(
    (resolve) => (timer = setTimeout(() => resolve(undefined), milliseconds)),
  );
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
