import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { controlCase } from './control-case.ts';
import { type Loopback, openLoopback } from './loopback.ts';
import { responsesProtocol } from './model-protocols.ts';
import { closedEnvironment, runProgram } from '../run-program.ts';
import type { Client, Complaint, ContractCase, RunContext, Surrounding } from './types.ts';

/** Codex: reads the configuration strictly, and lets a model on this machine call every tool. */
export const codexClient: Client = {
  id: 'codex',
  label: 'Codex',
  package: '@openai/codex',
  version: '0.169.0',
  looksAtArguments: false,
  unlisted: 'deny',
  sharesFile: true,
  batch: 40,
  note: 'Codex read every snippet as configuration in its strict mode, in which an unknown key ends the program. A model on the same machine then called the tools that the snippet names, their neighbours in the alphabet and one that is not recorded, all of them twice: where everything else is asked about, and where everything else is allowed. Refused tools were not offered to the model, tools to ask about waited for a person, and approved ones ran; tools that a snippet does not name were left alone, or not offered where it speaks of the whole server. Forty snippets at a time were read in one file, each written for a server with a name of its own and completed with an address. The same was done for an invented server with tool names that have to be rewritten.',
  controls: [
    {
      wrong: 'a key is misspelt',
      case: controlCase({
        text: '[mcp_servers.control]\ndisabled_tool = ["other"]\n',
        expected: { other: 'deny' },
      }),
    },
    {
      wrong: 'a mode does not exist',
      case: controlCase({
        text: '[mcp_servers.control]\n[mcp_servers.control.tools.other]\napproval_mode = "ask"\n',
        expected: { other: 'ask' },
      }),
    },
    {
      wrong: 'a disabled tool is named as the model sees it',
      case: controlCase({
        text: '[mcp_servers.control]\ndisabled_tools = ["get_user"]\n',
        expected: { 'get/user': 'deny' },
      }),
    },
    {
      wrong: 'a tool that is to be asked about is approved',
      case: controlCase({
        text: '[mcp_servers.control]\n[mcp_servers.control.tools.other]\napproval_mode = "approve"\n',
        expected: { other: 'ask' },
      }),
    },
    {
      wrong: 'a mode is set for the whole server',
      case: controlCase({
        text: '[mcp_servers.control]\ndefault_tools_approval_mode = "prompt"\n',
        expected: { other: 'ask' },
      }),
    },
  ],
  run: async (cases, context) => {
    const asking = await callEverything(cases, 'asking', context);
    const allowing = await callEverything(cases, 'allowing', context);
    return {
      complaints: asking.complaints,
      seen: { asking: asking.seen, allowing: allowing.seen },
    };
  },
};

interface Seen {
  readonly complaints: readonly Complaint[];
  readonly seen: readonly (readonly string[])[];
}

async function callEverything(
  cases: readonly ContractCase[],
  surrounding: Surrounding,
  { folder, install, signal }: RunContext,
): Promise<Seen> {
  const home = path.join(folder, surrounding, 'home');
  const project = path.join(folder, surrounding, 'project');
  mkdirSync(home, { recursive: true });
  mkdirSync(project, { recursive: true });
  const loopback = await openLoopback(cases, {
    protocol: responsesProtocol,
    // By itself Codex allows a tool that calls itself reading, and asks about others.
    readOnlyHint: surrounding === 'allowing',
  });
  try {
    const texts = cases.map(({ text, alias }, position) =>
      completeSnippet(text, alias, loopback.serverUrl(position)),
    );
    writeFileSync(path.join(home, 'config.toml'), [ownSettings(loopback.modelUrl), ...texts].join('\n'));
    const session = openSession(cases, project);
    const { code, errors } = await runProgram({
      words: [
        process.execPath,
        path.join(install, 'node_modules', '@openai', 'codex', 'bin', 'codex.js'),
        '--strict-config',
        'app-server',
      ],
      cwd: project,
      env: closedEnvironment(home, { CODEX_HOME: home, CONTRACT_KEY: 'none' }),
      timeoutMs: 120_000,
      signal,
      input: session.firstLine,
      onLine: session.readLine,
    });
    if (code !== 0) {
      // Where it got as far as calls, something else than the configuration was at fault.
      if (session.outcomes.size > 0) throw new Error(`Codex ended with ${String(code)}:\n${errors}`);
      return refuse(cases, errors.replaceAll(home, ''));
    }
    if (loopback.strange.length > 0)
      throw new Error(`Codex asked for something else: ${loopback.strange.join(', ')}`);
    return { complaints: [], seen: decide(cases, loopback, session.outcomes) };
  } finally {
    await loopback.close();
  }
}

