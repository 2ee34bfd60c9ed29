import { decideByGateway, sampleCalls } from '#domain/targets/sample-calls.ts';
import type { Recommendation, Snippet, Target, TargetDecision, TargetInput } from '#domain/targets/target.ts';
import type { Tool } from '#schema/tool.ts';
import type { ContractCall, Expected } from './types.ts';

/** What the calls of a tool are listed from. */
export interface CallsInput {
  readonly recommendation: Recommendation;
  /** The request that the snippet of this tool alone is written from. */
  readonly input: TargetInput;
  readonly target: Target;
  readonly looksAtArguments: boolean;
  /** The recorded definition, for plausible arguments. */
  readonly definition: Tool | undefined;
}

/**
 * Calls of a tool with what must become of them. The first is an ordinary one, and becomes what the caption of the tool's own
 * snippet says. Throws when caption, recommendation and losses contradict each other.
 */
export function listCalls({
  recommendation,
  input,
  target,
  looksAtArguments,
  definition,
}: CallsInput): ContractCall[] {
  const snippet = target.write(input);
  if (snippet.kind === 'impossible') throw new Error(`${recommendation.tool}: ${snippet.reason}`);
  const changes = listChanges(snippet, recommendation.tool);
  const samples = sampleCalls(recommendation, definition?.inputSchema);
  return (looksAtArguments ? samples : samples.slice(0, 1)).map(({ what, args }, index) => {
    const declared = expectedDecisions(decideByGateway(recommendation, args), changes, looksAtArguments);
    const allowed = index === 0 ? [promisedDecision(recommendation.tool, snippet, declared)] : declared;
    return { tool: recommendation.tool, args, what, expected: { asking: allowed, allowing: allowed } };
  });
}

/** A call of a tool that a snippet does not name; `default`: it is as if there were no snippet. */
export function untouchedCall(tool: string, decision: TargetDecision | 'default'): ContractCall {
  const expected: Expected =
    decision === 'default'
      ? { asking: ['ask'], allowing: ['allow'] }
      : { asking: [decision], allowing: [decision] };
  return { tool, args: {}, what: 'a tool that the snippet does not name', expected };
}

/** What the caption promises of an ordinary call. It must be what the recommendation says, or what the losses declare. */
function promisedDecision(
  tool: string,
  { caption = '' }: Extract<Snippet, { kind: 'snippet' }>,
  declared: readonly TargetDecision[],
): TargetDecision {
  const promised = readCaption(caption);
  if (promised !== undefined && declared.includes(promised)) return promised;
  throw new Error(
    `The caption for ${JSON.stringify(tool)} says "${caption}", where recommendation and losses say ${declared.join(' or ')}.`,
  );
}

/** The decision that the caption of one tool's snippet names; undefined when it names none. */
export function readCaption(caption: string): TargetDecision | undefined {
  const [first = ''] = caption.split(/\.(?: |$)/);
  if (/ is (?:allowed|called) without asking$/.test(first)) return 'allow';
  if (/ asks a person (?:at|before) (?:a|each) call$/.test(first)) return 'ask';
  return / and refused$/.test(first) ? 'deny' : undefined;
}

/**
 * What a target may decide where the recommendation decides `base`: the same, or what the snippet declares instead. A target
 * that looks at no arguments must do what is declared at every call.
 */
export function expectedDecisions(
  base: 'allow' | 'deny',
  changes: readonly { readonly from: TargetDecision; readonly to: TargetDecision }[],
  looksAtArguments: boolean,
): TargetDecision[] {
  const declared = [...new Set(changes.filter(({ from }) => from === base).map(({ to }) => to))];
  return declared.length === 0 ? [base] : looksAtArguments ? [...new Set([base, ...declared])] : declared;
}

function listChanges(snippet: Extract<Snippet, { kind: 'snippet' }>, tool: string) {
  return snippet.losses
    .filter(({ tools }) => tools.includes(tool))
    .flatMap(({ changes }) => changes.filter(({ when }) => when === 'call'));
}
