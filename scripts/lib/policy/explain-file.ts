import { describeOutcome, explainPolicy } from '#domain/policy/explain.ts';
import { type Outcome, type ServerOutcomes, simulateServer } from '#domain/policy/simulate.ts';
import { capitalise } from '#domain/text.ts';
import { count } from '#records/problems.ts';
import type { Policy } from '#schema/policy.ts';
import type { PolicyOptions } from './options.ts';
import { type CommandResult, showLine, showName, wordProblems, wordTarget } from './output.ts';
import { readPolicyFile } from './policy-file.ts';
import { isComplete, readTargetServer, type TargetServer } from './target-server.ts';

/** Says what a policy does: part by part, and with a server for each of its tools, found by making the calls. */
export function explainFile(options: Extract<PolicyOptions, { command: 'explain' }>): CommandResult {
  const read = options.target === undefined ? undefined : readTargetServer(options.target);
  const result = readPolicyFile(options.policyFile);
  if (!result.ok || read?.ok === false) {
    const problems = [...(read?.ok === false ? read.problems : []), ...(result.ok ? [] : result.problems)];
    return { ok: false, output: '', complaint: wordProblems(problems) };
  }
  const { policy } = result;
  const blocks = [
    [showLine(options.policyFile), ...indent(explainPolicy(policy).map(showLine))],
    ...(read === undefined ? [] : [explainServer(policy, read.target)]),
  ];
  return { ok: true, output: blocks.map((lines) => lines.join('\n')).join('\n\n'), complaint: '' };
}

const kinds: readonly Outcome['kind'][] = ['hidden', 'denied', 'limited', 'allowed'];

function explainServer(policy: Policy, target: TargetServer): readonly string[] {
  const names = target.tools.map(({ name }) => name);
  const outcomes = simulateServer(policy, names, target.at);
  const fates = kinds.flatMap((kind) => [
    ...Map.groupBy(
      [...outcomes].filter(([, outcome]) => outcome.kind === kind),
      ([, outcome]) => describeOutcome(outcome),
    ),
  ]);
  const lines = fates.map(
    ([fate, tools]) =>
      `${capitalise(fate)} (${tools.length}): ${tools.map(([name]) => showName(name)).join(', ')}`,
  );
  return [
    `${capitalise(wordTarget(target))}:`,
    ...indent([...lines, wordRest(target, outcomes), ...wordStrangers(policy, target)]),
  ];
}

/** The tools that are not known: those that the server has beside the list, and those that it adds later. */
function wordRest(target: TargetServer, { unlisted }: ServerOutcomes): string {
  const { tools, declared } = target;
  const missing = declared === undefined ? 0 : declared - tools.length;
  const subject =
    missing > 0
      ? `${count(missing, 'further tool')} and any that the server adds later`
      : isComplete(target)
        ? 'A tool that the server adds later'
        : 'Any other tool';
  return unlisted === undefined
    ? `${subject}: depends on the name, because the policy names tools that are not in the list.`
    : `${subject}: ${describeOutcome(unlisted)}.`;
}

function wordStrangers(policy: Policy, { tools }: TargetServer): readonly string[] {
  const known = new Set(tools.map(({ name }) => name));
  const { hide = [] } = policy;
  const named = new Set([...(hide === '*' ? [] : hide), ...Object.keys(policy.tools ?? {})]);
  const strangers = [...named].filter((name) => name !== '*' && !known.has(name));
  if (strangers.length === 0) return [];
  return [`Named by the policy and not in the list: ${strangers.map(showName).join(', ')}`];
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
