import type { Evidence } from '#schema/common.ts';
import type { Capability, Level, RiskClass } from '#schema/vocabulary.ts';
import { type CapabilityFinding, findCapabilities } from '../capabilities.ts';
import { fromName } from '../evidence.ts';
import { findAsserted, type ToolFacts } from '../facts.ts';
import { collectVotes } from './classes.ts';
import { contentOfOutput, evidenceOfBusinessRecords, evidenceOfContents, listsTitles } from './contents.ts';

/** The level that a class starts from. */
export const baseLevels: Readonly<Record<RiskClass, Level>> = {
  read: 'low',
  write: 'medium',
  execute: 'high',
  destructive: 'critical',
  financial: 'critical',
  unknown: 'unknown',
};

/** A movement of the level away from its base. */
export interface LevelRule {
  readonly id: string;
  readonly class: RiskClass;
  readonly to: Level;
  readonly direction: 'raise' | 'lower';
  /** Completes the sentence "raised to high because …", and is shown on the method page. */
  readonly because: string;
  /** The words of the record that show it; empty when the rule does not apply. */
  readonly find: (facts: ToolFacts, capabilities: readonly CapabilityFinding[]) => readonly Evidence[];
}

/** The movements: a table that the method page renders. */
export const levelRules: readonly LevelRule[] = [
  raise(
    'read-secrets',
    'read',
    'high',
    'it returns secrets, tokens, environment variables or credentials',
    has('secrets-read'),
  ),
  raise('read-people', 'read', 'medium', 'it returns details of people', has('pii-read')),
  raise('read-messages', 'read', 'medium', 'it returns the content of messages', has('messaging-read')),
  raise(
    'read-strangers',
    'read',
    'medium',
    'it brings in text that strangers can write, and not only a list of titles',
    (facts, capabilities) => (listsTitles(facts) ? [] : has('untrusted-ingest')(facts, capabilities)),
  ),
  raise('read-rows', 'read', 'medium', 'it returns rows of a database', has('database-query')),
  raise(
    'read-browser',
    'read',
    'medium',
    'it returns content of web pages that a browser has open',
    (facts, capabilities) =>
      /\b(?:snapshot|screenshot|console|network requests?|html|text|content|cookies?|(?:local|session)? ?storage|pdf|extract|markdown|source|annotate|shows?|memory|heap|logs?)\b/i.test(
        `${facts.nameText} ${facts.lead}`,
      ) &&
      !/\b(?:verify|assert|wait|config|routes?|resize|tabs?|list network requests)\b/.test(facts.nameText)
        ? has('browser-control')(facts, capabilities)
        : [],
  ),
  raise(
    'read-address',
    'read',
    'medium',
    'it fetches an address that the argument names',
    (facts, capabilities) =>
      /\b(?:enumerate|map)\b/i.test(`${facts.nameText} ${facts.lead}`)
        ? []
        : has('network-egress')(facts, capabilities).filter(({ quote }) => !/base_?url$/i.test(quote)),
  ),
  raise(
    'read-content',
    'read',
    'medium',
    'it returns whole contents of files, documents or records',
    evidenceOfContents,
  ),
  raise('read-output', 'read', 'medium', 'its result holds whole bodies of what it lists', contentOfOutput),
  raise(
    'read-business',
    'read',
    'medium',
    'it returns itemised invoices, orders or transactions',
    evidenceOfBusinessRecords,
  ),
  raise(
    'read-log-text',
    'read',
    'medium',
    'it returns log text, which strangers may have written',
    (facts) =>
      /\b(?:logs?|stack ?traces?|crash reports?|process output)\b/.test(facts.nameText) &&
      !/\b(?:list|groups?|levels?|config|drains?|audit|changelog|count|metrics|search)\b/.test(facts.nameText)
        ? evidence(facts, /\b(?:logs?|stack ?traces?|output)\b/i)
        : [],
  ),
  raise(
    'write-credentials',
    'write',
    'high',
    'it issues, resets or rotates credentials',
    has('key-issuance', 'key-rotation'),
  ),
  raise(
    'write-secrets',
    'write',
    'high',
    'one of its actions returns secrets, tokens, environment variables or credentials',
    has('secrets-read'),
  ),
  raise(
    'write-access',
    'write',
    'high',
    'it changes roles, permissions, sharing or access rules',
    has('admin-permission-change'),
  ),
  raise('write-outside', 'write', 'high', 'it sends something to people outside', (facts, capabilities) =>
    /\b(?:e-?mails?|mail|sms|tweets?|calls?|public|customers?|recipients?|invit\w+|broadcasts?|forward(?:ed)?|whatsapp|all users|followers|official account|outbound)\b|\b(?:gmail|outlook|smtp|twilio|resend|mailtrap|sendgrid|postmark|mailgun|brevo|mailchimp|line bot|telegram|vonage|sinch|infobip|messagebird|plivo)\b/i.test(
      `${facts.nameText} ${facts.lead} ${facts.setting}`,
    ) &&
    !/\b(?:draft|sandbox|without delivering|mailbox|templates?)\b/i.test(`${facts.nameText} ${facts.lead}`)
      ? has('messaging-send')(facts, capabilities)
      : [],
  ),
  raise('write-public', 'write', 'high', 'it makes something public or live', (facts) =>
    evidence(
      facts,
      /\bpublish(?:es)? (?:an? |the )?(?:\w+ )?(?:documents?|releases?|pages?|posts?|articles?|site|website|app|versions?)\b|\bmakes? (?:it|them|the \w+) (?:live|public)\b|\band publish\b/i,
    ),
  ),
  raise('write-code', 'write', 'high', 'it writes to source code', (facts, capabilities) =>
    /\b(?:(?:create|update|push|edit|write|put|delete|upload|modify|multi|add)(?: or update)? (?:\w+ )?(?:files?|commits?)|push files?|merge|rebase|cherry pick|commit|git (?:pull|checkout|apply|revert|restore)|update pull request branch|apply suggestion)\b/.test(
      facts.nameText,
    ) &&
    !/\b(?:notes?|comments?|reactions?|discussions?|status|approve|merge request (?!merge)|create merge request|clone)\b/.test(
      facts.nameText.replace(/^.*\b(merge merge request|merge pull request)\b.*$/, 'merge'),
    )
      ? has('repo-write')(facts, capabilities)
      : [],
  ),
  raise('write-pipeline', 'write', 'high', 'it changes builds or deployments', has('cicd')),
  raise(
    'write-infrastructure',
    'write',
    'high',
    'it changes cloud, cluster or network resources, and not merely their contents, names or labels',
    (facts, capabilities) =>
      /\b(?:(?:put|add|set|upload|send|update) (?:\w+ )?(?:objects?|values?|messages?|key)|kv (?:put|set|write)|object put|put object|rename|labels?|tags?|snapshots? (?:create|take)|snapshot|sample data|collections?|index|description|image update|key update|send message|vectors?|feedback|development branch|create project|project create|new project|new \w+ project)\b/i.test(
        `${facts.nameText} ${facts.leadVerbs[0]?.direct ?? ''}`,
      ) || /\b(?:update|change)s? (?:an? |the )?\w+(?:'s|’s)? name\b/i.test(facts.lead)
        ? []
        : has('cloud-infra')(facts, capabilities),
  ),
  raise(
    'write-program',
    'write',
    'high',
    'it stores a script, workflow, extension or other program that runs later',
    (facts) => {
      const stores = /^(?:create|update|write|add|edit|put|register|activate|publish|install|modify)$/;
      const program =
        /\b(?:(?:inline |site )?scripts?|workflows?(?! (?:states?|status|steps?|runs?))|apex|edge functions?|lambdas?|stored procedures?|extensions?|plugins?|macros?)\b/;
      const [lead] = facts.leadVerbs;
      const stored = `${facts.nameVerb?.object ?? ''} ${lead?.direct ?? ''}`;
      return stores.test(facts.nameVerb?.verb.lemma ?? '') && program.test(stored)
        ? [lead?.evidence ?? fromName(facts.tool.name)]
        : [];
    },
  ),
  raise('write-later', 'write', 'high', 'it schedules work or registers a webhook', has('schedule-webhook')),
  raise('write-many', 'write', 'high', 'it changes many objects in one call', has('bulk-update')),
  raise(
    'write-agent-config',
    'write',
    'high',
    'it changes the configuration of an agent, a security setting or a production environment',
    (facts, capabilities) =>
      /\b(?:agents?|ai configs?|allowed|blocked|production|env(?:ironment)? ?var\w*|variable groups?|global vars?|secrets?|config(?:uration)? value|security|(?:mail|message|inbox|automation|forwarding) rules?|automatic repl(?:y|ies))\b/i.test(
        `${facts.nameText} ${facts.lead}`,
      )
        ? has('config-write')(facts, capabilities)
        : [],
  ),
  raise(
    'execute-anything',
    'execute',
    'critical',
    'it runs commands or code given as an argument',
    has('shell-exec'),
  ),
  raise('execute-sql', 'execute', 'critical', 'it runs SQL that nothing restricts', (facts, capabilities) => [
    ...has('database-query')(facts, capabilities),
    ...(/\b(?:ddl|migrations?)\b/i.test(facts.assertive) &&
    facts.parameters.some(({ name, depth }) => depth === 0 && /^(?:query|sql|statements?|ddl)$/i.test(name))
      ? evidence(facts, /\b(?:ddl|migrations?)\b/i)
      : []),
  ]),
  lower('undo', 'destructive', 'high', 'the record says that the effect can be undone', (facts) =>
    /\b(?:can ?not|can['’]t) be (?:undone|reversed|recovered|restored)|\birreversibl|\bpermanent/i.test(
      facts.description,
    )
      ? []
      : [
          ...evidence(
            facts,
            /\b(?:(?:to|in|into|lands? in|goes to) (?:the |its )?(?:trash|recycle bin|bin|archive|deleted items)|trash(?:es|ed)?|soft[- ]delet\w+|can be (?:restored|undone|recovered)|restorable|recoverable)\b/i,
          ),
        ],
  ),
  lower('own-state', 'destructive', 'high', 'what is lost is the caller’s own short-lived state', (facts) => {
    const own =
      /\b(?:browser|tabs?|pages? (?:\d|by)|breakpoints?|drafts?|draft \w+|knowledge graph|memory entr(?:y|ies)|memor(?:y|ies)|observations?|entities|relations|console messages|(?:named|current|browser|background|own|active) sessions?|sessions?|cookies?|local ?storage|session ?storage|storage state|local cache|cache entries|port forward|release version|document version)\b/i;
    const finding = facts.leadVerbs.find(
      ({ direct, object }) => own.test(direct) || (direct === '' && own.test(object)),
    );
    if (/\ball (?:its |the )?drafts?\b|\ball sessions\b/i.test(facts.lead)) return [];
    if (finding && !/\b(?:permanently|all its)\b/i.test(facts.lead)) return [finding.evidence];
    return /\b(?:browser|tab|breakpoint|draft|local ?storage|session ?storage|cookies?|close session)\b/.test(
      facts.nameText,
    )
      ? [fromName(facts.tool.name)]
      : [];
  }),
];

function raise(
  id: string,
  riskClass: RiskClass,
  to: Level,
  because: string,
  find: LevelRule['find'],
): LevelRule {
  return { id, class: riskClass, to, direction: 'raise', because, find };
}

function lower(
  id: string,
  riskClass: RiskClass,
  to: Level,
  because: string,
  find: LevelRule['find'],
): LevelRule {
  return {
    id,
    class: riskClass,
    to,
    direction: 'lower',
    because,
    find: (facts, capabilities) => (runsAnything(facts) ? [] : find(facts, capabilities)),
  };
}

/** Whether the tool also runs what it is given: an undo of its deletions limits nothing then. */
function runsAnything(facts: ToolFacts): boolean {
  return (
    collectVotes(facts).some((vote) => vote.class === 'execute') &&
    findCapabilities(facts, 'execute').some(({ id }) => id === 'shell-exec' || id === 'database-query')
  );
}

function has(...wanted: Capability[]): LevelRule['find'] {
  return (_facts, capabilities) =>
    capabilities.filter(({ id }) => wanted.includes(id)).flatMap((finding) => finding.evidence);
}

function evidence(facts: ToolFacts, pattern: RegExp): Evidence[] {
  const found = findAsserted(facts, pattern);
  if (found) return [found];
  return pattern.test(facts.nameText) ? [fromName(facts.tool.name)] : [];
}
