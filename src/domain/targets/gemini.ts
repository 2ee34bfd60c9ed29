import { type ArgumentRule, describeRule, listPlaceholders } from '../policy/argument-rules.ts';
import { joinList, revealHidden } from '../text.ts';
import { amountPattern, literalInText, writeArgsPattern } from './gemini-arguments.ts';
import {
  captionForClient,
  type ClientMeans,
  type Fates,
  findTwin,
  nearestDecision,
  nearestLosses,
} from './nearest.ts';
import type {
  Loss,
  Placeholder,
  Recommendation,
  Snippet,
  Target,
  TargetDecision,
  TargetInput,
} from './target.ts';
import { quoteToml } from './toml-text.ts';

/** Rules of Gemini CLI's policy engine, for one server. The rule of the highest priority that matches a call decides. */
export const gemini: Target = {
  id: 'gemini',
  label: 'Gemini CLI',
  file: '~/.gemini/policies/tools.toml',
  language: 'toml',
  usesAlias: true,
  naming:
    'mcpName is the name under which you registered the server, toolName that of the tool with an underscore for every character but letters, digits, underscore, dash, dot and colon; a name that gets too long with both is cut in the middle.',
  abilities: {
    allow: { can: 'yes', how: 'decision = "allow"' },
    deny: {
      can: 'yes',
      how: 'decision = "deny"; a tool that is refused whatever its arguments is off the list',
    },
    hide: { can: 'yes', how: 'a refused tool is not shown to the model' },
    ask: { can: 'yes', how: 'decision = "ask_user"; where nobody is at the terminal, the call is refused' },
    limit: { can: 'no', how: 'a person is asked instead, or a tool that only reads is allowed' },
    arguments: { can: 'yes', how: '"argsPattern", a pattern on the arguments as JSON' },
  },
  use: 'Save it as a file of its own in the folder ~/.gemini/policies, under any name that ends in .toml; policies of a workspace are not read. Its rules stand above flags, settings and what was always allowed before; only "trust" must be taken out of the settings of the server, because nobody is asked about a trusted one. A warning that a tool name is not recognized can be ignored: the rule holds all the same.',
  proof: {
    kind: 'engine',
    by: 'The policy engine of Gemini CLI itself loads the rules without an error and decides sample calls of every tool.',
  },
  write,
};

const means: ClientMeans = { name: 'Gemini CLI', asks: true, refuses: true };

const fates: Fates = {
  allow: ['is allowed without asking', 'are allowed without asking'],
  ask: ['asks a person before a call', 'ask a person before a call'],
  deny: ['is taken off the list and refused', 'are taken off the list and refused'],
};

/**
 * Priorities, from 0 to 999. All are above 950, with which Gemini CLI stores "always allow": an answer from before must not undo
 * a refusal.
 */
const priorities = { unlisted: 960, refused: 970, decided: 980 } as const;

/** Most characters of a tool's name together with `mcp_<server>_`; what is longer is cut in the middle. */
const longestName = 63;

/** Most characters of a server's name with which no cut reaches it. */
const longestAlias = 25;

/** What Gemini CLI calls a decision. */
const decisionNames = { allow: 'allow', ask: 'ask_user', deny: 'deny' } as const;

/** A tool with what becomes of it here. */
interface Plan {
  readonly tool: Recommendation;
  /** What is left of the recommendation when the rules that the pattern checks are taken out. */
  readonly rest: Recommendation;
  /** Name in rules. */
  readonly name: string;
  /** What befalls a call that meets the rules about arguments. */
  readonly decision: TargetDecision;
  /** What the arguments must match, the call being refused otherwise; undefined when they are not looked at. */
  readonly pattern: string | undefined;
}

