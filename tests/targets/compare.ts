import { decideByGateway, declaresChange, sampleCalls } from '#domain/targets/sample-calls.ts';
import type { Snippet, TargetDecision } from '#domain/targets/target.ts';
import type { PolicyCase } from '../support/every-policy.ts';

/** What a snippet makes of calls, compared with the gateway. */
export interface Comparison {
  /** Decisions that were compared. */
  readonly compared: number;
  /** Differences that the snippet does not declare, each with tool and call. */
  readonly exceptions: readonly string[];
}

/** Compares the decision of a snippet on every sample call of every tool with the gateway's. */
export function compareWithGateway(
  { id, input, schemas }: PolicyCase,
  snippet: Extract<Snippet, { kind: 'snippet' }>,
  decide: (tool: string) => TargetDecision,
): Comparison {
  const decisions = input.tools.flatMap((tool) =>
    sampleCalls(tool, schemas.get(tool.tool)).map(({ what, args }) => {
      const [from, to] = [decideByGateway(tool, args), decide(tool.tool)];
      const declared = from === to || declaresChange(snippet, tool.tool, from, to);
      return declared ? undefined : `${id} ${input.preset}: ${tool.tool}, ${what}: ${from} becomes ${to}`;
    }),
  );
  return {
    compared: decisions.length,
    exceptions: decisions.filter((exception) => exception !== undefined),
  };
}
