import type { ApiProfile, ApiProfiles, ListedServer, ProfileTool } from '#schema/api-profiles.ts';
import { riskClasses } from '#schema/vocabulary.ts';
import { plural } from '#domain/text.ts';
import type { Kind } from './address.ts';
import type { Choice } from './choices.ts';
import { makeCombobox } from './combobox.ts';

/** The fields by which something is added to a comparison. */
export interface Picker {
  /** Offers servers, or servers and then their tools, without those that are compared already. */
  readonly show: (kind: Kind, taken: readonly string[], list: ApiProfiles) => void;
  /** Puts the focus where the next one is added. */
  readonly focus: () => void;
}

/** Wires the fields in a form. `openServer` resolves to undefined when the profile cannot be had, which it says itself. */
export function makePicker(
  form: HTMLFormElement,
  openServer: (server: ListedServer) => Promise<ApiProfile | undefined>,
  add: (id: string) => void,
): Picker {
  let kind: Kind = 'tools';
  let taken: readonly string[] = [];
  let servers: readonly ListedServer[] = [];
  let opened: ApiProfile | undefined;
  const toolField = get(form, '[data-field="tool"]', HTMLElement);
  const [serverBox, toolBox] = (['server', 'tool'] as const).map((name) =>
    makeCombobox(
      {
        input: get(form, `[data-field="${name}"] input`, HTMLInputElement),
        list: get(form, `[data-field="${name}"] [role="listbox"]`, HTMLElement),
        spoken: get(form, `[data-field="${name}"] [role="status"]`, HTMLElement),
      },
      name,
      (choice) => (name === 'server' ? void takeServer(choice) : takeTool(choice)),
    ),
  );
  if (!serverBox || !toolBox) throw new Error('There is no field to choose from.');

  const offer = (): void => {
    serverBox.offer(servers.filter(({ id }) => kind === 'tools' || !taken.includes(id)).map(toServerChoice));
    toolBox.offer((opened?.tools ?? []).filter(({ id }) => !taken.includes(id)).map(toToolChoice));
  };
  const takeServer = async ({ value, label }: Choice): Promise<void> => {
    if (kind === 'servers') {
      serverBox.write('');
      add(value);
      return;
    }
    serverBox.write(label);
    const server = servers.find(({ id }) => id === value);
    opened = server && (await openServer(server));
    toolBox.input.disabled = opened === undefined;
    toolBox.write('');
    offer();
    if (opened) toolBox.input.focus();
  };
  const takeTool = ({ value }: Choice): void => {
    toolBox.write('');
    add(value);
  };

  return {
    show: (shownKind, shownTaken, list) => {
      kind = shownKind;
      taken = shownTaken;
      servers = list.servers.filter(({ tools }) => kind === 'servers' || tools > 0);
      toolField.hidden = kind === 'servers';
      if (kind === 'servers') serverBox.write('');
      offer();
    },
    focus: () => (kind === 'tools' && opened ? toolBox : serverBox).input.focus(),
  };
}

function toServerChoice({ id, name, tools }: ListedServer): Choice {
  return { value: id, label: name, note: `${id} · ${plural(tools, 'tool')}` };
}

function toToolChoice({ id, name, level, class: riskClass }: ProfileTool): Choice {
  return { value: id, label: name, note: riskClasses[riskClass].label, level };
}

/** An element that the page must have. */
export function get<T extends Element>(host: Element, selector: string, type: new () => T): T {
  const element = host.querySelector(selector);
  if (element instanceof type) return element;
  throw new Error(`The comparison has no ${selector}. Its markup is in Compare.astro.`);
}
