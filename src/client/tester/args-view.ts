import { revealHidden } from '#domain/text.ts';
import type { JsonObject } from '#schema/common.ts';
import { createArgsForm } from './args-form.ts';
import { debounce, make, makeField } from './dom.ts';
import type { Field } from './fields.ts';
import { readJson } from './json-text.ts';

/** The arguments of a call: as a form and as JSON, two views of one text. */
export interface ArgsView {
  readonly element: HTMLElement;
  /** The text of the arguments as JSON. */
  readonly text: () => string;
  /** The arguments; undefined when what is typed is none, which is said then, and gets the focus. */
  readonly read: () => JsonObject | undefined;
  readonly fill: (text: string) => void;
  /** Sets the fields of the form; undefined when the input of the tool is not known. */
  readonly setFields: (fields: readonly Field[] | undefined) => void;
}

/** Most characters of arguments that are read. */
const longestArgs = 100_000;

/** Makes the arguments part. `onChange` is called when they have changed by typing or choosing. */
export function createArgsView(onChange: () => void): ArgsView {
  let fields: readonly Field[] | undefined;
  let text = '{}';
  const views = [makeChoice('form', 'Form'), makeChoice('json', 'JSON')] as const;
  const [asForm, asJson] = views;
  const note = make('p', { class: 'hint' });
  const fault = make('p', { id: 'try-args-fault', class: 'error', role: 'status' });
  const area = make('textarea', { id: 'try-args', rows: '6', spellcheck: 'false', autocomplete: 'off' });
  const json = makeField('Arguments as JSON', area, fault);
  const form = createArgsForm((args) => {
    text = JSON.stringify(args, null, 2);
    onChange();
  });

  const parse = (): JsonObject | undefined => {
    const [args, reason] = readArgs(text);
    fault.textContent = reason;
    area.setAttribute('aria-invalid', String(reason !== ''));
    return args;
  };
  const show = (view: 'form' | 'json'): void => {
    const args = parse();
    // A text that is no JSON cannot be shown as a form: it is to be corrected where it was typed.
    const asRows = view === 'form' && fields !== undefined && args !== undefined;
    asForm.input.checked = asRows;
    asJson.input.checked = !asRows;
    if (asRows) form.fill(fields ?? [], args);
    else area.value = text;
    form.element.hidden = !asRows;
    json.hidden = asRows;
    asForm.input.disabled = fields === undefined;
    note.textContent =
      fields === undefined ? 'Where the input of a tool is not known, its arguments are typed as JSON.' : '';
    note.hidden = fields !== undefined;
  };
  const parseSoon = debounce(250, () => {
    parse();
    onChange();
  });

  area.addEventListener('input', () => {
    text = area.value;
    parseSoon();
  });
  asForm.input.addEventListener('change', () => show('form'));
  asJson.input.addEventListener('change', () => {
    // A row that cannot be read would be lost on the way.
    if (form.isSound()) show('json');
    else asForm.input.checked = true;
  });
  show('json');

  return {
    element: make(
      'fieldset',
      { class: 'arguments' },
      make('legend', {}, 'Arguments'),
      make('div', { class: 'views' }, ...views.map(({ label }) => label)),
      note,
      form.element,
      json,
    ),
    text: () => text,
    read: () => {
      if (asForm.input.checked) return form.isSound() ? parse() : undefined;
      const args = parse();
      if (args === undefined) area.focus();
      return args;
    },
    fill: (next) => {
      text = next;
      show('form');
    },
    setFields: (next) => {
      const wasKnown = fields !== undefined;
      fields = next;
      show(asForm.input.checked || !wasKnown ? 'form' : 'json');
    },
  };
}

/** The arguments that a text holds, or what is wrong with it. Nothing typed means no arguments. */
function readArgs(text: string): readonly [JsonObject | undefined, string] {
  if (text.trim() === '') return [{}, ''];
  if (text.length > longestArgs)
    return [undefined, `The arguments have more than ${String(longestArgs)} characters.`];
  const json = readJson(text);
  if (!json.ok) return [undefined, json.message];
  const { value } = json;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [undefined, 'Arguments are an object: write {"name": "value"}.'];
  const [twice] = json.repeated;
  if (twice === undefined) return [value as JsonObject, ''];
  const { line, column } = twice.position;
  return [
    undefined,
    `Line ${String(line)}, column ${String(column)}: ${revealHidden(JSON.stringify(twice.key))} stands twice.`,
  ];
}

function makeChoice(
  value: string,
  label: string,
): { readonly input: HTMLInputElement; readonly label: HTMLElement } {
  const input = make('input', { type: 'radio', name: 'try-view', value });
  return { input, label: make('label', {}, input, label) };
}
