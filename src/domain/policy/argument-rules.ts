import type { Condition, Rule } from '#schema/policy.ts';
import { joinList } from '../text.ts';
import type { ArgumentBound } from './argument-bounds.ts';

/**
 * What one argument of a call must meet. The semantics are those of the gateway's rules that `compileRule` makes, so null counts as
 * left out; every other target must decide alike, or say what differs. `placeholder`: the value is not the reader's own and must be replaced.
 */
export type ArgumentRule =
  /** A number from 0 to `max`; anything else, and its absence, is refused. */
  | {
      readonly kind: 'at-most';
      readonly argument: string;
      readonly max: number;
      readonly placeholder: boolean;
    }
  /**
   * A path that lies below `folder`, which has no slash at its end, or is that folder. Empty segments, segments that are "." or
   * begin with "..", backslashes, percent signs and control characters are refused, since a server may resolve them.
   */
  | {
      readonly kind: 'below-folder';
      readonly argument: string;
      readonly folder: string;
      readonly placeholder: boolean;
    }
  /** An https address at one of the hosts, in lower case, with no port or 443, and without user name. */
  | {
      readonly kind: 'at-host';
      readonly argument: string;
      readonly hosts: readonly string[];
      readonly placeholder: boolean;
    }
  /** Exactly one of the texts. `optional`: the argument may also be left out. */
  | {
      readonly kind: 'one-of';
      readonly argument: string;
      readonly values: readonly string[];
      readonly optional: boolean;
      readonly placeholder: boolean;
    }
  /** One SQL statement that begins like one that reads and holds no word of one that changes. */
  | { readonly kind: 'reading-sql'; readonly argument: string }
  /** A text that is not blank. */
  | { readonly kind: 'reason'; readonly argument: string }
  /** The truth value false, or the text that the format holds equal to it. `optional`: the argument may also be left out. */
  | { readonly kind: 'off'; readonly argument: string; readonly optional: boolean };

/** Kind of a rule about an argument. */
export type ArgumentRuleKind = ArgumentRule['kind'];

/** Values that rules compare with. What the operator does not state in `site.yaml` is a placeholder. */
export interface ArgumentValues {
  /** Largest amount, in the unit of the tool's argument. */
  readonly maxAmount?: number | undefined;
  /** Folder on the server's machine, absolute, without a slash at its end. */
  readonly folder?: string | undefined;
  /** Folder in a repository, relative, without a slash at its end. */
  readonly repositoryFolder?: string | undefined;
  /** Hosts that may be reached, in lower case. */
  readonly hosts?: readonly string[] | undefined;
  /** Addresses that messages may go to. */
  readonly recipients?: readonly string[] | undefined;
}

/** What stands in a snippet until somebody states the own value: each reads as what it is, and lets next to nothing through. */
export const placeholderValues = {
  maxAmount: 100,
  folder: '/your/folder',
  repositoryFolder: 'your/folder',
  hosts: ['your-host'],
  recipients: ['you@your-domain'],
} as const satisfies ArgumentValues;

/** What a reader is asked for, by the name of the value. */
export const valueMeanings: Readonly<Record<keyof ArgumentValues, string>> = {
  maxAmount: 'the highest amount that you allow, in the unit of the argument',
  folder: 'the folder that the tool may work in',
  repositoryFolder: 'the folder of the repository that the tool may work in',
  hosts: 'the host that may be reached',
  recipients: 'the recipient that messages may go to',
};

/** One rule of a policy document with the list that it stands in. */
export interface CompiledRule {
  readonly part: 'require' | 'deny_if';
  readonly rule: Rule;
}

