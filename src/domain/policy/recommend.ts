import type { Limit, Policy, ToolRule } from '#schema/policy.ts';
import {
  argumentRuleKinds,
  idsOf,
  type Level,
  type Preset,
  presets,
  type RiskClass,
} from '#schema/vocabulary.ts';
import { levelRank } from '../risk/level-rank.ts';
import { article, joinList, plural } from '../text.ts';
import type { ArgumentBound } from './argument-bounds.ts';
import {
  type ArgumentRule,
  type ArgumentRuleKind,
  type ArgumentValues,
  compileRule,
  makeRule,
} from './argument-rules.ts';
import { windowLengths } from './windows.ts';

/** What is recommended for one tool under one preset. */
export type PolicyAction =
  | { readonly kind: 'allow' }
  | {
      readonly kind: 'limit';
      readonly max: number;
      readonly window: Limit['window'];
      /** Kinds of rules about arguments that go with it, where the input schema has such arguments. */
      readonly rules: readonly ArgumentRuleKind[];
    }
  /** `approval`: where a target can ask a person, it should ask instead of refusing. */
  | { readonly kind: 'deny'; readonly approval: boolean }
  | { readonly kind: 'hide' };

/** One row of the table of recommended policies. */
export interface PolicyRow extends Readonly<Record<Preset, PolicyAction>> {
  readonly class: RiskClass;
  readonly level: Level;
}

/** Numbers of the table that an operator has changed: key `<class>.<level>.<preset>`. */
export type PolicyNumbers = Readonly<
  Record<string, { readonly max: number; readonly window: Limit['window'] }>
>;

const allow: PolicyAction = { kind: 'allow' };
const hide: PolicyAction = { kind: 'hide' };
const deny: PolicyAction = { kind: 'deny', approval: false };
const askOrDeny: PolicyAction = { kind: 'deny', approval: true };
const per = (
  max: number,
  window: Limit['window'],
  rules: readonly ArgumentRuleKind[] = [],
): PolicyAction => ({ kind: 'limit', max, window, rules });

/** The one table of recommended policies: tool page, server page, FAQ, API and exports read it. */
export const policyTable: readonly PolicyRow[] = [
  { class: 'read', level: 'low', strict: allow, recommended: allow, permissive: allow },
  {
    class: 'read',
    level: 'medium',
    strict: per(60, 'minute', ['reading-sql']),
    recommended: per(60, 'minute', ['reading-sql']),
    permissive: allow,
  },
  {
    class: 'read',
    level: 'high',
    strict: hide,
    recommended: per(10, 'hour', ['reading-sql']),
    permissive: per(60, 'minute'),
  },
  {
    class: 'write',
    level: 'medium',
    strict: deny,
    recommended: per(30, 'minute'),
    permissive: per(30, 'minute'),
  },
  {
    class: 'write',
    level: 'high',
    strict: hide,
    recommended: per(10, 'hour', argumentRuleKinds),
    permissive: per(30, 'minute'),
  },
  {
    class: 'execute',
    level: 'high',
    strict: hide,
    recommended: per(10, 'minute', argumentRuleKinds),
    permissive: per(10, 'minute'),
  },
  {
    class: 'execute',
    level: 'critical',
    strict: hide,
    recommended: askOrDeny,
    permissive: per(10, 'minute', ['reading-sql']),
  },
  { class: 'destructive', level: 'high', strict: hide, recommended: deny, permissive: per(10, 'hour') },
  { class: 'destructive', level: 'critical', strict: hide, recommended: hide, permissive: deny },
  {
    class: 'financial',
    level: 'critical',
    strict: hide,
    recommended: deny,
    permissive: per(10, 'hour', ['at-most']),
  },
  { class: 'unknown', level: 'unknown', strict: hide, recommended: deny, permissive: per(10, 'minute') },
];

/**
 * The row that applies. A review may set a level that the class does not usually have; then the next higher row of the class
 * applies, and above the highest the highest.
 */
export function findPolicyRow(riskClass: RiskClass, level: Level): PolicyRow {
  const rows = policyTable.filter((row) => row.class === riskClass);
  const row = rows.find((candidate) => levelRank[candidate.level] >= levelRank[level]) ?? rows.at(-1);
  if (!row)
    throw new Error(
      `The table of recommended policies has no row for class ${riskClass}. Add one to policyTable.`,
    );
  return row;
}

/** What is recommended for a class and level under a preset, with the operator's numbers. */
export function recommendAction(
  riskClass: RiskClass,
  level: Level,
  preset: Preset,
  numbers: PolicyNumbers,
): PolicyAction {
  const row = findPolicyRow(riskClass, level);
  const action = row[preset];
  const own = numbers[`${row.class}.${row.level}.${preset}`];
  return own && action.kind === 'limit' ? { ...action, ...own } : action;
}

/** The cells of the table whose number an operator can change, as `<class>.<level>.<preset>`. */
export function limitedCells(): string[] {
  return policyTable.flatMap((row) =>
    idsOf(presets)
      .filter((preset) => row[preset].kind === 'limit')
      .map((preset) => `${row.class}.${row.level}.${preset}`),
  );
}

/** A number by which a preset would allow more calls than the next looser one. */
export interface Reversal {
  /** The operator's key that takes part. */
  readonly key: string;
  readonly stricter: Preset;
  readonly looser: Preset;
}

