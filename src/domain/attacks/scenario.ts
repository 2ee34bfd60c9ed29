import type { Attack } from '#schema/attack.ts';
import type { JsonObject } from '#schema/common.ts';
import type { Assessment } from '../assess.ts';
import type { Parameter } from '../parameters.ts';
import { type ArgumentBound, type BoundedTool, boundRules } from '../policy/argument-bounds.ts';
import { type ArgumentRule, type ArgumentValues, exampleOf, makeRule } from '../policy/argument-rules.ts';
import { splitWords, stem } from '../words.ts';

/** A tool as far as scenarios are made from it. */
export interface ScenarioTool {
  /** Raw name. */
  readonly name: string;
  /** Arguments that a recommended policy may bound. */
  readonly bounds: readonly ArgumentBound[];
  readonly assessment: Pick<Assessment, 'facts' | 'verdict'>;
}

/** One way of carrying out a pattern with a tool: the call that it needs. */
export interface Attempt {
  readonly args: JsonObject;
  /** The rule that its hostile value breaks, if such a rule is in force; undefined where no argument needs to be hostile. */
  readonly breaks: ArgumentRule | undefined;
}

/** The arguments of an honest call: a value that meets the operator's rule for each argument that can be bounded. */
export function ordinaryArguments(
  { bounds }: Pick<ScenarioTool, 'bounds'>,
  values: ArgumentValues,
): JsonObject {
  return Object.fromEntries(bounds.map((bound) => [bound.argument, exampleOf(makeRule(bound, values))]));
}

/**
 * Every way in which a call of this tool can carry out the pattern. An argument whose kind the pattern cannot respect is hostile in
 * one attempt after the other, while the rest of the call is honest; a like argument that no rule bounds is tried as well, since an
 * attacker takes the way that is open. Never empty.
 */
export function attemptsOf(attack: Attack, tool: ScenarioTool, values: ArgumentValues): Attempt[] {
  const honest = ordinaryArguments(tool, values);
  const kinds = attack.needs.breaks ?? [];
  const bounded = tool.bounds
    .filter(({ kind }) => kinds.includes(kind))
    .map((bound) => makeRule(bound, values));
  const hostile = bounded.flatMap((breaks) =>
    hostileValues(breaks).map((value) => ({ args: { ...honest, [breaks.argument]: value }, breaks })),
  );
  if (hostile.length === 0) return [{ args: honest, breaks: undefined }];
  const open = openArguments(tool, new Set(kinds));
  return [...hostile, ...open.map((name) => ({ args: { ...honest, [name]: 'hostile' }, breaks: undefined }))];
}

/** Top-level arguments that hold, or contain, what these kinds of rules are about, and that no rule bounds. */
function openArguments(
  { bounds, assessment: { facts, verdict } }: ScenarioTool,
  kinds: ReadonlySet<ArgumentRule['kind']>,
): string[] {
  const tool: BoundedTool = {
    parameters: facts.parameters,
    capabilities: new Set(verdict.capabilities.map(({ id }) => id)),
    text: `${facts.tool.name} ${facts.description}`,
  };
  const isLike = (parameter: Parameter): boolean =>
    boundRules.some(
      ({ kind, names, types, applies }) =>
        kinds.has(kind) &&
        (types.includes(parameter.type) || !simpleTypes.includes(parameter.type)) &&
        spellings(parameter.name).some((name) => names.test(name)) &&
        applies(tool, parameter),
    );
  const found = facts.parameters
    .filter(
      (parameter) => parameter.allowed.length === 0 && (isLike(parameter) || isWholeRequest(parameter, tool)),
    )
    .map(({ path }) => /^[^.[]+/.exec(path)?.[0] ?? path);
  return [...new Set(found)].filter((name) => bounds.every(({ argument }) => argument !== name));
}

/** Whether it takes a whole request whose fields the schema does not list, so that what is bounded beside it may stand in it as well. */
function isWholeRequest({ name, path, type }: Parameter, { parameters }: BoundedTool): boolean {
  return (
    /^(?:body|payload|request|params|arguments|input)$/i.test(name) &&
    type === 'object' &&
    parameters.every((other) => !other.path.startsWith(`${path}.`))
  );
}

/** Types of one plain value; lists, unions and unstated types may hold a text as well. */
const simpleTypes: readonly string[] = ['string', 'number', 'integer', 'boolean', 'null'];

/** The words of a name as the rules read them, and the same in the singular: "urls" is as good as "url". */
function spellings(name: string): string[] {
  const words = splitWords(name);
  return [words.join(' '), words.map(stem).join(' '), words.join(' ').replace(/s$/, '')];
}

/** Values that an abuse would give: what the rule forbids, plainly and in a disguise. Whatever the operator allows, these are beyond it. */
function hostileValues(rule: ArgumentRule): unknown[] {
  switch (rule.kind) {
    case 'at-most':
      return [rule.max + 1, rule.max * 1000 + 1];
    case 'below-folder':
      return [`${rule.folder}-outside/file`, `${rule.folder}/../outside/file`];
    case 'at-host':
      return [
        `https://${rule.hosts.join('.')}.attacker.example/`,
        `https://${rule.hosts[0] ?? ''}@attacker.example/`,
        'http://169.254.169.254/',
      ];
    case 'one-of':
      return [`${rule.values.join('.')}.attacker.example`];
    case 'reading-sql':
      return ['DROP TABLE customers', 'SELECT 1; DROP TABLE customers'];
    case 'reason':
      return [' '];
    case 'off':
      return [true];
  }
}
