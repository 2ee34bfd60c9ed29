import { plural, revealHidden } from '#domain/text.ts';
import type { JsonObject } from '#schema/common.ts';
import { make } from './dom.ts';
import type { Field } from './fields.ts';
import { type FormRow, fromForm, toForm } from './form-values.ts';

/** The arguments as a form with one control for each field. */
export interface ArgsForm {
  readonly element: HTMLElement;
  readonly fill: (fields: readonly Field[], args: JsonObject) => void;
  /** Whether every row can be read; otherwise the first that cannot gets the focus. */
  readonly isSound: () => boolean;
}

/** Arguments that are shown at once, unless more are required or given. */
const shownAtOnce = 6;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** One row with its control, and the place for what is wrong with it. */
interface ShownRow {
  readonly row: FormRow;
  readonly control: Control;
  readonly fault: HTMLElement;
}

/** Makes the form. `onChange` gets the arguments as they are, without rows that cannot be read. */
export function createArgsForm(onChange: (args: JsonObject) => void): ArgsForm {
  const element = make('div', { class: 'rows' });
  let shown: readonly ShownRow[] = [];
  let rest: JsonObject = {};

  const read = (): ReturnType<typeof fromForm> => {
    const rows = shown.map(({ row, control }) => ({ ...row, text: control.value }));
    const result = fromForm({ rows, rest });
    for (const { row, control, fault } of shown) {
      const problem = result.problems.get(row.field.name);
      fault.textContent = problem ?? '';
      control.setAttribute('aria-invalid', String(problem !== undefined));
    }
    return result;
  };
  element.addEventListener('input', () => onChange(read().args));

  return {
    element,
    fill: (fields, args) => {
      const values = toForm(fields, args);
      rest = values.rest;
      shown = values.rows.map(showRow);
      const folded = chooseFolded(shown);
      const frame = ({ row, control, fault }: ShownRow): HTMLElement => frameRow(row, control, fault);
      element.replaceChildren(...shown.filter((row) => !folded.includes(row)).map(frame));
      if (folded.length > 0) {
        const label = make('summary', {}, plural(folded.length, 'more optional argument'));
        const rows = make('div', { class: 'rows' }, ...folded.map(frame));
        element.append(make('details', {}, label, rows));
      }
      if (fields.length === 0) element.append(make('p', { class: 'hint' }, 'This tool takes no arguments.'));
      const names = Object.keys(rest);
      if (names.length === 0) return;
      element.append(
        make(
          'p',
          { class: 'hint' },
          'Not in the input schema, and sent as well: ',
          make('code', { dir: 'auto', 'data-untrusted': true }, revealHidden(names.join(', '))),
          '. Choose JSON to change it.',
        ),
      );
    },
    isSound: () => {
      const { problems } = read();
      const first = shown.find(({ row }) => problems.has(row.field.name))?.control;
      first?.closest('details')?.setAttribute('open', '');
      first?.focus();
      return problems.size === 0;
    },
  };
}

/** The arguments that are folded away: optional ones that are left out, the last of the schema first. */
function chooseFolded(rows: readonly ShownRow[]): readonly ShownRow[] {
  const optional = rows.filter(({ row }) => !row.field.required && row.text === '');
  return optional.slice(Math.max(0, shownAtOnce - (rows.length - optional.length)));
}

function showRow(row: FormRow, index: number): ShownRow {
  const id = `try-arg-${String(index)}`;
  const control = makeControl(row, id);
  control.setAttribute('aria-describedby', `${id}-hint ${id}-fault`);
  return { row, control, fault: make('p', { id: `${id}-fault`, class: 'error' }) };
}

function frameRow({ field, kind }: FormRow, control: Control, fault: HTMLElement): HTMLElement {
  const { name, type, required, description } = field;
  const label = make(
    'label',
    { for: control.id },
    make('code', { class: 'name', dir: 'auto', 'data-untrusted': true }, revealHidden(name)),
  );
  label.append(
    ' ',
    make(
      'span',
      { class: 'type', dir: 'auto', 'data-untrusted': true },
      revealHidden(kind === 'json' ? `${type}, as JSON` : type),
    ),
  );
  if (required) label.append(' ', make('span', { class: 'required' }, 'required'));
  const hint = make(
    'p',
    { id: `${control.id}-hint`, class: 'hint', dir: 'auto', 'data-untrusted': true },
    revealHidden(description),
  );
  hint.hidden = description === '';
  return make('div', { class: 'field' }, label, control, hint, fault);
}

function makeControl({ field, kind, text }: FormRow, id: string): Control {
  const attributes = { id, autocomplete: 'off', spellcheck: 'false' };
  const fill = <Made extends Control>(control: Made): Made => Object.assign(control, { value: text });
  switch (kind) {
    case 'text':
      return fill(make('input', { ...attributes, type: 'text', placeholder: 'left out' }));
    case 'number':
      return fill(
        make('input', { ...attributes, type: 'text', inputmode: 'decimal', placeholder: 'left out' }),
      );
    case 'json':
      return fill(make('textarea', { ...attributes, rows: '1', placeholder: 'left out' }));
    case 'boolean':
      return fill(makeSelect(id, [true, false]));
    case 'choice':
      return fill(makeSelect(id, field.choices));
  }
}

function makeSelect(id: string, values: readonly unknown[]): HTMLSelectElement {
  const options = values.map((value) =>
    make(
      'option',
      { value: JSON.stringify(value) },
      revealHidden(typeof value === 'string' && value.trim() !== '' ? value : JSON.stringify(value)),
    ),
  );
  return make('select', { id }, make('option', { value: '' }, 'left out'), ...options);
}
