import type { CapabilityRule } from './rule.ts';

/** Rules about people, costs and the caller’s own model. */
export const peopleRules: readonly CapabilityRule[] = [
  {
    id: 'returns-people',
    capability: 'pii-read',
    when: 'a reading tool returns details of people',
    classes: ['read'],
    name: /\b(?:users?|customers?|contacts?|people|persons?|leads?|candidates?|employees?|patients?|profiles?|members?|attendees?|calendar (?:events?|event instances|view)|mail tips|drive item permissions|guests?|subscribers?|recipients?|orders?|timesheets?|payroll|calls?|opt outs|suppressions?|participants?|requesters?|agents?(?= |$)|crm|appointments?|addresses|businesses|saved payment methods?)\b(?! (?:settings?|preferences?|agent|catalog|schema|folders?$|stor(?:y|ies)|groups?|fields?|roles?|permissions?|count|topics?|segments?|propert(?:y|ies)|needs|config|types?|flow|limits?|lists?\b|status|options|engagement))/,
    description:
      /\b(?:personal (?:data|information)|contact (?:details|information)|e-?mail addresses|phone numbers? of|customers?['’]? (?:details|data|records)|companies, people)\b/i,
    unless:
      /\b(?:current user|own|my|me|myself|whoami|caller|authenticated user|current .{0,30}token|local search|by contact|for a contact|find tools|user agent|issue|database|recent tool calls|function calls?|tool calls?|api calls?|membership|contact topics|usage|template|order ?(?:status|by (?!id))|(?:spot|swap|futures|option|algo|grid|limit|trading|purchase) (?:\w+ )?orders?|change orders?|grid bots|sort order|user guide|preview|scopes|agent status|currently authenticated|platform agents?|firecrawl|persistent|hyperbrowser)\b/i,
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
