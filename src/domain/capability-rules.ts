import type { Evidence } from '#schema/common.ts';
import type { Capability, RiskClass } from '#schema/vocabulary.ts';
import type { ToolFacts } from './facts.ts';
import { splitWords, stem } from './words.ts';

/** One way in which a record shows a capability. Patterns that are absent are not looked for; one that matches is enough. */
export interface CapabilityRule {
  readonly id: string;
  readonly capability: Capability;
  /** When it applies, as the method page shows it. */
  readonly when: string;
  /** Classes for which the rule holds; all when absent. */
  readonly classes?: readonly RiskClass[];
  /** Matched against the words of the name joined by blanks. */
  readonly name?: RegExp;
  /** Matched against the first sentence of the description. */
  readonly lead?: RegExp;
  /** Matched against what the description asserts. */
  readonly description?: RegExp;
  /** Matched against the names of parameters. */
  readonly parameter?: RegExp;
  /** Matched against name and description of a parameter, joined by a colon. */
  readonly argument?: RegExp;
  /** Holds, with the same evidence, when one of these was found by a rule further up. */
  readonly follows?: readonly Capability[];
  /** Looks for evidence in another way; the patterns then say only where to look. */
  readonly find?: (facts: ToolFacts) => readonly Evidence[];
  /** Matched against name and origin of the server. */
  readonly setting?: RegExp;
  /** The rule holds only when this matches name, description, names of parameters or server, too. */
  readonly context?: RegExp;
  /** The rule does not hold when this matches the name or the first sentence. */
  readonly unless?: RegExp;
  /** The rule does not hold when this matches the name. */
  readonly unlessName?: RegExp;
}

const changing: readonly RiskClass[] = ['write', 'execute', 'destructive', 'financial'];
const keyNoun = String.raw`(?:api[ -]?|access[ -]?|secret[ -]?|client[ -]|service[ -]|ssh |deploy |personal access )?(?:keys?\b(?! (?:value|word|point|frame|press|board|name|result|finding|feature|concept|event|metric|pair))|tokens?\b(?! (?:count|usage|limit|budget|price|contract|holder|swap|address))|credentials?\b|service accounts?\b|client registrations?\b|client secrets?\b)`;
const credentialNoun = String.raw`(?:api|access|secret|private|auth\w*|bearer|client|refresh|admin)[ _-]?(?:keys?|tokens?|secrets?)\b|\bpasswords?\b|\bcredentials?\b|\bconnection strings?\b`;
const issue = String.raw`(?:create|generate|issue|mint|provision|register|add)`;
const rotate = String.raw`(?:reset|rotate|regenerate|revoke|renew|roll|invalidate|expire)`;
const file = String.raw`(?:files?|director(?:y|ies)|folders?|file ?system|paths?)\b`;
/** Servers whose files are not files of a machine. */
const elsewhere =
  /\b(?:git ?hub|git ?lab|bitbucket|gitea|repo|repository|pull request|merge request|commit|bucket|drive|drive ?items?|onedrive|sharepoint|dropbox|blob|figma|campaign|assets?|mail|contacts?|solution|canned|media library|messages?|calendar|board)\b/i;
const codeHost =
  /\b(?:git|github|gitlab|bitbucket|gitea|azure devops|repos?|repositor(?:y|ies)|source code)\b/i;
const cloudProvider =
  /\b(?:cloudflare|digital ?ocean|aws|amazon|azure(?! devops)|gcp|google cloud|heroku|kubernetes|k8s|vercel|netlify|render|fly|linode|hetzner|vultr|supabase|neon|pulumi|railway|scaleway|ovh|oracle cloud|alibaba cloud|docker|upstash|confluent|openstack|proxmox|nomad|pinecone|argo ?cd|rancher|helm|coolify|dokploy|caprover|portainer|koyeb|northflank|planetscale|turso|mongodb atlas|firebase|akamai|fastly)\b/;
const notInfrastructure =
  /\b(?:account information|planner|billing|invoices?|balance|organi[sz]ations?|costs?|docs|documentation|feedback|models?|inference|embeddings?|text generation|image generation|templates? (?:list|get)|(?:list|get)\w* templates?|think|changelog|coding rules|teams?|user services)\b/i;
const chatNoun = String.raw`(?:e?mails?|messages?|inbox(?:es)?|threads?|conversations?|comments?|chats?|dms?|channel history|sms|repl(?:y|ies)|forum posts?|discussions?|reviews)`;

