import { parse, stringify, type TomlTable } from 'smol-toml';
import { quote } from '../text.ts';
import type { MergeResult } from './merge-json.ts';

/** One Codex configuration with the table of every server; a text says why there is none. */
export function mergeCodex(texts: readonly string[]): MergeResult | string {
  const servers = new Map<string, TomlTable>();
  for (const text of texts) {
    for (const [name, table] of Object.entries(tableAt(parse(text), 'mcp_servers'))) {
      if (servers.has(name)) return `Two servers are called ${quote(name)}, and a table may stand only once.`;
      servers.set(name, table as TomlTable);
    }
  }
  return { text: write({ mcp_servers: Object.fromEntries(servers) }), notes: [] };
}

/** One policy file of Gemini CLI with the rules of every server: each names its server, so none reaches another. */
export function mergeGemini(texts: readonly string[]): MergeResult | string {
  const rules = texts.flatMap((text) => {
    const { rule } = parse(text);
    return Array.isArray(rule) ? rule : [];
  });
  const nameless = rules.some((rule) => typeof rule !== 'object' || !Object.hasOwn(rule, 'mcpName'));
  return nameless
    ? 'A rule names no server, so that it would reach the tools of all.'
    : { text: write({ rule: rules }), notes: [] };
}

function tableAt(table: TomlTable, key: string): TomlTable {
  const value = table[key];
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
    ? (value as TomlTable)
    : {};
}

function write(table: TomlTable): string {
  return `${stringify(table).trimEnd()}\n`;
}
