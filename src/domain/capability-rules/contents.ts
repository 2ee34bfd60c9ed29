import { splitWords } from '../words.ts';
import type { CapabilityRule } from './rule.ts';

/** Rules about an agent’s memory, and deletion. */
export const contentRules: readonly CapabilityRule[] = [
  {
    id: 'changes-memory',
    capability: 'memory-write',
    when: 'a changing tool is about an agent’s memory, knowledge graph or knowledge base',
    classes: ['write', 'destructive'],
    name: /\b(?:memor(?:y|ies)|remember|memorize|observations?)\b/,
    description:
      /\b(?:knowledge (?:graph|base)|(?:agent|long-term|persistent|shared)(?:’s|'s)? memor(?:y|ies)|(?:to|in|into|from) memory)\b/i,
  },
  {
    id: 'deletes',
    capability: 'data-delete',
    when: 'the tool deletes something that holds data',
    classes: ['destructive'],
    name: /\b(?:delete|remove|drop|purge|wipe|truncate|destroy|erase|clear|clean|cleanup|prune|expunge|discard|reset|rebuild|trash)\b/,
    lead: /\b(?:delet|remov|drop|purg|wip|truncat|destroy|eras|discard|clear)(?:e|es|s|ing|ping)?\b/i,
    argument: /^(?:action|operation|op|mode|command|delete|status)\b[^\n]*\b(?:delet|remov|drop|clear|hard)/i,
    unless:
      /\b(?:ssh keys?|api[ -](?:keys?|tokens?)|client[- ]side tokens?|process(?:es)?|close|participants?|overlay|protection|permissions?|branch protection|breakpoints?|grants?)\b/i,
  },
  {
    id: 'deletes-by-action',
    capability: 'data-delete',
    when: 'one of the actions among which an argument chooses deletes',
    classes: ['destructive'],
    find: (facts) =>
      facts.actions
        .filter(({ value }) =>
          /^(?:delete|destroy|drop|purge|truncate|wipe|deleting)(?![a-z])/i.test(splitWords(value).join(' ')),
        )
        .map(({ evidence }) => evidence),
  },
];
