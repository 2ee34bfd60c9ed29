import type { Capability } from '#schema/vocabulary.ts';
import type { Assessment } from '../assess.ts';
import type { Parameter } from '../parameters.ts';
import { splitWords } from '../words.ts';
import type { ArgumentRuleKind } from './argument-rules.ts';

/** An argument that a rule of the recommendation can bound, found in the input schema. Values come later. */
export type ArgumentBound =
  | { readonly kind: 'at-most' | 'at-host' | 'reading-sql' | 'reason'; readonly argument: string }
  | {
      readonly kind: 'below-folder';
      readonly argument: string;
      /** Where the path leads: on the machine of the server, or within a repository. */
      readonly place: 'machine' | 'repository';
    }
  | {
      readonly kind: 'one-of' | 'off';
      readonly argument: string;
      /** The argument may be left out, and then nothing needs to be bounded. */
      readonly optional: boolean;
    };

/** What the bounds of a tool are found from. */
export interface BoundedTool {
  readonly parameters: readonly Parameter[];
  readonly capabilities: ReadonlySet<Capability>;
  /** Name and description, to tell SQL from other query languages. */
  readonly text: string;
}

/** How one kind of bound is found. */
export interface BoundRule {
  readonly id: string;
  readonly kind: ArgumentRuleKind;
  /** When it applies, for the method page. */
  readonly when: string;
  /** On the words of the argument's name in lower case, joined by blanks. */
  readonly names: RegExp;
  readonly types: readonly string[];
  /** Only arguments that the schema requires: a rule on one that may be left out would force every call to give it. */
  readonly requiredOnly: boolean;
  readonly applies: (tool: BoundedTool, parameter: Parameter) => boolean;
}

/** Which arguments are bounded, and by what. Each needs an argument of the right name and type, never a name alone. */
export const boundRules: readonly BoundRule[] = [
  {
    id: 'amount',
    kind: 'at-most',
    when: 'a number called amount, of a tool that moves money; it must then be given, since leaving it out can mean "all of it"',
    names: /^(?:.* )?amount(?: in [a-z]+| cents| minor| usd| eur)?$/,
    types: ['number', 'integer'],
    requiredOnly: false,
    applies: ({ capabilities }) => capabilities.has('payment'),
  },
  {
    id: 'machine-path',
    kind: 'below-folder',
    when: 'a required text that is a path, of a tool that reads or writes files',
    names: /^(?:source|destination|dest|cwd|file ?name|(?:.* )?(?:path|filepath|dir|directory|folder))$/,
    types: ['string'],
    requiredOnly: true,
    applies: ({ capabilities }) =>
      capabilities.has('filesystem-read') || capabilities.has('filesystem-write'),
  },
  {
    id: 'repository-path',
    kind: 'below-folder',
    when: 'a required text called path, of a tool that writes to a repository and not to a machine',
    names: /^(?:path|file ?path)$/,
    types: ['string'],
    requiredOnly: true,
    applies: ({ capabilities }) =>
      capabilities.has('repo-write') &&
      !capabilities.has('filesystem-read') &&
      !capabilities.has('filesystem-write'),
  },
  {
    id: 'address',
    kind: 'at-host',
    when: 'a required text that is an address, of a tool that fetches, sends or calls back',
    names: /^(?:.* )?(?:url|uri|endpoint|webhook|callback)$/,
    types: ['string'],
    requiredOnly: true,
    applies: ({ capabilities }) =>
      ['network-egress', 'browser-control', 'schedule-webhook', 'messaging-send'].some((id) =>
        capabilities.has(id as Capability),
      ),
  },
  {
    id: 'recipient',
    kind: 'one-of',
    when: 'a text that names a recipient, of a tool that sends messages',
    names:
      /^(?:to|cc|bcc|recipient|e?mail|(?:to|recipient) (?:e?mail|address|number|phone|id)|e?mail address|phone(?: ?number)?)$/,
    types: ['string'],
    requiredOnly: false,
    applies: ({ capabilities }) => capabilities.has('messaging-send'),
  },
  {
    id: 'statement',
    kind: 'reading-sql',
    when: 'a required text that is a statement, of a tool that queries a database and speaks of SQL',
    names: /^(?:sql|query|statement|sql ?query|sql ?statement|raw ?sql)$/,
    types: ['string'],
    requiredOnly: true,
    applies: ({ capabilities, text }, { description }) =>
      capabilities.has('database-query') && /\b(?:\w*sql\w*)\b/i.test(`${text} ${description ?? ''}`),
  },
  {
    id: 'reason',
    kind: 'reason',
    when: 'a text called reason or justification; it must then be given',
    names: /^(?:reason|justification|rationale)$/,
    types: ['string'],
    requiredOnly: false,
    applies: () => true,
  },
  {
    id: 'switch',
    kind: 'off',
    when: 'a truth value that switches a safeguard off, such as force',
    names:
      /^(?:force|forced|force (?:push|delete|update|overwrite|merge|remove)|skip (?:confirm|confirmation|checks?|validation|verification|tls verification)|no verify|allow (?:dangerous|unsafe|insecure|force)|insecure|bypass [a-z ]+|disable (?:safety|checks|validation))$/,
    types: ['boolean'],
    requiredOnly: false,
    applies: () => true,
  },
];

/**
 * The arguments of a tool that rules can bound, in the order of the schema. Only top-level arguments without listed values, whose
 * name can stand in a path of the policy format; of optional amounts and reasons only one that has no rival.
 */
export function findBounds(tool: BoundedTool): ArgumentBound[] {
  const top = tool.parameters.filter(
    ({ depth, allowed, name }) => depth === 0 && allowed.length === 0 && writableName.test(name),
  );
  return top.flatMap((parameter) => {
    const rule = boundRules.find((candidate) => fits(candidate, parameter, tool));
    if (!rule) return [];
    if (rule.kind === 'at-most' || rule.kind === 'reason') {
      const rivals = top.filter((other) => fits(rule, other, tool));
      if (rivals.length > 1 && !parameter.required) return [];
    }
    return [toBound(rule, parameter)];
  });
}

/** The arguments of an assessed tool that rules can bound. */
export function boundsOf({ facts, verdict }: Pick<Assessment, 'facts' | 'verdict'>): ArgumentBound[] {
  return findBounds({
    parameters: facts.parameters,
    capabilities: new Set(verdict.capabilities.map(({ id }) => id)),
    text: `${facts.tool.name} ${facts.description}`,
  });
}

/** Fields of a path in the policy format: no dots, brackets, stars or blanks. */
const writableName = /^[^.\s[\]*]+$/;

function fits(rule: BoundRule, parameter: Parameter, tool: BoundedTool): boolean {
  return (
    rule.types.includes(parameter.type) &&
    rule.names.test(splitWords(parameter.name).join(' ')) &&
    (parameter.required || !rule.requiredOnly) &&
    rule.applies(tool, parameter)
  );
}

function toBound({ id, kind }: BoundRule, { name: argument, required, fallback }: Parameter): ArgumentBound {
  switch (kind) {
    case 'below-folder':
      return { kind, argument, place: id === 'repository-path' ? 'repository' : 'machine' };
    case 'one-of':
      return { kind, argument, optional: !required };
    case 'off':
      // Where leaving it out means true, leaving it out is refused as well.
      return { kind, argument, optional: !required && fallback !== 'true' };
    case 'at-most':
    case 'at-host':
    case 'reading-sql':
    case 'reason':
      return { kind, argument };
  }
}
