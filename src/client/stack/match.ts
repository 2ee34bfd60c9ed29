import { compareText } from '#domain/catalogue.ts';
import type { ListedServer } from '#schema/api-profiles.ts';

/** What servers are found by. */
export type Findable = Pick<ListedServer, 'id' | 'name' | 'packages' | 'repository'>;

/**
 * The servers that have every word of a question in their name, id, packages or repository; those whose name or id begins with it
 * come first, then by name. All of them when nothing is asked.
 */
export function matchServers<T extends Findable>(question: string, servers: readonly T[]): T[] {
  const asked = question.trim().toLowerCase();
  const words = asked.split(/\s+/);
  return servers
    .map((server) => ({ server, rank: rankServer(server, asked, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || compareText(keyOf(a.server), keyOf(b.server)))
    .map(({ server }) => server);
}

function rankServer({ id, name, packages, repository }: Findable, asked: string, words: string[]): number {
  const [lowName, all] = [
    name.toLowerCase(),
    [id, name, ...packages, repository ?? ''].join('\n').toLowerCase(),
  ];
  if (!words.every((word) => all.includes(word))) return 0;
  if (id === asked || lowName === asked) return 4;
  if (lowName.startsWith(asked) || id.startsWith(asked)) return 3;
  return lowName.split(/[^\p{L}\p{N}]+/u).some((part) => part !== '' && part.startsWith(words[0] ?? ''))
    ? 2
    : 1;
}

function keyOf({ name, id }: Findable): string {
  return `${name.toLowerCase()} ${id}`;
}
