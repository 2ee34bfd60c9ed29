import { Scalar, stringify } from 'yaml';
import type { Rule } from '#schema/policy.ts';
import { type ArgumentRule, compileRule, describeRule, listPlaceholders } from '../policy/argument-rules.ts';
import { denialMessage } from '../policy/recommend.ts';
import { article, formatNumber, joinList, plural, revealHidden } from '../text.ts';
import { findTwin } from './nearest.ts';
import type { DecisionChange, Loss, Recommendation, Snippet, Target, TargetInput } from './target.ts';

/**
 * The policy file of the open proxy Intercept. Its rules only require: each lists conditions that must all hold, or refuses
 * always, so that "refuse when" and "when it is given" cannot be said.
 */
export const intercept: Target = {
  id: 'intercept',
  label: 'Intercept YAML',
  file: 'policy.yaml',
  language: 'yaml',
  usesAlias: false,
  naming: 'Tools are named exactly as the server names them; the name "*" means every tool.',
  abilities: {
    allow: { can: 'yes', how: 'an empty list of rules, or the default' },
    deny: { can: 'yes', how: 'a rule with the action "deny", with a message for the agent' },
    hide: { can: 'yes', how: '"hide" removes the tool from the list' },
    ask: { can: 'no', how: 'the call is refused with a message that says to ask a person' },
    limit: {
      can: 'yes',
      how: '"rate_limit" counts calls in fixed windows, for all who share the state of the proxy',
    },
    arguments: {
      can: 'partly',
      how: 'conditions that must hold; what must not hold is refused with the whole tool',
    },
  },
  use: 'Save the file and start the proxy with "intercept -c policy.yaml" before the server. It keeps counters by the name of the tool alone, so give each server a --state-dir or --state-prefix of its own.',
  proof: {
    kind: 'parser',
    by: 'Each file is parsed again and translated back, and the evaluator of this site then decides as it does for the gateway document; the proxy itself is no longer to be had as a package and was not run.',
  },
  write,
};

/** What becomes of a tool. */
interface Outcome {
  readonly recommendation: Recommendation;
  readonly kind: 'allow' | 'limit' | 'deny' | 'hide';
  /** Rules of the file for this tool; none for one that is hidden. */
  readonly rules: readonly object[];
}

function write(input: TargetInput): Snippet {
  const obstacle = findObstacle(input);
  if (obstacle !== undefined) return { kind: 'impossible', reason: obstacle };
  const outcomes = input.tools.map(decide);
  const hidden = outcomes.filter(({ kind }) => kind === 'hide');
  const listed = outcomes.filter(({ kind }) => kind !== 'hide');
  const document = {
    version: '1',
    default: input.scope === 'tool' ? 'allow' : 'deny',
    ...(hidden.length > 0 ? { hide: hidden.map(({ recommendation }) => recommendation.tool) } : {}),
    tools: new Map(listed.map(({ recommendation, rules }) => [quoteKey(recommendation.tool), { rules }])),
  };
  return {
    kind: 'snippet',
    text: writeYaml(document),
    caption: wordCaption(input, outcomes),
    losses: listLosses(outcomes),
    placeholders: listPlaceholders(
      outcomes.flatMap(({ kind, recommendation }) => (kind === 'deny' ? [] : recommendation.rules)),
    ),
  };
}

function findObstacle(input: TargetInput): string | undefined {
  const names = input.tools.map(({ tool }) => tool);
  if (names.length === 0) return 'The record of this server has no tools.';
  if (names.includes('*')) {
    return 'A tool is called "*", and Intercept takes this name for every tool, so a rule for one would decide about all.';
  }
  if (names.some((name) => name.trim() === '')) {
    return 'A tool of this server has a blank name, which Intercept does not accept.';
  }
  if (names.some((name) => !name.isWellFormed())) {
    return 'The name of a tool holds half a character (a lone surrogate), which no YAML file can hold.';
  }
  const twin = findTwin(input, (tool) => tool);
  return twin === undefined
    ? undefined
    : `Two tools of this server are called ${JSON.stringify(twin)}, so a rule for one would decide about the other.`;
}

