import { combinationLabels } from '#domain/combinations.ts';
import type { StackCombination } from '#domain/stack/combine.ts';
import type { StackTool } from '#domain/stack/stack.ts';
import { joinList, plural, quote } from '#domain/text.ts';
import { make } from '../tester/dom.ts';
import { drawLines } from './lines.ts';
import { levelBadge, serverName, toolName, words } from './parts.ts';
import { pickPlayers, type StackPlayer } from './players.ts';

type Part = StackCombination['parts'][number];

/** Tools of a part in sight at once. */
const mostShown = 5;
/** Tools of a part that are listed at all; the list of everything has the rest. */
const mostListed = 60;

/** The dangerous combinations of a stack, each as a drawing of who plays which part. */
export function renderCombinations(combinations: readonly StackCombination[]): HTMLElement[] {
  if (combinations.length === 0)
    return [
      make(
        'p',
        { class: 'lead' },
        `These tools make none of the combinations possible that are looked for: ${combinationLabels().join('; ')}.`,
      ),
    ];
  return [
    make(
      'p',
      { class: 'lead' },
      'This follows from the access that each tool gives. Nothing is said about whether it has happened here.',
    ),
    ...combinations.map(renderCombination),
  ];
}

function renderCombination(combination: StackCombination): HTMLElement {
  const { id, label, sentence, pattern, parts, servers, aloneServers, aloneTools, span } = combination;
  const together = servers.length > 1 && aloneServers.length === 0;
  const side = (name: 'in' | 'out', some: readonly Part[]): HTMLElement =>
    make('div', { class: `side ${name}` }, ...some.map((part) => renderPart(part, name, aloneTools)));
  const figure = make(
    'div',
    { class: 'graph' },
    side('in', parts.slice(0, -1)),
    make('p', { class: 'agent' }, make('span', {}, 'Your agent')),
    side('out', parts.slice(-1)),
  );
  drawLines(figure);
  return make(
    'article',
    { class: 'combination', 'data-combination': id, 'aria-label': label },
    make('h3', {}, label, ...(together ? [' ', make('span', { class: 'tag' }, 'Only together')] : [])),
    make(
      'p',
      {},
      sentence,
      ...(pattern
        ? [' What is documented of it: ', make('a', { href: pattern.url }, pattern.name), '.']
        : []),
    ),
    make('p', { class: 'depends' }, words([span, ...describeEnds(combination)].join(' '))),
    figure,
  );
}

/** What would end a combination: denying the tools of a part that only one server plays. */
function describeEnds({ parts, servers, aloneTools }: StackCombination): string[] {
  const alone =
    aloneTools.length === 0
      ? []
      : [
          `${plural(aloneTools.length, 'tool')} ${aloneTools.length === 1 ? 'plays' : 'play'} every part alone.`,
        ];
  const ends = parts.flatMap(({ label, servers: [only, ...others] }) =>
    only === undefined || others.length > 0 || servers.length === 1
      ? []
      : [
          `Only ${quote(only.server.name)} plays “${label}”: with ${
            only.tools.length === 1 ? 'that tool' : `those ${plural(only.tools.length, 'tool')}`
          } denied, it is gone.`,
        ],
  );
  return [...alone, ...ends];
}

function renderPart({ label, servers }: Part, side: 'in' | 'out', alone: readonly StackTool[]): HTMLElement {
  const [shown, rest] = pickPlayers(servers, mostShown);
  const count = plural(shown.length + rest.length, 'tool');
  const item = (player: StackPlayer, drawn: boolean): HTMLElement =>
    renderPlayer(player, drawn ? side : undefined, alone.includes(player.tool));
  const unlisted = rest.length - mostListed;
  return make(
    'div',
    { class: 'part', role: 'group', 'aria-label': `${label}: ${count}` },
    make('h4', {}, label, ' ', make('span', { class: 'count' }, count)),
    make('ul', {}, ...shown.map((player) => item(player, true))),
    ...(rest.length === 0
      ? []
      : [
          make(
            'details',
            {},
            make('summary', {}, plural(rest.length, 'more tool')),
            make('ul', {}, ...rest.slice(0, mostListed).map((player) => item(player, false))),
            ...(unlisted > 0
              ? [make('p', { class: 'hint' }, `The list of everything has ${plural(unlisted, 'other')}.`)]
              : []),
          ),
        ]),
  );
}

function renderPlayer(
  { tool, access }: StackPlayer,
  side: 'in' | 'out' | undefined,
  alone: boolean,
): HTMLElement {
  return make(
    'li',
    {
      class: 'node',
      'data-side': side,
      'data-level': tool.level,
      'data-key': `${tool.server.key}/${tool.name}`,
    },
    make('span', { class: 'what' }, toolName(tool.name, tool.url), levelBadge(tool.level)),
    make(
      'span',
      { class: 'where' },
      serverName(tool.server),
      make('span', {}, `${joinList(access)}${alone ? '; plays every part alone' : ''}`),
    ),
  );
}
