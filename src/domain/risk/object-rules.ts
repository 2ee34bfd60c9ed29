import type { RiskClass } from '#schema/vocabulary.ts';

/** A verb means another class with certain objects. The first rule that fits decides. */
export interface ObjectRule {
  readonly id: string;
  /** When it applies, as the method page shows it. */
  readonly when: string;
  /** Matched against the base form of the verb. */
  readonly lemma: RegExp;
  /** Matched against the words after the verb. */
  readonly object: RegExp;
  /** The rule holds only when this matches the description, the names of arguments or the server's name. */
  readonly context?: RegExp;
  /** The rule does not hold when this matches the description or the server's name. */
  readonly unless?: RegExp;
  readonly class: Exclude<RiskClass, 'unknown'>;
}

const determiners = String.raw`(?:an? |the |all |your |new |one |any |this |full |partial |single )*`;
const credential = String.raw`(?:api |access |secret |client |bearer |auth |ssh |deploy |personal )*(?:keys?|tokens?|secrets?|credentials?|passwords?|certificates?)\b(?! count)`;
const money = String.raw`(?:payments?|charges?|refunds?|payouts?|funds|money|balance|cash|purchase orders?|purchases?|market orders?|limit orders?|trades?|donations?|tips?)\b`;
const coin = String.raw`(?:funds|money|balance|cash|amount|crypto\w*|tokens?|coins?|assets?|eth|btc|sol|usdc|usdt|ether|bitcoin|nfts?|stablecoins?|credits?|shares|stocks?|\$)\b`;

