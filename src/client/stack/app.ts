import { readShareFragment, writeShareFragment } from '#domain/stack/share.ts';
import { type StackServer, toStackServer } from '#domain/stack/stack.ts';
import { joinList, plural, revealHidden } from '#domain/text.ts';
import type { ApiProfile, ApiProfiles, ListedServer } from '#schema/api-profiles.ts';
import type { Preset } from '#schema/vocabulary.ts';
import { loadStyle } from '../load-style.ts';
import { listCaveats } from './caveats.ts';
import { describeUnshared, showChips } from './chips.ts';
import { type PastedText, readTexts } from './intake.ts';
import { fetchJson, printUnfolded } from './page.ts';
import { createPicker } from './picker.ts';
import type { FormatLabel } from './policies-view.ts';
import { renderReading } from './reading-view.ts';
import { renderResults } from './results.ts';
import combinationStyle from './combinations.css?url';
import policyStyle from './policies.css?url';
import resultStyle from './results.css?url';

/** The page in use. */
export interface StackApp {
  /** Reads what is being pasted into the box. */
  readonly readPasted: () => void;
  /** Reads what was dropped on the page. */
  readonly drop: (files: readonly File[], text: string) => void;
}

/** Brings a `<server-stack>` to life: choosing servers, reading what is pasted, and showing what it adds up to. */
export async function startStack(host: HTMLElement): Promise<StackApp> {
  const find = <T extends HTMLElement>(selector: string, type: new () => T): T => {
    const element = host.querySelector(selector);
    if (element instanceof type) return element;
    throw new Error(`<server-stack> has no ${selector}. Its markup is in Stack.astro.`);
  };
  const get = (selector: string): HTMLElement => find(selector, HTMLElement);
  const [input, said, chips] = [find('#stack-search', HTMLInputElement), get('#stack-said'), get('.chips')];
  const [area, file] = [find('#stack-paste', HTMLTextAreaElement), find('[type="file"]', HTMLInputElement)];
  const [reading, results, trouble] = [get('.reading'), get('.results'), get('.trouble')];
  const fold = find('.paste', HTMLDetailsElement);
  const formats = JSON.parse(get('[data-formats]').textContent) as FormatLabel[];
  const [profiles] = await Promise.all([
    fetchJson<ApiProfiles>(host.dataset['profiles'] ?? ''),
    ...[resultStyle, combinationStyle, policyStyle].map(loadStyle),
  ]);
  const listed = new Map(profiles.servers.map((server) => [server.id, server]));
  /** Servers that were judged here. They live as long as the page. */
  const pasted = new Map<string, StackServer>();
  const loaded = new Map<string, Promise<ApiProfile>>();
  const aliases = new Map<string, string>();
  const caveats = new Map<string, readonly string[]>();
  let chosen: readonly string[] = [];
  let preset: Preset = 'recommended';
  let turn = 0;

  createPicker({
    input,
    list: get('#stack-options'),
    servers: profiles.servers,
    isChosen: (id) => chosen.includes(id),
    choose: ({ id, name }) => void settle([...chosen, id], `${revealHidden(name)} is added.`),
    say,
  });
  get('[data-clear]').addEventListener('click', () => {
    closeReading();
    pasted.clear();
    aliases.clear();
    fold.open = true;
    input.focus();
    void settle([], 'No server is chosen.');
  });
  get('[data-print]').addEventListener('click', () => print());
  host.querySelector('[data-example]')?.addEventListener('click', () => {
    const ids = (host.dataset['example'] ?? '').split(' ').filter((id) => listed.has(id));
    void settle(ids, 'The example is shown.').then(() => results.querySelector('h2')?.focus());
  });
  get('[data-read]').addEventListener('click', () => void readArea());
  get('[data-file]').addEventListener('click', () => file.click());
  file.addEventListener('change', () => {
    const files = [...(file.files ?? [])];
    file.value = '';
    void readFiles(files);
  });
  addEventListener('popstate', () => void open());
  printUnfolded(results);
  await open();
  return {
    // The text is in the box as soon as the event is over.
    readPasted: () => void setTimeout(() => void readArea(), 0),
    drop: (files, text) => void (files.length > 0 ? readFiles(files) : read([{ text, file: undefined }])),
  };

  /** Shows the stack of the address. */
  async function open(): Promise<void> {
    const asked = readShareFragment(location.hash);
    if (asked.kind === 'none' && location.hash !== '') {
      // A link within the page was followed: the address is to hold the stack again.
      history.replaceState(history.state, '', address());
      return;
    }
    const ids = asked.kind === 'stack' ? asked.servers : [];
    const known = ids.filter((id) => listed.has(id));
    const isOther = asked.kind === 'stack' && asked.preset !== preset;
    if (asked.kind === 'stack') preset = asked.preset;
    if (turn === 0 || isOther || known.join() !== shared().join())
      await show([...known, ...pasted.keys()], turn === 0 ? '' : `${plural(known.length, 'server')} chosen.`);
    const missing = ids.filter((id) => !listed.has(id));
    if (missing.length > 0)
      complain(`This catalogue has no ${missing.length === 1 ? 'server' : 'servers'} ${joinList(missing)}.`);
    if (asked.kind === 'unreadable') complain(asked.reason);
  }

  /** Takes other servers, as a step of the history. */
  async function settle(ids: readonly string[], words: string): Promise<void> {
    const done = show(ids, words);
    if (address() !== location.pathname + location.search + location.hash)
      history.pushState(null, '', address());
    await done;
  }

  async function show(ids: readonly string[], words: string): Promise<void> {
    const mine = (turn += 1);
    chosen = [...new Set(ids)];
    trouble.hidden = true;
    showChosen();
    say(words);
    try {
      results.setAttribute('aria-busy', 'true');
      const servers = await Promise.all(chosen.map(load));
      if (mine !== turn) return;
      const filled = servers.length > 0;
      host.toggleAttribute('data-filled', filled);
      results.hidden = !filled;
      // What was needed to begin gives its room to what came of it.
      if (filled && reading.hidden && !fold.contains(document.activeElement)) fold.open = false;
      if (!filled) {
        fold.open = true;
        results.replaceChildren();
      } else
        renderResults(results, {
          servers,
          caveats: chosen.flatMap((id) => caveats.get(id) ?? []),
          patterns: profiles.attacks,
          formats,
          choices: profiles.policy,
          preset,
          setPreset,
          setAlias,
        });
    } catch (error) {
      console.error(error);
      if (mine === turn)
        complain('The record of a server could not be loaded. Check the connection and try again.');
    } finally {
      if (mine === turn) results.removeAttribute('aria-busy');
    }
  }

  function showChosen(): void {
    showChips(
      chips,
      chosen.map((id) => ({ id, name: nameOf(id), isPasted: pasted.has(id) })),
      (id) => {
        void settle(
          chosen.filter((other) => other !== id),
          `${revealHidden(nameOf(id))} is removed.`,
        );
        if (chosen.length === 0) input.focus();
      },
    );
    get('.share').hidden = chosen.length === 0;
    get('#stack-link').textContent = new URL(address(), location.href).href;
    const note = get('[data-unshared]');
    note.textContent = describeUnshared(shared().length, chosen.length - shared().length);
    note.hidden = note.textContent === '';
  }

  function readArea(): Promise<void> {
    const text = area.value;
    area.value = '';
    return read([{ text, file: undefined }]);
  }

  async function readFiles(files: readonly File[]): Promise<void> {
    await read(await Promise.all(files.map(async (each) => ({ text: await each.text(), file: each.name }))));
  }

  async function read(texts: readonly PastedText[]): Promise<void> {
    try {
      say('Reading…');
      const { judged, ...found } = await readTexts(texts, profiles, pasted.size + 1);
      for (const server of judged) pasted.set(server.key, server);
      const taken = found.recognitions.flatMap((each) =>
        each.kind === 'recognised' && !each.entry.disabled ? [each] : [],
      );
      for (const { server, entry } of taken) setAlias(server.id, entry.alias);
      const actions = {
        take: (server: ListedServer, alias: string) => {
          setAlias(server.id, alias);
          void settle([...chosen, server.id], `${revealHidden(server.name)} is added.`);
        },
        close: () => {
          closeReading();
          input.focus();
        },
      };
      reading.replaceChildren(...renderReading(found, actions));
      reading.hidden = false;
      reading.querySelector('h3')?.focus();
      await settle([...chosen, ...taken.map(({ server }) => server.id), ...judged.map(({ key }) => key)], '');
    } catch (error) {
      console.error(error);
      say('');
      complain('The text could not be read. Check the connection and paste it again.');
    }
  }

  function closeReading(): void {
    reading.hidden = true;
    reading.replaceChildren();
  }

  async function load(id: string): Promise<StackServer> {
    const own = pasted.get(id);
    if (own) return { ...own, alias: aliases.get(id) ?? own.alias };
    const known = loaded.get(id) ?? fetchJson<ApiProfile>(listed.get(id)?.profile ?? '');
    loaded.set(id, known);
    known.catch(() => loaded.delete(id));
    const profile = await known;
    caveats.set(id, listCaveats(profile));
    return toStackServer(profile, aliases.get(id) ?? id);
  }

  function setPreset(value: Preset): void {
    preset = value;
    history.replaceState(history.state, '', address());
    showChosen();
  }

  function setAlias(id: string, alias: string): void {
    aliases.set(id, alias);
  }

  /** Ids that the link holds. */
  function shared(): string[] {
    return chosen.filter((id) => listed.has(id));
  }

  function address(): string {
    return location.pathname + location.search + writeShareFragment({ servers: shared(), preset });
  }

  function nameOf(id: string): string {
    return listed.get(id)?.name ?? pasted.get(id)?.name ?? id;
  }

  function say(text: string): void {
    if (said.textContent !== text) said.textContent = text;
  }

  function complain(text: string): void {
    trouble.textContent = text;
    trouble.hidden = false;
  }
}
