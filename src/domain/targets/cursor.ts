import { joinList, revealHidden } from '../text.ts';
import { captionForClient, type ClientMeans, type Fates, nearestDecision, nearestLosses } from './nearest.ts';
import type { Loss, Recommendation, Snippet, Target, TargetDecision, TargetInput } from './target.ts';

/** Permission lists of Cursor's command line. What stands in neither list asks a person; what is denied is denied, allowed or not. */
export const cursor: Target = {
  id: 'cursor',
  label: 'Cursor CLI',
  file: '.cursor/cli.json',
  language: 'json',
  usesAlias: true,
  naming:
    'An entry is Mcp(<server>:<tool>), with the name under which you registered the server and the name of the tool as the server gives it.',
  abilities: {
    allow: { can: 'yes', how: 'the list "allow"' },
    deny: {
      can: 'yes',
      how: 'the list "deny", without a message; in the command line only, since the editor refuses no tool',
    },
    hide: { can: 'no', how: 'the tool is denied; whether it is shown to the model is not documented' },
    ask: { can: 'partly', how: 'what stands in neither list; an entry that asks does not exist' },
    limit: { can: 'no', how: 'a person is asked instead, or a tool that only reads is allowed' },
    arguments: { can: 'no', how: 'entries name a tool alone; a person is asked instead' },
  },
  use: 'Merge the lists into .cursor/cli.json of the project or ~/.cursor/cli-config.json, and take wider entries such as Mcp(<server>:*) out of "allow". Only the command line reads them, and with --force it asks about nothing that is not denied. The editor reads "mcpAllowlist" in .cursor/permissions.json instead, where <server>:<tool> runs without asking and nothing can be refused.',
  proof: {
    kind: 'none',
    by: 'Cursor cannot be run here, so only the form of the file is checked; the entries follow its documentation.',
  },
  write,
};

const means: ClientMeans = { name: 'Cursor', asks: true, refuses: true };

const fates: Fates = {
  allow: ['is allowed without asking in the command line', 'are allowed without asking in the command line'],
  ask: ['asks a person at each call', 'ask a person at each call'],
  deny: ['is refused in the command line', 'are refused in the command line'],
};

/** Names that an entry can hold without doubt: whether others need an escape, or have one, is not documented. */
const writableName = /^[\p{L}\p{N}_./@-]+$/u;

function write(input: TargetInput): Snippet {
  const { alias, scope, tools } = input;
  if (tools.length === 0) return { kind: 'impossible', reason: 'The record of this server has no tools.' };
  const unwritable = [alias, ...tools.map(({ tool }) => tool)].filter((name) => !writableName.test(name));
  if (unwritable.length > 0) {
    return {
      kind: 'impossible',
      reason: `Entries of Cursor are sure to take letters, digits, "_", ".", "/", "@" and "-" alone, and a blank, a colon, a parenthesis or a star would change what an entry means, so ${joinList(unwritable.map(nameInSentence))} cannot be written. Register the server under another name, or refuse the tool in a gateway.`,
    };
  }
  const allowed = entriesOf('allow', input);
  const denied = entriesOf('deny', input);
  if (allowed.length + denied.length === 0) {
    return {
      kind: 'impossible',
      reason: `Cursor asks a person about what stands in neither of its lists, and has no entry that says so. Make sure that no entry such as Mcp(${alias}:*) allows ${tools.length === 1 ? 'the tool' : 'the tools'}.`,
    };
  }
  const rest =
    scope === 'tool'
      ? 'Other tools keep what your lists say, and the editor does not read these lists.'
      : 'A tool that is not listed asks a person and is not denied, and the editor does not read these lists.';
  return {
    kind: 'snippet',
    text: `${JSON.stringify({ permissions: { allow: allowed, deny: denied } }, null, 2)}\n`,
    caption: captionForClient(input, means, fates, rest),
    losses: [...nearestLosses(tools, means), ...listOwnLosses(tools)],
    placeholders: [],
  };
}

function nameInSentence(name: string): string {
  return name === '' ? 'an empty name' : `“${revealHidden(name)}”`;
}

function decide(tool: Recommendation): TargetDecision {
  return nearestDecision(tool, means);
}

function entriesOf(decision: TargetDecision, { alias, tools }: TargetInput): string[] {
  return tools.filter((tool) => decide(tool) === decision).map(({ tool }) => `Mcp(${alias}:${tool})`);
}

function listOwnLosses(tools: readonly Recommendation[]): Loss[] {
  const asked = tools.filter((tool) => decide(tool) === 'ask').map(({ tool }) => tool);
  const hidden = tools.filter(({ action }) => action.kind === 'hide').map(({ tool }) => tool);
  return [
    ...makeLoss(
      asked,
      'That a person is asked is said by no entry: the tool is in neither list, and a wider entry of yours or --force lets it pass unasked.',
    ),
    ...makeLoss(hidden, 'The call is refused, but the tool may stay on the list that the model sees.'),
  ];
}

function makeLoss(tools: readonly string[], text: string): Loss[] {
  return tools.length === 0 ? [] : [{ text, tools, changes: [] }];
}
