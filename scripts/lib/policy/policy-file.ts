import { lintPolicy } from '#domain/policy/lint.ts';
import { type Policy, policySchema } from '#schema/policy.ts';
import { type DocumentPlace, placeFindings } from './findings.ts';
import { type FileProblem, readJsonFile } from './json-file.ts';

/** A policy that the schema accepts, or every reason against it. */
export type PolicyResult =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Reads a policy that is to be run. Warnings of lint are left to `lint`. */
export function readPolicyFile(policyFile: string): PolicyResult {
  const json = readJsonFile(policyFile);
  if (!json.ok) return json;
  const { file, locate, value: document, repeatedKeys } = json;
  const result = checkPolicy({ file, locate, document, within: [] });
  if (result.ok && repeatedKeys.length === 0) return result;
  return { ok: false, problems: [...repeatedKeys, ...(result.ok ? [] : result.problems)] };
}

/** Checks a policy document, which may be part of a file. */
export function checkPolicy(place: DocumentPlace): PolicyResult {
  const { success, data } = policySchema.safeParse(place.document);
  if (success) return { ok: true, policy: data };
  const errors = lintPolicy(place.document, {}).filter(({ severity }) => severity === 'error');
  return { ok: false, problems: placeFindings(errors, place, []) };
}