/** The rule about a bounded argument, with the operator's value or a placeholder. */
export function makeRule(bound: ArgumentBound, values: ArgumentValues): ArgumentRule {
  const { argument } = bound;
  switch (bound.kind) {
    case 'at-most':
      return {
        kind: 'at-most',
        argument,
        max: values.maxAmount ?? placeholderValues.maxAmount,
        placeholder: values.maxAmount === undefined,
      };
    case 'below-folder': {
      const own = bound.place === 'repository' ? values.repositoryFolder : values.folder;
      const folder =
        bound.place === 'repository' ? placeholderValues.repositoryFolder : placeholderValues.folder;
      return { kind: 'below-folder', argument, folder: own ?? folder, placeholder: own === undefined };
    }
    case 'at-host':
      return {
        kind: 'at-host',
        argument,
        hosts: values.hosts ?? placeholderValues.hosts,
        placeholder: values.hosts === undefined,
      };
    case 'one-of':
      return {
        kind: 'one-of',
        argument,
        values: values.recipients ?? placeholderValues.recipients,
        optional: bound.optional,
        placeholder: values.recipients === undefined,
      };
    case 'off':
      return { kind: 'off', argument, optional: bound.optional };
    case 'reading-sql':
    case 'reason':
      return { kind: bound.kind, argument };
  }
}

/** The rules of a policy document that state it. All fail closed, but for an argument that may be left out. */
export function compileRule(rule: ArgumentRule): CompiledRule[] {
  const path = `args.${rule.argument}`;
  const { argument } = rule;
  const require = (on_deny: string, ...conditions: Condition[]): CompiledRule => ({
    part: 'require',
    rule: { conditions, on_deny },
  });
  const refuseGiven = (on_deny: string, condition: Condition): CompiledRule => ({
    part: 'deny_if',
    rule: { conditions: [{ path, op: 'exists', value: true }, condition], on_deny },
  });
  switch (rule.kind) {
    case 'at-most':
      return [
        require(`Give ${argument} as a number from 0 to ${String(rule.max)}. Ask a person for more.`, {
          path,
          op: 'gte',
          value: 0,
        }, { path, op: 'lte', value: rule.max }),
      ];
    case 'below-folder':
      return [
        require(`Give ${argument} as a path below ${rule.folder} that never leads up again.`, {
          path,
          op: 'regex',
          value: folderPattern(rule.folder),
        }),
      ];
    case 'at-host':
      return [
        require(`Give ${argument} as an https address at ${rule.hosts.join(' or ')}.`, {
          path,
          op: 'regex',
          value: hostPattern(rule.hosts),
        }),
      ];
    case 'one-of': {
      const message = `Only these are allowed as ${argument}: ${rule.values.join(', ')}.`;
      return rule.optional
        ? [refuseGiven(message, { path, op: 'not_in', value: [...rule.values] })]
        : [require(message, { path, op: 'in', value: [...rule.values] })];
    }
    case 'reading-sql': {
      const message = `Give one SELECT, SHOW, DESCRIBE or EXPLAIN statement as ${argument}. Ask a person for anything that changes data.`;
      return [
        require(message, { path, op: 'regex', value: readingStatement }),
        {
          part: 'deny_if',
          rule: { conditions: [{ path, op: 'regex', value: changingWords }], on_deny: message },
        },
      ];
    }
    case 'reason':
      return [require(`Say in ${argument} why this call is needed.`, { path, op: 'regex', value: notBlank })];
    case 'off': {
      const message = `Set ${argument} to false${rule.optional ? ', or leave it out' : ''}. Ask a person otherwise.`;
      return rule.optional
        ? [refuseGiven(message, { path, op: 'neq', value: false })]
        : [require(message, { path, op: 'eq', value: false })];
    }
  }
}

/** The rule in words, as the end of "a call passes only when". */
export function describeRule(rule: ArgumentRule): string {
  const { argument } = rule;
  switch (rule.kind) {
    case 'at-most':
      return `${argument} is a number from 0 to ${String(rule.max)}`;
    case 'below-folder':
      return `${argument} lies below ${rule.folder}`;
    case 'at-host':
      return `${argument} is an https address at ${rule.hosts.join(' or ')}`;
    case 'one-of':
      return `${argument} is ${rule.optional ? 'left out or ' : ''}${rule.values.join(' or ')}`;
    case 'reading-sql':
      return `${argument} is one statement that reads`;
    case 'reason':
      return `${argument} gives a reason`;
    case 'off':
      return `${argument} is ${rule.optional ? 'left out or ' : ''}false`;
  }
}

