import type { Evidence } from '#schema/common.ts';
import { type Flag, flags as flagTerms } from '#schema/vocabulary.ts';
import type { CapabilityFinding } from './capabilities.ts';
import { fromDescription, fromName } from './evidence.ts';
import type { ToolFacts } from './facts.ts';
import type { HintConflict } from './hints.ts';
import { findHidden, revealHidden } from './text.ts';
import { splitWords } from './words.ts';

/** A flag that the record shows. */
export interface FlagFinding {
  readonly id: Flag;
  /** The label, with the words that matter: `Accepts URL/endpoint input (url)`. */
  readonly label: string;
  readonly evidence: readonly Evidence[];
}

/** What a flag rule looks at besides the facts. */
export interface FlagContext {
  readonly capabilities: readonly CapabilityFinding[];
  readonly conflicts: readonly HintConflict[];
}

/** One flag: how it is found. The evidence is empty when it does not apply. */
export interface FlagRule {
  readonly flag: Flag;
  readonly when: string;
  readonly find: (facts: ToolFacts, context: FlagContext) => readonly Evidence[];
  /** What stands in brackets behind the label. */
  readonly detail?: (facts: ToolFacts, evidence: readonly Evidence[]) => string;
}

/** Parameters from which on a tool counts as hard to oversee. */
export const manyParameters = 15;

const quotes = (_facts: ToolFacts, evidence: readonly Evidence[]): string =>
  evidence
    .filter(({ path }) => path.startsWith('inputSchema'))
    .map(({ quote }) => quote)
    .slice(0, 4)
    .join(', ');

/** The flag rules: a table that the method page renders. */
export const flagRules: readonly FlagRule[] = [
  {
    flag: 'bulk',
    when: 'the record says that one call acts on many objects',
    find: (_facts, { capabilities }) => capabilities.find(({ id }) => id === 'bulk-update')?.evidence ?? [],
  },
  {
    flag: 'multi-action',
    when: 'an argument chooses among actions',
    find: (facts) => facts.actions.map(({ evidence }) => evidence),
    detail: quotes,
  },
  {
    flag: 'freeform-query',
    when: 'a parameter takes code, a command or a query language',
    find: parameters(
      /^(?:sql|sql_?query|raw_?sql|code|script|command|cmd|expression|javascript|graphql|cypher|esql)$/i,
    ),
    detail: quotes,
  },
  {
    flag: 'raw-markup',
    when: 'a parameter takes markup or a template',
    find: parameters(/^(?:html|html_?body|body_?html|template|markup|svg|xml)$/i),
    detail: quotes,
  },
  {
    flag: 'url-input',
    when: 'a parameter takes an address',
    find: parameters(/^(?:.*_)?(?:url|urls|uri|endpoint)$|^[a-z]+Ur[li]$/i),
    detail: quotes,
  },
  {
    flag: 'path-input',
    when: 'a parameter takes a path on a machine',
    find: (facts, { capabilities }) =>
      capabilities.some(({ id }) => id.startsWith('filesystem'))
        ? parameters(/^(?:paths?|source|destination|file_?paths?|filename|dir(?:ectory)?|.*_path)$/i)(facts)
        : [],
    detail: quotes,
  },
  {
    flag: 'credential-input',
    when: 'the tool takes or returns a credential',
    find: (_facts, { capabilities }) =>
      capabilities.find(({ id }) => id === 'credential-handling' || id === 'secrets-read')?.evidence ?? [],
    detail: (facts, evidence) =>
      quotes(facts, evidence) ||
      (/\bapi[ _-]?keys?\b/i.test(`${facts.nameText} ${facts.assertive}`) ? 'API key' : ''),
  },
  {
    flag: 'many-parameters',
    when: `the tool has ${manyParameters.toString()} or more parameters`,
    find: (facts) =>
      topLevel(facts) >= manyParameters ? [{ path: 'inputSchema.properties', quote: '' }] : [],
    detail: (facts) => `${topLevel(facts).toString()} properties`,
  },
  {
    flag: 'undocumented-input',
    when: 'the record has no usable input schema',
    find: (facts) => (facts.input === 'undocumented' ? [{ path: 'inputSchema', quote: '' }] : []),
  },
  {
    flag: 'no-description',
    when: 'there is no description, or it only repeats the name',
    find: (facts) => (saysNothing(facts) ? [{ path: 'description', quote: facts.description.trim() }] : []),
  },
  {
    flag: 'truncated-description',
    when: 'the description ends in an ellipsis',
    find: (facts) => ellipsisAtEnd(facts),
  },
  {
    flag: 'instructs-the-model',
    when: 'the text orders a model to do something beyond describing the tool',
    find: (facts) =>
      inDescription(
        facts,
        /\b(?:[Yy]ou (?:MUST|must always|must never|must)|ALWAYS|NEVER|(?:IMPORTANT|CRITICAL)(?=:)|[Dd]o not (?:tell|mention|reveal)|[Ii]gnore (?:all|any|previous))\b[^.\n]{0,60}/,
      ),
  },
  {
    flag: 'hidden-text',
    when: 'zero-width, bidirectional, tag or control characters occur',
    find: (facts) => hiddenEvidence(facts),
    detail: (facts) =>
      findHidden(`${facts.tool.name}${facts.tool.title ?? ''}${facts.description}`)
        .slice(0, 4)
        .map((point) => point.replace(/[⟨⟩]/g, ''))
        .join(', '),
  },
  {
    flag: 'hints-absent',
    when: 'none of the four hints is declared',
    find: (facts) => (Object.keys(facts.declared).length === 0 ? [{ path: 'annotations', quote: '' }] : []),
  },
  {
    flag: 'hint-conflict',
    when: 'a declared hint differs from the assessed one',
    find: (_facts, { conflicts }) =>
      conflicts.map(({ hint, declared }) => ({ path: `annotations.${hint}`, quote: String(declared) })),
    detail: (_facts, evidence) => evidence.map(({ path }) => path.replace('annotations.', '')).join(', '),
  },
  {
    flag: 'admin-operation',
    when: 'the record speaks of administrators or administrative keys',
    find: (facts) => [
      ...(/\badmin(?:istrator|istrative)?\b/.test(facts.nameText) ? [fromName(facts.tool.name)] : []),
      ...inDescription(
        facts,
        /\badmin(?:istrator|istrative)?s?\b(?: (?:keys?|access|rights|api|operation))?/i,
      ),
    ],
  },
];

