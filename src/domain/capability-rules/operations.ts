import type { Evidence } from '#schema/common.ts';
import type { ToolFacts } from '../facts.ts';
import { stem } from '../words.ts';
import { type CapabilityRule, changing } from './rule.ts';

const cloudProvider =
  /\b(?:cloudflare|digital ?ocean|aws|amazon|azure(?![ -]devops)|gcp|google cloud|heroku|kubernetes|k8s|vercel|netlify|render|fly|linode|hetzner|vultr|supabase|neon|pulumi|railway|scaleway|ovh|oracle cloud|alibaba cloud|docker|upstash|confluent|openstack|proxmox|nomad|pinecone|argo ?cd|rancher|helm|coolify|dokploy|caprover|portainer|koyeb|northflank|planetscale|turso|mongodb atlas|firebase|akamai|fastly)\b/;
const notInfrastructure =
  /\b(?:account information|planner|billing|invoices?|balance|organi[sz]ations?|costs?|docs|documentation|feedback|models?|inference|embeddings?|text generation|image generation|templates? (?:list|get)|(?:list|get)\w* templates?|think|changelog|coding rules|teams?|user services)\b/i;

/** Rules about permissions, money, infrastructure, builds, configuration, schedules and bulk. */
export const operationRules: readonly CapabilityRule[] = [
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
    name: /\b(?:config(?:uration)?s?|settings?|preferences|env(?:ironment)? ?var(?:iable)?s?|config vars?|feature flags?|secret (?:put|delete|set)|set (?:\w+ ){0,2}mode|(?:set|update|put|delete) secrets?|save (?:environment|build type|external port|\w+ provider)|(?:set|clear|use) (?:\w+ )?defaults?|rich menu|variable groups?|global vars?|(?:mail|message|inbox|forwarding|automation) rules?|update (?:contact|company|ticket|custom|deal) fields?|(?:create|update) (?:contact|company|ticket) fields?|email mailbox)\b/,
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
];

/** A required list of objects or ids whose name is the plural that the tool's name speaks of: `add_observations(observations)`. */
function findSet(facts: ToolFacts): Evidence[] {
  const spoken = [...facts.words, ...(facts.leadVerbs[0]?.direct ?? '').split(' ')];
  const nouns = new Set(
    spoken
      .filter(
        (word) =>
          word !== stem(word) &&
          !/^(?:properties|columns|fields|labels|tags|settings|dependencies|dependents|edits|steps|members|groups|slides|requests)$/.test(
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
