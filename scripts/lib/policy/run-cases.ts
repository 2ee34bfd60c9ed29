import { createCounters, type Decision, evaluate } from '#domain/policy/evaluate.ts';
import { count } from '#records/problems.ts';
import { type CaseCall, type PolicyCase, readCases } from './cases-file.ts';
import type { PolicyOptions } from './options.ts';
import { type CommandResult, listProblems, showLine, showName, toJson, wordProblems } from './output.ts';

/** A call of which something else became than its case wants. */
export interface Difference {
  readonly case: Pick<PolicyCase, 'id' | 'why'>;
  /** Which call of the case, counted from 1. */
  readonly call: number;
  readonly wanted: CaseCall;
  readonly got: Decision;
}

/** Makes the calls of a cases file and compares what becomes of them. */
export function testPolicy(options: Extract<PolicyOptions, { command: 'test' }>): CommandResult {
  const { casesFile, policyFile, json } = options;
  const read = readCases(casesFile, policyFile);
  if (!read.ok) {
    return json
      ? {
          ok: false,
          output: toJson({ ok: false, problems: listProblems(read.problems) }),
          complaint: '',
        }
      : { ok: false, output: '', complaint: wordProblems(read.problems) };
  }
  const differences = read.cases.flatMap(runCase);
  const ok = differences.length === 0;
  const calls = read.cases.reduce((sum, found) => sum + found.calls.length, 0);
  if (json) {
    const report = { ok, cases: read.cases.length, calls, differences: differences.map(toData) };
    return { ok, output: toJson(report), complaint: '' };
  }
  const summary = `${count(calls, 'call')} in ${count(read.cases.length, 'case')}`;
  if (ok) return { ok, output: `${summary}: every one as wanted.`, complaint: '' };
  const blocks = [showLine(casesFile), ...differences.map(wordDifference)].join('\n');
  return { ok, output: '', complaint: `${blocks}\n\n${differences.length} of ${summary} not as wanted.` };
}

/** Runs the calls of one case, in their order and with one count; the result holds those that differ. */
export function runCase({ id, why, policy, calls }: PolicyCase): readonly Difference[] {
  const counters = createCounters();
  return calls.flatMap((wanted, index) => {
    const { tool, args, grant, t } = wanted;
    const got = evaluate(policy, { tool, args, grant, at: t }, counters);
    return isAsWanted(wanted, got) ? [] : [{ case: { id, why }, call: index + 1, wanted, got }];
  });
}

function isAsWanted({ want, rule, message }: CaseCall, got: Decision): boolean {
  if (got.outcome !== want) return false;
  if (got.outcome === 'allow') return true;
  const isRule = rule === undefined || (rule.endsWith('/') ? got.rule.startsWith(rule) : got.rule === rule);
  return isRule && (message === undefined || got.message === message);
}

function wordDifference({ case: { id, why }, call, wanted, got }: Difference): string {
  const { tool, args, grant, t, want, rule, message } = wanted;
  const about = why === undefined ? '' : ` (${why})`;
  const by = [
    ...(grant === 'grant' ? [] : [`grant ${showName(grant)}`]),
    ...(t === 0 ? [] : [`at ${String(t)} ms`]),
  ];
  const lines = [
    `  ${id}${about}, call ${call}: ${[`${showName(tool)} ${shorten(JSON.stringify(args))}`, ...by].join(', ')}`,
    `    wanted: ${wordDecision(want, rule, message)}`,
    `    got:    ${got.outcome === 'allow' ? wordDecision('allow', undefined, undefined) : wordDecision('deny', got.rule, got.message)}`,
  ];
  return lines.map(showLine).join('\n');
}

function wordDecision(
  outcome: CaseCall['want'],
  rule: string | undefined,
  message: string | undefined,
): string {
  const by = rule === undefined ? '' : ` by ${rule}`;
  const saying = message === undefined ? '' : ` with ${JSON.stringify(message)}`;
  return `${outcome}${by}${saying}`;
}

function shorten(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

function toData({ case: { id }, call, wanted, got }: Difference) {
  return { case: id, call, ...wanted, got };
}