/** Objects that change what a verb means: a table that the method page renders. */
export const objectRules: readonly ObjectRule[] = [
  {
    id: 'money-moves',
    when: 'a verb that makes, sends or settles something acts on a payment, charge, refund, payout, order or trade, and not merely on a record, link or method of it',
    lemma:
      /^(?:create|make|send|issue|process|initiate|place|submit|transfer|execute|capture|finalize|settle|add|generate|trigger|approve|authorize|confirm)$/,
    object: new RegExp(
      String.raw`^${determiners}(?:\w+ ){0,2}${money}(?! (?:links?|methods?|intents?|status|report|quote|reminder|page|form|term|rate|code|card|plan|type|option|request|record|group|sheet|entr|tax|setting))(?!.*\b(?:record|bookkeeping|draft)\b)`,
    ),
    unless:
      /\brecords? (?:an? |the |new )*(?:\w+ )?(?:payments?|transactions?|charges?|refunds?|expenses?)\b|\b(?:bookkeeping|accounting|xero|quickbooks|qbo|freshbooks)\b/i,
    class: 'financial',
  },
  {
    id: 'value-moves',
    when: 'funds, coins or tokens are transferred, swapped, deposited, bridged or wired',
    lemma: /^(?:transfer|swap|deposit|bridge|wire|trade|send|stake|redeem|tip)$/,
    object: new RegExp(String.raw`^${determiners}(?:\w+ ){0,2}${coin}(?! (?:count|usage|limit|price|info))`),
    class: 'financial',
  },
  {
    id: 'order-placed',
    when: 'an order is placed',
    lemma: /^(?:place|submit|order)$/,
    object: /^(?!.*\b(?:draft|reorder|sort)\b).*(?:\borders?\b)/,
    class: 'financial',
  },
  {
    id: 'thing-ordered',
    when: 'a thing is ordered',
    lemma: /^order$/,
    object: /^(?:an?|some) \w+/,
    class: 'financial',
  },
  {
    id: 'order-amended',
    when: 'an order that waits in a market is amended',
    lemma: /^(?:amend|modify|edit)$/,
    object:
      /^(?:an? |the )?(?:up to \d+ )?(?:(?:pending|unfilled|open|spot|swap|futures|limit|stop|algo|market) )+(?:algo )?orders?\b/,
    class: 'financial',
  },
  {
    id: 'plan-subscribed',
    when: 'a paid plan is subscribed to',
    lemma: /^subscribe$/,
    object: /\b(?:paid|premium|plans?|memberships?)\b/,
    class: 'financial',
  },
  {
    id: 'subscription-billed',
    when: 'a subscription that is paid for is begun, resumed or changed',
    lemma: /^(?:create|update|resume|activate|upgrade|change|modify|reactivate|start)$/,
    object:
      /^(?:an? |the |existing |paused |customer |new )*subscriptions?\b(?! (?:filter|template|event|list|preference|type))/,
    context:
      /\b(?:prices?|billing|billed|proration\w*|charged?|invoices?|stripe|paddle|chargebee|recurly|plan_?id|price_?id)\b/i,
    unless: /\bnotification|webhook|pub\/?sub|topic\b/i,
    class: 'financial',
  },
  {
    id: 'invoice-finalised',
    when: 'an invoice is finalised, which makes it due',
    lemma: /^(?:finalize|settle)$/,
    object: /\b(?:invoices?|payments?|orders?|checkout|bills?)\b/,
    class: 'financial',
  },
  {
    id: 'money-as-a-noun',
    when: 'a word of money is only a noun or speaks of something else',
    lemma:
      /^(?:order|finalize|stake|bid|settle|checkout|deposit|redeem|trade|wire|tip|bridge|fund|charge|sell|buy|pay)$/,
    object:
      /^(?:list|details?|topics?|events?|notifications?|updates?|by|of|branch(?:es)?|files?|commits?|refs?|worktrees?|tags?|repo\w*|code|attention|page|session|pages?)\b/,
    class: 'write',
  },
  {
    id: 'forced-push',
    when: 'a push is forced, which replaces the history of a branch',
    lemma: /^push$/,
    object: /\bforce\b/,
    class: 'destructive',
  },
  {
    id: 'taken-off-a-list',
    when: 'something is removed from a list, a group or a page rather than deleted',
    lemma: /^(?:remove|clear)$/,
    object:
      /^(?!.*\bpermanently\b)(?:.*\bfrom (?:an? |the |this |your |its |their |one or more )*(?:\w+ ){0,2}(?:lists?|groups?|teams?|channels?|segments?|projects?|organi[sz]ations?|workspaces?|playlists?|boards?|spaces?|queues?|firewalls?|load balancers?|views?|roles?|issues?|tickets?|cards?|events?|sprints?|cycles?|epics?|conversations?|servers?|releases?|schedules?|campaigns?|folders?|collections?|albums?|watchlists?|favou?rites|namespaces?|messages?|posts?|page|element|stage|index|zones?)\b|(?:an? |the |one or more |all |specific |custom |emoji |previously |existing )*(?:\w+ )?(?:labels?|tags?|assignees?|reactions?|members?|collaborators?|reviewers?|followers?|watchers?|participants?|filters?|overlays?|highlights?|routes? matching|network routes|mocks?|overrides?|links? between|relation(?:ship)?s?|metadata|attributes|context(?:ual metadata)?|associations?|approvals?|roles?|permissions?|links?|protections?|assignments?|(?:\w+ )?field value|values?|due date|status|settings?|presence)\b)/,
    class: 'write',
  },
  {
    id: 'dragged-and-dropped',
    when: 'dropping is the end of dragging',
    lemma: /^drop$/,
    object: /\b(?:onto|between|element|files? or|target|zone|drag)\b/,
    class: 'write',
  },
  {
    id: 'own-page-closed',
    when: 'what is closed is a page, tab, browser or session, whose state is then lost',
    lemma: /^(?:close|end|stop|quit)$/,
    object:
      /^(?:the |an? |all |current |named |open |specific |this )*(?:browser )?(?:pages?|tabs?|browsers?|windows?|contexts?|sessions?)\b/,
    class: 'destructive',
  },
  {
    id: 'wiped-by-reset',
    when: 'a reset or format wipes a device, a database, a working tree or everything',
    lemma: /^(?:reset|format|clean)$/,
    object:
      /^(?:an? |the |your )?(?:git )?(?:(?:entire |whole )?database|device|disk|drive|hard drive|working (?:tree|directory))\b(?! (?:name|user|password|setting|config|mode))|\b(?:factory|all data|everything|to empty)\b/,
    class: 'destructive',
  },
  {
    id: 'machine-rebuilt',
    when: 'a machine is rebuilt or installed anew, which replaces its disk',
    lemma: /^(?:rebuild|reinstall|reimage|recreate)$/,
    object: /^(?:an? |the |your )?(?:\w+ )?(?:droplets?|servers?|instances?|vms?|machines?|nodes?)\b/,
    class: 'destructive',
  },
  {
    id: 'contents-replaced',
    when: 'the whole contents of something are replaced',
    lemma: /^(?:replace|rewrite|overwrite|set)$/,
    object:
      /^(?:write )?file$|^(?:the )?(?:entire |whole |complete |full |all )?(?:contents? of|file contents?|(?:entire|whole|complete|full) (?:file|document|contents?))\b/,
    class: 'destructive',
  },
  {
    id: 'formatted-cells',
    when: 'what is formatted, sorted or merged is a part of a document that stays so',
    lemma: /^(?:format|sort|wrap|style)$/,
    object:
      /\b(?:ranges?|cells?|tables?|columns?|rows?|worksheets?|sheets?|paragraphs?|slides?|documents?|disks?)\b/,
    class: 'write',
  },
  {
    id: 'generated-credential',
    when: 'a credential is generated',
    lemma: /^(?:generate|build|process)$/,
    object: new RegExp(String.raw`^${determiners}(?:\w+ ){0,2}${credential}`),
    class: 'write',
  },
  {
    id: 'generated-object',
    when: 'what is generated is kept: a site, an invoice, a project, a file',
    lemma: /^(?:generate|build)$/,
    object:
      /^(?:an? |the |new )*(?:\w+ )?(?:domains?|invoices?|projects?|sites?|accounts?|apps?|files?|tickets?|issues?|releases?|tasks?|pages?|records?|campaigns?)\b(?! (?:list|report|summary|names?))/,
    unless: /\b(?:suggest\w*|preview|random|example)\b/i,
    class: 'write',
  },
  {
    id: 'generated-answer',
    when: 'something is processed, built or noted for the caller alone',
    lemma: /^(?:process|build|index|notify|log|message|label|note|transform|draw|rewrite|mark)$/,
    object:
      /^(?!$)(?:an? |the |your |given |structured )*(?:\w+ ){0,2}(?:text|reports?|summar\w+|images? (?:from|into|as)|code|embeddings?|urls?|links?|documentation|docs|answers?|quer(?:y|ies)|diagrams?|charts?|analysis|data|prompts?|string)\b/,
    class: 'read',
  },
  {
    id: 'migration-applied',
    when: 'a migration is applied or run',
    lemma: /^(?:apply|run|execute|migrate|push)$/,
    object: /^(?:an? |the |all |any |pending |new |database |schema )*migrations?\b/,
    class: 'execute',
  },
  {
    id: 'read-only-run',
    when: 'what is run can only read, by the words of the record',
    lemma: /^(?:run|execute|perform|invoke|send|submit|eval)$/,
    object:
      /^(?:an? |the |any |custom |single |safe )*(?:\w+ )?read only\b|^select (?:queries|statements)\b|^one of the following (?:\w+ )*read operations\b|\b(?:soql|groq|nrql|kql|promql|logql|jql|es ql|sql like|kusto|hogql|dql|spl|nosql find)\b|^(?:an? |the )*(?:saved|search|logs?|metrics?|analytics) quer/,
    class: 'read',
  },
  {
    id: 'read-only-query',
    when: 'a query is run, and the record says that it can only read',
    lemma: /^(?:run|execute|perform|send|submit)$/,
    object: /\bquer(?:y|ies)\b/,
    context: /\bread[- ]only\b|\bSELECT (?:quer(?:y|ies)|statements?)\b/i,
    unless: /\bnot read[- ]only|\b(?:INSERT|UPDATE|DELETE|DDL)\b/,
    class: 'read',
  },
  {
    id: 'search-run',
    when: 'what is run or started is a search, a check or an analysis',
    lemma: /^(?:run|execute|perform|conduct|invoke|trigger|launch|call|start|make|do)$/,
    object:
      /^(?:an? |the |new |quick |full |deep |streaming |comprehensive |semantic |parallel )*(?:\w+ ){0,2}(?:search(?:es)?|lookups?|analysis|audits?|calculations?|comparisons?|health checks?|health|scans?|estimates?|validations?|diagnostics?|similarity|inference|research|reverse geocoding|geocoding|listing|introspection|crawls?)\b(?! (?:index|ind|service|engine|key|job|template|alert|config|result|feedback|polic|setting))/,
    class: 'read',
  },
  {
    id: 'asks-the-caller',
    when: 'what is triggered only asks the caller’s own user or model',
    lemma: /^(?:trigger|request|invoke|start|send|initiate)$/,
    object:
      /\b(?:elicitation|sampling|user confirmation|user input|(?:progress|long running) (?:updates?|operation))\b/,
    class: 'read',
  },
  {
    id: 'debugger-steps',
    when: 'a debugger goes on with the program that it holds',
    lemma: /^(?:continue|step)$/,
    object: /\b(?:execution|functions?|lines? of code|over|into|out)\b/,
    class: 'execute',
  },
  {
    id: 'repeated-run',
    when: 'a job, pipeline, build, deployment or delivery is run again',
    lemma: /^(?:retry|rerun|replay|restart|redeliver|requeue|rollback|queue|resume|start)$/,
    object:
      /^(?:an? |the |all |failed |one |more |to |queued |specific |previous )*(?:\w+ ){0,2}(?:pipelines?|jobs?|builds?|deployments?|workflows?|ci|version|script execution|webhook events?|deliver(?:y|ies)|immediate (?:check|run))\b(?! (?:name|setting))/,
    class: 'execute',
  },
  {
    id: 'process-started',
    when: 'a process, shell or terminal is started or fed with input',
    lemma: /^(?:start|open|create|spawn|send|interact|write|type|attach|launch)$/,
    object:
      /\b(?:(?:terminal|shell|repl|background|child|system|new) process|(?:interactive|bash|shell|terminal|ssh|remote|repl) sessions?|(?:input|commands?|keystrokes) to (?:an? |the )?(?:\w+ ){0,2}(?:terminal|process|shell|repl|console|pane|session)|^(?:with )?(?:an? |the )?process(?:es)?$|sessions? on an? (?:remote|ssh))\b/,
    class: 'execute',
  },
  {
    id: 'judged-not-run',
    when: 'evaluating is judging, not running',
    lemma: /^evaluate$/,
    object: /\b(?:javascript|js|code|expressions?|scripts?|python)\b/,
    class: 'execute',
  },
  {
    id: 'own-process',
    when: 'a browser, an app or a managed instance is launched',
    lemma: /^(?:launch|spawn|invoke|run)$/,
    object: /\b(?:session|browsers?|instances?|apps?|application|emulator|simulator|campaigns?)\b/,
    class: 'write',
  },
  {
    id: 'configured-run',
    when: 'a trigger, deployment or run is only created as a record, commented on or looked at',
    lemma: /^(?:trigger|deploy|run|launch|dispatch|execute)$/,
    object:
      /^(?:list|status|history|details?|info|logs?|summary|verification|domain verification|results?|output|outputs|artifacts?|metrics|configs?)\b/,
    class: 'read',
  },
  {
    id: 'simulated',
    when: 'what is executed is only simulated or previewed',
    lemma: /./,
    object: /^(?:an? )?(?:simulation|dry run|preview)\b/,
    class: 'read',
  },
  {
    id: 'resolved-state',
    when: 'what is resolved is an issue, a thread or an alert that people work on',
    lemma: /^resolve$/,
    object:
      /\b(?:issues?|threads?|comments?|conversations?|alerts?|incidents?|tickets?|discussions?|conflicts?|merge|error groups?|cases?)\b/,
    class: 'write',
  },
  {
    id: 'opened-thing',
    when: 'what is opened is a page, a form, an issue or an account',
    lemma: /^open$/,
    object:
      /^(?:an? |the |new |up |specific |feedback )*(?:\w+ )?(?:browsers?|pages?|urls?|tabs?|windows?|forms?|apps?|applications?|issues?|pull requests?|tickets?|positions?|accounts?|doors?|links?|simulator|emulator|frontend|editor|ide)\b|\bin (?:the |a |your )?browser\b/,
    class: 'write',
  },
  {
    id: 'converted-state',
    when: 'what is converted is an issue, a pull request or a lead, which then is something else',
    lemma: /^convert$/,
    object: /\b(?:to ?draft|pull requests?|issues?|tickets?|tasks?|leads?|quotes?)\b/,
    class: 'write',
  },
  {
    id: 'tests-run',
    when: 'the tests of a project are run',
    lemma: /^test$/,
    object:
      /^(?:on (?:ios|macos|an?|the)|sim$|device$|suite|(?:the )?(?:project|scheme|target|package)|macos)\b/,
    class: 'execute',
  },
  {
    id: 'snapshot-kept',
    when: 'a snapshot or image of a machine, volume or database is taken and kept',
    lemma: /^(?:snapshot|take|capture|convert)$/,
    object:
      /\b(?:droplets?|volumes?|disks?|vms?|instances?|databases?|clusters?|servers?|collections?|index|to a snapshot)\b/,
    class: 'write',
  },
  {
    id: 'shown-on-a-page',
    when: 'what is shown is put onto a page and stays there',
    lemma: /^(?:show|display|render)$/,
    object: /\b(?:overlays?|highlights?|toasts?|banners?|dialogs?)\b/,
    class: 'write',
  },
  {
    id: 'pull-request',
    when: 'pull, request, issue and the like are nouns here',
    lemma:
      /^(?:pull|request|issue|comment|post|order|charge|release|fork|tag|label|commit|merge|log|note|record|trigger|schedule|build|deploy|message|mail|email|report|alert|queue|index|link|update|change|import|move|block|stash|process|run|script|transfer|share|sync|store|map|backup|apply|power|hold|rate|flag)$/,
    object:
      /^(?:requests? )?(?:lists?|details?|status|history|comments?|info|diff|files?|get|read|count|stats|overview|schema|logs?|versions?|policy|kernels?)$/,
    class: 'read',
  },
  {
    id: 'refs-fetched',
    when: 'a fetch brings the state of a remote repository into the local one',
    lemma: /^(?:fetch|pull)$/,
    object:
      /\b(?:from (?:an? |the )?remote|remote (?:refs|repositor\w+|branches)|updates from|container images?|docker images?)\b/,
    class: 'write',
  },
];
