import type { Evidence } from '#schema/common.ts';
import type { Capability, RiskClass } from '#schema/vocabulary.ts';
import { capabilityRules } from './capability-rules.ts';
import type { CapabilityRule } from './capability-rules/rule.ts';
import { findVerb } from './lexicon.ts';
import { splitWords } from './words.ts';
import { distinctEvidence, fromDescription, fromName } from './evidence.ts';
import { findAsserted, type ToolFacts } from './facts.ts';

/** A capability that the record shows, with the words that show it. */
export interface CapabilityFinding {
  readonly id: Capability;
  readonly evidence: readonly Evidence[];
}

/** The capabilities that a record shows for a tool of a class, in the order of the rules, each with its evidence. */
export function findCapabilities(facts: ToolFacts, riskClass: RiskClass): CapabilityFinding[] {
  const found = new Map<Capability, Evidence[]>();
  const head = `${facts.nameText}\n${facts.lead}`;
  const everything = `${head}\n${facts.assertive}\n${facts.parameters.map(({ name }) => name).join('\n')}\n${facts.setting}`;
  const classes = classesOf(facts, riskClass);
  for (const rule of capabilityRules) {
    if (rule.classes && !rule.classes.some((id) => classes.has(id))) continue;
    if (rule.unless?.test(head) || rule.unlessName?.test(facts.nameText)) continue;
    const evidence =
      rule.find?.(facts) ?? rule.follows?.flatMap((id) => found.get(id) ?? []) ?? evidenceOf(rule, facts);
    // The context is the longest text: it is looked at only where there is something to support.
    if (evidence.length === 0 || (rule.context && !rule.context.test(everything))) continue;
    // The server's name is worth mentioning only where nothing in the definition shows the same.
    const known = found.get(rule.capability) ?? [];
    const more = known.length > 0 ? evidence.filter(({ path }) => path !== 'server') : evidence;
    if (more.length > 0) found.set(rule.capability, [...known, ...more]);
  }
  return [...found].map(([id, evidence]) => ({ id, evidence: distinctEvidence(evidence) }));
}

/** The class of the tool, and those of its single actions: a tool that can delete mail and read it does both. */
function classesOf(facts: ToolFacts, riskClass: RiskClass): ReadonlySet<RiskClass> {
  const senses = facts.actions.flatMap(({ value }): RiskClass[] => {
    const verb = splitWords(value)
      .map(findVerb)
      .find((found) => found !== undefined);
    return verb ? [verb.sense] : [];
  });
  const named = facts.actions.length > 0 && facts.nameVerb ? [facts.nameVerb.verb.sense] : [];
  return new Set([riskClass, ...named, ...senses]);
}

function evidenceOf(rule: CapabilityRule, facts: ToolFacts): Evidence[] {
  const evidence: Evidence[] = [];
  if (rule.name?.test(facts.nameText)) evidence.push(fromName(facts.tool.name));
  const lead = rule.lead && quoteLead(facts, rule.lead);
  if (lead) evidence.push(lead);
  const asserted = rule.description && findAsserted(facts, rule.description);
  if (asserted) evidence.push(asserted);
  const parameter = facts.parameters.find(
    ({ name, description }) =>
      rule.parameter?.test(name) ?? rule.argument?.test(`${name}: ${description ?? ''}`) ?? false,
  );
  if (parameter) evidence.push({ path: parameter.recordPath, quote: parameter.name });
  if (evidence.length === 0 && facts.settingEvidence && rule.setting?.test(facts.setting)) {
    evidence.push(facts.settingEvidence);
  }
  return evidence;
}

/** The words of the first sentence that match; of a pattern that takes anything, the phrase of its verb. */
function quoteLead(facts: ToolFacts, pattern: RegExp): Evidence | undefined {
  if (pattern.source === '.') return facts.leadVerbs[0]?.evidence;
  const match = pattern.exec(facts.lead);
  if (!match) return undefined;
  const start = facts.assertive.indexOf(facts.lead) + match.index;
  return fromDescription(facts.description, start, start + match[0].length);
}
