import path from 'node:path';
import { z } from 'zod';
import { fromZodError, placeOf } from '#records/zod-problems.ts';
import { jsonObjectSchema } from '#schema/common.ts';
import type { Policy } from '#schema/policy.ts';
import { type FileProblem, readJsonFile } from './json-file.ts';
import { checkPolicy, type PolicyResult, readPolicyFile } from './policy-file.ts';

const callSchema = z
  .strictObject({
    /** Name of the tool. */
    tool: z.string(),
    /** Arguments of the call. */
    args: jsonObjectSchema.default({}),
    /** The access token, by a label: quotas are counted for each. */
    grant: z.string().default('grant'),
    /** Time of the call in milliseconds since the epoch, UTC. */
    t: z.number().nonnegative().default(0),
    /** What must become of the call. */
    want: z.enum(['allow', 'deny']),
    /** Id of the rule that must deny; with a slash at the end, of any rule of that list. */
    rule: z.string().optional(),
    /** The message that the agent must get. */
    message: z.string().optional(),
  })
  .refine(({ want, rule, message }) => want === 'deny' || (rule === undefined && message === undefined), {
    error: 'says by which rule or with which message, but wants the call allowed',
    path: ['want'],
  });

const casesSchema = z
  .array(
    z.strictObject({
      /** What differences are reported under. */
      id: z.string().min(1),
      /** What the case is about. */
      why: z.string().optional(),
      /** How well the expectation is documented. Not used here. */
      ev: z.string().optional(),
      /** The policy: a document, the path of a file beside the cases, or null for none. Absent: the file on the command line. */
      policy: z.unknown().optional(),
      /** Calls in their order, with one count for all of them. */
      calls: z.array(callSchema).min(1),
    }),
  )
  .min(1);

/** One call of a case, and what must become of it. */
export type CaseCall = z.output<typeof callSchema>;

/** A case that can be run. */
export interface PolicyCase {
  readonly id: string;
  readonly why: string | undefined;
  /** Null stands for a grant without a policy. */
  readonly policy: Policy | null;
  readonly calls: readonly CaseCall[];
}

/** Cases that can be run, or every reason why they cannot. */
export type CasesResult =
  | { readonly ok: true; readonly cases: readonly PolicyCase[] }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Reads cases with their policies. `policyFile` is for those that bring none; that none of them uses it is a problem, too. */
export function readCases(casesFile: string, policyFile: string | undefined): CasesResult {
  const given = policyFile === undefined ? undefined : readPolicyFile(policyFile);
  const json = readJsonFile(casesFile);
  const problems = given?.ok === false ? [...given.problems] : [];
  if (!json.ok) return { ok: false, problems: [...problems, ...json.problems] };
  problems.push(...json.repeatedKeys);
  const { success, data, error } = casesSchema.safeParse(json.value);
  if (!success) {
    const { value: input, locate } = json;
    problems.push(...fromZodError(casesFile, error, { schema: casesSchema, input, locate }));
    return { ok: false, problems };
  }
  if (policyFile !== undefined && data.every(({ policy }) => policy !== undefined)) {
    const remedy = `Leave "policy" out of the cases that are for it, or leave the file out of the command.`;
    const message = `no case uses ${policyFile}, because each brings a policy of its own`;
    problems.push({ severity: 'error', file: casesFile, place: '', message, remedy });
  }
  const policyAt = createPolicyReader(json);
  const cases = data.flatMap(({ id, why, policy, calls }, index) => {
    const found = policy === undefined ? given : policyAt(policy, index);
    if (found?.ok) return [{ id, why, policy: found.policy, calls }];
    if (found === undefined) problems.push(wordMissing(casesFile, index, json));
    else if (policy !== undefined) problems.push(...found.problems);
    return [];
  });
  // One refused file is the same problem for each case that names it.
  return problems.length === 0 ? { ok: true, cases } : { ok: false, problems: [...new Set(problems)] };
}

type ReadJsonFile = Extract<ReturnType<typeof readJsonFile>, { ok: true }>;

type CasePolicyResult =
  { readonly ok: true; readonly policy: Policy | null } | Extract<PolicyResult, { ok: false }>;

/** Reads the policies that cases bring; each file once. */
function createPolicyReader({ file, locate }: ReadJsonFile) {
  const files = new Map<string, PolicyResult>();
  return (policy: unknown, index: number): CasePolicyResult => {
    if (policy === null) return { ok: true, policy };
    if (typeof policy !== 'string')
      return checkPolicy({ file, locate, document: policy, within: [index, 'policy'] });
    const policyFile = path.join(path.dirname(file), policy);
    const known = files.get(policyFile);
    if (known !== undefined) return known;
    const result = readPolicyFile(path.isAbsolute(policy) ? policy : policyFile);
    files.set(policyFile, result);
    return result;
  };
}

function wordMissing(file: string, index: number, { locate }: ReadJsonFile): FileProblem {
  const position = locate([index]);
  return {
    severity: 'error',
    file,
    place: placeOf(`[${index}]`, position),
    position,
    message: 'the case brings no policy, and none was given',
    remedy:
      'Name the policy before the cases: test <policy.json> <cases.json>; or write "policy" into the case.',
  };
}