function write(input: TargetInput): Snippet {
  const reason = findObstacle(input);
  if (reason !== undefined) return { kind: 'impossible', reason };
  const plans = input.tools.map((tool) => planTool(tool, input.alias));
  const rules = plans.flatMap((plan) => writeTool(plan, input));
  const unlisted = [...named(input.alias, '*'), ...decided('deny', priorities.unlisted)];
  const all = input.scope === 'server' ? [...rules, unlisted] : rules;
  return {
    kind: 'snippet',
    text: `${all.map((lines) => ['[[rule]]', ...lines].join('\n')).join('\n\n')}\n`,
    caption: writeCaption(input, plans),
    losses: listLosses(plans, input.alias),
    placeholders: listPatternPlaceholders(
      plans.flatMap(({ pattern, tool }) => (pattern === undefined ? [] : tool.rules)),
    ),
  };
}

/** Why there can be no rules for this server and these tools; undefined when there can. */
function findObstacle(input: TargetInput): string | undefined {
  const { alias, tools } = input;
  if (tools.length === 0) return 'The record of this server has no tools.';
  if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(alias) || alias === 'mcp') {
    return 'Rules of Gemini CLI reach a server only when its name consists of letters, digits, dots and dashes and is not "mcp". Register the server under such a name.';
  }
  const unnamed = tools.filter(({ tool }) => ruleName(alias, tool) === undefined).map(({ tool }) => tool);
  if (unnamed.length > 0) {
    return `With the name ${alias} of the server, no rule of Gemini CLI can name ${joinList(unnamed.map(revealHidden))}: what is cut out of a long name is part of the server's. Register the server under a name of at most ${String(longestAlias)} characters.`;
  }
  const twin = findTwin(input, (tool) => fullName(alias, tool));
  return twin === undefined
    ? undefined
    : `Two tools of this server would share the name ${twin} in Gemini CLI, so a rule for one would decide about the other. Rename one of them on the server.`;
}

/** The name by which the model calls a tool, and by which the engine finds rules. */
export function fullName(alias: string, tool: string): string {
  const name = `mcp_${alias}_${tool}`.replace(/[^A-Za-z0-9_.:-]/g, '_');
  return name.length > longestName ? `${name.slice(0, 30)}...${name.slice(-30)}` : name;
}

/** `toolName` of a rule, to which the engine adds `mcp_<alias>_`; undefined when no such name gives that of the tool. */
export function ruleName(alias: string, tool: string): string | undefined {
  const prefix = `mcp_${alias}_`;
  const name = fullName(alias, tool);
  return name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : undefined;
}

function planTool(tool: Recommendation, alias: string): Plan {
  // Only a limit goes with rules about arguments; other actions decide whatever the arguments are.
  const pattern =
    tool.action.kind === 'limit' && tool.rules.length > 0 ? writeArgsPattern(tool.rules) : undefined;
  const rest = pattern === undefined ? tool : { ...tool, rules: [] };
  return {
    tool,
    rest,
    name: ruleName(alias, tool.tool) ?? '',
    decision: nearestDecision(rest, means),
    pattern,
  };
}

function writeTool({ tool, name, decision, pattern }: Plan, { alias, scope }: TargetInput): string[][] {
  const refusal = [...named(alias, name), ...decided('deny', priorities.refused)];
  // On a whole server, the last rule refuses.
  if (decision === 'deny') return scope === 'server' ? [] : [refusal];
  const head = named(alias, name);
  const tail = decided(decision, priorities.decided);
  if (pattern === undefined) return [[...head, ...tail]];
  return [
    [...head, `argsPattern = '${pattern}'`, ...tail],
    [...refusal, `denyMessage = ${quoteToml(refusalMessage(tool.rules))}`],
  ];
}

function named(alias: string, name: string): string[] {
  return [`mcpName = "${alias}"`, `toolName = "${name}"`];
}

function decided(decision: TargetDecision, priority: number): string[] {
  return [`decision = "${decisionNames[decision]}"`, `priority = ${String(priority)}`];
}

function refusalMessage(rules: readonly ArgumentRule[]): string {
  return `A call passes only when ${joinList(rules.map((rule) => revealHidden(describeRule(rule))))}.`.toWellFormed();
}

