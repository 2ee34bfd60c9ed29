import type { Tool } from '#schema/tool.ts';
import type { Review } from '#schema/review.ts';
import type { PolicyFormat, Preset } from '#schema/vocabulary.ts';
import { assess, type Assessment } from './assess.ts';
import { type AttackMatch, matchAttacks } from './attacks.ts';
import type { Catalogue, ServerEntry, ToolEntry } from './catalogue.ts';
import { settingOf } from './facts.ts';
import { buildFaq, type FaqItem } from './faq.ts';
import { explainRules } from './policy/argument-rules.ts';
import { captionFor } from './policy/explain.ts';
import { type PolicyChoices, requestForServer, requestForTool } from './policy-request.ts';
import { buildPolicySet, perPreset, type PolicySet } from './policy-set.ts';
import {
  countOutcomes,
  type Outcome,
  type OutcomeCounts,
  simulateServer,
  simulateTool,
} from './policy/simulate.ts';
import { formatNumber, joinList, plural, revealHidden } from './text.ts';

/** Everything that the page, the API and the search record of one tool show: derived once, plain data. */
export interface ToolProfile {
  readonly entry: ToolEntry;
  readonly tool: Tool;
  readonly server: ServerEntry;
  readonly assessment: Assessment;
  readonly policy: PolicySet & { readonly outcomes: Readonly<Record<Preset, Outcome>> };
  readonly attacks: readonly AttackMatch[];
  readonly faq: readonly FaqItem[];
}

/** What a profile is built from. */
export interface ProfileInput {
  readonly tool: Tool;
  readonly entry: ToolEntry;
  readonly review: Review | undefined;
  readonly catalogue: Catalogue;
  readonly choices: PolicyChoices;
  readonly formats: readonly PolicyFormat[];
  readonly gatewayName: string;
}

/** Builds the profile of one tool. Looks at the record, its server's entries and the catalogue's indexes, never at all tools. */
export function buildProfile(input: ProfileInput): ToolProfile {
  const { tool, entry, catalogue } = input;
  const server = serverOf(entry.serverId, catalogue);
  const assessment = assess(tool, entry.digest, input.review, settingOf(server));
  const at = Date.parse(`${server.capture.date}T00:00:00Z`);
  const names = (catalogue.toolsOfServer.get(server.id) ?? []).map(({ name }) => name);
  const counts = { recorded: server.recorded, declared: server.declaredToolCount };
  const policy = buildPolicySet(
    requestForTool(entry, catalogue, input.choices),
    input.formats,
    (document, { tools }) => {
      const others = countOutcomes(simulateServer(document, names, at), entry.name);
      const fate = captionFor(
        revealHidden(entry.name),
        simulateTool(document, entry.name, at),
        others,
        counts,
      );
      return [fate, ...explainRules(tools.flatMap(({ rules }) => rules))].join(' ');
    },
  );
  const outcomes = perPreset((preset) => simulateTool(policy.documents[preset], entry.name, at));
  return {
    entry,
    tool,
    server,
    assessment,
    policy: { ...policy, outcomes },
    attacks: matchAttacks(assessment, catalogue.attacks, {
      documents: policy.documents,
      bounds: entry.bounds,
      values: input.choices.values,
      at,
    }),
    faq: buildFaq({
      assessment,
      server,
      outcomes,
      caption: policy.captions.recommended,
      gatewayName: input.gatewayName,
    }),
  };
}

/** Everything that the page and the API show of one server, besides its tools. */
export interface ServerProfile {
  readonly server: ServerEntry;
  readonly tools: readonly ToolEntry[];
  /** Undefined when the record has no tools. */
  readonly policy: PolicySet | undefined;
}

/** Builds the profile of one server from the entries of its tools. */
export function buildServerProfile(
  id: string,
  input: Pick<ProfileInput, 'catalogue' | 'choices' | 'formats'>,
): ServerProfile {
  const server = serverOf(id, input.catalogue);
  const tools = input.catalogue.toolsOfServer.get(id) ?? [];
  const at = Date.parse(`${server.capture.date}T00:00:00Z`);
  const names = tools.map(({ name }) => name);
  return {
    server,
    tools,
    policy:
      tools.length === 0
        ? undefined
        : buildPolicySet(requestForServer(id, input.catalogue, input.choices), input.formats, (document) =>
            captionForServer(countOutcomes(simulateServer(document, names, at)), server),
          ),
  };
}

/** What a whole-server document does, counted by running it. */
function captionForServer(counts: OutcomeCounts, { recorded, declaredToolCount }: ServerEntry): string {
  const parts = [
    [counts.allowed, 'allowed without limit'],
    [counts.limited, 'limited in the number of calls'],
    [counts.denied, 'refused with a message'],
    [counts.hidden, 'hidden and refused'],
  ] as const;
  const fates = parts
    .filter(([count]) => count > 0)
    .map(([count, fate]) => `${formatNumber(count)} ${count === 1 ? 'is' : 'are'} ${fate}`);
  const missing = declaredToolCount - recorded;
  const unlisted = counts.unlisted?.kind === 'denied' ? 'denied' : 'not denied';
  const rest =
    missing > 0
      ? ` The ${plural(missing, 'tool')} of this server that ${missing === 1 ? 'is' : 'are'} not recorded, and any new one, ${missing === 1 ? 'is' : 'are'} ${unlisted}.`
      : ` A tool that the server adds later is ${unlisted}.`;
  return `Of ${plural(recorded, 'recorded tool')}, ${joinList(fates)}.${rest}`;
}

function serverOf(id: string, catalogue: Catalogue): ServerEntry {
  const server = catalogue.server.get(id);
  if (!server)
    throw new Error(`The catalogue has no server "${id}". A page was asked for that no record stands for.`);
  return server;
}