/** A value that meets the rule: for calls that are made to see what a policy does. */
export function exampleOf(rule: ArgumentRule): unknown {
  switch (rule.kind) {
    case 'at-most':
      return rule.max;
    case 'below-folder':
      return `${rule.folder}/notes.txt`;
    case 'at-host':
      return `https://${rule.hosts[0] ?? ''}/`;
    case 'one-of':
      return rule.values[0];
    case 'reading-sql':
      return 'SELECT 1';
    case 'reason':
      return 'Asked for by the owner';
    case 'off':
      return false;
  }
}

/** What the rule does not see, as a full sentence; undefined where it means what it says. */
export function limitOfRule(rule: ArgumentRule): string | undefined {
  switch (rule.kind) {
    case 'below-folder':
      return 'A link inside the folder can still lead out of it: only the server can resolve links.';
    case 'at-host':
      return 'A redirect from an allowed host can still lead elsewhere: only the server follows redirects.';
    case 'reading-sql':
      return 'A function that is called in a SELECT can still change data: give the server a database role that only reads.';
    case 'at-most':
      return 'Several calls can add up to more: the limit on calls is the only bound on their sum.';
    case 'one-of':
    case 'reason':
    case 'off':
      return undefined;
  }
}

/** What the rules of one tool ask of a call, and what they do not see, in full sentences; empty without rules. */
export function explainRules(rules: readonly ArgumentRule[]): string[] {
  if (rules.length === 0) return [];
  return [
    `A call passes only when ${joinList(rules.map(describeRule))}.`,
    ...new Set(rules.flatMap((rule) => limitOfRule(rule) ?? [])),
  ];
}

/** The placeholders among the values of these rules, each once, in the order of the rules. */
export function listPlaceholders(
  rules: readonly ArgumentRule[],
): { readonly text: string; readonly meaning: string }[] {
  const found = rules.flatMap((rule) => {
    if (!('placeholder' in rule) || !rule.placeholder) return [];
    switch (rule.kind) {
      case 'at-most':
        return [{ text: String(rule.max), meaning: valueMeanings.maxAmount }];
      case 'below-folder':
        return [
          {
            text: rule.folder,
            meaning: rule.folder.startsWith('/') ? valueMeanings.folder : valueMeanings.repositoryFolder,
          },
        ];
      case 'at-host':
        return rule.hosts.map((text) => ({ text, meaning: valueMeanings.hosts }));
      case 'one-of':
        return rule.values.map((text) => ({ text, meaning: valueMeanings.recipients }));
    }
  });
  return found.filter(({ text }, index) => found.findIndex((other) => other.text === text) === index);
}

/** A path below a folder, as RE2: the text of `below-folder` in one pattern. */
export function folderPattern(folder: string): string {
  const character = String.raw`[^/\\%\x00-\x1f\x7f]`;
  const first = String.raw`[^./\\%\x00-\x1f\x7f]`;
  // A segment begins with something other than a dot, or with one dot and something other than a dot.
  return `^${escapePattern(folder)}(?:/(?:${first}|\\.${first})${character}*)*/?$`;
}

/** An address at one of these hosts, as RE2. What follows the host begins with a slash, a question mark or a number sign. */
export function hostPattern(hosts: readonly string[]): string {
  return `^https://(?:${hosts.map(escapePattern).join('|')})(?::443)?(?:[/?#][^\\s\\\\]*)?$`;
}

/** One statement whose first word only reads; a semicolon may end it, and nothing may follow. */
export const readingStatement = String.raw`^\s*(?i:select|with|show|describe|desc|explain)\s[^;]*;?\s*$`;

/** Words that make a statement change something, whatever it begins with. In a literal they are refused, too. */
export const changingWords = String.raw`(?i)\b(?:insert|update|delete|merge|replace\s+into|into|drop|alter|create|truncate|grant|revoke|call|exec|execute|do|copy|attach|detach|pragma|vacuum|reindex|lock|load|handler|rename|set_config|setval|nextval)\b`;

/** A text with something other than white space in it. */
export const notBlank = String.raw`^(?s:.*\S.*)$`;

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
