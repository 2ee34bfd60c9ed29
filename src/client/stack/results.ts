import { buildStack, type Stack } from '#domain/stack/stack.ts';
import { formatNumber, joinList, plural, quote } from '#domain/text.ts';
import type { ListedPattern } from '#schema/api-profiles.ts';
import { make } from '../tester/dom.ts';
import { renderCombinations } from './combinations-view.ts';
import {
  countLevels,
  renderAccess,
  renderAttacks,
  renderCollisions,
  renderLevels,
  renderTokens,
} from './lists-view.ts';
import { makeSection, words } from './parts.ts';
import { type PoliciesOptions, renderPolicies } from './policies-view.ts';
import { createToolsView } from './tools-view.ts';

/** What the results are shown from. */
export interface ResultsOptions extends PoliciesOptions {
  readonly patterns: readonly ListedPattern[];
  /** What must be known of the servers, in full sentences with untrusted names. */
  readonly caveats: readonly string[];
}

/** A part of the results, and the figure that leads to it. */
interface Part {
  readonly figure: string;
  readonly label: string;
  readonly section: HTMLElement;
}

/** Shows in `element` what the servers can do together. */
export function renderResults(element: HTMLElement, options: ResultsOptions): void {
  const stack = buildStack(options.servers, options.patterns);
  const list = createToolsView(stack);
  const tools = makeSection('stack-tools', 'Everything they can call', ...list.contents);
  const access = renderAccess(stack, (capability) => {
    list.narrow(capability);
    tools.scrollIntoView();
    tools.querySelector('h2')?.focus({ preventScroll: true });
  });
  const parts: Part[] = [
    count(
      stack.combinations.length,
      'dangerous combination',
      makeSection('stack-combinations', 'Dangerous combinations', ...renderCombinations(stack.combinations)),
    ),
    count(stack.tools.length, 'tool', tools),
    count(
      stack.byCapability.length,
      'kind',
      makeSection('stack-access', 'What they give access to', access),
      ' of access',
    ),
    count(
      stack.collisions.length,
      'shared name',
      makeSection('stack-names', 'Names that servers share', ...renderCollisions(stack.collisions)),
    ),
    {
      figure: stack.share,
      label: 'of a context window',
      section: makeSection('stack-tokens', 'What the definitions weigh', ...renderTokens(stack)),
    },
    count(
      stack.attacks.length,
      'attack pattern',
      makeSection('stack-attacks', 'Documented attacks', renderAttacks(stack)),
    ),
    {
      figure: formatNumber(options.servers.length),
      label: options.servers.length === 1 ? 'policy' : 'policies',
      section: makeSection('stack-policies', 'The policy for each server', ...renderPolicies(options)),
    },
  ];
  element.replaceChildren(
    renderVerdict(stack, options.caveats, parts),
    ...parts.map(({ section }) => section),
  );
}

function count(number: number, noun: string, section: HTMLElement, rest = ''): Part {
  return { figure: formatNumber(number), label: `${noun}${number === 1 ? '' : 's'}${rest}`, section };
}

/** What a reader wants to know first: one sentence, a bar, and the ways to the rest. */
function renderVerdict(stack: Stack, caveats: readonly string[], parts: readonly Part[]): HTMLElement {
  const title = 'What your agents can do';
  return make(
    'section',
    { class: 'verdict', 'aria-label': title },
    make('h2', { tabindex: '-1' }, title),
    make('p', { class: 'said' }, summarise(stack)),
    make(
      'p',
      { class: 'print-only' },
      `Servers: ${joinList(stack.servers.map(({ server }) => quote(server.name)))}.`,
    ),
    ...(stack.tools.length === 0 ? [] : [renderLevels(stack)]),
    ...caveats.map((text) => make('p', { class: 'notice' }, words(text))),
    make(
      'nav',
      { class: 'contents no-print', 'aria-label': 'Results' },
      make(
        'ul',
        {},
        ...parts.map(({ label, figure, section }) =>
          make('li', {}, make('a', { href: `#${section.id}` }, make('b', {}, figure), ' ', label)),
        ),
      ),
    ),
  );
}

/** A stack in a sentence or two. */
function summarise(stack: Stack): string {
  const { servers, tools, combinations, unreviewed } = stack;
  if (tools.length === 0)
    return `No tool of ${servers.length === 1 ? 'this server' : 'these servers'} is recorded.`;
  const together = combinations.filter(({ fewest }) => fewest.length > 1).length;
  const possible =
    combinations.length === 0
      ? 'None of the dangerous combinations that are looked for is possible.'
      : `${plural(combinations.length, 'dangerous combination')} ${combinations.length === 1 ? 'is' : 'are'} possible${
          together === 0
            ? ''
            : together === combinations.length
              ? ', only because the servers are used together'
              : `, ${formatNumber(together)} of them only because the servers are used together`
        }.`;
  const judged = unreviewed.length === tools.length ? 'No verdict has been reviewed by a person.' : '';
  return `Your agents can call ${plural(tools.length, 'tool')} of ${plural(servers.length, 'server')}: ${joinList(countLevels(stack))}. ${possible} ${judged}`.trim();
}