/** Where the operator's numbers turn the order of the presets round. */
export function listReversals(numbers: PolicyNumbers): Reversal[] {
  return policyTable.flatMap((row) =>
    (
      [
        ['strict', 'recommended'],
        ['recommended', 'permissive'],
      ] as const
    ).flatMap(([stricter, looser]) => {
      const key = [stricter, looser]
        .map((preset) => `${row.class}.${row.level}.${preset}`)
        .find((cell) => Object.hasOwn(numbers, cell));
      const [tight, loose] = [stricter, looser].map((preset) =>
        recommendAction(row.class, row.level, preset, numbers),
      );
      return key === undefined || !tight || !loose || isWithin(tight, loose)
        ? []
        : [{ key, stricter, looser }];
    }),
  );
}

/** Whether one limit never lets through what another refuses; windows are those of the calendar, so that each divides the next. */
function isWithin(tight: PolicyAction, loose: PolicyAction): boolean {
  if (tight.kind !== 'limit' || loose.kind !== 'limit') return true;
  const windows = Math.max(1, windowLengths[loose.window] / windowLengths[tight.window]);
  return tight.max * windows <= loose.max;
}

/** A name that no document can list under "tools", since readers of JSON lose it. */
const unlistable = '__proto__';

/**
 * The action that a document can express for a tool of this name: what cannot be listed is hidden unless it is allowed; what is
 * really called "*" cannot be hidden alone, so it is refused with a message.
 */
export function fitAction(name: string, action: PolicyAction): PolicyAction {
  if (name === unlistable) return action.kind === 'allow' ? action : hide;
  return name === '*' && action.kind === 'hide' ? deny : action;
}

/** The rules about arguments that go with an action: those of its kinds that the input schema has arguments for. */
export function recommendRules(
  action: PolicyAction,
  bounds: readonly ArgumentBound[],
  values: ArgumentValues,
): ArgumentRule[] {
  if (action.kind !== 'limit') return [];
  return bounds.filter(({ kind }) => action.rules.includes(kind)).map((bound) => makeRule(bound, values));
}

/** What a document is written from: a tool, what is done with it, and what its arguments must meet. */
export interface PolicyTool {
  /** Raw name. */
  readonly tool: string;
  readonly action: PolicyAction;
  readonly rules: readonly ArgumentRule[];
}

/**
 * The document that controls this one tool and leaves every other tool as it is, so that adding it changes nothing else.
 * Denying what is not listed is the job of the whole-server policy.
 */
export function toolPolicy(tool: PolicyTool): Policy {
  return { version: '1', default: 'allow', ...policyPart([tool]) };
}

/** The document for a whole server: what it does not list is denied. */
export function serverPolicy(tools: readonly PolicyTool[]): Policy {
  const hidden = tools.every(({ action }) => action.kind === 'hide');
  // A document that lists no tool reads like a mistake. Where nothing is left, each tool is refused with a message instead.
  const shown = hidden ? tools.map((tool): PolicyTool => ({ ...tool, action: deny })) : tools;
  return { version: '1', default: 'deny', ...policyPart(shown) };
}

/** The fields that speak of these tools, to be merged into a document that somebody has. */
export function policyPart(tools: readonly PolicyTool[]): Pick<Policy, 'hide' | 'tools'> {
  const fitted = tools.map((tool): PolicyTool => ({ ...tool, action: fitAction(tool.tool, tool.action) }));
  const hidden = fitted.filter(({ action }) => action.kind === 'hide').map(({ tool }) => tool);
  const listed = fitted.filter(({ tool, action }) => action.kind !== 'hide' && tool !== unlistable);
  return {
    ...(hidden.length > 0 ? { hide: hidden } : {}),
    ...(listed.length > 0
      ? { tools: Object.fromEntries(listed.map((tool) => [tool.tool, toolRule(tool)])) }
      : {}),
  };
}

/** The message that an agent gets when the recommendation refuses a tool. */
export function denialMessage(name: string): string {
  return `${name} is refused by policy. Ask a person to decide.`;
}

/** The recommended action in a few words, for tables. */
export function describeAction(action: PolicyAction): string {
  switch (action.kind) {
    case 'allow':
      return 'allow';
    case 'limit':
      return `${plural(action.max, 'call')} ${article(action.window)} ${action.window}${describeKinds(action.rules)}`;
    case 'deny':
      return action.approval
        ? 'deny with a message, or ask a person where the target can'
        : 'deny with a message';
    case 'hide':
      return 'hide';
  }
}

function describeKinds(kinds: readonly ArgumentRuleKind[]): string {
  if (kinds.length === 0) return '';
  if (kinds.length === argumentRuleKinds.length) return ', with rules about arguments';
  return `, with a rule about ${joinList(kinds.map((kind) => kindNames[kind]))}`;
}

const kindNames: Readonly<Record<ArgumentRuleKind, string>> = {
  'at-most': 'an amount',
  'below-folder': 'a path',
  'at-host': 'an address',
  'one-of': 'recipients',
  'reading-sql': 'an SQL statement',
  reason: 'a reason',
  off: 'a switch such as force',
};

function toolRule({ tool, action, rules }: PolicyTool): ToolRule {
  switch (action.kind) {
    case 'limit': {
      const compiled = rules.flatMap(compileRule);
      const required = compiled.filter(({ part }) => part === 'require').map(({ rule }) => rule);
      const denied = compiled.filter(({ part }) => part === 'deny_if').map(({ rule }) => rule);
      return {
        ...(required.length > 0 ? { require: required } : {}),
        ...(denied.length > 0 ? { deny_if: denied } : {}),
        limits: [{ counter: `${tool}_rate`, window: action.window, max: action.max, scope: 'grant' }],
      };
    }
    case 'deny':
      return { deny_if: [{ conditions: [], on_deny: denialMessage(tool) }] };
    case 'allow':
      return {};
    case 'hide':
      throw new Error(`${tool} is to be hidden, so it has no rule under "tools"; list it under "hide".`);
  }
}
