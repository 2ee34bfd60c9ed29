import { splitWords } from '#domain/words.ts';
import type { Hit, HitData } from './index.ts';

/** Results among which what has just the name asked for is looked for, since the index does not tell case and hyphens. */
const mostNamesakes = 40;
/** The same for words in a row, of which fewer things have just this name: those that are shown anyway. */
const mostForWords = 20;

/**
 * Puts first what has just the name that was asked for: first written the same way, then under another spelling. Under another
 * spelling, words in a row ask rather for a server, an identifier rather for a tool.
 */
export async function hoistName(hits: readonly Hit[], name: string): Promise<readonly Hit[]> {
  if (name === '') return hits;
  const most = name.includes(' ') ? mostForWords : mostNamesakes;
  const first = hits.slice(0, most);
  const data = await Promise.all(first.map((hit) => hit.data()));
  const folded = foldName(name);
  const rank = ({ meta }: HitData): number => {
    const title = meta['title'] ?? '';
    const isServer = meta['level'] === undefined;
    if (title === name) return 0;
    if (folded === '') return 3;
    if (isServer && [foldServerName(title), foldName(meta['serverId'] ?? '')].includes(folded)) {
      return name.includes(' ') ? 1 : 2;
    }
    return !isServer && foldName(title) === folded ? 1 : 3;
  };
  const ranked = first.map((hit, position) => {
    const found = data[position];
    return { hit, rank: found === undefined ? 3 : rank(found) };
  });
  return [...ranked.toSorted((a, b) => a.rank - b.rank).map(({ hit }) => hit), ...hits.slice(most)];
}

function foldName(name: string): string {
  return splitWords(name).join('');
}

/** Without what says only that it is a server: `GitHub (reference server)` and `SmartLead MCP Server` are GitHub and SmartLead. */
function foldServerName(name: string): string {
  return foldName(name.replace(/\([^)]*\)\s*$/, '').replace(/(?:\s+(?:mcp|server))+\s*$/i, ''));
}
