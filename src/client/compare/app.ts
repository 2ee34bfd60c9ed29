import { loadStyle } from '#client/load-style.ts';
import { make, makeButton } from '#client/tester/dom.ts';
import type { ApiProfile, ApiProfiles, ListedServer } from '#schema/api-profiles.ts';
import { joinList, quote, revealHidden } from '#domain/text.ts';
import {
  addId,
  changeKind,
  type Comparison,
  moveId,
  mostCompared,
  readAddress,
  removeId,
  writeAddress,
} from './address.ts';
import { type Built, buildComparison, listNeeded } from './build.ts';
import { get, makePicker } from './picker.ts';
import { wordDifferences } from './rows.ts';
import { openSource } from './source.ts';
import style from './table.css?url';
import { makeTable } from './table.ts';

/**
 * Fills a `<tool-compare>`. The address holds what is compared: each change of it is a step of the history. Only files of the site are
 * asked for.
 */
export async function startCompare(host: HTMLElement): Promise<void> {
  const source = openSource(host.dataset['profiles'] ?? '');
  const form = get(host, 'form', HTMLFormElement);
  const status = get(host, '[data-status]', HTMLElement);
  const notices = get(host, '[data-notices]', HTMLElement);
  const result = get(host, '[data-result]', HTMLElement);
  const empty = get(host, '[data-empty]', HTMLElement);
  const controls = [...host.querySelectorAll<HTMLElement>('[data-control]')];
  const only = get(host, 'input[name="only"]', HTMLInputElement);
  const kinds = [...form.querySelectorAll<HTMLInputElement>('input[name="kind"]')];
  const title = document.title;
  let comparison: Comparison = readAddress(location.search);
  /** Number of the newest comparison; what is loaded for older ones is dropped. */
  let turn = 0;

  const picker = makePicker(form, openServer, (id) => {
    const next = addId(comparison, id);
    if (next !== comparison) void change(next);
    else say(`${String(mostCompared)} are compared already. Remove one before you add another.`);
  });
  for (const radio of kinds) {
    radio.addEventListener('change', () => {
      void change(changeKind(comparison, radio.value === 'servers' ? 'servers' : 'tools'));
    });
  }
  only.addEventListener('change', () => {
    comparison = { ...comparison, onlyDifferences: only.checked };
    // A way of looking at it is no step that anybody would want to go back to.
    history.replaceState(null, '', location.pathname + writeAddress(comparison));
    void show();
  });
  addEventListener('popstate', () => {
    const asked = readAddress(location.search);
    // A step within the page, such as the link to its content, asks for nothing new.
    if (writeAddress(asked) === writeAddress(comparison)) return;
    comparison = asked;
    void show();
  });
  await show();

  async function change(next: Comparison, focus?: () => void): Promise<void> {
    comparison = next;
    history.pushState(null, '', location.pathname + writeAddress(next));
    await show();
    focus?.();
  }

  async function show(): Promise<void> {
    const mine = ++turn;
    const { ids, kind } = comparison;
    for (const radio of kinds) radio.checked = radio.value === kind;
    only.checked = comparison.onlyDifferences;
    empty.hidden = ids.length > 0;
    if (ids.length > 0 && result.childElementCount === 0) say('Loading…');
    try {
      const [list] = await Promise.all([source.list(), loadStyle(style)]);
      const profiles = await loadProfiles(list);
      if (mine !== turn) return;
      picker.show(kind, ids, list);
      draw(buildComparison(comparison, profiles, list));
    } catch (error) {
      console.error(error);
      if (mine === turn) showFailure();
    }
  }

  /** The profiles that are needed, of servers that are in the list: an address of a stranger is never asked for. */
  async function loadProfiles(list: ApiProfiles): Promise<ReadonlyMap<string, ApiProfile>> {
    const needed = listNeeded(comparison);
    const listed = list.servers.filter(({ id }) => needed.includes(id));
    const loaded = await Promise.all(listed.map(({ profile }) => source.profile(profile)));
    return new Map(loaded.map((profile) => [profile.id, profile]));
  }

  function draw({ columns, rows, missing }: Built): void {
    const { kind, onlyDifferences, ids } = comparison;
    const names = columns.map(({ name }) => revealHidden(name));
    document.title = names.length === 0 ? title : `${names.join(', ')} · ${title}`;
    notices.replaceChildren(...[wordMissing(missing), wordMany()].filter((each) => each !== undefined));
    for (const control of controls) {
      control.hidden = control.dataset['control'] === 'any' ? ids.length === 0 : columns.length < 2;
    }
    result.replaceChildren(
      ...(columns.length === 0
        ? []
        : [
            makeTable({
              caption: `${kind === 'tools' ? 'Tools' : 'Servers'} side by side: ${names.join(', ')}`,
              columns,
              rows,
              onlyDifferences,
              room: result.clientWidth,
              remove: (id) => void change(removeId(comparison, id), () => focusAfterRemoval(id)),
              move: (id, by) => void change(moveId(comparison, id, by), () => focusMove(id, by)),
            }),
          ]),
    );
    say(wordDifferences(rows, columns.length, kind, onlyDifferences));
  }

  function wordMissing(missing: readonly string[]): HTMLElement | undefined {
    if (missing.length === 0) return undefined;
    const [noun, id, it] =
      missing.length === 1
        ? [comparison.kind.slice(0, -1), 'the id', 'It']
        : [comparison.kind, 'the ids', 'They'];
    return make(
      'p',
      { class: 'notice' },
      `This catalogue has no ${noun} with ${id} `,
      make('span', { dir: 'auto', 'data-untrusted': true }, joinList(missing.map(quote))),
      `. ${it} may have been renamed or removed: choose above instead.`,
    );
  }

  function wordMany(): HTMLElement | undefined {
    return readAddress(location.search).tooMany
      ? make(
          'p',
          { class: 'notice' },
          `The address names more than ${String(mostCompared)}; the first ${String(mostCompared)} are compared.`,
        )
      : undefined;
  }

  async function openServer(server: ListedServer): Promise<ApiProfile | undefined> {
    try {
      return await source.profile(server.profile);
    } catch (error) {
      console.error(error);
      say(
        `The tools of ${revealHidden(server.name)} could not be loaded. Check the connection and choose the server again.`,
      );
      return undefined;
    }
  }

  function showFailure(): void {
    const words = 'What is to be compared could not be loaded. Check the connection, then try again.';
    notices.replaceChildren(
      make(
        'p',
        { class: 'notice', role: 'alert' },
        `${words} `,
        makeButton('Try again', () => void show()),
      ),
    );
    result.replaceChildren();
    say('');
  }

  function say(words: string): void {
    if (status.textContent !== words) status.textContent = words;
  }

  function focusMove(id: string, by: -1 | 1): void {
    const [here, back] = by < 0 ? ['left', 'right'] : ['right', 'left'];
    const button = findButton(id, here) ?? findButton(id, back);
    button?.focus();
  }

  function focusAfterRemoval(id: string): void {
    const next = [...result.querySelectorAll<HTMLButtonElement>('[data-act="remove"]')].at(-1);
    if (next && next.dataset['id'] !== id) next.focus();
    else picker.focus();
  }

  function findButton(id: string, act: string): HTMLButtonElement | undefined {
    return [...result.querySelectorAll<HTMLButtonElement>(`[data-act="${act}"]`)].find(
      ({ dataset }) => dataset['id'] === id,
    );
  }
}
