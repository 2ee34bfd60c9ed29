import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Tool } from '#schema/tool.ts';

/**
 * How many tokens a tool's definition takes in the o200k_base encoding when a client offers the tool to a model: the JSON of
 * a function tool, without white space between values, with the name, the description and the input schema as `parameters`.
 * What the record does not have is left out; title, output schema, annotations and metadata are not sent and not counted.
 * A run of more than `longestRun` letters, signs or blanks is counted in parts, which changes the count by little.
 */
export function countDefinitionTokens({ name, description, inputSchema }: Tool): number {
  const sent = JSON.stringify({ type: 'function', name, description, parameters: inputSchema });
  return splitRuns(sent).reduce((sum, part) => sum + countTokens(part, asText), 0);
}

/** Marks such as `<|endoftext|>` are words of a stranger here. The tokenizer would refuse them. */
const asText = { disallowedSpecial: new Set<string>() };

/** The time for one run grows with the square of its length, and a definition may have a million letters without a blank. */
const longestRun = 500;

/** Runs that the encoding does not divide before it merges; digits it divides by three. */
const run = String.raw`[\p{L}\p{M}]{${longestRun}}|[^\s\p{L}\p{N}]{${longestRun}}|\s{${longestRun}}`;
const runs = new RegExp(run, 'gu');

function splitRuns(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const { index, 0: found } of text.matchAll(runs)) {
    parts.push(text.slice(start, index + found.length));
    start = index + found.length;
  }
  parts.push(text.slice(start));
  return parts;
}
