import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server for one test. */
export interface RunningServer {
  /** Address without a slash at its end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Listens on a free port of the loopback address. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<RunningServer> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** How an MCP server over streamable HTTP behaves. */
export interface HttpBehaviour {
  /** The result of `tools/list`; undefined for no answer at all. */
  readonly list: (params: Readonly<Record<string, unknown>>) => unknown;
  /** Value of the header Authorization without which every request is refused. */
  readonly authorization?: string;
}

/** An MCP server that answers in plain JSON and offers no stream. */
export function listenMcp({ list, authorization }: HttpBehaviour): Promise<RunningServer> {
  return listen((request, response) => {
    if (authorization !== undefined && request.headers.authorization !== authorization) {
      response.writeHead(401).end('a login is needed');
      return;
    }
    if (request.method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => answer(JSON.parse(body) as Message, list, response));
  });
}

interface Message {
  readonly id?: number;
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

function answer(
  { id, method, params = {} }: Message,
  list: HttpBehaviour['list'],
  response: ServerResponse,
): void {
  if (id === undefined) {
    response.writeHead(202).end();
    return;
  }
  const result =
    method === 'initialize'
      ? {
          protocolVersion: params['protocolVersion'],
          capabilities: { tools: {} },
          serverInfo: { name: 'fixture', version: '1.2.3' },
        }
      : list(params);
  if (result === undefined) return;
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ jsonrpc: '2.0', id, result }));
}
