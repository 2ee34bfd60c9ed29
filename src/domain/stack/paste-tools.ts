import { getNodeValue, type Node } from 'jsonc-parser';
import { entriesOf, itemsOf, textOf } from './paste-json.ts';

/** Tools of one server as they were pasted, not yet looked at. Untrusted in every part. */
export interface ToolDump {
  /** Name of the server, where the text gives one. Untrusted text. */
  readonly name: string | undefined;
  /** The definitions, whatever they are. */
  readonly tools: readonly unknown[];
  /** Whether the server said that it has more tools than these. */
  readonly more: boolean;
}

/**
 * The lists of tools in a document: `{ tools }`, the answer of a server to `tools/list`, an array of tools or of answers, or any of
 * them by name of server. Pages of one answer are joined. Undefined where nothing of the kind is there.
 */
export function findDumps(roots: readonly Node[]): readonly ToolDump[] | undefined {
  const dumps: ToolDump[] = [];
  let name: string | undefined;
  for (const message of roots.flatMap((root) => (isToolArray(root) ? [root] : spread(root)))) {
    // The answer to `initialize` says whose tools follow.
    name = serverName(message) ?? name;
    for (const dump of dumpsIn(message, name)) {
      const last = dumps.at(-1);
      if (last?.more === true && last.name === dump.name)
        dumps[dumps.length - 1] = { ...dump, tools: [...last.tools, ...dump.tools] };
      else dumps.push(dump);
    }
  }
  return dumps.length > 0 ? dumps : undefined;
}

function spread(root: Node): readonly Node[] {
  return root.type === 'array' ? itemsOf(root) : [root];
}

function dumpsIn(node: Node, name: string | undefined): ToolDump[] {
  const direct = dumpOf(node, name);
  if (direct) return [direct];
  return [...entriesOf(node)].flatMap(([key, value]) => dumpOf(value, key) ?? []);
}

function dumpOf(node: Node, name: string | undefined): ToolDump | undefined {
  if (isToolArray(node)) return toDump(node, name, false);
  const entries = entriesOf(node);
  const holder = entries.get('result') ?? node;
  const held = entriesOf(holder);
  const tools = held.get('tools');
  if (tools?.type !== 'array') return undefined;
  const given = textOf(entries.get('name')) ?? textOf(entries.get('server')) ?? name;
  return toDump(tools, given, (textOf(held.get('nextCursor')) ?? '') !== '');
}

function toDump(tools: Node, name: string | undefined, more: boolean): ToolDump {
  return { name, tools: itemsOf(tools).map((tool): unknown => getNodeValue(tool)), more };
}

/** An array of definitions: each an object with a name, none a server or an answer. */
function isToolArray(node: Node): boolean {
  const items = itemsOf(node);
  return (
    items.length > 0 &&
    items.every((item) => {
      const entries = entriesOf(item);
      return (
        textOf(entries.get('name')) !== undefined &&
        !['tools', 'result', 'command', 'url', 'jsonrpc'].some((key) => entries.has(key))
      );
    })
  );
}

function serverName(node: Node): string | undefined {
  const result = entriesOf(entriesOf(node).get('result') ?? node);
  const info = entriesOf(result.get('serverInfo'));
  return textOf(info.get('title')) ?? textOf(info.get('name'));
}
