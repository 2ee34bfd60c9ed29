import type { JsonObject } from '#schema/common.ts';
import type { Policy } from '#schema/policy.ts';
import { findAnchoring } from './anchoring.ts';
import { lookUpArgument } from './input-schema.ts';
import type { DeclaredArgument } from './input-schema.ts';
import {
  listAskedPaths,
  listConditions,
  listNames,
  listNeededPaths,
  listRepeated,
  readParts,
} from './parts.ts';
import type { PolicyParts } from './parts.ts';
import { compilePattern, largestPattern, longestPattern } from './regex.ts';
import { findSchemaProblems } from './schema-findings.ts';

/** What is known about the server that a policy is for. What is left out is not checked. */
export interface LintContext {
  /** Names of every tool of the server. Leave it out when the record is partial. */
  readonly toolNames?: ReadonlySet<string> | undefined;
  /** The input schema of a tool; undefined when there is none. */
  readonly inputSchemaOf?: ((tool: string) => JsonObject | undefined) | undefined;
}

/** One problem in a policy document. */
export interface LintFinding {
  /** Id of a rule of `lintRules`, or `schema`. */
  readonly rule: string;
  /** JSON pointer to the place; empty for the whole document. */
  readonly path: string;
  /** An error is refused by a gateway or never does what it says; a warning may be meant. */
  readonly severity: 'error' | 'warning';
  /** What is wrong, as a sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** One rule of lint. */
export interface LintRule {
  readonly id: string;
  readonly severity: LintFinding['severity'];
  /** What the rule finds and why it matters. */
  readonly description: string;
  readonly remedy: string;
  /** The places of a document that break the rule. */
  readonly check: (parts: PolicyParts, context: LintContext) => Pick<LintFinding, 'path' | 'message'>[];
}

/** Every problem of a policy document at once: those of the schema first, then those of each rule in the order of the table. */
export function lintPolicy(document: unknown, context: LintContext): LintFinding[] {
  const schemaFindings = findSchemaProblems(document).map((problem): LintFinding => ({
    rule: 'schema',
    severity: 'error',
    ...problem,
  }));
  const parts = readParts(document);
  const findings = lintRules.flatMap(({ id, severity, remedy, check }) =>
    check(parts, context).map((problem): LintFinding => ({ rule: id, severity, remedy, ...problem })),
  );
  return [...schemaFindings, ...findings];
}

/** Whether a document has the form of version 1, as `policySchema` decides it. */
export function isPolicy(document: unknown): document is Policy {
  return findSchemaProblems(document).length === 0 && findHideProblems(readParts(document)).length === 0;
}

/** What is wrong with documents that the schema accepts. */
export const lintRules: readonly LintRule[] = [
  {
    id: 'regex-compiles',
    severity: 'error',
    description: `A pattern must compile as RE2, which has neither look-around nor back-references. It may have ${String(longestPattern)} characters, and ${String(largestPattern)} steps with its repetitions written out.`,
    remedy:
      'Rewrite the pattern in RE2 syntax; split it into several conditions where it needs look-around or is too large.',
    check: ({ tools }) =>
      listConditions(tools).flatMap(({ path, value: condition }) => {
        if (condition.op !== 'regex') return [];
        const pattern = compilePattern(condition.value);
        if (pattern.ok) return [];
        return [{ path: `${path}/value`, message: `The pattern does not compile: ${pattern.reason}.` }];
      }),
  },
  {
    id: 'hide-names',
    severity: 'error',
    description: 'Each name in hide must say something, once.',
    remedy: 'Remove the entry.',
    check: findHideProblems,
  },
  {
    id: 'no-wildcards',
    severity: 'error',
    description: 'Names are compared byte by byte; only hide knows "*", and only alone.',
    remedy: 'List each tool by its name; to decide about all others, use "default".',
    check: (parts, { toolNames }) =>
      listNames(parts)
        .filter(({ value: name }) => name.includes('*') && toolNames?.has(name) !== true)
        .map(({ path, value: name }) => ({
          path,
          message: `${quote(name)} matches no tool: wildcards do not exist here.`,
        })),
  },
  {
    id: 'hide-star',
    severity: 'warning',
    description:
      'In the list of hide, "*" stands for every tool: for more than the other names of the list, and for more than a tool that is called "*".',
    remedy:
      'Write "hide": "*" to hide every tool. A tool that is called "*" cannot be hidden alone; refuse it with "deny_if": [{"conditions": []}].',
    check: ({ hide }, { toolNames }) =>
      hide
        .filter(({ path, value }) => value === '*' && path !== '/hide')
        .filter(() => hide.length > 1 || toolNames?.has('*') === true)
        .slice(0, 1)
        .map(({ path }) => ({ path, message: '"*" hides every tool of the server.' })),
  },
  {
    id: 'counter-unique',
    severity: 'error',
    description:
      'Two limits of one tool need two counter names, or a denial cannot tell which one was used up.',
    remedy: 'Give each limit its own counter name, such as "<tool>_per_day".',
    check: ({ sharedLimits, tools }) =>
      [sharedLimits, ...tools.map((tool) => tool.limits)].flatMap((limits) =>
        listRepeated(limits, ({ value }) => value.counter).map(({ path, value }) => ({
          path: `${path}/counter`,
          message: `The counter ${quote(value.counter)} is used by an earlier limit of the same list.`,
        })),
      ),
  },
  {
    id: 'dead-entry',
    severity: 'warning',
    description: 'A tool that is hidden is refused before its rules are read.',
    remedy: 'Remove the name from "hide" or from "tools".',
    check: ({ hide, tools }) => {
      const hidden = new Set(hide.map(({ value }) => value));
      return tools
        .filter(({ name }) => hidden.has(name) || hidden.has('*'))
        .map(({ path, name }) => ({
          path,
          message: `${quote(name)} is hidden, so what stands here has no effect.`,
        }));
    },
  },
  {
    id: 'denies-everything',
    severity: 'warning',
    description: 'With "default": "deny" and no entry under "tools", every call of every tool is denied.',
    remedy: 'List the tools to allow under "tools", or write "default": "allow".',
    check: (parts) =>
      parts.default === 'deny' && parts.tools.length === 0
        ? [{ path: '/default', message: 'The policy denies every tool: nothing is listed under "tools".' }]
        : [],
  },
  {
    id: 'require-without-conditions',
    severity: 'warning',
    description: 'A rule without conditions always holds, so requiring it changes nothing.',
    remedy: 'Give the rule a condition, or remove it; to refuse every call, move it to "deny_if".',
    check: ({ tools }) =>
      tools
        .flatMap((tool) => tool.require)
        .filter((rule) => rule.count === 0)
        .map(({ path }) => ({ path, message: 'The rule has no conditions, so every call meets it.' })),
  },
  {
    id: 'deny-if-fails-open',
    severity: 'warning',
    description:
      'A comparison under deny_if does not hold when the argument is left out, so the call passes. A rule that asks for the argument itself, by "exists": true on its path, means it so.',
    remedy: 'Add a rule to "require" that the argument exists, or turn the comparison round and require it.',
    check: ({ tools }) =>
      tools.flatMap((tool) => {
        const needed = listNeededPaths(tool);
        return tool.denyIf.flatMap((rule) => {
          const asked = listAskedPaths(rule);
          return rule.conditions
            .filter(({ value }) => value.op !== 'exists' && !needed.has(value.path) && !asked.has(value.path))
            .map(({ path, value }) => ({
              path,
              message: `A call that leaves out ${value.path} passes: ${quote(value.op)} does not hold for an absent argument.`,
            }));
        });
      }),
  },
  {
    id: 'unanchored-regex',
    severity: 'warning',
    description:
      'A pattern is searched for anywhere in the text, so a required pattern lets more pass than it shows.',
    remedy: 'Write ^(?:…)$ around the whole pattern.',
    check: ({ tools }) =>
      tools
        .flatMap((tool) => tool.require)
        .flatMap((rule) => rule.conditions)
        .flatMap(({ path, value: condition }) => {
          if (condition.op !== 'regex' || !compilePattern(condition.value).ok) return [];
          const { start, end } = findAnchoring(condition.value);
          if (start && end) return [];
          const place = start ? 'after' : end ? 'before' : 'before and after';
          return [
            { path: `${path}/value`, message: `The pattern lets any text stand ${place} what it matches.` },
          ];
        }),
  },
  {
    id: 'unknown-tool',
    severity: 'error',
    description:
      'A name that the server does not have decides nothing, and the tool that was meant goes unprotected.',
    remedy: 'Write the name exactly as the server lists it, or remove it.',
    check: (parts, { toolNames }) =>
      toolNames === undefined
        ? []
        : listNames(parts)
            .filter(({ value: name }) => name.trim() !== '' && !name.includes('*') && !toolNames.has(name))
            .map(({ path, value: name }) => ({ path, message: `The server has no tool ${quote(name)}.` })),
  },
  {
    id: 'unknown-argument',
    severity: 'warning',
    description:
      'A path that the input schema does not have leads to no argument: require then denies, deny_if passes.',
    remedy: 'Use a path of the input schema; fields of a list cannot be reached.',
    check: (parts, context) =>
      lookUpConditions(parts, context)
        .filter(({ argument }) => argument.kind === 'missing')
        .map(({ path, condition, tool }) => ({
          path: `${path}/path`,
          message: `The input schema of ${quote(tool)} has no ${condition.path}.`,
        })),
  },
  {
    id: 'numeric-operator',
    severity: 'error',
    description:
      'lt, lte, gt and gte never hold for an argument that is not a number, whatever digits it is written in.',
    remedy: 'Compare an argument whose type is number or integer, or match the text with "regex".',
    check: (parts, context) =>
      lookUpConditions(parts, context).flatMap(({ path, condition, argument }) => {
        if (!numericOperators.has(condition.op) || argument.kind !== 'declared') return [];
        const { types } = argument;
        if (types === undefined || types.includes('number') || types.includes('integer')) return [];
        const declared = types.join(' or ');
        return [
          {
            path: `${path}/op`,
            message: `${quote(condition.op)} compares numbers, and ${condition.path} is declared ${declared}.`,
          },
        ];
      }),
  },
];

const numericOperators: ReadonlySet<string> = new Set(['lt', 'lte', 'gt', 'gte']);

function findHideProblems({ hide }: PolicyParts): Pick<LintFinding, 'path' | 'message'>[] {
  const repeated = new Set(listRepeated(hide, ({ value }) => value));
  return hide.flatMap((entry) => {
    const { path, value: name } = entry;
    if (name.trim() === '') return [{ path, message: 'A name in hide is blank.' }];
    return repeated.has(entry) ? [{ path, message: `${quote(name)} stands twice in hide.` }] : [];
  });
}

function lookUpConditions({ tools }: PolicyParts, { inputSchemaOf }: LintContext) {
  return tools.flatMap((tool) => {
    const inputSchema = inputSchemaOf?.(tool.name);
    if (inputSchema === undefined) return [];
    return listConditions([tool]).map(({ path, value: condition }) => {
      const argument: DeclaredArgument = lookUpArgument(inputSchema, condition.path);
      return { path, condition, tool: tool.name, argument };
    });
  });
}

function quote(text: string): string {
  return JSON.stringify(text);
}