function writeCaption(input: TargetInput, plans: readonly Plan[]): string {
  const checks = plans.some(({ pattern }) => pattern !== undefined);
  const broken = 'A call whose arguments break a rule is refused';
  const unlisted = 'tool that is not listed';
  const rest =
    input.scope === 'tool'
      ? `${checks ? `${broken}, and other` : 'Other'} tools stay as your own rules have them.`
      : `${checks ? `${broken}, and so is every ${unlisted}` : `Every ${unlisted} is refused`}${exceptLong(input.alias)}.`;
  return captionForClient({ ...input, tools: plans.map((plan) => plan.rest) }, means, fates, rest);
}

/** Where the server's own name is cut, the rule for the rest of its tools does not reach one whose name is cut. */
function exceptLong(alias: string): string {
  if (alias.length <= longestAlias) return '';
  return `, but for one whose name has more than ${String(longestName - `mcp_${alias}_`.length)} characters, about which a person is asked`;
}

function listLosses(plans: readonly Plan[], alias: string): Loss[] {
  const unchecked = plans.filter(({ rest }) => rest.action.kind === 'limit' && rest.rules.length > 0);
  const known = plans.filter((plan) => !unchecked.includes(plan));
  return [
    ...nearestLosses(
      known.map(({ rest }) => rest),
      means,
    ),
    ...makeLoss(
      unchecked,
      'The rules about arguments make a pattern that Gemini CLI does not take, so a person is asked at each call instead.',
      [
        { from: 'allow', to: 'ask', when: 'call' },
        { from: 'deny', to: 'ask', when: 'call' },
      ],
    ),
    ...makeLoss(
      known.filter(
        ({ pattern, tool }) => pattern !== undefined && tool.rules.some(({ kind }) => kind === 'reading-sql'),
      ),
      'A statement is refused, too, when it holds ſ (U+017F) or the sign of Kelvin (U+212A), or a word that changes something directly behind a backslash and letters that look like an escape, as in \\ndrop.',
      [{ from: 'allow', to: 'deny', when: 'call' }],
    ),
    ...makeLoss(
      plans.filter(({ decision, tool }) => decision === 'allow' && namesAnEdit(fullName(alias, tool.tool))),
      'For its name, Gemini CLI takes it for a tool that edits files: about a call for a build file such as package.json a person is asked all the same.',
      [{ from: 'allow', to: 'ask', when: 'call' }],
    ),
    ...makeLoss(
      plans.filter(({ tool }) => `mcp_${alias}_${tool.tool}`.length > longestName),
      'The name is cut in the middle together with that of the server: once the server has another name, the rule finds the tool no more and must be written anew.',
    ),
  ];
}

function makeLoss(plans: readonly Plan[], text: string, changes: Loss['changes'] = []): Loss[] {
  return plans.length === 0 ? [] : [{ text, tools: plans.map(({ tool }) => tool.tool), changes }];
}

/** Whether Gemini CLI takes a tool with this name for one that edits files. */
function namesAnEdit(name: string): boolean {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return ['write', 'edit', 'replace', 'patch', 'update', 'create', 'append', 'save'].some((word) =>
    words.includes(word),
  );
}

/** Placeholders as they stand in a pattern, where an amount is more than its digits and a dot any character. */
function listPatternPlaceholders(rules: readonly ArgumentRule[]): Placeholder[] {
  const found = rules.flatMap((rule) =>
    listPlaceholders([rule]).map(({ text, meaning }): Placeholder =>
      rule.kind === 'at-most'
        ? {
            text: amountPattern(rule.max) ?? text,
            meaning: `a pattern of the amounts that you allow, which here are those from 0 to ${text}`,
          }
        : { text: literalInText(text), meaning: `${meaning}, with \\. for each dot` },
    ),
  );
  return found.filter(({ text }, index) => found.findIndex((other) => other.text === text) === index);
}
