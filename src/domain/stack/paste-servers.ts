import type { Node } from 'jsonc-parser';
import { quote } from '../text.ts';
import { cleanAddress } from './addresses.ts';
import { readLaunch } from './launch.ts';
import type { Launch } from './launch-names.ts';
import { entriesOf, itemsOf, textOf } from './paste-json.ts';

/** A server of a pasted configuration. */
export interface PastedServer {
  /** Name that the configuration gives it. The reader's own word, untrusted text. */
  readonly alias: string;
  readonly launch: Launch;
  /** Whether the configuration has it switched off. */
  readonly disabled: boolean;
}

/** What was read of the servers of a configuration. */
export interface ServersFound {
  readonly servers: readonly PastedServer[];
  /** What could not be read, with its node. */
  readonly refused: readonly { readonly text: string; readonly node: Node }[];
}

/**
 * The servers of a configuration: `mcpServers` (Claude, Cursor, Windsurf, Cline, Gemini), `servers` (VS Code), `mcp.servers` (its
 * settings), `context_servers` (Zed), `mcp_servers` (Codex), `mcp` (OpenCode), those of every project (Claude Code), a bare object of
 * servers, or one server alone. Undefined where nothing of the kind is there.
 */
export function findServers(root: Node): ServersFound | undefined {
  const lists = listsIn(root);
  if (lists.length > 0) return readLists(lists);
  const alone = entriesOf(root);
  if (isServer(alone)) return readLists([new Map([[textOf(alone.get('name')) ?? 'server', root]])]);
  return alone.size > 0 && [...alone.values()].some((node) => isServer(entriesOf(node)))
    ? readLists([alone])
    : undefined;
}

/** Keys below which the clients list servers. */
const listKeys = ['mcpServers', 'servers', 'context_servers', 'mcp_servers', 'amp.mcpServers', 'mcp.servers'];

function listsIn(root: Node): Map<string, Node>[] {
  const top = entriesOf(root);
  const projects = [...entriesOf(top.get('projects')).values()].map(entriesOf);
  const found = [top, entriesOf(top.get('mcp')), ...projects].flatMap((holder) =>
    listKeys.flatMap((key) => {
      const node = holder.get(key);
      if (node?.type === 'array') return [named(node)];
      return node?.type === 'object' ? [entriesOf(node)] : [];
    }),
  );
  const nested = entriesOf(top.get('mcp'));
  const bare = [...nested.values()].some((node) => isServer(entriesOf(node)));
  return bare ? [...found, nested] : found;
}

/** Servers in a list, each with its name inside, as some clients have them. */
function named(list: Node): Map<string, Node> {
  return new Map(
    itemsOf(list).map((node, index) => [
      textOf(entriesOf(node).get('name')) ?? `server ${(index + 1).toString()}`,
      node,
    ]),
  );
}

function readLists(lists: readonly Map<string, Node>[]): ServersFound {
  const servers = new Map<string, PastedServer>();
  const refused: { text: string; node: Node }[] = [];
  for (const [alias, node] of lists.flatMap((list) => [...list])) {
    const read = readServer(alias, node);
    if (typeof read === 'string') refused.push({ text: read, node });
    // The same server in two projects is one.
    else {
      const key = JSON.stringify([alias, read.launch]);
      const known = servers.get(key);
      servers.set(key, known ? { ...read, disabled: known.disabled && read.disabled } : read);
    }
  }
  return { servers: [...servers.values()], refused };
}

function isServer(entries: ReadonlyMap<string, Node>): boolean {
  const command = entries.get('command');
  return (
    addressKeys.some((key) => textOf(entries.get(key)) !== undefined) ||
    (command !== undefined && (textOf(command) !== undefined || command.type !== 'null'))
  );
}

/** Keys that hold an address, the current transport first. */
const addressKeys = ['httpUrl', 'url', 'serverUrl', 'uri'];

/** Nothing but the alias, the switch, the command with its arguments and the address is looked at: not env, not headers. */
function readServer(alias: string, node: Node): PastedServer | string {
  const entries = entriesOf(node);
  if (node.type !== 'object')
    return `The server ${quote(alias)} is not an object with a command or an address.`;
  const disabled = entries.get('disabled')?.value === true || entries.get('enabled')?.value === false;
  const address = addressKeys.map((key) => textOf(entries.get(key))).find((text) => text !== undefined);
  if (address !== undefined) {
    const url = cleanAddress(address);
    return url === undefined
      ? `The address of the server ${quote(alias)} is not an address that can be read; it may hold a variable.`
      : { alias, launch: { url }, disabled };
  }
  const [command, ...args] = wordsOf(entries);
  if (command === undefined || command === '')
    return `The server ${quote(alias)} has neither a command nor an address.`;
  return { alias, launch: readLaunch(command, args), disabled };
}

/** Command and arguments: two keys, one object with a path (older Zed), or one array. */
function wordsOf(entries: ReadonlyMap<string, Node>): string[] {
  const command = entries.get('command');
  const nested = entriesOf(command);
  const args = itemsOf(entries.get('args') ?? nested.get('args')).flatMap((node) => textOf(node) ?? []);
  const first = textOf(command) ?? textOf(nested.get('path'));
  const words = itemsOf(command).flatMap((node) => textOf(node) ?? []);
  return first === undefined ? words : [first, ...args];
}