/** The rules that find capabilities: a table that the method page renders. */
export const capabilityRules: readonly CapabilityRule[] = [
  {
    id: 'issues-key',
    capability: 'key-issuance',
    when: 'a verb of creation acts on a key, token or service account',
    classes: ['write', 'execute'],
    name: new RegExp(String.raw`\b${issue} (?:\w+ ){0,2}${keyNoun}`),
    description: new RegExp(
      String.raw`\b${issue}(?:s|d|ing)?\s+(?:an? |the )?(?:new |client-scoped |scoped |additional )*(?:\w+ )?${keyNoun}|\breturns? (?:\w+ ){0,2}credentials for the new\b`,
      'i',
    ),
    context: /\b(?:api|access|secret|client|service|personal|auth\w*|bearer|key|credential|tokens?\b)/i,
    unless:
      /\b(?:solana|erc-?\d+|spl token|blockchain|nft|wallet|liquidity|tokenomics|design tokens?|max tokens|push tokens?)\b/i,
  },
  {
    id: 'rotates-key',
    capability: 'key-rotation',
    when: 'a verb of reset, rotation, revocation or deletion acts on a key, token, secret, grant or password',
    classes: changing,
    name: new RegExp(
      String.raw`\b(?:${rotate} (?:\w+ ){0,2}(?:${keyNoun}|passwords?\b|signing secret|secrets?\b|(?:oauth )?grants?\b|all sessions)|(?:delete|remove) (?:\w+ ){0,2}${keyNoun}$|key delete$|logout all)`,
    ),
    description: new RegExp(
      String.raw`\b${rotate}(?:s|d|ing)?(?:\/\w+)?\s+(?:an? |the |all )?(?:[\w'’-]+ ){0,3}(?:${keyNoun}|passwords?\b|signing secret)`,
      'i',
    ),
    unless: /\b(?:mapping|list of)\b/i,
  },
  {
    id: 'names-credential',
    capability: 'credential-handling',
    when: 'name or first sentence speak of keys, tokens, passwords or credentials that the tool takes or returns',
    name: new RegExp(
      String.raw`\b(?:${credentialNoun}|logs? ?in\b|(?:create|update|set|put|add) secrets?|cookies?\b|storage state)`,
    ),
    lead: new RegExp(String.raw`\b(?:${credentialNoun}|configured token|cookies?\b)`, 'i'),
    description:
      /\b(?:the|returned|new) (?:api |access )?(?:key|token|password|secret) is (?:only )?(?:shown|returned|displayed)/i,
    classes: ['write', 'execute'],
  },
  {
    id: 'returns-credential',
    capability: 'credential-handling',
    when: 'a reading tool gets keys, tokens, passwords or cookies',
    classes: ['read'],
    parameter: /^(?:reveal|show_?secrets?|include_?secrets?|decrypt|unmask)/i,
    name: /\b(?:get|list|read|fetch|retrieve|show|cookie) (?:\w+ ){0,2}(?:api keys?|keys|api tokens?|access tokens?|credentials|secrets?|passwords?|get|list)$|\bcookies?\b|\blog ?in\b/,
    context: /\b(?:api[ _-]?keys?|tokens?|credentials?|secrets?|passwords?|cookies?)\b/i,
    unless: /\bnames?\b|\bmapping\b/i,
  },
  {
    id: 'takes-credential',
    capability: 'credential-handling',
    when: 'a parameter takes a credential',
    parameter:
      /^(?:.*[_-])?(?:api_?key|access_?token|auth_?token|bearer_?token|password|passwd|client_?secret|secret_?key|private_?key|credentials?|connection_?string|webhook_?token)$|^token$/i,
  },
  {
    id: 'returns-secret',
    capability: 'secrets-read',
    when: 'a reading tool returns environment variables, secrets, keys or credentials',
    classes: ['read'],
    name: /\b(?:env|env vars?(?: list| get)?|environment variables?|secrets?|credentials?|passwords?|kubeconfig|connection string|api tokens?|publishable keys?|cookies?|cookie (?:get|list))\b/,
    lead: /\b(?:all environment variables|environment variables (?:of|for|in)|(?:gets?|lists?|returns?|retrieves?|fetch(?:es)?|reads?|reveals?|shows?)\s+(?:\w+ ){0,4}(?:secrets?|credentials|passwords|api keys|api tokens|access tokens|connection strings?|kubeconfig|cookies)\b|connection uri|as a kubeconfig|kubeconfig (?:yaml|content|file))/i,
    parameter: /^(?:reveal|show_?secrets?|include_?secrets?|decrypt|unmask)/i,
    unless:
      /\b(?:mapping|lists? all api keys from|names?|count|environments|credential lists?|secret scanning|scopes for|(?:config|merging)\b.*environment variables)\b/i,
  },
  {
    id: 'with-secrets',
    capability: 'credential-handling',
    when: 'the tool returns secrets or issues keys',
    follows: ['secrets-read', 'key-issuance'],
  },
  {
    id: 'reads-vault',
    capability: 'secrets-read',
    when: 'a reading tool of a password or secret store returns its items',
    classes: ['read'],
    setting: /\b(?:bitwarden|1password|lastpass|keeper|dashlane|hashicorp vault|infisical|doppler)\b/,
    unlessName:
      /\b(?:org|organization|groups?|members?|polic(?:y|ies)|events?|status|folders?|collections?|projects?|environments?|device|sync|generate|template|fingerprint)\b/,
  },
  {
    id: 'reads-file',
    capability: 'filesystem-read',
    when: 'a reading tool is about files or directories on a machine',
    classes: ['read'],
    name: new RegExp(String.raw`\b(?:${file}|sftp)`),
    context: /\b(?:path|director(?:y|ies)|file system|filesystem|disk|local|sftp)/i,
    unless: elsewhere,
  },
  {
    id: 'reads-path',
    capability: 'filesystem-read',
    when: 'a tool takes a path on a machine from which it reads or uploads',
    classes: ['read', 'write', 'execute'],
    parameter:
      /^(?:paths?|file_?paths?|filename|directory|dir|folder_?path|root_?path|project_?root|local_?path|working_?dir(?:ectory)?)$/i,
    context:
      /\b(?:read(?:s|ing)?|upload(?:s|ing)?|search(?:es)?|list(?:s|ing)?|show|view|parse|load(?:s|ed)?|get|restore|drop|from (?:a )?(?:local )?file)\b[^\n]{0,80}\b(?:files?|director(?:y|ies)|folders?|disk|local)\b/i,
    unless: new RegExp(`${elsewhere.source}|\\bsave\\b|\\bwrite\\b|\\bcreate\\b`, 'i'),
  },
  {
    id: 'takes-local-path',
    capability: 'filesystem-read',
    when: 'a reading tool, or one that runs or deploys something, takes a path on the machine',
    classes: ['read', 'execute'],
    argument:
      /^(?:\w*[a-z](?:Path|Paths|Dir|Directory|File|FilePath)|(?:\w+_)?(?:paths?|dir|directory|file|file_path|filepath|workspace)|path|directory): [^\n]*\b(?:[aA]bsolute|[lL]ocal|[pP]ath (?:to|of)|(?:[wW]orking|[pP]roject|[oO]utput) [dD]irectory|[oO]n disk|\.app)\b/,
    unless: elsewhere,
  },
  {
    id: 'loads-path',
    capability: 'filesystem-read',
    when: 'something is installed, loaded or deployed from a path on the machine',
    classes: ['write', 'execute'],
    name: /\b(?:install app|deploy (?:metadata|site|function)|upload|load|import|attachment|file send)\b/,
    context: /\b(?:local|directory|path|file_?path|\.app|\.apk)\b/i,
    unless: elsewhere,
  },
  {
    id: 'writes-file',
    capability: 'filesystem-write',
    when: 'a changing tool acts on files or directories of a machine',
    classes: ['write', 'destructive'],
    name: /\b(?:files?|director(?:y|ies)|folders?|pdf save|sftp upload)\b/,
    context: /\b(?:path|director(?:y|ies)|file system|filesystem|disk|local|sftp)/i,
    unless: new RegExp(`${elsewhere.source}|\\bfile upload\\b|\\bupload (?:one|a|multiple) `, 'i'),
  },
  {
    id: 'writes-path',
    capability: 'filesystem-write',
    when: 'a changing tool takes a path or file name to which it writes',
    classes: changing,
    argument:
      /^(?:path|file_?path|filename|output_?(?:path|file|dir)?|dest(?:ination)?_?(?:path|file)?|save_?(?:path|to)|directory|target_?path|local_?path): [^\n]*\b(?:sav(?:e|ed|es|ing)|writt?en?|output|download(?:ed)?|stor(?:e|ed)|clon(?:e|ed))\b/i,
  },
  {
    id: 'writes-below',
    capability: 'filesystem-write',
    when: 'a changing tool takes the path of a file or of a project whose files it changes',
    classes: ['write', 'destructive'],
    parameter:
      /^(?:path|file_?path|output_?(?:path|file|dir)|dest(?:ination)?_?(?:path|file)?|save_?(?:path|to)|directory|project_?root)$/i,
    context: /\b(?:files?|director|folder|disk|tasks?\.json)/i,
    unless: new RegExp(`${elsewhere.source}|\\b(?:attach\\w*|upload\\w*|send|import\\w*|shar\\w+)\\b`, 'i'),
  },
  {
    id: 'changes-working-tree',
    capability: 'filesystem-write',
    when: 'a working tree is changed',
    classes: changing,
    name: /\b(?:git (?:checkout|pull|merge|rebase|reset|stash|cherry pick|worktree|apply|clone|clean|restore|revert))\b/,
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
    when: 'the tool deletes something that holds data',
    classes: ['destructive'],
    name: /\b(?:delete|remove|drop|purge|wipe|truncate|destroy|erase|clear|clean|cleanup|prune|expunge|discard|reset|rebuild|trash)\b/,
    lead: /\b(?:delet|remov|drop|purg|wip|truncat|destroy|eras|discard|clear)(?:e|es|s|ing|ping)?\b/i,
    argument: /^(?:action|operation|op|mode|command|delete|status)\b[^\n]*\b(?:delet|remov|drop|clear|hard)/i,
    unless:
      /\b(?:ssh keys?|api[ -](?:keys?|tokens?)|client[- ]side tokens?|process(?:es)?|close|participants?|overlay|protection|permissions?|branch protection|grants?)\b/i,
  },
  {
    id: 'deletes-by-action',
    capability: 'data-delete',
    when: 'one of the actions among which an argument chooses deletes',
    classes: ['destructive'],
    find: (facts) =>
      facts.actions
        .filter(({ value }) =>
          /^(?:delete|destroy|drop|purge|truncate|wipe|deleting)(?![a-z])/i.test(splitWords(value).join(' ')),
        )
        .map(({ evidence }) => evidence),
  },
  {
    id: 'sends',
    capability: 'messaging-send',
    when: 'a changing tool sends, posts, mails or comments something to people',
    classes: changing,
    name: new RegExp(
      String.raw`\b(?:(?:send|post|reply|forward|publish|create|add|update|edit|save|create or update|bulk publish)(?: \w+){0,3} (?:e?mails?|messages?|sms|notifications?|comments?|repl(?:y|ies)|tweets?|posts?|dms?|invitations?|invites?|(?:issue|merge request|discussion|draft|incident|activity) notes?|reviews?|reactions?|calls?|announcements?|broadcasts?|topics?|updates)|broadcast \w+|push (?:\w+ )?message|create update|accept calendar event|decline calendar event|tentatively accept|send (?:e?mail|message|sms|broadcast)|reply(?: to)?|tweet|invite|discord send|make call|create call)\b`,
    ),
    lead: /\b(?:sends?|posts?|e?mails?|publish(?:es)?|repl(?:y|ies)|invites?|adds?|creates?|leaves?)\s+(?:an? |the |new |emoji )?(?:\w+ ){0,3}(?:e?mails?|messages?|sms|tweets?|comments?|notes? \(comment|reviews?|invitations?|phone calls?|outgoing calls?|reactions?|to (?:the )?(?:user|customer|channel|recipient|people)s?)\b/i,
    unless:
      /\b(?:drafts? (?:state|email|message)|in the .?draft.? state|queues?|release notes?|credit notes?|(?:knowledge|meeting|delivery) notes?|add note to (?:self|file)|campaigns?|templates?|canned|product reviews?|call recording|webhook subscription|commit message|log message|console message|mail folders?|mailbox(?: settings)?|mail rule|message rule|reply all draft|kafka|topic for)\b/i,
  },
  {
    id: 'mails-somebody',
    capability: 'messaging-send',
    when: 'something is mailed to somebody',
    classes: changing,
    description:
      /\be-?mails? (?:the |an? )?(?:[\w-]+ ){0,5}to (?:the |an? )?(?:\w+ )?(?:user|address|customer|recipient|email)/i,
  },
  {
    id: 'reads-messages',
    capability: 'messaging-read',
    when: 'a reading tool returns mail, chat, reviews or comments',
    classes: ['read'],
    name: new RegExp(
      String.raw`\b${chatNoun}\b(?! (?:domain|settings?|config|templates?|campaigns?|stats|statistics|channels?|server|count|rules?|folders?|mailbox(?:es)?|accounts?|quota|types?|categor\w+|labels?|lists?\b|marketing))|\b(?:get|list|read) (?:\w+ )?(?:updates|card history|activity feed|task stories)\b|\b(?:read|view) (?:\w+ )?(?:topics?|posts?)\b|\b(?:get|search|browse|list|fetch) (?:\w+ )?(?:posts?|post details|subreddit|reddit|tweets|timeline|feed)\b`,
    ),
    lead: /^\W*(?:gets?|reads?|lists?|search(?:es)?|fetch(?:es)?|retrieves?) (?:\w+ ){0,3}(?:inbox|e-?mails|chat messages|messages|chat history|conversations)\b/i,
    unless:
      /\b(?:aggregate\w*|statistics|annotated|console|queue|commit message|stats|error message|mailbox(?:es)?|child folders|mail ?tips|software updates)\b/i,
  },
  {
    id: 'takes-address',
    capability: 'network-egress',
    when: 'a parameter takes an address that the tool fetches or sends to',
    parameter:
      /^(?:urls?|uris?|endpoint|webhook_?url|callback_?url|target_?url|website|image_?url|source_?url|.*_?callback(?:_url)?|status_?callback|page_?url|link_?url|remote_?url|file_?url|sitemap_?url|notification_?url|notify_?url)$/i,
    context:
      /\b(?:fetch|download|crawl|scrap|navigat|http request|visit|retriev\w* (?:content|data|the) |sends? (?:a |an )?(?:request|http)|webhook|callback|extract|screenshot|import|clone|from (?:a |the |any )?urls?|read\w* (?:from |content)|open\w* (?:a |the |any )?(?:url|page|browser)|parse|transcri|upload|notification|http \w+ request|base ?url|using (?:a )?url)/i,
    unless: /\b(?:feedback|deprecated|find tools|by url|search|attachment link|bookmark|sentry|domain)\b/i,
  },
  {
    id: 'takes-base-address',
    capability: 'network-egress',
    when: 'a parameter names the server to which the call goes',
    parameter: /^.*base_?url$/i,
  },
  {
    id: 'fetches-address',
    capability: 'network-egress',
    when: 'an argument is described as an address to fetch',
    lead: /\b(?:fetch|download|crawl|scrape|navigate|clone)(?:e?s|ing)?\b[^.]{0,60}\b(?:an? |the |given |specified |any |to )+(?:urls?|web ?pages?|websites?)\b/i,
    classes: ['read', 'write', 'execute'],
  },
  {
    id: 'brings-in-web',
    capability: 'untrusted-ingest',
    when: 'the tool returns web pages or results of a web search',
    classes: ['read', 'write', 'execute'],
    name: /\b(?:fetch(?! \w)|crawl|scrape|web search|search web|browse|web fetch|deep research|local search|news)\b/,
    lead: /\b(?:web ?pages?|websites?|the (?:open )?web|the internet|internet search|web (?:search|research|data)|web[- ]ground\w+|(?:google|bing) (?:search|results?)|search engines?|multi-source research|search results? from|page content|news articles?|public posts?|papers)\b/i,
    context: /\b(?:get|fetch|crawl|scrap|search|read|retriev|extract|brows|snapshot|return|research)/i,
    unless:
      /\b(?:enumerate|urls indexed|credit|feedback|map\b|click|type|press|hover|close|navigate|resize|fill|select|drag|create|update|delete|stop|cancel|upload|domain|templates?)\b/i,
  },
  {
    id: 'shows-page',
    capability: 'untrusted-ingest',
    when: 'the content of a page that a browser has open is returned',
    name: /\b(?:(?:browser|page|puppeteer|take) (?:take )?(?:snapshot|screenshot|find|annotate|get (?:visible )?text|get (?:visible )?html|extract|console messages|network request)|snapshot|screenshot|console messages?|network request)\b/,
    context: /\b(?:browser|puppeteer|playwright|page|tab|devtools)\b/i,
    unless: /\b(?:droplet|volume|disk|numbered list)\b/i,
  },
  {
    id: 'brings-in-strangers',
    capability: 'untrusted-ingest',
    when: 'a reading tool returns issues, tickets, pull requests, messages, comments or reviews, which other people write',
    classes: ['read'],
    name: new RegExp(
      String.raw`\b(?:(?:get|list|search|read|fetch|retrieve|find|my|view|show|query) (?:\w+ ){0,3}(?:issues?|tickets?|pull requests?|merge requests?|todos?|work items?|customer needs|reviews?|feedback|posts?|bug reports?|calendar (?:events?|event instances|view(?: delta)?)|events?(?= instances)|cards?|updates|task stories|items on board|multiple tasks|board activity|activity feed|card history)|(?:issue|ticket|pull request|merge request) (?:read|get|list|search)|${chatNoun})\b(?! (?:templates?|types?|fields?|status(?:es)?|states?|labels?|stats|statistics|settings?|config\w*|custom|categor\w+|count|files|status|pipelines|approval|channels?|domains?|campaigns?|folders?|groups?|forms?|metrics|sla|tags?|priorit\w+|lists?\b|rules?|versions?|mailbox(?:es)?))`,
    ),
    unless:
      /\b(?:drafts?|template|aggregate|statistics|annotated|sent emails?|own|my (?:drafts|settings)|time entries|credential|connect app|phone number|add on|webhook events? delivered|status of all|quota|pull request (?:commits|tasks))\b/i,
    unlessName:
      /\b(?:mailbox(?:es)?|child folders?|to ?do|mail ?tips|analysis|spam score|overrides|issue (?:link|links|history)|linked resources)\b/,
  },
  {
    id: 'reads-foreign-code',
    capability: 'untrusted-ingest',
    when: 'a reading tool returns code or files of a repository host, which strangers may have written',
    classes: ['read'],
    name: /\b(?:search code|code search|get file contents?|file contents?|merge request (?:diffs?|changes)|pull request (?:diff|files? content))\b/,
    context: codeHost,
    unless: /\b(?:directory tree|local)\b/i,
  },
  {
    id: 'reads-logs',
    capability: 'untrusted-ingest',
    when: 'a reading tool returns the text of logs or the output of a process',
    classes: ['read'],
    name: /\b(?:get|query|read|fetch|tail|search|view|show)? ?(?:\w+ )?(?:logs?(?! (?:level|list|group|config|scopes?|buckets?|views?|drains?|in\b))|process output|session output|crash reports?|stack ?traces?|events? payload)\b/,
    context: /\b(?:logs?|output|payload)\b/i,
    unless:
      /\b(?:audit log|changelog|catalog|list (?:all )?(?:api )?(?:request )?logs|git log|commit|blog|log ?in|list logs|log groups?|log levels?|log scopes?|log buckets?)\b/i,
  },
  {
    id: 'reads-captured-events',
    capability: 'untrusted-ingest',
    when: 'a reading tool returns captured errors, events or requests with their stack traces, breadcrumbs or bodies',
    classes: ['read'],
    description: /\b(?:stack ?traces?|breadcrumbs|request bod(?:y|ies)|replays)\b/i,
    context: /\b(?:events?|errors?|exceptions?|crash\w*|sessions?)\b/i,
    unlessName: /\b(?:list (?:projects?|errors)|search issues|releases?|stability|settings?)\b/,
  },
  {
    id: 'any-get-route',
    capability: 'untrusted-ingest',
    when: 'any route of a tracker or code host can be read',
    classes: ['read'],
    lead: /\bread any (?:\w+ )?data\b/i,
  },
  {
    id: 'drives-browser',
    capability: 'browser-control',
    when: 'the tool drives a browser',
    name: /\b(?:browser|puppeteer|playwright|screenshot)\b/,
    description:
      /\b(?:live browser|browser session|the browser|browser tabs?|current page|page snapshot|selected page|interactive (?:page )?actions)\b/i,
    context: /\b(?:browser|puppeteer|playwright|page|tab|devtools)\b/i,
    unless:
      /\b(?:config|browserslist|browser compatibility|screenshot (?:attachment|url)|web pages? (?:are|is) cached)\b/i,
  },
  {
    id: 'of-browser-driver',
    capability: 'browser-control',
    when: 'the server drives a browser, and the tool is not about its configuration, documentation or the machine',
    setting:
      /\b(?:browser(?! stack)|browsers|chrome|chromium|firefox|webkit|devtools|playwright|puppeteer|selenium|webdriver|browserbase|hyperbrowser|stagehand)\b/,
    unless:
      /\b(?:config|documentation|docs|codegen|profiles?|http \w+ request|iteration|expect response|assert response|extensions?|stats|wait for a specified time)\b/i,
  },
  {
    id: 'runs-command',
    capability: 'shell-exec',
    when: 'an executing tool runs a command, code or a script',
    classes: ['execute'],
    name: /\b(?:shell|bash|terminal|command|cmd|exec|run script|code|python|javascript|eval|evaluate|notebook|sandbox|process|open session)\b/,
    lead: /\b(?:shell|bash|terminal|repl|(?:runs?|executes?|evaluat\w+) (?:\w+ ){0,4}(?:code|commands?|scripts?|snippets?)|javascript|expression|notebook|remote host)\b/i,
    argument:
      /\b(?:execute_?java_?script|javascript (?:code )?to (?:run|execute|evaluate)|(?:command|code|script) to (?:run|execute))\b/i,
    // A router takes the name of one of its own commands, not a command of a shell.
    context: /^(?![^]*\b(?:command router|sub-?\s?commands are routed))/i,
    unless: /\b(?:deploy\w*|workflow|pipeline|migrations?|sql|worker_?put)\b/i,
  },
  {
    id: 'queries-database',
    capability: 'database-query',
    when: 'the tool runs a query against a database',
    name: /\b(?:(?:execute|run|raw|query) (?:\w+ )?sql|execute sql|sql query|database query|query database|execute query|run query|esql|(?:execute |run |query )?(?:dql|spl|nrql|kql|soql|groq|promql|logql|hogql)|aggregate|query documents|sample data|preview rows|list records|search records|query (?:table|rows|collection|index|data source)|d1 query|kusto query|(?:read|write) query|query)\b$/,
    lead: /\b(?:(?:runs?|executes?|performs?) (?:\w+ ){0,4}(?:SQL|database)|SQL quer(?:y|ies)|database quer(?:y|ies)|ES\|QL|Cypher|GROQ|MongoDB (?:query|aggregation))\b/,
    unless: /\b(?:sql mode|logs? quer|specification|web|docs|documentation|events?|saved quer)\b/i,
  },
  {
    id: 'of-database',
    capability: 'database-query',
    when: 'a tool of a database server searches, finds, aggregates or counts rows or documents',
    setting:
      /\b(?:postgres|postgresql|mysql|mariadb|sqlite|mongodb|mongo|elasticsearch|opensearch|redis|clickhouse|snowflake|bigquery|duckdb|neo4j|cassandra|dynamodb|cockroach|mssql|oracle db|couchbase|pinecone|qdrant|milvus|weaviate|chroma)\b/,
    context: /\b(?:search|find|aggregate|count documents|query|select|execute)\b/i,
    unless:
      /\b(?:list|describe|schema|indexes|mappings|docs|documentation|status|stats|create|delete|drop|insert|upsert|update|explain|shards|alias|connect|rerank|cascading)\b/i,
  },
  {
    id: 'takes-sql',
    capability: 'database-query',
    when: 'a parameter takes SQL or a formula over rows',
    parameter: /^(?:sql|sql_?query|raw_?sql|filter_?by_?formula|groq|cypher|esql)$/i,
  },
  {
    id: 'reads-repository',
    capability: 'repo-read',
    when: 'a reading tool returns source code, commits, branches, issues or pull requests',
    classes: ['read'],
    name: /\b(?:repos?|repositor(?:y|ies)|commits?|pull requests?|merge requests?|search code|code search|gists?|blame|git)\b/,
    lead: /\b(?:(?:GitHub|GitLab|Bitbucket) (?:repositor|project|issue|pull|merge|organi[sz]ation|code)|git (?:history|object|diff|status)|source repositor(?:y|ies)|pull requests?|merge requests?|git repositor(?:y|ies))/,
    unless: /\b(?:users?|members?|namespaces?|groups? members|deployment repository|docker|ecr|paper)\b/i,
  },
  {
    id: 'on-code-host',
    capability: 'repo-read',
    when: 'a reading tool of a code host is about what belongs to repositories',
    classes: ['read'],
    setting: /\b(?:github|gitlab|bitbucket|gitea|git|azure devops)\b/,
    unless:
      /\b(?:users?|members?|namespaces?|todos?|health|groups?\b(?! projects)|instructions|ci catalog|lint|me|whoami|workspaces?)\b/i,
  },
  {
    id: 'writes-repository',
    capability: 'repo-write',
    when: 'a changing tool acts on a repository, branch, commit or pull request',
    classes: changing,
    name: /\b(?:repos?|repositor(?:y|ies)|pull requests?|merge requests?|push files?|gists?|fork|git)\b/,
    lead: /\b(?:GitHub|GitLab|Bitbucket)\b[^.]{0,40}\b(?:repositor|branch|file|commit|issue|project)|\b(?:commits?|pushes|push) (?:\w+ ){0,3}to (?:an? |the )?(?:\w+ )?repositor|\bpull requests?\b|\bmerge requests?\b/,
    unless: /\b(?:users?|docker|ecr|helm repo|clone|working dir setting)\b/i,
  },
  {
    id: 'changes-code-host',
    capability: 'repo-write',
    when: 'a changing tool of a code host acts on what belongs to repositories',
    classes: changing,
    setting: /\b(?:github|gitlab|bitbucket|gitea|git|azure devops)\b/,
    unless: /\b(?:users?|namespaces?|clone|todos?|groups?)\b/i,
  },
  {
    id: 'changes-permission',
    capability: 'admin-permission-change',
    when: 'a changing tool acts on roles, permissions, sharing or access rules',
    classes: changing,
    name: /\b(?:permissions?|roles?|access (?:rules?|polic(?:y|ies)|control|list)|grant|share|collaborators?|members?|acl|iam|rls|firewall|protect|unprotect|ip address|users? (?:add|create|delete)|(?:create|delete|add|remove|update) (?:database )?users?|invite|allow ?list|ownership|credential list mapping|device approval|(?:approve|deny) (?:device|access|join)|org(?:anization)? polic(?:y|ies)|org(?:anization)? groups?)\b/,
    lead: /\b(?:(?:grants?|revokes?|changes?|updates?|sets?|assigns?|modif(?:y|ies)) (?:[\w'’]+ ){0,5}(?:permissions?|roles?|access (?:control|levels?|settings?|rules?))|access rules?|sharing settings|row[- ]level security|branch protection|protection (?:from|of)|access control|ownership transfer|feature access levels)\b/i,
    context:
      /\b(?:permission|role|access|grant|share|sharing|collaborator|member|device|polic|group|acl|iam|rls|firewall|admin|protect|user|invite|allow|owner|sip|credential)/i,
    unless:
      /\b(?:share (?:price|link)|access settings|new dataset|user story|user task|assign (?:an? )?member|(?:to|from) (?:an? )?(?:specific )?(?:card|task|issue)|portal invite|custom fields?)\b/i,
  },
  {
    id: 'moves-money',
    capability: 'payment',
    when: 'the tool moves or commits money',
    classes: ['financial'],
    name: /./,
    lead: /./,
  },
  {
    id: 'touches-cloud',
    capability: 'cloud-infra',
    when: 'the tool is about cloud, cluster, DNS, container or network resources',
    name: /\b(?:kubectl|k8s|kubernetes|pods?|node ?pools?|clusters?|namespaces?(?= \w)|dns|workers?|(?:s3|r2|storage|gcs|spaces|cloud) buckets?|buckets? (?:create|delete|list|get)|lambdas?|vpcs?|subnets?|droplets?|vms?|virtual machines?|dynos?|helm|r2|d1|kv|load balancers?|edge functions?|containers?|docker|firewalls?|reserved ip|floating ip|serverless|addons?|port forward|ec2|s3|rds|cloud ?(?:run|sql|formation|watch)|ssl certificates?|cdn|durable objects?|cron triggers?)\b/,
    lead: /\b(?:Kubernetes|Cloudflare|AWS|Azure (?!DevOps)|GCP|Google Cloud|Heroku|DNS (?:zones?|records? (?:for|of|in))|load balancers?|cloud resources?|S3 |Docker (?:container|image)|droplets?|node pools?|VPC|Durable Objects?|Worker(?:s|'s)?\b)/,
    unless:
      /\b(?:all namespaces \(users|workers ai|kv pairs?|docs?|documentation|container tag|users and groups|gitlab|sdk|billing|account information|text box|DNS records (?:that must|needed)|model)\b/i,
  },
  {
    id: 'of-cloud-provider',
    capability: 'cloud-infra',
    when: 'the server manages cloud resources, and the tool is not about accounts, costs, documentation or models',
    setting: cloudProvider,
    unless: notInfrastructure,
  },
  {
    id: 'of-pipeline-host',
    capability: 'cicd',
    when: 'the server runs builds and pipelines, and the tool is not about their costs or configuration help',
    setting: /\b(?:circle ?ci|jenkins|buildkite|travis|team ?city|drone ci|github actions|woodpecker)\b/,
    unless: /\b(?:config|usage|underused|prompt|docs|documentation)\b/i,
  },
  {
    id: 'runs-pipeline',
    capability: 'cicd',
    when: 'the tool is about builds, pipelines or deployments',
    name: /\b(?:deploy|deploys|deployments?|pipelines?|workflows? (?:run|dispatch)|run workflow|trigger workflow|builds?|ci|cd|edge function deploy|rollback|merge train|commit status|jobs? (?:log|artifact))\b/,
    lead: /\b(?:(?:deploy|redeploy|roll)s? (?:back |or redeploy |to )?(?:an? |the |to )?(?:new |previous |edge )?(?:version|function|worker|service|app|site|project|production)|CI\/CD|build pipelines?|workflow runs?|migrations and edge functions|to production|ci lint)/i,
    unless:
      /\b(?:sales|deals?|build (?:list|query|url)|pipeline stages?|data pipeline|crm|release pipeline|helm|catalog resource|app logs|active deployment for)\b/i,
  },
  {
    id: 'changes-config',
    capability: 'config-write',
    when: 'a changing tool acts on configuration, settings, environment variables or secrets of an application',
    classes: ['write', 'destructive', 'execute'],
    name: /\b(?:config(?:uration)?s?|settings?|preferences|env(?:ironment)? ?var(?:iable)?s?|config vars?|feature flags?|secret (?:put|delete|set)|set (?:\w+ ){0,2}mode|(?:set|update|put|delete) secrets?|save (?:environment|build type|external port|\w+ provider)|(?:set|clear|use) (?:\w+ )?defaults?|rich menu|(?:mail|message|inbox|forwarding|automation) rules?|update (?:contact|company|ticket|custom|deal) fields?|(?:create|update) (?:contact|company|ticket) fields?|email mailbox)\b/,
    lead: /\b(?:saves?|sets?|updates?|changes?|configures?|edits?|modif(?:y|ies)|manages?|deletes?|adds?|removes?)\b[^.]{0,30}\b(?:configuration|config\b|config vars?|environment variables?|settings (?:for|of)|secrets?)\b/i,
    unless:
      /\b(?:project settings such|mailbox settings|user['’]s settings|access settings|media features|working dir|tracking settings|returns? (?:a )?config)\b/i,
  },
  {
    id: 'schedules',
    capability: 'schedule-webhook',
    when: 'a changing tool sets up work for later or registers a webhook',
    classes: ['write', 'execute'],
    name: /\b(?:(?:create|add|set|register|update|edit|replay|enable|rotate|manage|upsert) (?:\w+ ){0,3}(?:schedules?|cron|webhooks?|triggers?|automations?|reminders?|monitors?|alarms?|subscription)|schedule \w+|(?:schedule|cron|webhook|alarm|monitor|automation) (?:create|add|set|update|register|webhook event)|webhook (?:event|signing)|(?:mail|message|inbox|forwarding) rules?|agent triggers|manage automations|alarm set|cron (?:create|update|put))\b/,
    lead: /^(?!\W*(?:cancel|remove|delete|unschedule|list|get|send a message)).*\b(?:schedul(?:e|es|ing) (?:an? |the |existing |content )?\w+|or schedule|recurring|(?:creates?|registers?|updates?|sets?) (?:\w+ ){0,3}(?:webhook|cron|alarm|trigger))\b/i,
    parameter:
      /^(?:scheduled_?at|schedule|cron|cron_?expression|send_?at|send_?later|webhook|webhook_?url|run_?at|(?:sms|voice)_?url)$/i,
    unless:
      /\b(?:cancel|unschedule|remove|delete|notification subscription|send(?:s)? a message|payment schedule|meeting|(?:calendar|create|update) events?|scheduled email that)\b/i,
  },
  {
    id: 'acts-in-bulk',
    capability: 'bulk-update',
    when: 'the record says that one changing call acts on many objects',
    classes: changing,
    name: /\b(?:bulk|batch|mass|multiple|all (?!to\b|api\b|in one)\w+|droplets tag|project apps)\b|^redeploy project\b/,
    lead: /\b(?:on|to|for|of) multiple \w+|\band all (?:its |the )?(?:\w+ )?(?:assets|files|items|events|contents)\b|\ball (?:its |the )?(?:\w+ )?(?:assets|events|items) it contains\b/i,
    description:
      /\b(?:bulk (?:update|creat|delet|edit|oper|insert|upsert|import|publish)\w*|batch(?:es)? (?:of|update|create|delete|send|operation)\w*|(?:updates?|creates?|deletes?|sends?|adds?|inserts?|removes?|moves?|archives?|process\w*|to|for) up to \d[\d,]* (?!(?:mb|gb|kb|bytes|characters|seconds|minutes|hours|days|decimal|levels?)\b)\w+|multiple (?:new )?\w+ (?:at once|in (?:one|a single))|all (?:matching|records|rows|items|contents|messages|sessions|tasks|drafts?|completed)|(?:delet|updat|creat|send|push|add|insert|mov|remov|archiv)\w* multiple (?:new )?(?:entities|relations|observations|records|items|rows|files|objects|messages|tasks|users|emails|documents)|one or more (?:tasks|records|items|issues|contacts|rows|documents|products|droplets) |\w+s by tag)\b/i,
    argument:
      /\bup to \d+ (?!(?:mb|gb|kb|bytes|characters)\b)(?:documents|records|items|ids|emails|rows|options|tasks|messages|contacts|objects|entries)\b/i,
    unless:
      /\b(?:batch (?:size|status|get)|reply all|commands|file upload|upload one or multiple files|all (?:other recipients|day|fields)|reply all|download all|multi-page|install)\b/i,
  },
  {
    id: 'takes-a-set',
    capability: 'bulk-update',
    when: 'the name speaks of several objects, and an argument takes a set of them',
    classes: changing,
    find: findSet,
  },
  {
    id: 'returns-people',
    capability: 'pii-read',
    when: 'a reading tool returns details of people',
    classes: ['read'],
    name: /\b(?:users?|customers?|contacts?|people|persons?|leads?|candidates?|employees?|patients?|profiles?|members?|attendees?|calendar (?:events?|event instances|view)|mail tips|drive item permissions|guests?|subscribers?|recipients?|orders?|timesheets?|payroll|calls?|opt outs|suppressions?|participants?|requesters?|agents?(?= |$)|crm|appointments?|addresses|businesses|saved payment methods?)\b(?! (?:settings?|preferences?|agent|catalog|schema|folders?$|stor(?:y|ies)|groups?|fields?|roles?|permissions?|count|topics?|segments?|propert(?:y|ies)|needs|config|types?|flow|limits?|lists?\b|status|options|engagement))/,
    description:
      /\b(?:personal (?:data|information)|contact (?:details|information)|e-?mail addresses|phone numbers? of|customers?['’]? (?:details|data|records)|companies, people)\b/i,
    unless:
      /\b(?:current user|own|my|me|myself|whoami|caller|authenticated user|current .{0,30}token|local search|by contact|for a contact|find tools|user agent|issue|database|recent tool calls|function calls?|tool calls?|api calls?|membership|contact topics|usage|template|order ?(?:status|by (?!id))|(?:spot|swap|futures|option|algo|grid|limit|trading|purchase) (?:\w+ )?orders?|grid bots|sort order|user guide|preview|scopes|agent status|currently authenticated|platform agents?|firecrawl|persistent|hyperbrowser)\b/i,
  },
  {
    id: 'objects-of-crm',
    capability: 'pii-read',
    when: 'a reading tool of a customer database returns objects of any kind',
    classes: ['read'],
    setting: /\b(?:crm|hubspot|salesforce|pipedrive|zoho|intercom|freshdesk|zendesk)\b/,
    context: /\b(?:contacts?|people|customers?)\b/i,
    unlessName: /^(?!.*\b(?:objects?|contacts?|people|companies)\b)/,
    unless:
      /\b(?:schemas?|propert(?:y|ies)\b(?! values)|link|feedback|object types|fields?|settings?|roles?|groups?|workflows?|associations?)\b/i,
  },
  {
    id: 'costs',
    capability: 'metered-api',
    when: 'the record says that a call costs money, credits or quota',
    lead: /\b(?:per[- ]call|billed|metered|costs? (?:\$|money|per|\d)|pay[- ]per|x402|USDC|consumes? (?:\d+ )?credits?|uses? (?:\d+ )?credits?)\b/i,
    description:
      /\b(?:credits? (?:are|is|will be) (?:spent|used|consumed|charged|deducted)|costs? (?:\$|\d+ credits?|credits?|money)|(?:spends?|consumes?|uses?|charges?|deducts?|costs) (?:\w+ ){0,2}credits?\b(?! (?:note|card))|per[- ]call|pay[- ]per|x402|USDC|(?:may |can )?incurs? (?:costs?|charges)|may incur costs?|confirm_?cost|billed (?:per|by|hourly|monthly)|quota)\b/i,
    parameter: /^confirm_?cost(?:_?id)?$/i,
    unless: /\b(?:feedback|credit usage|quota (?:status|usage)|get cost|confirm cost|credit notes?)\b/i,
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

/** A required list of objects or ids whose name is the plural that the tool's name speaks of: `add_observations(observations)`. */
function findSet(facts: ToolFacts): Evidence[] {
  const spoken = [...facts.words, ...(facts.leadVerbs[0]?.direct ?? '').split(' ')];
  const nouns = new Set(
    spoken
      .filter(
        (word) =>
          word !== stem(word) &&
          !/^(?:properties|columns|fields|labels|tags|settings|dependencies|dependents|edits|steps|members|groups)$/.test(
            word,
          ),
      )
      .map(stem),
  );
  const set = facts.parameters.find(
    ({ depth, name, type }) =>
      depth === 0 &&
      /^array of (?:object|string|integer|number)/.test(type) &&
      (nouns.has(stem(name.toLowerCase())) ||
        nouns.has(stem(name.replace(/_?ids?$/i, '').toLowerCase())) ||
        (nouns.size > 0 && /ids$/i.test(name))) &&
      !/^(?:labels?|tags?|fields?|columns?|scopes?|attachments?|reactions?)$/i.test(name),
  );
  return set ? [{ path: set.recordPath, quote: set.name }] : [];
}
