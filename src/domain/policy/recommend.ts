import type { Limit, Policy, ToolRule } from '#schema/policy.ts';
import type { Level, Preset, RiskClass } from '#schema/vocabulary.ts';
import { levelRank } from '../risk/levels.ts';
import { article, plural } from '../text.ts';

/** What is recommended for one tool under one preset. */
export type PolicyAction =
  | { readonly kind: 'allow' }
  | { readonly kind: 'limit'; readonly max: number; readonly window: Limit['window'] }
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
const per = (max: number, window: Limit['window']): PolicyAction => ({ kind: 'limit', max, window });

/** The one table of recommended policies: tool page, server page, FAQ, API and exports read it. */
export const policyTable: readonly PolicyRow[] = [
  { class: 'read', level: 'low', strict: allow, recommended: allow, permissive: allow },
  {
    class: 'read',
    level: 'medium',
    strict: per(60, 'minute'),
    recommended: per(60, 'minute'),
    permissive: allow,
  },
  { class: 'read', level: 'high', strict: hide, recommended: per(10, 'hour'), permissive: per(60, 'minute') },
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
    recommended: per(10, 'hour'),
    permissive: per(30, 'minute'),
  },
  {
    class: 'execute',
    level: 'high',
    strict: hide,
    recommended: per(10, 'minute'),
    permissive: per(10, 'minute'),
  },
  {
    class: 'execute',
    level: 'critical',
    strict: hide,
    recommended: askOrDeny,
    permissive: per(10, 'minute'),
  },
  { class: 'destructive', level: 'high', strict: hide, recommended: deny, permissive: per(10, 'hour') },
  { class: 'destructive', level: 'critical', strict: hide, recommended: hide, permissive: deny },
  { class: 'financial', level: 'critical', strict: hide, recommended: deny, permissive: per(10, 'hour') },
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
  return own && action.kind === 'limit' ? { kind: 'limit', ...own } : action;
}

/**
 * The document that controls this one tool and leaves every other tool as it is, so that adding it changes nothing else.
 * Denying what is not listed is the job of the whole-server policy.
 */
export function toolPolicy(name: string, action: PolicyAction): Policy {
  return action.kind === 'hide'
    ? { version: '1', default: 'allow', hide: [name] }
    : { version: '1', default: 'allow', tools: { [name]: toolRule(name, action) } };
}

/** The document for a whole server: what it does not list is denied. */
export function serverPolicy(
  tools: readonly { readonly name: string; readonly action: PolicyAction }[],
): Policy {
  const hidden = tools.filter(({ action }) => action.kind === 'hide').map(({ name }) => name);
  const listed = tools.filter(({ action }) => action.kind !== 'hide');
  // A document that lists no tool reads like a mistake. Where nothing is left, each tool is refused with a message instead.
  const shown = listed.length > 0 ? listed : tools.map(({ name }) => ({ name, action: deny }));
  return {
    version: '1',
    default: 'deny',
    ...(listed.length > 0 && hidden.length > 0 ? { hide: hidden } : {}),
    tools: Object.fromEntries(shown.map(({ name, action }) => [name, toolRule(name, action)])),
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
      return `${plural(action.max, 'call')} ${article(action.window)} ${action.window}`;
    case 'deny':
      return action.approval
        ? 'deny with a message, or ask a person where the target can'
        : 'deny with a message';
    case 'hide':
      return 'hide';
  }
}

function toolRule(name: string, action: PolicyAction): ToolRule {
  switch (action.kind) {
    case 'limit':
      return {
        limits: [{ counter: `${name}_rate`, window: action.window, max: action.max, scope: 'grant' }],
      };
    case 'deny':
      return { deny_if: [{ conditions: [], on_deny: denialMessage(name) }] };
    case 'allow':
      return {};
    case 'hide':
      throw new Error(`${name} is to be hidden, so it has no rule under "tools"; list it under "hide".`);
  }
}
