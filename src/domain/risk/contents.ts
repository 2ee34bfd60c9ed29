import type { Evidence } from '#schema/common.ts';
import { fromName } from '../evidence.ts';
import { findAsserted, type ToolFacts } from '../facts.ts';

const contentVerb = String.raw`(?:get|read|fetch|retrieve|view|show|download|open|load|export|query|find|describe|display)`;
const contentNoun = String.raw`(?:documents?|docs?|pages?(?! list)|files?(?! (?:list|info|metadata|details|status|types?))|notes?|articles?|posts?|records?(?! types?)|rows?|values?|objects?(?! (?:types?|info|schema))|script|contents?|body|text|html(?: source)?|markdown|transcripts?|diffs?|changes|blame|patch|attachments?(?! list)|config(?:uration)?|backup|calendar (?:events?|view)|events? payload|webhook event|task details|cards?(?! \w)|cards by list|board (?:data|items|activity)|items page|card history|updates|nodes|graph|entries|source|snapshot|screenshot|image data|lyrics|apex(?: trigger)?|(?:api )?definitions?|items on board|text nodes|project statuses|multiple tasks(?: by gid)?|task stories|memory bank read|worker|process output|session output|tool calls|search results|monitor check)`;
const businessNoun = String.raw`(?:invoices?|orders?|transactions?|bills?(?! of)|bill payments?|payments?(?! (?:methods?|terms?|links?|types?|intents? status))|expenses?|deposits?|receipts?|journals?|journal entr(?:y|ies)|credit notes?|vendor credits?|quotes?|estimates?|charges?|payouts?|refunds?|purchases?|purchase orders?|timesheets?|payroll|statements?|disputes?|bank transactions?|fills|trades|trade history|positions? history)`;

/** Whether a reading tool gives a list of titles or hits, not the texts themselves. */
export function listsTitles(facts: ToolFacts): boolean {
  return (
    /\b(?:list|search|find|query|my|all|get (?:\w+ )?(?:list of|list))\b/.test(facts.nameText) &&
    /\b(?:issues|tickets|pull requests|prs|merge requests|todos?|work items|tasks|code|links|incidents|articles|papers)\b/.test(
      facts.nameText,
    ) &&
    !/\b(?:comments?|notes?|messages?|repl(?:y|ies)|threads?|conversations?|diffs?|contents?|bod(?:y|ies)|web|posts?)\b/i.test(
      `${facts.nameText} ${facts.leadVerbs[0]?.direct ?? ''}`,
    )
  );
}

/** Whole contents: "complete contents", "contents of a file", "full text". Listing or describing files is not reading them. */
export function evidenceOfContents(facts: ToolFacts): Evidence[] {
  const found = findAsserted(
    facts,
    /\b(?:(?:complete|full|entire|whole|raw|text|file|script|page)\s+(?:text\s+|page\s+|file\s+|document\s+|script\s+)?contents?\b|contents? of (?:an? |the |multiple |one or more |several )?(?:\w+ )?(?:files?|documents?|pages?|notes?|messages?|issues?|records?)\b|full (?:text|body|bodies|transcript|details including|documents)|entire (?:knowledge graph|file|document|database)|read(?:s)? (?:an? |the |multiple )?(?:\w+ )?(?:files?|documents?)\b|(?:diffs?|patch|whole (?:rows|records)|key[- ]value) (?:of|for|between)\b|with (?:their |the )?(?:content|full)|line[- ]by[- ]line|reference logs that hold text)/i,
  );
  if (found) return [found];
  const name = facts.nameText.replace(/ by (?:\w+ )?(?:id|name|gid|key|url|slug)$/, '');
  const gets =
    new RegExp(
      String.raw`\b${contentVerb} (?:\w+ ){0,3}?${contentNoun}(?: (?:contents?|details?|instances|delta))?$`,
    ).test(name) ||
    new RegExp(
      String.raw`\b(?:list|search|query|get)\b (?:\w+ ){0,2}(?:records|rows|diffs|draft notes|memories|nodes|search results|calendar (?:events?|event instances|view delta|view)|collections? items)`,
    ).test(name) ||
    /\b(?:kv|r2|worker|object|file|document|doc|page|note|value|config|content|script|secret) (?:get|read|fetch|download)(?: object)?$/.test(
      name,
    ) ||
    /\bgit (?:diff|show|blame|log)$/.test(name);
  const merely =
    /\b(?:metadata|titles?|schema|types?|settings?|info|information|template|summary|specification|stats|id|ids|list of (?:files|pages|documents)|directory|allowed|links?|urls?|folders|permissions?|audit|history|field|mindmap|release notes|cost|config after|studio|count|name|status|memory usage|accounts?|object types?|custom object schemas?)\b/i.test(
      `${name} ${facts.leadVerbs[0]?.direct ?? ''}`,
    );
  return gets && !merely ? [fromName(facts.tool.name)] : [];
}

/** Bodies inside the lists of a result: `documents[].content`. A lone text at the top says nothing, many servers have it. */
export function contentOfOutput(facts: ToolFacts): Evidence[] {
  const found = facts.results.find(
    ({ depth, name, type }) =>
      depth > 0 &&
      /^(?:content|body|markdown|html|transcript|body_?(?:text|html|data)|full_?text)$/i.test(name) &&
      type.startsWith('string'),
  );
  return found ? [{ path: found.recordPath, quote: found.name }] : [];
}

/** Itemised business records, and not reports or totals about them. */
export function evidenceOfBusinessRecords(facts: ToolFacts): Evidence[] {
  return new RegExp(
    String.raw`\b(?:get|list|read|fetch|retrieve|search|query|view|show|find)\b (?:\w+ ){0,2}${businessNoun}\b(?! (?:report|summary|aging|stats|count|templates?|settings?|status|numbers?|types?|lines? schema))`,
  ).test(facts.nameText) &&
    !/\b(?:aggregat\w+|summary|summaries|balances|statistics|preview|estimate (?:cost|price|fee)|aging)\b/i.test(
      `${facts.nameText} ${facts.lead}`,
    )
    ? [fromName(facts.tool.name)]
    : [];
}
