import { parse } from 'smol-toml';
import { z } from 'zod';
import type { JsonObject } from '#schema/common.ts';
import type { TargetDecision } from './target.ts';

/** Decides a call of a tool, by its raw name, of the server with this name. */
export type Engine = (server: string, tool: string, args: JsonObject) => TargetDecision;

const ruleSchema = z.object({
  mcpName: z.string(),
  toolName: z.string(),
  argsPattern: z.string().optional(),
  decision: z.enum(['allow', 'deny', 'ask_user']),
  priority: z.number(),
});

/**
 * The policy engine of Gemini CLI 0.61, as far as snippets use it: of the rules that match, the one of the highest priority decides,
 * and a person is asked where none does. The real one is run with the other clients, outside the unit tests.
 */
export function createEngine(text: string): Engine {
  const { rule } = z.object({ rule: z.array(ruleSchema) }).parse(parse(text));
  const rules = rule.toSorted((left, right) => right.priority - left.priority);
  return (server, tool, args) => {
    const called = nameForModel(server, tool);
    const found = rules.find(
      ({ mcpName, toolName, argsPattern }) =>
        mcpName === server &&
        (toolName === '*' ? called.startsWith(`mcp_${mcpName}_`) : called === `mcp_${mcpName}_${toolName}`) &&
        (argsPattern === undefined || new RegExp(argsPattern).test(writeArguments(args))),
    );
    const decision = found?.decision ?? 'ask_user';
    return decision === 'ask_user' ? 'ask' : decision;
  };
}

/** The text that patterns are matched against: keys sorted, each pair of the top level between two NUL characters. */
export function writeArguments(args: JsonObject): string {
  return writeStable(args, (pair) => `\0${pair}\0`);
}

function writeStable(value: unknown, wrap: (pair: string) => string = (pair) => pair): string {
  if (Array.isArray(value)) return `[${value.map((item) => writeStable(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, field]) => wrap(`${JSON.stringify(key)}:${writeStable(field)}`));
  return `{${pairs.join(',')}}`;
}

function nameForModel(server: string, tool: string): string {
  const whole = `${server}_${tool}`;
  const name = (whole.startsWith('mcp_') ? whole : `mcp_${whole}`).replace(/[^a-zA-Z0-9_\-.:]/g, '_');
  return name.length > 63 ? `${name.slice(0, 30)}...${name.slice(-30)}` : name;
}
