import type { Stack, StackTool } from '#domain/stack/stack.ts';
import { formatNumber, plural, revealHidden } from '#domain/text.ts';
import { capabilities, type Capability, type Level, levels, riskClasses } from '#schema/vocabulary.ts';
import { make, makeButton, makeField } from '../tester/dom.ts';
import { levelBadge, makeTable, serverName, toolName, words } from './parts.ts';

/** The list of tools. */
export interface ToolsView {
  readonly contents: readonly HTMLElement[];
  /** Shows the tools with an access and no others. */
  readonly narrow: (capability: Capability) => void;
}

/** Tools of a level that are in sight before more are asked for. */
const mostShown = 50;
/** With more tools than this, what is less dangerous is folded. */
const unfolded = 60;

/** Every tool of a stack by level, with a filter. */
export function createToolsView({ servers, tools, byLevel, byCapability }: Stack): ToolsView {
  const server = makeSelect(
    'stack-by-server',
    'All servers',
    servers.map(({ server: { key, name } }) => ({ value: key, label: revealHidden(name) })),
  );
  const capability = makeSelect(
    'stack-by-access',
    'Any access',
    byCapability.map(({ id, tools: members }) => ({
      value: id,
      label: `${capabilities[id].label} (${formatNumber(members.length)})`,
    })),
  );
  const status = make('p', { class: 'hint', role: 'status' });
  const groups = make('div', { class: 'groups' });
  const clear = makeButton('Show all', () => {
    server.value = '';
    capability.value = '';
    show();
    server.focus();
  });
  const show = (): void => {
    const fits = ({ server: { key }, capabilities: access }: StackTool): boolean =>
      (server.value === '' || key === server.value) &&
      (capability.value === '' || access.some((id) => id === capability.value));
    const shown = byLevel.map(({ id, tools: members }) => ({ id, members: members.filter(fits) }));
    const count = shown.reduce((sum, { members }) => sum + members.length, 0);
    const narrowed = server.value !== '' || capability.value !== '';
    clear.hidden = !narrowed;
    const said = narrowed
      ? `${formatNumber(count)} of ${plural(tools.length, 'tool')}`
      : plural(tools.length, 'tool');
    if (status.textContent !== said) status.textContent = said;
    groups.replaceChildren(
      ...(count === 0 ? [make('p', {}, 'No tool fits both. Choose another server or access.')] : []),
      ...shown
        .filter(({ members }) => members.length > 0)
        .map(({ id, members }) => renderGroup(id, members, narrowed || tools.length <= unfolded)),
    );
  };
  server.addEventListener('change', show);
  capability.addEventListener('change', show);
  show();
  const filter = make(
    'div',
    { class: 'filter no-print' },
    ...(servers.length > 1 ? [makeField('Server', server)] : []),
    makeField('Access', capability),
    clear,
    status,
  );
  return {
    contents: [filter, groups],
    narrow: (id) => {
      server.value = '';
      capability.value = id;
      show();
    },
  };
}

function renderGroup(level: Level, members: readonly StackTool[], open: boolean): HTMLElement {
  const caption = `Tools of level ${levels[level].label.toLowerCase()}`;
  const rows = (some: readonly StackTool[]): HTMLElement =>
    makeTable(caption, ['Tool', 'Server', 'Class', 'Access'], some.map(renderRow));
  const shown = members.length <= mostShown + 5 ? members.length : mostShown;
  const group = make(
    'details',
    { 'data-group': level, open: open || level === 'critical' || level === 'high' || undefined },
    make(
      'summary',
      {},
      levelBadge(level),
      ' ',
      make('span', { class: 'count' }, plural(members.length, 'tool')),
    ),
    rows(members.slice(0, shown)),
  );
  if (shown < members.length) {
    const more = makeButton(`Show the other ${formatNumber(members.length - shown)}`, () => {
      const all = rows(members);
      group.querySelector('.scroll')?.replaceWith(all);
      more.remove();
      all.querySelectorAll('tr')[shown + 1]?.querySelector<HTMLElement>('a, th')?.focus();
    });
    more.classList.add('no-print');
    group.append(more);
  }
  return group;
}

function renderRow(tool: StackTool): (Node | string)[] {
  const { name, url, summary, server, class: riskClass, capabilities: access } = tool;
  return [
    make(
      'div',
      {},
      toolName(name, url),
      ...(summary === '' ? [] : [make('p', { class: 'summary' }, words(summary))]),
    ),
    serverName(server),
    riskClasses[riskClass].label,
    access.length === 0
      ? make('span', { class: 'muted' }, 'None shown')
      : make('ul', { class: 'tags' }, ...access.map((id) => make('li', {}, capabilities[id].label))),
  ];
}

function makeSelect(
  id: string,
  all: string,
  options: readonly { readonly value: string; readonly label: string }[],
): HTMLSelectElement {
  return make(
    'select',
    { id },
    make('option', { value: '' }, all),
    ...options.map(({ value, label }) => make('option', { value }, label)),
  );
}
