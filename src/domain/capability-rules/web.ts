import { chatNoun } from './messages.ts';
import type { CapabilityRule } from './rule.ts';

const codeHost =
  /\b(?:git|github|gitlab|bitbucket|gitea|azure devops|repos?|repositor(?:y|ies)|source code)\b/i;

/** Rules about addresses, browsers and text that strangers write. */
export const webRules: readonly CapabilityRule[] = [
  {
    id: 'takes-address',
    capability: 'network-egress',
    when: 'a parameter takes an address that the tool fetches or sends to',
    parameter:
      /^(?:urls?|uris?|endpoint|webhook_?url|callback_?url|target_?url|website|image_?url|source_?url|.*_?callback(?:_url)?|status_?callback|page_?url|link_?url|remote_?url|file_?url|sitemap_?url|notification_?url|notify_?url)$/i,
    context:
      /\b(?:fetch|download|crawl|scrap|navigat|http request|visit|retriev\w* (?:content|data|the) |sends? (?:a |an )?(?:request|http)|webhook|callback|extract|screenshot|import|clone|from (?:a |the |any )?urls?|read\w* (?:from |content)|open\w* (?:a |the |any )?(?:url|page|browser)|parse|transcri|upload|notification|http \w+ request|base ?url|using (?:a )?url|new (?:tab|page))/i,
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
    classes: ['read', 'write', 'execute'],
    name: /\b(?:(?:browser|page|puppeteer|take) (?:take )?(?:snapshot|screenshot|find|annotate|get (?:visible )?text|get markdown|read links|get clickable elements|get (?:visible )?html|extract|console messages|network request)|snapshot|screenshot|console messages?|network request)\b/,
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
      /\b(?:config|documentation|docs|codegen|profiles?|http \w+ request|iteration|expect response|assert response|stats|wait for a specified time)\b/i,
  },
];
