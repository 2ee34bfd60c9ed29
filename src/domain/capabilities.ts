import type { Evidence } from '#schema/common.ts';
import type { Capability, RiskClass } from '#schema/vocabulary.ts';
import { distinctEvidence, fromDescription, fromName } from './evidence.ts';
import type { ToolFacts } from './facts.ts';

/** A capability that the record shows, with the words that show it. */
export interface CapabilityFinding {
  readonly id: Capability;
  readonly evidence: readonly Evidence[];
}

/** One way in which a record shows a capability. Patterns that are absent are not looked for. */
export interface CapabilityRule {
  readonly id: string;
  readonly capability: Capability;
  /** When it applies, as the method page shows it. */
  readonly when: string;
  /** Classes for which the rule holds; all when absent. */
  readonly classes?: readonly RiskClass[];
  /** Matched against the words of the name joined by blanks. */
  readonly name?: RegExp;
  /** Matched against what the description asserts. */
  readonly description?: RegExp;
  /** Matched against the names of parameters. */
  readonly parameter?: RegExp;
  /** The rule holds only when this matches name or description, too. */
  readonly context?: RegExp;
}

const changing: readonly RiskClass[] = ['write', 'execute', 'destructive', 'financial'];
const keyNoun = String.raw`(?:api[ -]?|access[ -]?|secret[ -]?|client[ -]|service[ -]|personal access )?(?:keys?\b(?! (?:value|word|point|frame|press|board|name|result|finding|feature|concept|event))|tokens?\b(?! (?:count|usage|limit|budget|price|contract|holder|swap|address))|secrets?\b|credentials?\b|service accounts?\b|client registrations?\b)`;
const credentialNoun = String.raw`(?:api|access|secret|private|auth\w*|bearer|client|refresh|admin)[ _-]?(?:keys?|tokens?|secrets?)\b|\bpasswords?\b|\bcredentials?\b|\bconnection strings?\b`;
const issue = String.raw`(?:create|generate|issue|mint|provision|register|add)`;
const rotate = String.raw`(?:reset|rotate|regenerate|revoke|renew|roll|invalidate|expire)`;
const file = String.raw`(?:files?|director(?:y|ies)|folders?|file ?system|paths?)\b`;