function refuse(cases: readonly ContractCase[], text: string): Seen {
  return {
    complaints: [
      { position: cases.length === 1 ? 0 : undefined, text: /^Error: .*$/ms.exec(text)?.[0] ?? text },
    ],
    seen: cases.map(() => []),
  };
}

function decide(
  cases: readonly ContractCase[],
  { made }: Loopback,
  outcomes: ReadonlyMap<string, string>,
): string[][] {
  const byTool = new Map(
    [...made].map(([id, { position, tool }]) => [`${position} ${tool}`, outcomes.get(id) ?? 'no result']),
  );
  // A tool that the model was not offered is denied.
  return cases.map(({ calls }, position) =>
    calls.map(({ tool }) => byTool.get(`${position} ${tool}`) ?? 'deny'),
  );
}

/** The model on this machine, and nothing that would reach for the network. */
function ownSettings(modelUrl: string): string {
  return `model = "none"
model_provider = "contract"
[model_providers.contract]
name = "contract"
base_url = "${modelUrl}/v1"
wire_api = "responses"
env_key = "CONTRACT_KEY"
[analytics]
enabled = false
`;
}

/** A snippet with the address of our server in place of the reader's, which it leaves open. */
export function completeSnippet(text: string, alias: string, url: string): string {
  const address = `url = ${JSON.stringify(url)}`;
  if (/^url\s*=/m.test(text)) return text.replace(/^url\s*=.*$/m, address);
  const head = new RegExp(`^\\[mcp_servers\\.(?:${alias}|"${alias}")\\]\\s*$`, 'm');
  return head.test(text)
    ? text.replace(head, (line) => `${line}\n${address}`)
    : `[mcp_servers.${alias}]\n${address}\n${text}`;
}

const messageSchema = z.looseObject({
  id: z.union([z.number(), z.string()]).optional(),
  method: z.string().optional(),
  params: z.looseObject({}).optional(),
  result: z.looseObject({}).optional(),
  error: z.unknown().optional(),
});

const threadSchema = z.looseObject({ thread: z.looseObject({ id: z.string() }) });
const statusSchema = z.looseObject({ name: z.string(), status: z.string(), error: z.unknown().optional() });
const itemSchema = z.looseObject({
  item: z.looseObject({
    id: z.string(),
    type: z.string(),
    status: z.string().optional(),
    error: z.looseObject({ message: z.string() }).nullish(),
  }),
});

/** A conversation with `codex app-server`: one turn, in which everything that is asked is declined. */
export function openSession(cases: readonly ContractCase[], cwd: string) {
  /** What became of each call, by its id. */
  const outcomes = new Map<string, string>();
  const waiting = new Set(cases.map(({ alias }) => alias));
  let thread: string | undefined;
  let begun = false;
  const request = (id: string, method: string, params: unknown): string =>
    JSON.stringify({ id, method, params });
  const readLine = (line: string, say: (line: string) => void, finish: () => void): void => {
    const { id, method, params, result, error } = messageSchema.parse(JSON.parse(line));
    if (error !== undefined) throw new Error(`Codex answered with an error: ${JSON.stringify(error)}`);
    if (method === undefined && id === 'hello') {
      say(JSON.stringify({ method: 'initialized' }));
      say(request('thread', 'thread/start', { cwd, approvalPolicy: 'on-request', sandbox: 'read-only' }));
    } else if (method === undefined && id === 'thread') {
      thread = threadSchema.parse(result).thread.id;
    } else if (method === 'mcpServer/startupStatus/updated') {
      const { name, status, error: reason } = statusSchema.parse(params);
      if (status === 'failed')
        throw new Error(`Codex has not connected to ${name}: ${JSON.stringify(reason)}`);
      if (status === 'ready') waiting.delete(name);
    } else if (method !== undefined && id !== undefined) {
      // The only thing that it asks a person here is whether a tool may run.
      say(JSON.stringify({ id, result: { action: 'decline', content: null, _meta: null } }));
    } else if (method === 'item/completed') {
      const { item } = itemSchema.parse(params);
      if (item.type === 'mcpToolCall') outcomes.set(item.id, wordOutcome(item.status, item.error?.message));
    } else if (method === 'turn/completed') {
      finish();
    }
    if (!begun && thread !== undefined && waiting.size === 0) {
      begun = true;
      say(request('turn', 'turn/start', { threadId: thread, input: [{ type: 'text', text: 'Call them.' }] }));
    }
  };
  const firstLine = request('hello', 'initialize', {
    clientInfo: { name: 'contract', version: '1.0.0' },
    capabilities: null,
  });
  return { firstLine, readLine, outcomes };
}

function wordOutcome(status: string | undefined, message: string | undefined): string {
  if (status === 'completed') return 'allow';
  return message === 'user rejected MCP tool call' ? 'ask' : (message ?? 'no result');
}
