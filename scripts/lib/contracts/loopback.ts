import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { z } from 'zod';
import type { ModelCall, ModelProtocol } from './model-protocols.ts';
import type { ContractCase } from './types.ts';

/** The other end of everything that a client talks to: its model, and the MCP servers of a batch. */
export interface Loopback {
  /** Address of the model, without the path of its protocol. */
  readonly modelUrl: string;
  /** Address of the MCP server of a case. */
  readonly serverUrl: (position: number) => string;
  /** The calls that the model made, by their ids. */
  readonly made: ReadonlyMap<string, { readonly position: number; readonly tool: string }>;
  /** Requests that nothing here answers. */
  readonly strange: readonly string[];
  readonly close: () => Promise<void>;
}

/** How the servers describe themselves. */
export interface LoopbackOptions {
  readonly protocol: ModelProtocol;
  /** Whether every tool says of itself that it only reads, for clients that allow such tools by themselves. */
  readonly readOnlyHint: boolean;
}

/**
 * Opens a model that calls every tool it is offered once, and MCP servers with the tools of each case, on this machine alone.
 * Tools are recognised by a mark in their description, so that nothing here has to know how a client renames them.
 */
export async function openLoopback(
  cases: readonly ContractCase[],
  { protocol, readOnlyHint }: LoopbackOptions,
): Promise<Loopback> {
  const made = new Map<string, { readonly position: number; readonly tool: string }>();
  const strange: string[] = [];

  const takeTurn = (body: unknown): ReturnType<ModelProtocol['answer']> => {
    const { offered, answered } = protocol.readTurn(body);
    if (answered) return protocol.answer([]);
    const calls = offered.flatMap((tool): ModelCall[] => {
      const [, position = '', index = ''] = markPattern.exec(tool.description) ?? [];
      const found = cases[Number(position)];
      const name = position === '' ? undefined : found?.served[Number(index)];
      if (found === undefined || name === undefined) return [];
      const id = `call_${position}_${index}`;
      made.set(id, { position: Number(position), tool: name });
      return [{ id, tool, args: found.calls.find((call) => call.tool === name)?.args ?? {} }];
    });
    return protocol.answer(calls);
  };

  const serve = (position: number, body: unknown): unknown => {
    const { id, method, params } = requestSchema.parse(body);
    const served = cases[position]?.served ?? [];
    if (id === undefined) return undefined;
    const answers: Readonly<Record<string, () => unknown>> = {
      initialize: () => ({
        protocolVersion: params?.['protocolVersion'],
        capabilities: { tools: {} },
        serverInfo: { name: 'contract', version: '1.0.0' },
      }),
      ping: () => ({}),
      'tools/list': () => ({
        tools: served.map((name, index) => ({
          name,
          description: markOf(position, index),
          inputSchema: { type: 'object' },
          ...(readOnlyHint ? { annotations: { readOnlyHint: true } } : {}),
        })),
      }),
      'tools/call': () => ({ content: [{ type: 'text', text: 'The tool ran.' }] }),
    };
    const answer = answers[method];
    return {
      jsonrpc: '2.0',
      id,
      ...(answer
        ? { result: answer() }
        : { error: { code: -32601, message: `${method} is not known here.` } }),
    };
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = '' } = request;
    const position = /^\/mcp\/(\d+)$/.exec(url)?.[1];
    if (position !== undefined && method !== 'POST') {
      // A server without a stream of its own, and without sessions to end.
      response.writeHead(405).end();
    } else if (position !== undefined) {
      const answer = serve(Number(position), await readJson(request));
      if (answer === undefined) response.writeHead(202).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    } else if (method === 'POST' && url.split('?')[0] === `/model${protocol.path}`) {
      const events = takeTurn(await readJson(request));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(
        events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
      );
    } else {
      strange.push(`${method ?? ''} ${url}`);
      response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    }
  };

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      strange.push(`${request.url ?? ''}: ${error instanceof Error ? error.message : String(error)}`);
      response.writeHead(400).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    modelUrl: `http://127.0.0.1:${port}/model`,
    serverUrl: (position) => `http://127.0.0.1:${port}/mcp/${position}`,
    made,
    strange,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const requestSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string(),
  params: z.looseObject({}).optional(),
});

const markPattern = /\bmark-(\d+)-(\d+)\b/;

function markOf(position: number, index: number): string {
  return `A tool, mark-${position}-${index}.`;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
