import { joinList, revealHidden } from '../text.ts';
import { captionForClient, type ClientMeans, type Fates, nearestDecision, nearestLosses } from './nearest.ts';
import type { Loss, Recommendation, Snippet, Target, TargetDecision, TargetInput } from './target.ts';
import { fitsToml, quoteToml } from './toml-text.ts';

/** The part of a Codex configuration that says which tools of a server are offered, and when a person is asked. */
export const codex: Target = {
  id: 'codex',
  label: 'Codex CLI',
  file: '~/.codex/config.toml',
  language: 'toml',
  usesAlias: true,
  naming:
    'Tools are named exactly as the server names them, in quotation marks; the server is named as in your configuration, with letters, digits, underscores and dashes.',
  abilities: {
    allow: { can: 'yes', how: 'approval_mode = "approve"' },
    deny: { can: 'yes', how: '"disabled_tools", or left out of "enabled_tools"; without a message' },
    hide: { can: 'yes', how: 'a tool that is not enabled is not offered to the model' },
    ask: { can: 'partly', how: 'approval_mode = "prompt"; codex exec asks nobody' },
    limit: { can: 'no', how: 'a person is asked instead, or a tool that only reads is allowed' },
    arguments: { can: 'no', how: 'approval looks at the tool alone; a person is asked instead' },
  },
  use: 'The lines belong to the table [mcp_servers.<name>] that you have for the server, with its url or command: put what stands under that header into your table and leave the header out, since a table may stand only once. Tables for single tools are added as they are, and lists that you have already are joined.',
  proof: {
    kind: 'engine',
    by: 'Codex itself reads the lines in its strict mode, lets approved tools run, asks about the others, and does not offer refused ones to its model.',
  },
  write,
};

const means: ClientMeans = { name: 'Codex CLI', asks: true, refuses: true };

const fates: Fates = {
  allow: ['is called without asking', 'are called without asking'],
  ask: ['asks a person before a call', 'ask a person before a call'],
  deny: ['is taken off the list and refused', 'are taken off the list and refused'],
};

/** What Codex takes as the name of a server. */
const serverName = /^[A-Za-z0-9_-]+$/;

function write(input: TargetInput): Snippet {
  const { alias, scope, tools } = input;
  if (tools.length === 0) return { kind: 'impossible', reason: 'The record of this server has no tools.' };
  if (!serverName.test(alias)) {
    return {
      kind: 'impossible',
      reason:
        'Codex takes letters, digits, underscores and dashes in the name of a server, and nothing else. Give the server such a name.',
    };
  }
  const unwritable = tools.filter(({ tool }) => !fitsToml(tool)).map(({ tool }) => revealHidden(tool));
  if (unwritable.length > 0) {
    return {
      kind: 'impossible',
      reason: `TOML cannot write a name with half of a surrogate pair, as in ${joinList(unwritable)}. Rename the tool on the server.`,
    };
  }
  const rest =
    scope === 'tool'
      ? 'Other tools of the server stay as your configuration has them.'
      : 'A tool that is not listed is not offered.';
  return {
    kind: 'snippet',
    text: scope === 'tool' ? writeTool(alias, tools) : writeServer(alias, tools),
    caption: captionForClient(input, means, fates, rest),
    losses: [...nearestLosses(tools, means), ...loseQuestions(tools)],
    placeholders: [],
  };
}

function writeTool(alias: string, tools: readonly Recommendation[]): string {
  const refused = namesWith('deny', tools);
  const header = refused.length > 0 ? [[`[mcp_servers.${alias}]`, writeList('disabled_tools', refused)]] : [];
  return joinTables([...header, ...writeModes(alias, tools, ['ask', 'allow'])]);
}

function writeServer(alias: string, tools: readonly Recommendation[]): string {
  const offered = tools.filter((tool) => decide(tool) !== 'deny').map(({ tool }) => tool);
  return joinTables([
    [
      `[mcp_servers.${alias}]`,
      writeList('enabled_tools', offered),
      `default_tools_approval_mode = ${quoteToml(modes.ask)}`,
    ],
    ...writeModes(alias, tools, ['ask', 'allow']),
  ]);
}

/** How Codex calls a decision about a tool that it offers. */
const modes = { allow: 'approve', ask: 'prompt' } as const;

/** A table for each tool with one of the decisions. Stated for every tool, since an entry that the reader has would win. */
function writeModes(
  alias: string,
  tools: readonly Recommendation[],
  decisions: readonly (keyof typeof modes)[],
): string[][] {
  return decisions.flatMap((decision) =>
    namesWith(decision, tools).map((tool) => [
      `[mcp_servers.${alias}.tools.${quoteToml(tool)}]`,
      `approval_mode = ${quoteToml(modes[decision])}`,
    ]),
  );
}

function writeList(key: string, names: readonly string[]): string {
  if (names.length <= 1) return `${key} = [${names.map(quoteToml).join('')}]`;
  return [`${key} = [`, ...names.map((name) => `  ${quoteToml(name)},`), ']'].join('\n');
}

function joinTables(tables: readonly (readonly string[])[]): string {
  return `${tables.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function decide(tool: Recommendation): TargetDecision {
  return nearestDecision(tool, means);
}

function namesWith(decision: TargetDecision, tools: readonly Recommendation[]): string[] {
  return tools.filter((tool) => decide(tool) === decision).map(({ tool }) => tool);
}

/** Where nobody can answer, a question is settled by the sandbox. */
function loseQuestions(tools: readonly Recommendation[]): Loss[] {
  const asked = namesWith('ask', tools);
  if (asked.length === 0) return [];
  const text =
    'Codex asks nobody under the approval policy "never", which codex exec uses: the call is refused there, or passes unasked where the sandbox gives full access.';
  return [{ text, tools: asked, changes: [] }];
}
