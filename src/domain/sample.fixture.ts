import type { JsonObject } from '#schema/common.ts';
import type { Tool } from '#schema/tool.ts';
import { assess, type Assessment } from './assess.ts';
import type { ServerSetting } from './facts.ts';

/** A definition to try a rule on. */
export interface Sample {
  readonly tool: Tool;
  /** The server that it belongs to, where a rule reads it. */
  readonly server: ServerSetting | undefined;
}

/** A record on which a rule fires, and one of the same shape that lacks what the rule looks for. */
export interface Pair {
  readonly fires: Sample;
  readonly misses: Sample;
}

/** What a sample may have beside its name and description. */
interface SampleOptions {
  /** Properties of the input schema. */
  readonly input?: JsonObject;
  /** Properties of the output schema. */
  readonly output?: JsonObject;
  /** Name of the server. */
  readonly server?: string;
}

/** A definition with only what matters to a rule; an empty description is left out. */
export function sample(
  name: string,
  description = '',
  { input, output, server }: SampleOptions = {},
): Sample {
  return {
    tool: {
      name,
      ...(description !== '' && { description }),
      ...(input && { inputSchema: { type: 'object', properties: input } }),
      ...(output && { outputSchema: { type: 'object', properties: output } }),
    },
    server: server === undefined ? undefined : { name: server },
  };
}

/** The judgement on a sample that nobody has reviewed. */
export function assessSample({ tool, server }: Sample): Assessment {
  return assess(tool, '', undefined, server);
}

/** The pair of a rule. Throws when there is none, so that a new rule cannot go without. */
export function pairOf(pairs: Readonly<Record<string, Pair>>, id: string): Pair {
  const pair = pairs[id];
  if (!pair) throw new Error(`The rule ${id} has no pair.`);
  return pair;
}
