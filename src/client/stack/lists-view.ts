import type { Collision } from '#domain/stack/collisions.ts';
import type { Stack, StackServer, StackTool } from '#domain/stack/stack.ts';
import { formatNumber, plural } from '#domain/text.ts';
import { capabilities, type Capability, levels } from '#schema/vocabulary.ts';
import { make } from '../tester/dom.ts';
import { levelBadge, makeBar, makeSvg, makeTable, serverName, toolName, words } from './parts.ts';

/** The tools of each level as a bar, with the numbers below it. */
export function renderLevels({ byLevel, tools: all }: Stack): HTMLElement {
  const drawing = makeSvg('svg', {
    viewBox: '0 0 100 2',
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });
  let x = 0;
  for (const { id, tools } of byLevel) {
    const width = (tools.length / all.length) * 100;
    const place = { x: String(x), y: '0', width: String(Math.max(width - 0.4, 0.3)), height: '2' };
    drawing.append(makeSvg('rect', { class: `fill-${id}`, ...place }));
    x += width;
  }
  return make(
    'figure',
    { class: 'levels' },
    drawing,
    make(
      'figcaption',
      {},
      make(
        'ul',
        {},
        ...byLevel.map(({ id, tools }) =>
          make('li', {}, levelBadge(id), ' ', make('span', { class: 'figure' }, formatNumber(tools.length))),
        ),
      ),
    ),
  );
}

/** `5 critical`, `14 high`: what a bar of levels shows, in words. */
export function countLevels({ byLevel }: Stack): string[] {
  return byLevel.map(({ id, tools }) => `${formatNumber(tools.length)} ${levels[id].label.toLowerCase()}`);
}

/** How many tools give which access. `narrow` shows the tools of one. */
export function renderAccess({ byCapability }: Stack, narrow: (capability: Capability) => void): HTMLElement {
  const [first] = byCapability;
  if (!first) return make('p', {}, 'The definitions of these tools show no particular access.');
  return makeTable(
    'Access that the tools give',
    ['Access', 'Tools', 'Servers', 'Worst level'],
    byCapability.map(({ id, tools }) => {
      const { label, meaning } = capabilities[id];
      const button = make('button', { type: 'button', class: 'link', title: meaning }, label);
      button.addEventListener('click', () => narrow(id));
      return [button, makeBar(tools.length, first.tools.length), listServers(tools), worstOf(tools)];
    }),
  );
}

/** Names that tools of several servers have, or that some clients do not tell apart. */
export function renderCollisions(collisions: readonly Collision[]): HTMLElement[] {
  if (collisions.length === 0) return [make('p', {}, 'No two servers have a tool of the same name.')];
  return [
    make(
      'p',
      { class: 'lead' },
      'Clients that put the name of the server in front of the name of the tool are not concerned.',
    ),
    makeTable(
      'Names that several servers use',
      ['Name', 'Tools', 'What it means'],
      collisions.map(({ names, tools, sentence }) => [
        make('ul', { class: 'plain' }, ...names.map((name) => make('li', {}, toolName(name, null)))),
        make(
          'ul',
          { class: 'plain' },
          ...tools.map(({ server, url, level }) =>
            make(
              'li',
              { class: 'pair' },
              serverName({ name: server.name, url: url ?? server.url }),
              levelBadge(level),
            ),
          ),
        ),
        words(sentence),
      ]),
    ),
  ];
}

/** To which documented patterns the tools are exposed. */
export function renderAttacks({ attacks }: Stack): HTMLElement {
  const [first] = attacks;
  if (!first) return make('p', {}, 'No documented pattern fits any of these tools.');
  return makeTable(
    'Documented attacks on this kind of access',
    ['Pattern', 'Tools that it fits', 'Servers', 'Worst level'],
    attacks.map(({ pattern, tools }) => [
      make('a', { href: pattern.url }, pattern.name),
      makeBar(tools.length, first.tools.length),
      listServers(tools),
      worstOf(tools),
    ]),
  );
}

/** What the definitions of each server take of a model's context. */
export function renderTokens({ servers, tokens, share, window }: Stack): HTMLElement[] {
  return [
    make(
      'p',
      { class: 'lead' },
      `The definitions take ${plural(tokens, 'token')} before the first question is asked: ${share} of a context window of ${plural(window, 'token')}, as counted in o200k_base. Clients and models count differently.`,
    ),
    makeTable(
      'Tokens of each server',
      ['Server', 'Tokens', 'Of the window', 'Tools'],
      servers.map((weight) => [
        serverName(weight.server),
        makeBar(weight.tokens, servers[0]?.tokens ?? 0),
        weight.share,
        formatNumber(weight.server.tools.length),
      ]),
    ),
  ];
}

/** The tools of a stack are sorted by danger, and so are those of a group. */
function worstOf([worst]: readonly StackTool[]): HTMLElement {
  return levelBadge(worst?.level ?? 'unknown');
}

function listServers(tools: readonly StackTool[]): HTMLElement {
  const counts = new Map<StackServer, number>();
  for (const { server } of tools) counts.set(server, (counts.get(server) ?? 0) + 1);
  return make(
    'ul',
    { class: 'plain inline' },
    ...[...counts].map(([server, count]) =>
      make('li', {}, serverName(server), ' ', make('span', { class: 'count' }, plural(count, 'tool'))),
    ),
  );
}
