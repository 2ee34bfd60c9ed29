import type { Level, Preset, RiskClass } from '#schema/vocabulary.ts';
import type { Catalogue, ToolEntry } from './catalogue.ts';
import type { ArgumentBound } from './policy/argument-bounds.ts';
import type { ArgumentValues } from './policy/argument-rules.ts';
import { fitAction, type PolicyNumbers, recommendAction, recommendRules } from './policy/recommend.ts';
import type { Recommendation, TargetInput } from './targets/target.ts';

/** A tool as far as policies are written from it: its verdict and its arguments that can be bounded. */
export interface RequestedTool {
  /** Raw name. */
  readonly name: string;
  readonly class: RiskClass;
  readonly level: Level;
  readonly bounds: readonly ArgumentBound[];
}

/** What the operator has stated about recommendations, in place of the table's numbers and of placeholders. */
export interface PolicyChoices {
  readonly numbers: PolicyNumbers;
  readonly values: ArgumentValues;
}

/**
 * What policies are written from, and nothing else of the records. Plain data: a page carries it, so that a browser can write the
 * formats that the page does not repeat.
 */
export interface PolicyRequest extends PolicyChoices {
  /** `tool`: for the one tool given; `server`: for all of a server. */
  readonly scope: 'tool' | 'server';
  readonly tools: readonly RequestedTool[];
  /** Names of the server's other recorded tools, for targets that know allow-lists only; empty for scope `server`. */
  readonly others: readonly string[];
  /** Placeholder for the name that the server has in the reader's configuration. */
  readonly alias: string;
  /** Address of the server, where the record has one. */
  readonly endpoint: string | undefined;
}

/** The request for one tool. Looks at its server's entries only. */
export function requestForTool(
  entry: ToolEntry,
  catalogue: Catalogue,
  choices: PolicyChoices,
): PolicyRequest {
  const { name, class: riskClass, level, bounds, serverId } = entry;
  const recorded = catalogue.toolsOfServer.get(serverId) ?? [];
  return {
    ...choices,
    scope: 'tool',
    tools: [{ name, class: riskClass, level, bounds }],
    others: recorded.filter(({ id }) => id !== entry.id).map((other) => other.name),
    alias: serverId,
    endpoint: catalogue.server.get(serverId)?.source.endpoint,
  };
}

/** The request for all of a server. */
export function requestForServer(id: string, catalogue: Catalogue, choices: PolicyChoices): PolicyRequest {
  return {
    ...choices,
    scope: 'server',
    tools: (catalogue.toolsOfServer.get(id) ?? []).map(({ name, class: riskClass, level, bounds }) => ({
      name,
      class: riskClass,
      level,
      bounds,
    })),
    others: [],
    alias: id,
    endpoint: catalogue.server.get(id)?.source.endpoint,
  };
}

/** The recommendation of one preset, as every target takes it. */
export function recommendFor(preset: Preset, request: PolicyRequest): TargetInput {
  const { scope, alias, endpoint, others, tools } = request;
  return {
    preset,
    scope,
    alias,
    endpoint,
    others,
    tools: tools.map((tool) => recommendTool(tool, preset, request)),
  };
}

/** What a preset recommends for one tool. */
export function recommendTool(
  tool: RequestedTool,
  preset: Preset,
  { numbers, values }: PolicyChoices,
): Recommendation {
  const action = fitAction(tool.name, recommendAction(tool.class, tool.level, preset, numbers));
  return {
    tool: tool.name,
    riskClass: tool.class,
    level: tool.level,
    action,
    rules: recommendRules(action, tool.bounds, values),
  };
}
