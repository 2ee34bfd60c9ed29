import { plural } from '../text.ts';
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

type Permission = 'allow' | 'ask' | 'deny';

function write(input: TargetInput): Snippet {
  const names = input.tools.map(({ tool }) => ruleName(input.alias, tool));
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) {
    return {
      kind: 'impossible',
      reason: `Two tools of this server would share the rule ${twin}, so a rule for one would decide about the other.`,
    };
  }
  const permissions: Partial<Record<Permission, string[]>> = {};
  const losses: string[] = [];
  for (const permission of ['allow', 'ask', 'deny'] as const) {
    const rules = input.tools
      .filter((tool) => permissionFor(tool) === permission)
      .map(({ tool }) => ruleName(input.alias, tool));
    if (rules.length > 0) permissions[permission] = rules;
  }
  const limited = input.tools.filter(({ action }) => action.kind === 'limit');
  const asked = limited.filter((tool) => permissionFor(tool) === 'ask').length;
  const open = limited.length - asked;
  if (asked > 0) {
    losses.push(
      `There is no rate limit here: ${input.scope === 'tool' ? 'each call asks a person instead' : `${plural(asked, 'tool')} ask a person at each call instead`}.`.replace(
        '1 tool ask ',
        '1 tool asks ',
      ),
    );
  }
  if (open > 0)
    losses.push(
      `There is no rate limit here: ${input.scope === 'tool' ? 'calls are allowed without limit' : `${plural(open, 'reading tool')} may be called without limit`}.`,
    );
  if (input.tools.some(({ action }) => action.kind === 'deny' && !action.approval))
    losses.push('A refusal carries no message of yours, and the tool is removed from the list.');
  if (input.tools.some(({ action }) => action.kind === 'deny' && action.approval))
    losses.push('Instead of refusing, each call asks a person.');
  if (input.scope === 'server')
    losses.push('Tools that are not listed keep the default of your permission mode: they are not denied.');
  return { kind: 'snippet', text: `${JSON.stringify({ permissions }, null, 2)}\n`, losses };
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
