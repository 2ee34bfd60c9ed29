import type { Policy } from '#schema/policy.ts';
import { idsOf, type Level, type Preset, presets, type RiskClass } from '#schema/vocabulary.ts';
import { type PolicyNumbers, recommendAction } from './policy/recommend.ts';
import type { Recommendation, Snippet } from './targets/target.ts';
import { type TargetId, targets } from './targets/targets.ts';

/** The recommendation of one preset, written for one target. */
export interface WrittenPolicy {
  readonly preset: Preset;
  readonly target: TargetId;
  readonly snippet: Snippet;
}

/** The same with what it does. */
export interface PolicyVariant extends WrittenPolicy {
  /** For the gateway found by running the document, for other targets by their own rules. */
  readonly caption: string;
}

/** The recommended policy of a tool or a server under every preset, executed. */
export interface PolicySet {
  /** The gateway document of each preset. */
  readonly documents: Readonly<Record<Preset, Policy>>;
  /** What happened when each document was run. */
  readonly captions: Readonly<Record<Preset, string>>;
  readonly variants: readonly PolicyVariant[];
}

/** What policies are written from: verdicts, and nothing else of the record. */
export interface PolicyRequest {
  /** `tool`: for the one tool given; `server`: for all of a server. */
  readonly scope: 'tool' | 'server';
  readonly tools: readonly { readonly name: string; readonly class: RiskClass; readonly level: Level }[];
  readonly numbers: PolicyNumbers;
  readonly formats: readonly TargetId[];
  /** Placeholder for the name that the server has in the reader's configuration. */
  readonly alias: string;
}

/** Writes the recommendation of every preset for every target. */
export function writePolicies(request: PolicyRequest): WrittenPolicy[] {
  return request.formats.flatMap((target) =>
    idsOf(presets).map((preset) => ({ preset, target, snippet: writeFor(target, preset, request) })),
  );
}

/**
 * Writes and runs the recommendations.
 * @param caption runs a gateway document and says what happened
 */
export function buildPolicySet(request: PolicyRequest, caption: (document: Policy) => string): PolicySet {
  const documents = perPreset((preset) => documentOf(writeFor('gateway', preset, request)));
  const captions = perPreset((preset) => caption(documents[preset]));
  const variants = writePolicies(request).map((written): PolicyVariant => {
    const own = written.snippet.kind === 'snippet' ? written.snippet.caption : undefined;
    return { ...written, caption: own ?? captions[written.preset] };
  });
  return { documents, captions, variants };
}

/** One value for each preset. */
export function perPreset<T>(make: (preset: Preset) => T): Record<Preset, T> {
  return { strict: make('strict'), recommended: make('recommended'), permissive: make('permissive') };
}

function writeFor(
  target: TargetId,
  preset: Preset,
  { scope, alias, tools, numbers }: PolicyRequest,
): Snippet {
  const recommended = tools.map((tool): Recommendation => ({
    tool: tool.name,
    riskClass: tool.class,
    level: tool.level,
    action: recommendAction(tool.class, tool.level, preset, numbers),
  }));
  return targets[target].write({ preset, scope, alias, tools: recommended });
}

/**
 * The document that is simulated is parsed back from the very text that is copied. That it keeps to the schema is proven over the
 * built site, once for each text.
 */
function documentOf(snippet: Snippet): Policy {
  if (snippet.kind === 'impossible')
    throw new Error(`A gateway document can always be written, but: ${snippet.reason}`);
  return JSON.parse(snippet.text) as Policy;
}