function decide(recommendation: Recommendation): Outcome {
  const { tool, action } = recommendation;
  const refusal = [{ name: 'refused', action: 'deny', on_deny: denialMessage(tool) }];
  switch (action.kind) {
    case 'allow':
      return { recommendation, kind: 'allow', rules: [] };
    case 'hide':
      return { recommendation, kind: 'hide', rules: [] };
    case 'deny':
      return { recommendation, kind: 'deny', rules: refusal };
    case 'limit': {
      const tolerable = isCountable(recommendation) || isHarmless(recommendation);
      if (tool === unlistable || !isCheckable(recommendation) || !tolerable) {
        return { recommendation, kind: 'deny', rules: refusal };
      }
      const limit = {
        name: `${plural(action.max, 'call')} ${article(action.window)} ${action.window}`,
        rate_limit: `${String(action.max)}/${action.window}`,
      };
      const checks = recommendation.rules.map((rule) => ({
        name: describeRule(requireArgument(rule)),
        ...stateRule(rule),
      }));
      return isCountable(recommendation)
        ? { recommendation, kind: 'limit', rules: [...checks, limit] }
        : { recommendation, kind: 'allow', rules: checks };
    }
  }
}

/** The rule with an argument that must be given. */
function requireArgument(rule: ArgumentRule): ArgumentRule {
  return 'optional' in rule ? { ...rule, optional: false } : rule;
}

/** The conditions that a rule requires; undefined where requiring cannot say it. */
function stateRule(rule: ArgumentRule): Rule | undefined {
  const [first, ...more] = compileRule(requireArgument(rule));
  return first?.part === 'require' && more.length === 0 ? first.rule : undefined;
}

