import { lintPolicy } from '#domain/policy/lint.ts';
import { hasErrors } from '#records/problems.ts';
import { placeFindings } from './findings.ts';
import { type FileProblem, readJsonFile } from './json-file.ts';
import type { PolicyOptions } from './options.ts';
import { type CommandResult, listProblems, showLine, toJson, wordProblems, wordTarget } from './output.ts';
import { isComplete, readTargetServer, type TargetServer } from './target-server.ts';

/** Checks a policy file: schema, rules of lint and, with a server, names and arguments. All problems of all files come together. */
export function lintFile(options: Extract<PolicyOptions, { command: 'lint' }>): CommandResult {
  const { policyFile, strict, json } = options;
  const read = options.target === undefined ? undefined : readTargetServer(options.target);
  const target = read?.ok === true ? read.target : undefined;
  const problems = [...(read?.ok === false ? read.problems : []), ...findPolicyProblems(policyFile, target)];
  const note = target === undefined || isComplete(target) ? undefined : wordUnchecked(target);
  const ok = strict ? problems.length === 0 : !hasErrors(problems);
  if (json) {
    const report = { ok, problems: listProblems(problems), ...(note === undefined ? {} : { note }) };
    return { ok, output: toJson(report), complaint: '' };
  }
  const against = target === undefined ? '' : ` Held against ${wordTarget(target)}.`;
  const complaint = [...(problems.length > 0 ? [wordProblems(problems)] : []), ...(note ? [note] : [])];
  return {
    ok,
    output: problems.length > 0 ? '' : `${showLine(policyFile)}: a valid policy without findings.${against}`,
    complaint: complaint.join('\n\n'),
  };
}

function findPolicyProblems(policyFile: string, target: TargetServer | undefined): readonly FileProblem[] {
  const json = readJsonFile(policyFile);
  if (!json.ok) return json.problems;
  const { file, locate, value: document, repeatedKeys } = json;
  const names = target?.tools.map(({ name }) => name) ?? [];
  const schemas = new Map(target?.tools.map(({ name, inputSchema }) => [name, inputSchema]));
  const findings = lintPolicy(document, {
    toolNames: target !== undefined && isComplete(target) ? new Set(names) : undefined,
    inputSchemaOf: (tool) => schemas.get(tool),
  });
  return [...repeatedKeys, ...placeFindings(findings, { file, locate, document, within: [] }, names)];
}

/** A name that is not in a partial list may be right, so it is not reported; that must not pass for a check. */
function wordUnchecked(target: TargetServer): string {
  return `Names of tools were not checked, because not every tool is known: ${wordTarget(target)}.`;
}
