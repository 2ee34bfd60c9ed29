import { revealHidden } from '#domain/text.ts';
import type { JsonObject } from '#schema/common.ts';
import { createArgsView } from './args-view.ts';
import { make, makeButton, makeField } from './dom.ts';
import { readFields } from './fields.ts';
import type { KnownServer } from './known-server.ts';

/** What the call part is made with. */
export interface CallViewOptions {
  readonly heading: 'h2' | 'h3';
  /** Makes calls. */
  readonly call: (tool: string, args: JsonObject, times: number) => void;
  /** Called when tool or arguments have changed. */
  readonly onChange: () => void;
}

/** The part of the tester in which a call is put together. */
export interface CallView {
  readonly element: HTMLElement;
  readonly tool: () => string;
  readonly args: () => string;
  readonly fill: (call: { readonly tool?: string | undefined; readonly args?: string | undefined }) => void;
  readonly setServer: (server: KnownServer | undefined) => void;
}

/** Calls at one press of the second button: more than many limits allow. */
const manyCalls = 10;

/** Makes the call part. */
export function createCallView({ heading, call, onChange }: CallViewOptions): CallView {
  const names = make('datalist', { id: 'try-tools' });
  const note = make('p', { id: 'try-tool-note', class: 'hint' });
  const input = make('input', {
    id: 'try-tool',
    type: 'text',
    list: names.id,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
  });
  const args = createArgsView(onChange);
  /** What was typed for other tools, so that looking at one does not lose the arguments of another. */
  const typed = new Map<string, string>();
  let server: KnownServer | undefined;
  let tool = '';

  const isKnown = (name: string): boolean => server?.tools.has(name) === true;
  const showTool = (): void => {
    const known = server?.tools.get(tool);
    args.setFields(known?.inputSchema === undefined ? undefined : readFields(known.inputSchema));
    const isStranger = server?.complete === true && tool !== '' && known === undefined;
    note.textContent = isStranger ? 'The server has no tool of this name.' : '';
  };
  const choose = (next: string): void => {
    const before = tool;
    if (isKnown(before)) typed.set(before, args.text());
    tool = next;
    showTool();
    const text = typed.get(next) ?? (isKnown(before) && before !== next ? '{}' : undefined);
    if (text !== undefined) args.fill(text);
  };
  const act = (times: number): void => {
    if (tool === '') {
      note.textContent = 'Type the name of a tool.';
      input.focus();
      return;
    }
    const given = args.read();
    if (given !== undefined) call(tool, given, times);
  };

  // At each key: if the form changed when the field is left, the button would move away from under the click that leaves it.
  input.addEventListener('input', () => {
    choose(input.value);
    onChange();
  });
  const form = make(
    'form',
    { class: 'call', novalidate: true, 'aria-labelledby': 'try-call-heading' },
    make(heading, { id: 'try-call-heading' }, 'The call'),
    makeField('Tool', input, note),
    names,
    args.element,
    make(
      'div',
      { class: 'bar' },
      make('button', { class: 'button primary', type: 'submit' }, 'Call'),
      makeButton(`Call ${String(manyCalls)} times`, () => act(manyCalls)),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    act(1);
  });
  return {
    element: form,
    tool: () => tool,
    args: () => args.text(),
    fill: (given) => {
      if (given.tool !== undefined) {
        input.value = given.tool;
        choose(given.tool);
      }
      if (given.args !== undefined) args.fill(given.args);
    },
    setServer: (known) => {
      server = known;
      names.replaceChildren(
        ...[...(known?.tools.keys() ?? [])].map((name) =>
          make('option', { value: name }, revealHidden(name)),
        ),
      );
      showTool();
    },
  };
}
