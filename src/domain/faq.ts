import { levels, type Preset, riskClasses } from '#schema/vocabulary.ts';
import type { Assessment } from './assess.ts';
import { describeOutcome } from './policy/explain.ts';
import type { Outcome } from './policy/simulate.ts';
import { endSentence, firstSentence, joinList, lowerFirst, quote, revealHidden, serverNoun } from './text.ts';
import type { ServerEntry } from './catalogue.ts';
import { capabilities as capabilityTerms } from '#schema/vocabulary.ts';

/** One question with its answer, plain text. Strangers' words occur only in quotation marks. */
export interface FaqItem {
  readonly question: string;
  readonly answer: string;
}

/** What the answers are made from: the profile's own parts, so that they cannot say anything else. */
export interface FaqInput {
  readonly assessment: Assessment;
  readonly server: ServerEntry;
  readonly outcomes: Readonly<Record<Preset, Outcome>>;
  /** What happens to the other tools under the recommended document: the caption's second half. */
  readonly caption: string;
  readonly gatewayName: string;
}

/** The questions that people ask of a tool: six always, more where the record calls for them. */
export function buildFaq(input: FaqInput): FaqItem[] {
  const { assessment, server, outcomes } = input;
  const { verdict, facts } = assessment;
  const tool = revealHidden(facts.tool.name);
  const className = lowerFirst(riskClasses[verdict.class].label);
  const items: (FaqItem | undefined)[] = [
    { question: `What does ${tool} do?`, answer: describeTool(input, tool) },
    {
      question: `How do I enforce a policy on ${tool}?`,
      answer: `Put the recommended document of this page into ${input.gatewayName}, which decides about every call before it reaches ${serverNoun(server.name)}. ${input.caption}`,
    },
    {
      question: `What risk level is ${tool}?`,
      answer:
        verdict.class === 'unknown'
          ? `${tool} is not classified: its definition does not let anybody decide what a call does. Treat it as dangerous until somebody has read its source.`
          : `${tool} is ${levels[verdict.level].label.toLowerCase()} risk, class ${className}. ${verdict.levelSentence}`,
    },
    { question: `Can I rate-limit ${tool}?`, answer: describeLimit(outcomes, tool) },
    {
      question: `How do I block ${tool} completely?`,
      answer: `List "${tool}" under "hide": it disappears from the tool list, and a call is refused all the same. To keep it visible and refuse it with a message, give it a "deny_if" rule with empty "conditions" and an "on_deny" message.`,
    },
    { question: `Which server provides ${tool}?`, answer: describeServer(server, tool) },
    assessment.annotations.conflicts.length > 0
      ? {
          question: `Can I trust the hints that ${tool} declares?`,
          answer: `Not as they are. ${assessment.annotations.conflicts
            .map(
              ({ hint, declared, assessed }) =>
                `The vendor declares ${hint} ${String(declared)}; the record shows ${String(assessed)}.`,
            )
            .join(' ')} Clients are told to treat hints as untrusted.`,
        }
      : undefined,
    facts.actions.length > 0 && verdict.class !== 'read'
      ? {
          question: `Are all actions of ${tool} equally risky?`,
          answer: `No. An argument chooses among ${facts.actions.length.toString()} actions, and the verdict is for the worst of them.`,
        }
      : undefined,
    verdict.capabilities.some(({ id }) => id === 'key-issuance')
      ? {
          question: `Does a rate limit stop a key from being issued?`,
          answer: `No. A limit caps how many keys a loop can create; one key is enough to keep access. Hide the tool, or refuse it, where agents need no keys.`,
        }
      : undefined,
  ];
  return items.filter((item) => item !== undefined);
}

function describeTool({ assessment, server }: FaqInput, tool: string): string {
  const { verdict, facts } = assessment;
  const words = firstSentence(facts.description);
  const said = words === '' ? 'Its definition has no description.' : `Its definition says: ${quote(words)}`;
  const shown = verdict.capabilities.map(({ id }) => lowerFirst(capabilityTerms[id].label));
  const does =
    verdict.class === 'unknown'
      ? 'Nobody can tell from the definition what a call changes.'
      : `One call ${lowerFirst(riskClasses[verdict.class].meaning.split('. ')[0] ?? '').replace(/\.$/, '')}.`;
  return `${tool} is a tool of ${serverNoun(server.name)}. ${endSentence(said)} ${does}${shown.length > 0 ? ` By its record it ${joinList(shown)}.` : ''}`;
}

function describeLimit(outcomes: FaqInput['outcomes'], tool: string): string {
  const { recommended } = outcomes;
  const how = `An entry in "limits" has a "counter", a "window" (minute, hour or day, aligned to UTC), a "max" and the "scope" "grant": every labelled access token has a count of its own.`;
  return recommended.kind === 'limited'
    ? `Yes. The recommended document sets ${describeOutcome(recommended)}. ${how}`
    : `Yes. ${how} It stands under "tools", "${tool}". The recommended document does not rely on one: there the tool is ${describeOutcome(recommended)}.`;
}

function describeServer(server: ServerEntry, tool: string): string {
  const { package: name, version, repository, endpoint } = server.source;
  const origin =
    name !== undefined
      ? `npm package ${name}${version === undefined ? '' : `, version ${version}`}`
      : endpoint !== undefined
        ? `hosted at ${endpoint}`
        : repository !== undefined
          ? `repository ${repository}`
          : 'origin not recorded';
  const warned = server.notices.some(({ kind }) => kind === 'unsafe-repository');
  return `${tool} is provided by ${serverNoun(server.name)} (${origin}), catalogued under the id ${server.id}.${warned ? ' Do not install from that repository: this page says why.' : ''}`;
}
