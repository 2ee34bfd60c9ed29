import type { PolicyFormat } from '#schema/vocabulary.ts';
import { joinList, quote } from '../text.ts';

/** A merged text with what differs from the single ones. */
export interface MergeResult {
  readonly text: string;
  readonly notes: readonly string[];
}

/** Merges documents of one format; a text says why they cannot be merged. */
export type JsonMerge = (
  documents: readonly unknown[],
) => { readonly value: unknown; readonly notes: readonly string[] } | string;

/** How the documents of each format that is JSON become one. */
export const jsonMerges: Readonly<Partial<Record<PolicyFormat, JsonMerge>>> = {
  'claude-code': mergePermissions,
  cursor: mergePermissions,
  vscode: mergeSettings,
  openai: (documents) => ({
    value: { tools: documents },
    notes: ['The file holds the list "tools" of a request, with an object for each server.'],
  }),
  anthropic: (documents) => ({
    value: {
      mcp_servers: documents.flatMap((document) => listAt(document, 'mcp_servers')),
      tools: documents.flatMap((document) => listAt(document, 'tools')),
    },
    notes: [],
  }),
};

/** Lists of permissions are joined; a rule that two servers have would decide about both. */
function mergePermissions(documents: readonly unknown[]): ReturnType<JsonMerge> {
  const lists = new Map<string, unknown[]>();
  const owner = new Map<unknown, number>();
  for (const [index, document] of documents.entries()) {
    for (const [key, rules] of entriesAt(document, 'permissions')) {
      if (!Array.isArray(rules)) continue;
      for (const rule of rules as readonly unknown[]) {
        if ((owner.get(rule) ?? index) !== index)
          return `Two servers would share the rule ${quote(String(rule))}, so that it would decide about tools of both. Give them names that differ in letters or digits.`;
        owner.set(rule, index);
      }
      lists.set(key, [...(lists.get(key) ?? []), ...(rules as readonly unknown[])]);
    }
  }
  const ordered = ['allow', 'ask', 'deny'].flatMap((key) => {
    const rules = lists.get(key);
    return rules ? [[key, rules] as const] : [];
  });
  return { value: { permissions: Object.fromEntries(ordered) }, notes: [] };
}

/** Entries of a setting are joined. A bare name that must be asked about reaches the tools of that name on every server. */
function mergeSettings(documents: readonly unknown[]): ReturnType<JsonMerge> {
  const setting = 'chat.tools.eligibleForAutoApproval';
  const merged = new Map<string, unknown>();
  for (const document of documents) {
    for (const [key, value] of entriesAt(document, setting)) {
      const bare = !key.includes('/');
      if (merged.has(key) && (!bare || merged.get(key) !== value))
        return `Two servers would share the entry ${quote(key)}, so that it would decide about tools of both. Give them names that differ in more than case and blanks.`;
      merged.set(key, value);
    }
  }
  const asked = [...merged].filter(([key, value]) => value === true && merged.get(nameIn(key)) === false);
  return {
    value: { [setting]: Object.fromEntries(merged) },
    notes:
      asked.length === 0
        ? []
        : [
            `A tool of another server has the same name and is asked about, so VS Code may ask about ${joinList(asked.map(([key]) => quote(key)))} as well.`,
          ],
  };
}

function nameIn(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

function listAt(document: unknown, key: string): readonly unknown[] {
  const value = fieldOf(document, key);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function entriesAt(document: unknown, key: string): [string, unknown][] {
  const value = fieldOf(document, key);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function fieldOf(document: unknown, key: string): unknown {
  return typeof document === 'object' && document !== null && Object.hasOwn(document, key)
    ? (document as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
