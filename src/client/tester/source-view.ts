import { plural, revealHidden } from '#domain/text.ts';
import { debounce, make, makeButton, makeField } from './dom.ts';
import { readJson } from './json-text.ts';
import {
  type KnownServer,
  type ListedServer,
  readIndex,
  readServerRecord,
  readToolsList,
} from './known-server.ts';

/** The part of the tester page in which it is said whose tools are called. */
export interface SourceView {
  readonly element: HTMLElement;
  /** Id of the chosen server of the catalogue. */
  readonly serverId: () => string | undefined;
  /** Chooses a server of the catalogue, or none; resolves when its record has been read. */
  readonly choose: (id: string | undefined) => Promise<void>;
  /** Shows an answer to `tools/list` as if it had been pasted. */
  readonly paste: (text: string) => void;
}

/** Most characters of a pasted list that are read. */
const longestList = 2_000_000;

/** Makes the part. `onServer` is called whenever other tools, or none, are known. */
export function createSourceView(
  index: string,
  onServer: (server: KnownServer | undefined) => void,
): SourceView {
  const select = make(
    'select',
    { id: 'try-server' },
    make('option', { value: '' }, 'None: type the name of a tool'),
    make('option', { value: pasted }, 'Pasted from tools/list'),
  );
  const status = make('p', { id: 'try-server-status', class: 'hint', role: 'status' });
  const area = make('textarea', { id: 'try-list', rows: '6', spellcheck: 'false', autocomplete: 'off' });
  const list = makeField('Answer to tools/list (JSON)', area);
  let servers: readonly ListedServer[] | undefined;
  let chosen = '';

  const readPasted = (): void => settle(...readList(area.value));
  const settle = (server: KnownServer | undefined, words: string): void => {
    status.textContent = words;
    onServer(server);
  };
  const offer = async (): Promise<readonly ListedServer[]> => {
    if (servers !== undefined) return servers;
    servers = readIndex(await fetchJson(index));
    const options = servers.map(({ id, name }) =>
      make('option', { value: id }, `${revealHidden(name)} (${id})`),
    );
    select.append(make('optgroup', { label: 'Servers of the catalogue' }, ...options));
    button.remove();
    return servers;
  };
  const load = async (id: string): Promise<KnownAndWords> => {
    try {
      const listed = (await offer()).find((server) => server.id === id);
      if (listed === undefined) return [undefined, `The catalogue has no server ${id}.`];
      const server = readServerRecord(await fetchJson(listed.api));
      return [server, wordTools(server)];
    } catch (error) {
      console.error(error);
      return [undefined, 'The record could not be loaded. Check the connection and choose again.'];
    }
  };
  const choose = async (value: string): Promise<void> => {
    chosen = value;
    select.value = value;
    list.hidden = value !== pasted;
    if (value === pasted) readPasted();
    else if (value === '') settle(undefined, '');
    else {
      status.textContent = 'Loading…';
      const loaded = await load(value);
      // Another one may have been chosen meanwhile.
      if (chosen !== value) return;
      select.value = value;
      settle(...loaded);
    }
  };
  const button = makeButton('Show the servers of the catalogue', () => {
    offer().then(
      () => select.focus(),
      (error: unknown) => {
        console.error(error);
        status.textContent = 'The list of servers could not be loaded. Check the connection and try again.';
      },
    );
  });

  select.addEventListener('change', () => void choose(select.value));
  area.addEventListener('input', debounce(300, readPasted));
  list.hidden = true;
  return {
    element: make(
      'section',
      { class: 'source', 'aria-labelledby': 'try-source-heading' },
      make('h2', { id: 'try-source-heading' }, 'The tools'),
      makeField('Tool definitions', select, status),
      button,
      list,
    ),
    serverId: () => (chosen === '' || chosen === pasted ? undefined : chosen),
    choose: (id) => (id === undefined && chosen === pasted ? Promise.resolve() : choose(id ?? '')),
    paste: (text) => {
      area.value = text;
      void choose(pasted);
    },
  };
}

/** A server, and what is said about it or about its absence. */
type KnownAndWords = readonly [server: KnownServer | undefined, words: string];

function readList(text: string): KnownAndWords {
  if (text.trim() === '') return [undefined, 'Paste what the server answers to tools/list.'];
  if (text.length > longestList)
    return [undefined, `The list has more than ${String(longestList)} characters.`];
  const json = readJson(text);
  if (!json.ok) return [undefined, json.message];
  const server = readToolsList(json.value);
  return server === undefined
    ? [undefined, 'No tool is in it: paste {"tools": […]} or the list alone.']
    : [server, wordTools(server)];
}

/** Reads a JSON file of the site. Throws when it cannot be had. */
export async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be loaded: status ${String(response.status)}.`);
  return response.json();
}

/** Value of the choice of a pasted list: no id of a server, which has no capitals. */
const pasted = 'PASTED';

function wordTools({ tools, complete }: KnownServer): string {
  return `${plural(tools.size, 'tool')} known${complete ? '' : '; the server has more'}.`;
}