/** The flags that a record shows, in the order of the table. */
export function findFlags(facts: ToolFacts, context: FlagContext): FlagFinding[] {
  return flagRules.flatMap((rule) => {
    const evidence = rule.find(facts, context);
    if (evidence.length === 0) return [];
    const detail = revealHidden(rule.detail?.(facts, evidence) ?? '');
    const { label } = flagTerms[rule.flag];
    return [{ id: rule.flag, label: detail === '' ? label : `${label} (${detail})`, evidence }];
  });
}

function parameters(pattern: RegExp): (facts: ToolFacts) => Evidence[] {
  return (facts) =>
    facts.parameters
      .filter(({ name, depth }) => depth === 0 && pattern.test(name))
      .map(({ recordPath, name }) => ({ path: recordPath, quote: name }));
}

function topLevel(facts: ToolFacts): number {
  return facts.parameters.filter(({ depth }) => depth === 0).length;
}

function saysNothing(facts: ToolFacts): boolean {
  const said = splitWords(facts.description).join(' ');
  return said === '' || said === facts.nameText || said === splitWords(facts.tool.title ?? '').join(' ');
}

function inDescription(facts: ToolFacts, pattern: RegExp): Evidence[] {
  const match = pattern.exec(facts.description);
  return match ? [fromDescription(facts.description, match.index, match.index + match[0].length)] : [];
}

function ellipsisAtEnd(facts: ToolFacts): Evidence[] {
  const description = (facts.tool.description ?? '').trimEnd();
  if (!/(?:\.\.\.|…)$/.test(description)) return [];
  // The last word is enough of a quotation; a bound keeps a text without blanks from becoming one.
  return [{ path: 'description', quote: description.slice(-80).split(/\s+/).at(-1) ?? '' }];
}

function hiddenEvidence(facts: ToolFacts): Evidence[] {
  const places = [
    ['name', facts.tool.name],
    ['title', facts.tool.title ?? ''],
    ['description', facts.tool.description ?? ''],
    ['inputSchema', JSON.stringify(facts.tool.inputSchema ?? {})],
  ] as const;
  return places.flatMap(([path, text]) =>
    findHidden(text)
      .slice(0, 8)
      .map((point) => ({ path, quote: point })),
  );
}
