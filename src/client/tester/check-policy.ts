import { explainPolicy } from '#domain/policy/explain.ts';
import { isPolicy, type LintFinding, lintPolicy } from '#domain/policy/lint.ts';
import { listConditions, readParts } from '#domain/policy/parts.ts';
import { plural } from '#domain/text.ts';
import type { Policy } from '#schema/policy.ts';
import { readJson, type Position } from './json-text.ts';
import type { KnownServer } from './known-server.ts';

/** One problem of a policy text. */
export interface ShownFinding extends Pick<LintFinding, 'rule' | 'severity' | 'message' | 'remedy'> {
  /** Where it stands in the text, when that is known. */
  readonly position: Position | undefined;
}

/** What can be said of a policy text. */
export interface CheckedPolicy {
  /** The policy, when calls can be decided by it. */
  readonly policy: Policy | undefined;
  readonly findings: readonly ShownFinding[];
  /** How many problems there are, as a sentence; empty when nothing was typed. */
  readonly summary: string;
  /** What the policy says, in sentences; empty when it is none. */
  readonly sentences: readonly string[];
}

/** Most characters of a policy that the tester reads: more would hold up the page at each key. */
export const longestPolicy = 100_000;

/** Most different patterns of a policy that is checked: each may take milliseconds to compile. */
export const mostPatterns = 200;

/** Most findings that are shown at once. */
export const mostFindings = 50;

/** Checks a policy text as far as the server is known: every problem with its place, and what the policy says. Never throws. */
export function checkPolicy(text: string, server: KnownServer | undefined): CheckedPolicy {
  if (text.trim() === '') return { policy: undefined, findings: [], summary: '', sentences: [] };
  if (text.length > longestPolicy) {
    return refuse(
      'too-long',
      `The policy has more than ${String(longestPolicy)} characters.`,
      'Test a part of it; the command line takes any length.',
      undefined,
    );
  }
  const json = readJson(text.replace(/^\ufeff/, ' '));
  if (!json.ok) {
    const remedy = 'Correct the syntax; the fault may stand a little before this place.';
    return refuse('json', json.message, remedy, json.position);
  }
  if (countPatterns(json.value) > mostPatterns) {
    const message = `The policy has more than ${String(mostPatterns)} different patterns.`;
    return refuse(
      'too-many-patterns',
      message,
      'Test a part of it; the command line takes any number.',
      undefined,
    );
  }
  const toolNames = server?.complete === true ? new Set(server.tools.keys()) : undefined;
  const inputSchemaOf = (tool: string) => server?.tools.get(tool)?.inputSchema;
  const findings = [
    ...json.repeated.map(({ key, position }): ShownFinding => ({
      rule: 'repeated-key',
      severity: 'error',
      message: `${JSON.stringify(key)} stands twice in one object; which of the two counts depends on who reads it.`,
      remedy: 'Join the two, or remove one.',
      position,
    })),
    ...lintPolicy(json.value, { toolNames, inputSchemaOf }).map(({ path, ...finding }): ShownFinding => ({
      ...finding,
      position: json.locate(path),
    })),
  ];
  const policy = isPolicy(json.value) ? json.value : undefined;
  return {
    policy,
    findings,
    summary: summarise(findings),
    sentences: policy === undefined ? [] : explainPolicy(policy),
  };
}

function countPatterns(document: unknown): number {
  const conditions = listConditions(readParts(document).tools);
  return new Set(conditions.flatMap(({ value }) => (value.op === 'regex' ? [value.value] : []))).size;
}

function refuse(
  rule: string,
  message: string,
  remedy: string,
  position: Position | undefined,
): CheckedPolicy {
  const findings: ShownFinding[] = [{ rule, severity: 'error', message, remedy, position }];
  return { policy: undefined, findings, summary: summarise(findings), sentences: [] };
}

function summarise(findings: readonly ShownFinding[]): string {
  if (findings.length === 0) return 'No problem found.';
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const parts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  return `${parts.join(' and ')} in the policy.`;
}
