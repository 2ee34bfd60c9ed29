import { formatNumber, joinList, plural, revealHidden } from '../text.ts';
import type { Recommendation, Snippet, Target, TargetInput } from './target.ts';

/** Permission lists of a Claude Code settings file. Deny beats ask, ask beats allow; a denied tool is not shown to the model. */
export const claudeCode: Target = {
  id: 'claude-code',
  label: 'Claude Code',
  file: '.claude/settings.json',
  language: 'json',
  usesAlias: true,
  naming:
    'A rule is mcp__<server>__<tool>; every character but letters, digits, underscore and dash becomes an underscore, and <server> is the name under which you registered the server.',
  write,
};

const permissionIds = ['allow', 'ask', 'deny'] as const;

type Permission = (typeof permissionIds)[number];

function write(input: TargetInput): Snippet {
  const names = input.tools.map(({ tool }) => ruleName(input.alias, tool));
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) {
    return {
      kind: 'impossible',
      reason: `Two tools of this server would share the rule ${twin}, so a rule for one would decide about the other.`,
    };
  }
  const groups = Object.groupBy(input.tools, permissionFor);
  const permissions = Object.fromEntries(
    permissionIds.flatMap((id) => {
      const tools = groups[id];
      return tools ? [[id, tools.map(({ tool }) => ruleName(input.alias, tool))]] : [];
    }),
  );
  return {
    kind: 'snippet',
    text: `${JSON.stringify({ permissions }, null, 2)}\n`,
    caption: captionFor(input, groups),
    losses: lossRules.filter(({ applies }) => input.tools.some(applies)).map(({ loss }) => loss),
  };
}

/** What is lost, by what would have been wanted. */
const lossRules: readonly { readonly applies: (tool: Recommendation) => boolean; readonly loss: string }[] = [
  {
    applies: (tool) => tool.action.kind === 'limit' && permissionFor(tool) === 'ask',
    loss: 'There is no rate limit here, so a person is asked at each call instead.',
  },
  {
    applies: (tool) => tool.action.kind === 'limit' && permissionFor(tool) === 'allow',
    loss: 'There is no rate limit here, so a tool that only reads is allowed without one.',
  },
  {
    applies: ({ action }) => action.kind === 'deny' && action.approval,
    loss: 'Where the gateway refuses, a person is asked here.',
  },
  {
    applies: ({ action }) => action.kind === 'deny' && !action.approval,
    loss: 'A refusal carries no message here: the tool disappears from the list instead.',
  },
];

/** What each permission does, for one tool and for several. */
const fates: Readonly<Record<Permission, readonly [one: string, many: string]>> = {
  allow: ['is allowed without asking', 'are allowed without asking'],
  ask: ['asks a person at each call', 'ask a person at each call'],
  deny: ['is removed from the list and refused', 'are removed from the list and refused'],
};

function captionFor(
  { scope, tools }: TargetInput,
  groups: Partial<Record<Permission, Recommendation[]>>,
): string {
  const [first] = tools;
  if (scope === 'tool' && first) {
    return `${revealHidden(first.tool)} ${fates[permissionFor(first)][0]}. Other tools keep the default of your permission mode.`;
  }
  const parts = permissionIds.flatMap((id) => {
    const count = groups[id]?.length ?? 0;
    return count === 0 ? [] : [`${formatNumber(count)} ${fates[id][count === 1 ? 0 : 1]}`];
  });
  return `Of ${plural(tools.length, 'recorded tool')}, ${joinList(parts)}. A tool that is not listed keeps the default of your permission mode: it is not denied.`;
}

/** How a tool is named in a rule. */
export function ruleName(alias: string, tool: string): string {
  const normalise = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '_');
  return `mcp__${normalise(alias)}__${normalise(tool)}`;
}

/** The nearest permission. A limit that cannot be kept becomes a question, but for tools that read and are at most medium. */
function permissionFor({ action, riskClass, level }: Recommendation): Permission {
  switch (action.kind) {
    case 'allow':
      return 'allow';
    case 'limit':
      return riskClass === 'read' && (level === 'low' || level === 'medium') ? 'allow' : 'ask';
    case 'deny':
      return action.approval ? 'ask' : 'deny';
    case 'hide':
      return 'deny';
  }
}