function isCheckable({ rules }: Recommendation): boolean {
  return rules.every((rule) => {
    // Compared as Go writes it, null is "<nil>", a list begins with "[" and an object with "map[".
    if (rule.kind === 'one-of' && rule.values.some((value) => /^(?:<nil>$|\[|map\[)/.test(value)))
      return false;
    // A whole number that does not fit 64 bits makes the proxy refuse the file.
    if (rule.kind === 'at-most' && rule.max > Number.MAX_SAFE_INTEGER) return false;
    return stateRule(rule) !== undefined;
  });
}

/** The gateway refuses this tool rather than list it, since readers of JSON lose the name, so it is refused here as well. */
const unlistable = '__proto__';

/** A counter is found by a path with dots, so a dot in the name of the tool makes the proxy refuse the file. */
function isCountable({ tool }: Recommendation): boolean {
  return !tool.includes('.');
}

function isHarmless({ level }: Recommendation): boolean {
  return level === 'low' || level === 'medium';
}

/** Something that is lost, by what becomes of the tool. */
interface LossRule {
  readonly text: string;
  readonly changes: readonly DecisionChange[];
  readonly applies: (recommendation: Recommendation, kind: Outcome['kind']) => boolean;
}

const stricter: readonly DecisionChange[] = [{ from: 'allow', to: 'deny', when: 'call' }];

const lossRules: readonly LossRule[] = [
  {
    text: 'Many readers of objects lose the name __proto__, so the tool is refused altogether, as in the gateway.',
    changes: [],
    applies: ({ tool, action }) => tool === unlistable && action.kind === 'limit',
  },
  {
    text: 'Conditions of Intercept cannot say every rule about the arguments, such as words that a statement must not hold, so the tool is refused altogether.',
    changes: stricter,
    applies: (tool, kind) => isRefusedLimit(tool, kind) && !isCheckable(tool),
  },
  {
    text: 'Intercept does not count calls of a tool with a dot in its name, so a tool of this level is refused altogether.',
    changes: stricter,
    applies: (tool, kind) => isRefusedLimit(tool, kind) && isCheckable(tool),
  },
  {
    text: 'Intercept does not count calls of a tool with a dot in its name, so the tool is allowed without the recommended limit.',
    changes: [{ from: 'deny', to: 'allow', when: 'over-limit' }],
    applies: (tool, kind) => kind === 'allow' && tool.action.kind === 'limit',
  },
  {
    text: 'Intercept cannot check an argument only when it is given, so a call that leaves out one with a rule is refused.',
    changes: stricter,
    applies: (tool, kind) =>
      kind !== 'deny' && tool.rules.some((rule) => 'optional' in rule && rule.optional),
  },
  {
    text: 'Intercept writes large numbers in another way, so an allowed value that is given as a number instead of a text can be refused.',
    changes: stricter,
    applies: (tool, kind) =>
      kind !== 'deny' &&
      tool.rules.some(
        (rule) => rule.kind === 'one-of' && rule.values.some((value) => String(Number(value)) === value),
      ),
  },
  {
    text: 'Calls are counted together for all who share the state of the proxy, not for each grant, so one caller can use up what is left for another.',
    changes: [{ from: 'allow', to: 'deny', when: 'over-limit' }],
    applies: (_, kind) => kind === 'limit',
  },
  {
    text: 'A call that the server answers with an error is not counted, so more calls than the limit can be tried.',
    changes: [{ from: 'deny', to: 'allow', when: 'over-limit' }],
    applies: (_, kind) => kind === 'limit',
  },
];

function isRefusedLimit({ tool, action }: Recommendation, kind: Outcome['kind']): boolean {
  return kind === 'deny' && action.kind === 'limit' && tool !== unlistable;
}

function listLosses(outcomes: readonly Outcome[]): Loss[] {
  return lossRules.flatMap(({ text, changes, applies }) => {
    const concerned = outcomes.filter(({ recommendation, kind }) => applies(recommendation, kind));
    return concerned.length === 0
      ? []
      : [{ text, tools: concerned.map(({ recommendation }) => recommendation.tool), changes }];
  });
}

const fates: Readonly<Record<Outcome['kind'], readonly [one: string, many: string]>> = {
  allow: ['passes', 'pass'],
  limit: ['passes within a limit', 'pass within limits'],
  deny: ['is refused with a message', 'are refused with a message'],
  hide: ['is removed from the list and refused', 'are removed from the list and refused'],
};

function wordCaption({ scope, tools }: TargetInput, outcomes: readonly Outcome[]): string {
  const [first] = outcomes;
  if (scope === 'tool' && first) {
    return `${revealHidden(first.recommendation.tool)} ${wordOutcome(first)}. Every other tool passes.`;
  }
  const parts = (['allow', 'limit', 'deny', 'hide'] as const).flatMap((id) => {
    const count = outcomes.filter(({ kind }) => kind === id).length;
    return count === 0 ? [] : [`${formatNumber(count)} ${fates[id][count === 1 ? 0 : 1]}`];
  });
  const checked = outcomes.filter(
    ({ kind, rules }) => kind !== 'deny' && rules.some((rule) => 'conditions' in rule),
  );
  const check =
    checked.length === 0
      ? ''
      : ` The arguments of ${plural(checked.length, 'tool')} must meet the rules in the file.`;
  return `Of ${plural(tools.length, 'recorded tool')}, ${joinList(parts)}.${check} A tool that is not listed is refused.`;
}

function wordOutcome({ kind, rules, recommendation: { action } }: Outcome): string {
  const checked = rules.some((rule) => 'conditions' in rule);
  const condition = checked ? ' when its arguments meet the rules' : '';
  if (kind === 'limit' && action.kind === 'limit') {
    return `passes up to ${plural(action.max, 'time')} ${article(action.window)} ${action.window}${condition}`;
  }
  return `${fates[kind][0]}${condition}`;
}

function quoteKey(text: string): Scalar<string> {
  const key = new Scalar(text);
  key.type = 'QUOTE_DOUBLE';
  return key;
}

/** Every text stands in double quotes, so that no parser takes one for something else; what YAML readers fold or refuse is escaped. */
function writeYaml(document: object): string {
  return stringify(document, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    doubleQuotedAsJSON: true,
    lineWidth: 0,
    aliasDuplicateObjects: false,
  }).replace(
    /[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
  );
}
