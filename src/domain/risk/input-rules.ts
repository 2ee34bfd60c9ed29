import type { Evidence } from '#schema/common.ts';
import type { RiskClass } from '#schema/vocabulary.ts';
import { fromDescription } from '../evidence.ts';
import type { ToolFacts } from '../facts.ts';
import type { Parameter } from '../parameters.ts';

/** What an argument, or a statement further down in the description, says about the class. */
export interface InputRule {
  readonly id: string;
  /** When it applies, as the method page shows it. */
  readonly when: string;
  readonly class: Exclude<RiskClass, 'unknown'>;
  /** The evidence when the rule holds, otherwise undefined. */
  readonly find: (facts: ToolFacts) => Evidence | undefined;
}

const runs = /\b(?:execut|evaluat|run(?:s|ning)?\b|invok|interpret|eval\b)/i;
const saves =
  /\bsav(?:e|ed|es|ing)\b|\bwritten? (?:it )?to\b|\bdownload(?:ed)? to|\boutput (?:file|path)|\bwhere to (?:write|store)/i;
const savePath =
  /^(?:(?:output|save|download|dest|destination|export|target|local)_?(?:to_?)?(?:path|file|filename|dir|directory|folder)|file_?(?:path|name)|save_?to|out(?:put)?(?:_?file)?)$/i;
const httpMethods = /^"?(?:GET|POST|PUT|PATCH|DELETE)"?$/i;

