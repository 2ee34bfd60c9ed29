import type { Evidence } from '#schema/common.ts';
import type { Capability, Level, RiskClass } from '#schema/vocabulary.ts';
import { type CapabilityFinding, findCapabilities } from '../capabilities.ts';
import type { ToolFacts } from '../facts.ts';
import { collectVotes, findInDescription } from './classes.ts';

/** Order of the levels; `unknown` stands apart. */
export const levelRank: Readonly<Record<Level, number>> = {
  unknown: -1,
  low: 0,
  medium: 1,
  high: 2,
  critical: 3,
};

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
    'it brings in text that strangers can write',
    has('untrusted-ingest'),
  ),
  raise('read-rows', 'read', 'medium', 'it returns rows of a database', has('database-query')),
  raise(
    'read-browser',
    'read',
    'medium',
    'it returns content of web pages that a browser has open',
    has('browser-control'),
  ),
  raise(
    'read-address',
    'read',
    'medium',
    'it fetches an address that the argument names',
    has('network-egress'),
  ),
  raise('read-content', 'read', 'medium', 'it returns whole contents of files or documents', (facts) =>
    evidenceOfContents(facts),
  ),
  raise(
    'read-log-text',
    'read',
    'medium',
    'it returns log text, which strangers may have written',
    (facts) => [...(/\blogs?\b/.test(facts.nameText) ? evidence(facts, /\blogs?\b/i) : [])],
  ),
  raise(
    'write-credentials',
    'write',
    'high',
    'it issues, resets or rotates credentials',
    has('key-issuance', 'key-rotation'),
  ),
  raise(
    'write-access',
    'write',
    'high',
    'it changes roles, permissions, sharing or access rules',
    has('admin-permission-change'),
  ),
  raise('write-outside', 'write', 'high', 'it sends something to people outside', (facts, capabilities) =>
    /\b(?:e-?mails?|sms|tweets?|calls?|public|customers?|recipients?|invit\w+)\b/i.test(
      `${facts.nameText} ${facts.lead}`,
    )
      ? has('messaging-send')(facts, capabilities)
      : [],
  ),
  raise('write-code', 'write', 'high', 'it writes to source code', has('repo-write')),
  raise('write-pipeline', 'write', 'high', 'it changes builds or deployments', has('cicd')),
  raise(
    'write-infrastructure',
    'write',
    'high',
    'it changes cloud, cluster or network resources',
    has('cloud-infra'),
  ),
  raise('write-later', 'write', 'high', 'it schedules work or registers a webhook', has('schedule-webhook')),
  raise('write-many', 'write', 'high', 'it changes many objects in one call', has('bulk-update')),
  raise(
    'execute-anything',
    'execute',
    'critical',
    'it runs commands or code given as an argument',
    has('shell-exec'),
  ),
  raise('execute-sql', 'execute', 'critical', 'it runs SQL that nothing restricts', has('database-query')),
  lower('undo', 'destructive', 'high', 'the record says that the effect can be undone', (facts) =>
    evidence(
      facts,
      /\b(?:trash|recycle bin|archiv(?:e|es|ed)|soft[- ]delet\w+|can be (?:restored|undone|recovered)|restorable|undo)\b/i,
    ),
  ),
  lower('own-state', 'destructive', 'high', 'what is lost is the caller’s own short-lived state', (facts) =>
    evidence(
      facts,
      /\b(?:browser tabs?|breakpoints?|drafts?|knowledge graph|memory entr(?:y|ies)|memor(?:y|ies)|console messages|session|cookies?|local cache|cache entries)\b/i,
    ),
  ),
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
  const found = findInDescription(facts, pattern);
  if (found) return [found];
  return pattern.test(facts.nameText) ? [{ path: 'name', quote: facts.tool.name }] : [];
}

/** Whole contents: "complete contents", "contents of a file", "full text". Listing or describing files is not reading them. */
function evidenceOfContents(facts: ToolFacts): Evidence[] {
  const found = findInDescription(
    facts,
    /\b(?:(?:complete|full|entire|whole|raw|text)\s+(?:text\s+|page\s+|file\s+|document\s+)?contents?\b|contents? of (?:an? |the |multiple |one or more |several )?(?:\w+ )?(?:files?|documents?|pages?|notes?|messages?|issues?)\b|full (?:text|body|transcript)|entire (?:knowledge graph|file|document|database)|read(?:s)? (?:an? |the |multiple )?(?:\w+ )?(?:files?|documents?)\b)/i,
  );
  return found ? [found] : [];
}