/** The rules that find capabilities: a table that the method page renders. */
export const capabilityRules: readonly CapabilityRule[] = [
  {
    id: 'issues-key',
    capability: 'key-issuance',
    when: 'a verb of creation acts on a key, token or service account',
    classes: ['write', 'execute'],
    name: new RegExp(String.raw`\b${issue} (?:\w+ ){0,2}${keyNoun}`),
    description: new RegExp(
      String.raw`\b${issue}(?:s|d|ing)?\s+(?:an? |the )?(?:new |client-scoped |scoped |additional )*(?:\w+ )?${keyNoun}`,
      'i',
    ),
    context: /\b(?:api|access|secret|client|service|personal|auth\w*|bearer|key|credential)/i,
  },
  {
    id: 'rotates-key',
    capability: 'key-rotation',
    when: 'a verb of reset, rotation or revocation acts on a key, token, secret or password',
    classes: changing,
    name: new RegExp(String.raw`\b${rotate} (?:\w+ ){0,2}(?:${keyNoun}|passwords?\b)`),
    description: new RegExp(
      String.raw`\b${rotate}(?:s|d|ing)?(?:\/\w+)?\s+(?:an? |the |all )?(?:[\w'’-]+ ){0,3}(?:${keyNoun}|passwords?\b)`,
      'i',
    ),
  },
  {
    id: 'names-credential',
    capability: 'credential-handling',
    when: 'the record speaks of keys, tokens, passwords or credentials that the tool takes or returns',
    name: new RegExp(String.raw`\b(?:${credentialNoun})`),
    description: new RegExp(String.raw`\b(?:${credentialNoun})`, 'i'),
    classes: ['write', 'execute', 'destructive'],
  },
  {
    id: 'takes-credential',
    capability: 'credential-handling',
    when: 'a parameter takes a credential',
    parameter:
      /^(?:.*[_-])?(?:api_?key|access_?token|auth_?token|bearer_?token|password|passwd|client_?secret|secret_?key|private_?key|credentials?|connection_?string)$/i,
  },
  {
    id: 'returns-secret',
    capability: 'secrets-read',
    when: 'a reading tool returns environment variables, secrets, keys or credentials',
    classes: ['read'],
    name: /\b(?:env|environment variables?|secrets?|credentials?|passwords?|kubeconfig|connection string)\b/,
    description:
      /\b(?:environment variables|(?:get|list|return|retrieve|fetch|read|reveal|show)s?\s+(?:\w+ ){0,4}(?:secrets?|credentials|passwords|api keys|access tokens|connection strings?|kubeconfig))\b/i,
  },
  {
    id: 'reads-file',
    capability: 'filesystem-read',
    when: 'a reading tool is about files or directories on a machine',
    classes: ['read'],
    name: new RegExp(String.raw`\b(?:${file})`),
    context: /\b(?:path|director|folder|file system|filesystem|disk|local)/i,
  },
  {
    id: 'reads-path',
    capability: 'filesystem-read',
    when: 'a reading tool takes a path',
    classes: ['read'],
    parameter: /^(?:path|paths|file_?paths?|filename|directory|dir|folder_?path|root_?path)$/i,
    context: /\bfiles?\b|director|folder|disk/i,
  },
  {
    id: 'writes-file',
    capability: 'filesystem-write',
    when: 'a changing tool takes a path or acts on files or directories of a machine',
    classes: ['write', 'destructive'],
    name: /\b(?:files?|director(?:y|ies)|folders?)\b/,
    context: /\b(?:path|director|folder|file system|filesystem|disk|local)/i,
  },
  {
    id: 'writes-path',
    capability: 'filesystem-write',
    when: 'a changing tool takes a path',
    classes: ['write', 'destructive'],
    parameter:
      /^(?:path|file_?path|output_?(?:path|file|dir)|dest(?:ination)?_?(?:path|file)?|save_?(?:path|to)|directory)$/i,
    context: /\bfiles?\b|director|folder|disk/i,
  },
  {
    id: 'changes-memory',
    capability: 'memory-write',
    when: 'a changing tool is about an agent’s memory, knowledge graph or knowledge base',
    classes: ['write', 'destructive'],
    name: /\b(?:memor(?:y|ies)|remember|memorize|observations?)\b/,
    description:
      /\b(?:knowledge (?:graph|base)|(?:agent|long-term|persistent|shared)(?:’s|'s)? memor(?:y|ies)|(?:to|in|into|from) memory)\b/i,
  },
  {
    id: 'deletes',
    capability: 'data-delete',
    when: 'the tool deletes',
    classes: ['destructive'],
    name: /\b(?:delete|remove|drop|purge|wipe|truncate|destroy|erase|clear|expunge)\b/,
    description: /\b(?:delet|remov|drop|purg|wip|truncat|destroy|eras)(?:e|es|s|ing|ping)?\b/i,
  },
  {
    id: 'sends',
    capability: 'messaging-send',
    when: 'a changing tool sends, posts or mails something to people',
    classes: changing,
    name: /\b(?:(?:send|post|reply|forward|publish|create|add)(?: \w+){0,2} (?:e?mails?|messages?|sms|notifications?|comments?|repl(?:y|ies)|tweets?|posts?|dms?|invitations?|invites?)|send (?:e?mail|message|sms)|reply(?: to)?|tweet|invite)\b/,
    description:
      /\b(?:sends?|posts?|e?mails?|publish(?:es)?|repl(?:y|ies)|invites?)\s+(?:an? |the |new )?(?:\w+ ){0,3}(?:e?mails?|messages?|sms|tweets?|comments?|invitations?|to (?:the )?(?:user|customer|channel|recipient|people)s?)\b/i,
  },
  {
    id: 'mails-key',
    capability: 'messaging-send',
    when: 'something is mailed to a user',
    classes: changing,
    description: /\be-?mails? (?:the |an? )?(?:\w+ ){0,3}to\b/i,
  },
  {
    id: 'reads-messages',
    capability: 'messaging-read',
    when: 'a reading tool returns mail, chat or comments',
    classes: ['read'],
    name: /\b(?:e?mails?|messages?|inbox|threads?|conversations?|comments?|chats?|dms?|channel history|sms)\b/,
  },
  {
    id: 'takes-address',
    capability: 'network-egress',
    when: 'a parameter takes an address that the tool fetches or sends to',
    parameter:
      /^(?:url|urls|uri|uris|endpoint|webhook_?url|callback_?url|target_?url|website|link|image_?url|source_?url)$/i,
    context:
      /\b(?:fetch|download|crawl|scrap|navigat|request|open|visit|load|retriev|send|webhook|extract|screenshot|import|url)/i,
  },
  {
    id: 'fetches-address',
    capability: 'network-egress',
    when: 'an argument is described as an address to fetch',
    description:
      /\b(?:fetch|download|crawl|scrape|retrieve)(?:e?s|ing)?\b[^.]{0,60}\b(?:urls?|web ?pages?|websites?)\b/i,
  },
  {
    id: 'brings-in-web',
    capability: 'untrusted-ingest',
    when: 'a reading tool returns web pages, search results, inboxes, tickets or issues',
    classes: ['read', 'write'],
    name: /\b(?:fetch|crawl|scrape|web search|search web|browse|read (?:issue|ticket|email)|get (?:issue|ticket|pull request)|issue read|pull request read|inbox)\b/,
    description:
      /\b(?:web ?pages?|websites?|the web|the internet|internet search|web search|search engine|inbox|tickets?|user reviews?|public posts?)\b/i,
    context: /\b(?:get|fetch|crawl|scrap|search|read|retriev|list|extract|brows|snapshot|return)/i,
  },
  {
    id: 'drives-browser',
    capability: 'browser-control',
    when: 'the tool drives a browser',
    name: /\b(?:browser|puppeteer|playwright|navigate|screenshot)\b/,
    description: /\b(?:browser|web page|current page|page snapshot)\b/i,
    context: /\b(?:browser|puppeteer|playwright|page|tab)\b/i,
  },
  {
    id: 'runs-command',
    capability: 'shell-exec',
    when: 'an executing tool runs a command, code or a script',
    classes: ['execute'],
    name: /\b(?:shell|bash|terminal|command|cmd|exec|script|code|python|javascript|eval|evaluate|notebook|sandbox)\b/,
    description:
      /\b(?:shell|bash|terminal|(?:arbitrary |python |javascript |js |node )?(?:code|commands?|scripts?)|javascript|expression|notebook)\b/i,
  },
  {
    id: 'queries-database',
    capability: 'database-query',
    when: 'the tool runs a query against a database',
    name: /\b(?:sql|database query|query database|execute query|run query|esql|aggregate)\b/,
    description: /\b(?:SQL|database quer(?:y|ies)|ES\|QL|Cypher|MongoDB (?:query|aggregation))\b/,
  },
  {
    id: 'takes-sql',
    capability: 'database-query',
    when: 'a parameter takes SQL',
    parameter: /^(?:sql|sql_?query|raw_?sql)$/i,
  },
  {
    id: 'reads-repository',
    capability: 'repo-read',
    when: 'a reading tool returns source code, commits, branches, issues or pull requests',
    classes: ['read'],
    name: /\b(?:repo(?:sitor(?:y|ies))?s?|commits?|branch(?:es)?|pull requests?|merge requests?|file contents|search code|code search|releases?|gists?)\b/,
    description:
      /\b(?:GitHub|GitLab|Bitbucket|git repositor(?:y|ies)|source repositor(?:y|ies)|pull requests?|merge requests?)\b/,
  },
  {
    id: 'writes-repository',
    capability: 'repo-write',
    when: 'a changing tool acts on a repository, branch, commit or pull request',
    classes: changing,
    name: /\b(?:repo(?:sitor(?:y|ies))?s?|commit|branch(?:es)?|pull requests?|merge requests?|push files?|fork|releases?|gists?)\b/,
    description:
      /\b(?:GitHub|GitLab|Bitbucket)\b[^.]{0,40}\b(?:repositor|branch|file|commit)|\bpull requests?\b|\bmerge requests?\b/,
  },
  {
    id: 'changes-permission',
    capability: 'admin-permission-change',
    when: 'a changing tool acts on roles, permissions, sharing or access rules',
    classes: changing,
    name: /\b(?:permissions?|roles?|access (?:rules?|polic(?:y|ies)|control|list)|grant|share|collaborators?|members?|acl|iam|rls|firewall)\b/,
    description:
      /\b(?:(?:grant|revoke|change|update|set|assign)s? (?:\w+ ){0,4}(?:permissions?|roles?|access)|access rules?|sharing settings|row[- ]level security)\b/i,
    context:
      /\b(?:permission|role|access|grant|share|sharing|collaborator|member|acl|iam|rls|firewall|admin)/i,
  },
  {
    id: 'moves-money',
    capability: 'payment',
    when: 'the tool moves or commits money',
    classes: ['financial'],
    name: /./,
    description: /./,
  },
  {
    id: 'touches-cloud',
    capability: 'cloud-infra',
    when: 'the tool is about cloud, cluster, DNS or network resources',
    name: /\b(?:kubectl|k8s|kubernetes|pods?|nodes? pool|clusters?|namespaces?|dns|zones?|workers?|buckets?|lambda|vpc|subnets?|droplets?|vms?|virtual machines?|dynos?|helm|r2|d1|kv)\b/,
    description:
      /\b(?:Kubernetes|Cloudflare|AWS|Azure|GCP|Google Cloud|Heroku|DNS records?|load balancers?|cloud resources?|S3)\b/,
  },
  {
    id: 'runs-pipeline',
    capability: 'cicd',
    when: 'a changing tool acts on builds, pipelines or deployments',
    classes: changing,
    name: /\b(?:deploy(?:ment)?s?|pipelines?|workflows? (?:run|dispatch)|run workflow|builds?|ci|cd|release|edge function)\b/,
    description: /\b(?:deploys?|CI\/CD|build pipelines?|workflow runs?)\b/i,
  },
  {
    id: 'changes-config',
    capability: 'config-write',
    when: 'a changing tool acts on configuration or settings',
    classes: ['write', 'destructive', 'execute'],
    name: /\b(?:config(?:uration)?s?|settings?|preferences|env(?:ironment)? vars?|config vars?|feature flags?)\b/,
    description: /\b(?:configuration|settings|config vars?)\b/i,
    context: /\b(?:set|update|change|configur|edit|write|put|modify|enable|disable)/i,
  },
  {
    id: 'schedules',
    capability: 'schedule-webhook',
    when: 'a changing tool sets up work for later or registers a webhook',
    classes: changing,
    name: /\b(?:schedules?|cron|webhooks?|(?<!^)triggers?|automations?|reminders?|subscription)\b/,
    description: /\b(?:schedul(?:e|es|ed|ing)|cron|webhooks?|recurring)\b/i,
    context: /\b(?:create|add|set|register|schedule|update|cron|webhook)/i,
  },
  {
    id: 'acts-in-bulk',
    capability: 'bulk-update',
    when: 'the record says that one changing call acts on many objects',
    classes: ['write', 'destructive', 'execute', 'financial'],
    name: /\b(?:bulk|batch|all|mass)\b/,
    description:
      /\b(?:bulk|batch(?:es)?|up to \d[\d,]* \w+|multiple (?:new )?\w+ (?:at once|in (?:one|a single))|all (?:matching|records|rows|files|items|contents)|multiple (?:new )?(?:entities|relations|observations|records|items|rows|files|objects))\b/i,
  },
  {
    id: 'returns-people',
    capability: 'pii-read',
    when: 'a reading tool returns details of people',
    classes: ['read'],
    name: /\b(?:users?|customers?|contacts?|people|persons?|leads?|candidates?|employees?|patients?|profiles?|members?)\b/,
    description:
      /\b(?:personal (?:data|information)|contact (?:details|information)|e-?mail addresses|phone numbers?|customers?['’]? (?:details|data|records))\b/i,
  },
  {
    id: 'costs',
    capability: 'metered-api',
    when: 'the record says that a call costs money, credits or quota',
    description:
      /\b(?:credits?\b(?! card)|per[- ]call|billed|metered|costs? (?:\$|money|per)|pay[- ]per|quota|x402|USDC)\b/i,
  },
  {
    id: 'samples',
    capability: 'model-sampling',
    when: 'the tool asks the caller’s own model',
    name: /\bsampling\b/,
    description:
      /\b(?:MCP sampling|sampling request|sample(?:s)? (?:the|an|from the) (?:LLM|client)|server-initiated (?:LLM )?sampling|client['’]s (?:model|LLM))\b/i,
  },
];

/** The capabilities that a record shows for a tool of a class, in the order of the rules, each with its evidence. */
export function findCapabilities(facts: ToolFacts, riskClass: RiskClass): CapabilityFinding[] {
  const found = new Map<Capability, Evidence[]>();
  const everything = `${facts.nameText}\n${facts.assertive}\n${facts.parameters.map(({ name }) => name).join(' ')}`;
  for (const rule of capabilityRules) {
    if (rule.classes && !rule.classes.includes(riskClass)) continue;
    if (rule.context && !rule.context.test(everything)) continue;
    const evidence = evidenceOf(rule, facts);
    if (evidence.length > 0) found.set(rule.capability, [...(found.get(rule.capability) ?? []), ...evidence]);
  }
  return [...found].map(([id, evidence]) => ({ id, evidence: distinctEvidence(evidence) }));
}

function evidenceOf(rule: CapabilityRule, facts: ToolFacts): Evidence[] {
  const evidence: Evidence[] = [];
  if (rule.name?.test(facts.nameText)) evidence.push(fromName(facts.tool.name));
  // A capability shown by the lead sentence is stated; further down only a match of the whole phrase is trusted.
  const match = rule.description?.exec(facts.assertive);
  if (match && match[0].length > 0) {
    evidence.push(
      rule.description?.source === '.'
        ? (facts.leadVerbs[0]?.evidence ?? fromName(facts.tool.name))
        : fromDescription(facts.description, match.index, match.index + match[0].length),
    );
  }
  const parameter = rule.parameter && facts.parameters.find(({ name }) => rule.parameter?.test(name));
  if (parameter) evidence.push({ path: parameter.recordPath, quote: parameter.name });
  return evidence;
}
