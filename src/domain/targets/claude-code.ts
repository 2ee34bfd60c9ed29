import {
  captionForClient,
  type ClientMeans,
  type Fates,
  findTwin,
  nearestDecision,
  nearestLosses,
} from './nearest.ts';
import type { Snippet, Target, TargetInput } from './target.ts';

/** Permission lists of a Claude Code settings file. Deny beats ask, ask beats allow; a denied tool is not shown to the model. */
export const claudeCode: Target = {
  id: 'claude-code',
  label: 'Claude Code',
  file: '.claude/settings.json',
  language: 'json',
  usesAlias: true,
  naming:
    'A rule is mcp__<server>__<tool>; every character but letters, digits, underscore and dash becomes an underscore, and <server> is the name under which you registered the server.',
  abilities: {
    allow: { can: 'yes', how: 'the list "allow"' },
    deny: { can: 'yes', how: 'the list "deny", without a message' },
    hide: { can: 'yes', how: 'a denied tool is removed before the model sees it' },
    ask: { can: 'yes', how: 'the list "ask"' },
    limit: { can: 'no', how: 'a person is asked instead, or a tool that only reads is allowed' },
    arguments: { can: 'no', how: 'rules of MCP tools take no patterns; a person is asked instead' },
  },
  use: 'Merge the lists into the settings of the project or of your user. Deny beats ask, and ask beats allow, in whatever file they stand.',
  proof: {
    kind: 'engine',
    by: 'Claude Code itself reads the settings without complaint and offers its model exactly the tools that are not denied.',
  },
  write,
};

const means: ClientMeans = { name: 'Claude Code', asks: true, refuses: true };

const permissionIds = ['allow', 'ask', 'deny'] as const;

const fates: Fates = {
  allow: ['is allowed without asking', 'are allowed without asking'],
  ask: ['asks a person at each call', 'ask a person at each call'],
  deny: ['is removed from the list and refused', 'are removed from the list and refused'],
};

function write(input: TargetInput): Snippet {
  const twin = findTwin(input, (tool) => ruleName(input.alias, tool));
  if (twin !== undefined) {
    return {
      kind: 'impossible',
      reason: `Two tools of this server would share the rule ${twin}, so a rule for one would decide about the other.`,
    };
  }
  const permissions = Object.fromEntries(
    permissionIds.flatMap((id) => {
      const tools = input.tools.filter((tool) => nearestDecision(tool, means) === id);
      return tools.length > 0 ? [[id, tools.map(({ tool }) => ruleName(input.alias, tool))]] : [];
    }),
  );
  const rest =
    input.scope === 'tool'
      ? 'Other tools keep the default of your permission mode.'
      : 'A tool that is not listed keeps the default of your permission mode: it is not denied.';
  return {
    kind: 'snippet',
    text: `${JSON.stringify({ permissions }, null, 2)}\n`,
    caption: captionForClient(input, means, fates, rest),
    losses: nearestLosses(input.tools, means),
    placeholders: [],
  };
}

/** How a tool is named in a rule. */
export function ruleName(alias: string, tool: string): string {
  const normalise = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '_');
  return `mcp__${normalise(alias)}__${normalise(tool)}`;
}