/** What arguments and statements say about the class: a table that the method page renders. */
export const inputRules: readonly InputRule[] = [
  {
    id: 'command-argument',
    when: 'an argument takes a command, code or a script, and the record says that it is run',
    class: 'execute',
    find: (facts) =>
      isReadOnly(facts)
        ? undefined
        : evidenceOf(
            facts.parameters.find(
              ({ name, type, depth, description }) =>
                depth === 0 &&
                /^(?:string|array of string|any|string or)/.test(type) &&
                /^(?:.*_)?(?:commands?|cmd|command_?line|shell|script|code|expression|javascript|js|python|program|function|snippet)$|[a-z](?:Command|Script|Code|Expression)$/.test(
                  name.replace(/^function$/, 'code'),
                ) &&
                !/^(?:(?:country|currency|language|area|postal|zip|promo|coupon|error|status|auth|verification|region|time|response|discount|state|exit|sms|otp|short|project|account|tax|product|item|iso|color|airport|city|cron)_?code|cron_?expression|filter_?expression)$/i.test(
                  name,
                ) &&
                runs.test(`${facts.nameText} ${facts.lead} ${description ?? ''}`),
            ),
          ),
  },
  {
    id: 'sql-argument',
    when: 'an argument takes SQL, and the record does not say that only reading is possible',
    class: 'execute',
    find: (facts) => {
      const argument =
        parameterEvidence(
          facts,
          /^(?:sql|sql_?query|statement|statements|raw_?sql)$/i,
          /^(?:string|any|array of string)/,
        ) ??
        (/\bSQL\b/i.test(`${facts.nameText} ${facts.lead}`)
          ? parameterEvidence(facts, /^(?:query|queries)$/i, /^(?:string|array|any)/)
          : undefined);
      const changes = runs.test(`${facts.nameText} ${facts.assertive}`);
      return argument && changes && !isReadOnly(facts) ? argument : undefined;
    },
  },
  {
    id: 'mutating-query',
    when: 'an argument takes GraphQL, and mutations are allowed',
    class: 'execute',
    find: (facts) =>
      /\bgraphql\b/i.test(`${facts.nameText} ${facts.lead}`) && /\bmutations?\b/i.test(facts.assertive)
        ? parameterEvidence(facts, /^(?:query|mutation|document|operation|graphql)$/i, /^(?:string|any)/)
        : undefined,
  },
  {
    id: 'any-route',
    when: 'arguments choose an HTTP method and a path or address, so that any route can be called',
    class: 'execute',
    find: (facts) => {
      const method = facts.parameters.find(
        ({ name, allowed }) =>
          /^(?:http_?)?method$/i.test(name) &&
          allowed.some((value) => httpMethods.test(value) && !/GET|HEAD/i.test(value)),
      );
      if (/^(?:create|update|add|delete|set|edit)$/.test(facts.nameVerb?.verb.lemma ?? '')) return undefined;
      const route = facts.parameters.some(({ name }) => /^(?:path|url|uri|endpoint|route)$/i.test(name));
      return method && route ? evidenceOf(method) : undefined;
    },
  },
  {
    id: 'changing-route',
    when: 'the name is an HTTP method that changes, and an argument takes the path of any route',
    class: 'execute',
    find: (facts) => (/\b(?:post|put|patch)$/.test(facts.nameText) ? pathOfRoute(facts) : undefined),
  },
  {
    id: 'deleting-route',
    when: 'the name is the HTTP method DELETE, and an argument takes the path of any route',
    class: 'destructive',
    find: (facts) => (/\bdelete$/.test(facts.nameText) ? pathOfRoute(facts) : undefined),
  },
  {
    id: 'free-task',
    when: 'another agent is given a task in free words and carries it out',
    class: 'execute',
    find: (facts) =>
      !/^(?:create|update|add|delete|set|edit|list|get)$/.test(facts.nameVerb?.verb.lemma ?? '') &&
      /\bagents?\b/i.test(`${facts.nameText} ${facts.lead}`) &&
      /\b(?:autonomous\w*|automat\w+|operat\w+|carr(?:y|ies) out|complex (?:\w+ )?tasks|delegat\w+|spawn\w*|on its own)\b/i.test(
        facts.assertive.slice(0, 600),
      ) &&
      !/\b(?:research|search|list|get)\b/i.test(`${facts.nameText} ${facts.lead}`)
        ? parameterEvidence(
            facts,
            /^(?:task|prompt|instructions?|goal|objective|message)$/i,
            /^(?:string|any)/,
          )
        : undefined,
  },
  {
    id: 'pruning-switch',
    when: 'an argument lets a change empty its target or delete what is no longer described',
    class: 'destructive',
    find: (facts) =>
      changes(facts)
        ? parameterEvidence(
            facts,
            /^(?:prune|purge|truncate\w*|delete_?(?:orphans?|extraneous|missing|existing)|drop_?(?:existing|first)|clear_?(?:first|existing))$/i,
            /^boolean/,
          )
        : undefined,
  },
  {
    id: 'path-to-save-to',
    when: 'an argument names a path to which the result is saved',
    class: 'write',
    find: (facts) => {
      const path = facts.parameters.find(
        ({ name, description, depth }) => depth === 0 && savePath.test(name) && saves.test(description ?? ''),
      );
      const words =
        /[^.]*(?:\bsav(?:e|ed|es|ing)\b|\bwritten?\b|\bdownload(?:ed)? to|\boutput|\bwhere to)[^.]*/i.exec(
          path?.description ?? '',
        );
      return path && words ? { path: `${path.recordPath}.description`, quote: words[0].trim() } : undefined;
    },
  },
  {
    id: 'overwrite-switch',
    when: 'an argument allows that an existing file is overwritten',
    class: 'destructive',
    find: (facts) =>
      (/\b(?:local|disk|file ?system|remote (?:host|server|path|file)|output file|sftp|scp)\b/i.test(
        facts.assertive,
      )
        ? parameterEvidence(
            facts,
            /^(?:overwrite(?:_?existing)?|force_?overwrite|replace_?existing|clobber)$/i,
            /^boolean/,
          )
        : undefined) ??
      evidenceOf(
        facts.parameters.find(
          ({ name, type, description }) =>
            /^force$/i.test(name) && /^boolean/.test(type) && /\boverwrit/i.test(description ?? ''),
        ),
      ),
  },
  {
    id: 'force-switch',
    when: 'an argument forces a push, which replaces the history of a branch',
    class: 'destructive',
    find: (facts) =>
      facts.nameVerb?.verb.lemma === 'push' ? parameterEvidence(facts, /^force/i, /^boolean/) : undefined,
  },
  {
    id: 'ending-status',
    when: 'a changing tool takes a status, and deleted or voided is one of its values',
    class: 'destructive',
    find: (facts) => {
      const status = /^(?:update|set|change|modify|edit|patch|manage|transition|move)$/.test(
        facts.nameVerb?.verb.lemma ?? '',
      )
        ? facts.parameters.find(
            ({ name, allowed }) =>
              /status$|^state$/i.test(name) &&
              allowed.some((value) => /^"(?:deleted?|voided|removed|destroyed)"$/i.test(value)),
          )
        : undefined;
      const value = status?.allowed.find((json) => /^"(?:deleted?|voided|removed|destroyed)"$/i.test(json));
      return status && value
        ? { path: `${status.recordPath}.enum`, quote: value.replace(/"/g, '') }
        : undefined;
    },
  },
  {
    id: 'data-lost',
    when: 'the record says that data or changes will be lost, deleted or overwritten',
    class: 'destructive',
    find: (facts) =>
      changes(facts)
        ? quoted(
            facts,
            facts.description,
            /\b(?:all|any|existing|untracked|uncommitted|unsaved|current)\b[^.\n]{0,40}\b(?:data|changes?|contents?|history|records|files?|content)\b[^.\n]{0,30}\b(?:will|would) be (?:permanently )?(?:lost|deleted|erased|wiped|discarded|overwritten|replaced|removed)\b/i,
          )
        : undefined,
  },
  {
    id: 'file-replaced',
    when: 'the record says that an existing file, or everything in something, is overwritten or replaced',
    class: 'destructive',
    find: (facts) =>
      changes(facts)
        ? quoted(
            facts,
            facts.assertive,
            /\b(?:overwrit(?:es?|ing)|replac(?:es?|ing)|clears?)\b (?:any |an |the |all |its )*(?:entire |whole |complete |full |existing )+(?:file|contents?|document|database|data|cookies)\b|\boverwrit(?:es?|ing) (?:the )?(?:file|contents)\b|\bcompletely (?:overwrit|replac)\w+|\bdiscard(?:s|ing)? all\b|\breplac(?:es?|ing) all (?:of )?(?:the |your |its )?existing\b/i,
          )
        : undefined,
  },
  {
    id: 'not-reversible',
    when: 'the record says that ending or removing something cannot be undone',
    class: 'destructive',
    find: (facts) =>
      /^(?:remove|reset|cancel|close|end|clear|void|unlink|logout|disconnect|deactivate|finish|reject|detach|stop)$/.test(
        facts.nameVerb?.verb.lemma ?? '',
      )
        ? quoted(
            facts,
            facts.description,
            /\b(?:can ?not|can['’]t) be (?:undone|reversed|recovered|restored)\b|\birreversibl[ey]\b|\bpermanent(?:ly)?\b (?:delet|remov|eras|destroy|los)\w*/i,
          )
        : undefined,
  },
  {
    id: 'charges-somebody',
    when: 'the record says that a customer, card or account is charged',
    class: 'financial',
    find: (facts) =>
      changes(facts)
        ? quoted(
            facts,
            facts.assertive,
            /\b(?:this |it |will |immediately |automatically |and )+(?:charges?|bills?|debits?) (?:the |your |a |their )*(?:customer|card|account|user|payment method|wallet|balance|buyer)\b|\blocks? (?:your )?funds\b/i,
          )
        : undefined,
  },
  {
    id: 'migrations-run',
    when: 'the record says that migrations are run or that something goes to production',
    class: 'execute',
    find: (facts) =>
      changes(facts)
        ? quoted(
            facts,
            facts.assertive,
            /\b(?:runs?|appl(?:y|ies)|merges?|execut\w+) (?:any |all |the |newer |new |pending )*migrations\b|\bdeploys? (?:it |them |the \w+ )?(?:to|into) production\b/i,
          )
        : undefined,
  },
];

/** Whether the first sentence or the name says that only reading is possible. */
function isReadOnly(facts: ToolFacts): boolean {
  return /\b(?:execute|run)s? (?:an? )?(?:custom )?(?:SQL )?SELECT quer(?:y|ies)\b|\bread[- ]?only\b|\bSELECT (?:queries|statements) only\b|\bonly SELECT\b|\bSELECT (?:quer(?:y|ies) (?:and|with|on|against)|statements? only)\b|\bread[- ]only transaction|\ballow-?listed read/i.test(
    `${facts.nameText} ${facts.description.slice(0, 600)}`,
  );
}

/** Statements count only for tools that do not plainly read. */
function changes(facts: ToolFacts): boolean {
  const sense = facts.nameVerb?.verb.sense ?? facts.leadVerbs[0]?.verb.sense;
  return sense !== undefined && sense !== 'read';
}

function pathOfRoute(facts: ToolFacts): Evidence | undefined {
  return evidenceOf(
    facts.parameters.find(
      ({ name, description, depth }) =>
        depth === 0 &&
        /^(?:path|endpoint|route|url)$/i.test(name) &&
        /\b(?:api|endpoint|route|http \w+ request|perform http operation)\b/i.test(
          `${description ?? ''} ${facts.lead}`,
        ),
    ),
  );
}

function parameterEvidence(facts: ToolFacts, name: RegExp, type: RegExp): Evidence | undefined {
  return evidenceOf(
    facts.parameters.find(
      (parameter) => parameter.depth === 0 && name.test(parameter.name) && type.test(parameter.type),
    ),
  );
}

function evidenceOf(parameter: Parameter | undefined): Evidence | undefined {
  return parameter && { path: parameter.recordPath, quote: parameter.name };
}

/** The words of the description where `text`, which has its length, matches. */
function quoted(facts: ToolFacts, text: string, pattern: RegExp): Evidence | undefined {
  const match = pattern.exec(text);
  return match ? fromDescription(facts.description, match.index, match.index + match[0].length) : undefined;
}
