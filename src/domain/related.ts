import { capabilities as capabilityTerms, riskClasses } from '#schema/vocabulary.ts';
import { byRisk, type Catalogue, type ToolEntry } from './catalogue.ts';
import { joinList, lowerFirst } from './text.ts';

/** A tool worth comparing, with the reason. */
export interface RelatedTool {
  readonly tool: ToolEntry;
  /** A sentence fragment: "also issues keys", "same words: api, key". */
  readonly reason: string;
}

/** Related tools: neighbours on the server, and the nearest elsewhere. */
export interface Related {
  readonly sameServer: readonly RelatedTool[];
  readonly elsewhere: readonly RelatedTool[];
}

const most = 5;
/** Tools of the same server that are looked at. */
const mostNeighbours = 400;
/** Candidates looked at for each word or capability: rare ones come first, so that common ones cost nothing. */
const candidatesPerKey = 20;

/** Finds related tools from the catalogue's indexes, at a cost that does not grow with the catalogue. */
export function findRelated(tool: ToolEntry, catalogue: Catalogue): Related {
  const neighbours = catalogue.toolsOfServer.get(tool.serverId) ?? [];
  return {
    sameServer: nearest(tool, neighbours.slice(0, mostNeighbours), 0, catalogue.stems),
    elsewhere: nearest(
      tool,
      candidates(tool, catalogue).filter(({ serverId }) => serverId !== tool.serverId),
      3,
      catalogue.stems,
    ),
  };
}

function candidates(tool: ToolEntry, catalogue: Catalogue): ToolEntry[] {
  const found = new Map<string, ToolEntry>();
  const groups = [
    ...tool.capabilities.map((id) => catalogue.toolsOfCapability.get(id) ?? []),
    ...(catalogue.stems.get(tool.id) ?? []).map((word) => catalogue.toolsOfWord.get(word) ?? []),
  ].sort((a, b) => a.length - b.length);
  for (const members of groups) {
    let taken = 0;
    for (const member of members) {
      if (taken === candidatesPerKey) break;
      if (member.serverId === tool.serverId) continue;
      found.set(member.id, member);
      taken++;
    }
  }
  return [...found.values()];
}

function nearest(
  tool: ToolEntry,
  others: readonly ToolEntry[],
  minimum: number,
  stems: Catalogue['stems'],
): RelatedTool[] {
  const words = new Set(stems.get(tool.id));
  const scored: { readonly other: ToolEntry; readonly score: number }[] = [];
  for (const other of others) {
    if (other.id === tool.id) continue;
    let score = (other.class === tool.class ? 1 : 0) + (other.level === tool.level ? 0.5 : 0);
    for (const id of other.capabilities) if (tool.capabilities.includes(id)) score += 2;
    for (const word of stems.get(other.id) ?? []) if (words.has(word)) score += 1;
    if (score >= minimum) scored.push({ other, score });
  }
  return scored
    .sort((a, b) => b.score - a.score || byRisk(a.other, b.other))
    .slice(0, most)
    .map(({ other }) => ({
      tool: other,
      reason: reasonFor(
        tool,
        other,
        other.capabilities.filter((id) => tool.capabilities.includes(id)),
        (stems.get(other.id) ?? []).filter((word) => words.has(word)),
      ),
    }));
}

function reasonFor(
  tool: ToolEntry,
  other: ToolEntry,
  shared: ToolEntry['capabilities'],
  sharedWords: readonly string[],
): string {
  if (shared.length > 0) {
    return `also ${joinList(shared.slice(0, 2).map((id) => lowerFirst(capabilityTerms[id].label)))}`;
  }
  if (sharedWords.length > 0)
    return `shares ${sharedWords.length === 1 ? 'the word' : 'the words'} ${joinList(sharedWords.slice(0, 3))}`;
  return other.class === tool.class
    ? `also of class ${riskClasses[tool.class].label.toLowerCase()}`
    : 'on the same server';
}
