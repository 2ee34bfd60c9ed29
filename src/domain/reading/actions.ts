import type { Evidence } from '#schema/common.ts';
import { findVerb } from '../lexicon.ts';
import type { Parameter } from '../parameters.ts';
import { splitWords } from '../words.ts';
import type { Lead } from './lead.ts';

/** One of several things that a tool can do, and where the record says so. */
export interface ListedAction {
  readonly value: string;
  readonly evidence: Evidence;
  /** False when a call may leave the choice out, or when the record names it in prose. */
  readonly required: boolean;
}

/** Names of arguments that choose among actions. */
const actionName =
  /^(?:action|actions|operation|operations|op|command_?type|method|(?:\w+_?)?mode|verb|task|sub_?command|command)$/i;

/** Values of an argument that chooses an HTTP method: what that does depends on the route, and has a rule of its own. */
const httpMethod =
  /^"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|COPY|LINK|UNLINK|PURGE|LOCK|UNLOCK|PROPFIND|VIEW)"$/;

/** Names of lists whose items choose an action each, by an argument of their own. */
const actionList =
  /^(?:actions|operations|ops|steps|commands|changes|edits|files)\[\]\.(?:\w+_)?(?:type|action|op|operation|command|kind)$/i;

/** Values of an argument that chooses among actions. */
export function actionsOf(parameters: readonly Parameter[]): ListedAction[] {
  return parameters
    .filter(
      ({ path, name, depth, allowed, description }) =>
        allowed.length > 1 &&
        // An argument that filters by action does not act.
        !/\bfilter/i.test(description ?? '') &&
        !allowed.every((value) => httpMethod.test(value)) &&
        (depth === 0 ? actionName.test(name) : actionList.test(path)),
    )
    .flatMap((parameter) =>
      parameter.allowed.map((json) => ({
        value: json.replace(/^"|"$/g, ''),
        required: parameter.required,
        evidence: { path: `${parameter.recordPath}.enum`, quote: json.replace(/^"|"$/g, '') },
      })),
    );
}

/** Words after which a description lists the operations of a tool that has several. */
const listing =
  /\b(?:one of the following|following (?:\w+ )*(?:operations|actions|commands|tools)|(?:actions|operations|commands) (?:like|such as|including)|^(?:manage|[\w ]{1,30} operations?|control)\b[^:.]{0,60}:)/i;

/**
 * Operations that a tool with several names in prose: "run one of the following operations: get-site, delete-site", "Manage keys:
 * list/create/delete". Each begins with a verb; what follows the list is not read.
 */
export function listedActions(description: string, lead: Lead): ListedAction[] {
  const intro = listing.exec(lead.text);
  if (!intro) return [];
  const start = lead.start + intro.index + intro[0].length;
  const list =
    /^[^.;!?]{0,700}/.exec(
      description.slice(start).replace(/^\s*[:-]\s*/, (gap) => ' '.repeat(gap.length)),
    )?.[0] ?? '';
  return list
    .split(/[,/|\n]|\band\b|\bor\b/)
    .flatMap((part) => part.match(/[A-Za-z][\w-]*(?: [\w-]+)*/g) ?? [])
    .flatMap((part) => (/^[a-z]+(?:[-_][a-z]+)+(?: |$)/.test(part) ? part.split(' ') : [part]))
    .filter((part) => findVerb(splitWords(part)[0] ?? '') !== undefined)
    .map((value) => ({ value, required: false, evidence: { path: 'description', quote: value } }));
}
