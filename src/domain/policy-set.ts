import type { Policy } from '#schema/policy.ts';
import { idsOf, type PolicyFormat, type Preset, presets } from '#schema/vocabulary.ts';
import { type PolicyRequest, recommendFor } from './policy-request.ts';
import type { Snippet, TargetInput } from './targets/target.ts';
import { targets } from './targets/targets.ts';

/** The recommendation of one preset, written for one target. */
export interface WrittenPolicy {
  readonly preset: Preset;
  readonly target: PolicyFormat;
  readonly snippet: Snippet;
}

/** The same with what it does. */
export interface PolicyVariant extends WrittenPolicy {
  /** For the gateway found by running the document, for other targets by their own rules. */
  readonly caption: string;
}

/** The recommended policy of a tool or a server under every preset, executed. */
export interface PolicySet {
  /** What it was written from: with it, a browser writes what a page does not hold. */
  readonly request: PolicyRequest;
  /** The gateway document of each preset. */
  readonly documents: Readonly<Record<Preset, Policy>>;
  /** What happened when each document was run. */
  readonly captions: Readonly<Record<Preset, string>>;
  readonly variants: readonly PolicyVariant[];
}

/** Writes the recommendation of every preset for every target. */
export function writePolicies(request: PolicyRequest, formats: readonly PolicyFormat[]): WrittenPolicy[] {
  const inputs = idsOf(presets).map((preset) => recommendFor(preset, request));
  return formats.flatMap((target) =>
    inputs.map((input) => ({ preset: input.preset, target, snippet: targets[target].write(input) })),
  );
}

/**
 * Writes and runs the recommendations.
 * @param caption runs a gateway document and says what happened; gets the recommendation that the document was written from, too
 */
export function buildPolicySet(
  request: PolicyRequest,
  formats: readonly PolicyFormat[],
  caption: (document: Policy, recommendation: TargetInput) => string,
): PolicySet {
  const inputs = perPreset((preset) => recommendFor(preset, request));
  const documents = perPreset((preset) => documentOf(targets.gateway.write(inputs[preset])));
  const captions = perPreset((preset) => caption(documents[preset], inputs[preset]));
  const variants = writePolicies(request, formats).map((written): PolicyVariant => {
    const own = written.snippet.kind === 'snippet' ? written.snippet.caption : undefined;
    return { ...written, caption: own ?? captions[written.preset] };
  });
  return { request, documents, captions, variants };
}

/** One value for each preset. */
export function perPreset<T>(make: (preset: Preset) => T): Record<Preset, T> {
  return { strict: make('strict'), recommended: make('recommended'), permissive: make('permissive') };
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
