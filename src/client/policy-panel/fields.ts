import { make } from './elements.ts';

/** A field that stands beside a snippet. */
export interface ShownField {
  readonly key: string;
  readonly placeholder: string;
  readonly meaning: string;
}

/** Fields for what a reader can state in place of placeholders. They stay in the page while the snippet beside them changes. */
export interface Fields {
  readonly element: HTMLElement;
  /** Shows these fields and no others; what was typed into a field stays. */
  readonly show: (fields: readonly ShownField[]) => void;
  /** Says under each field what is wrong with its text, and nothing under the others. */
  readonly blame: (problems: Readonly<Record<string, string | undefined>>) => void;
  /** What was typed, by field; a field that nobody has touched is absent. */
  readonly typed: () => Readonly<Record<string, string>>;
}

interface Row {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly message: HTMLElement;
  readonly placeholder: string;
}

/** Makes an empty set of fields. `changed` is told whenever the reader types; `name` begins the ids, which stand once on a page. */
export function createFields(changed: () => void, name = 'policy-value'): Fields {
  const rows = new Map<string, Row>();
  const touched = new Set<string>();
  const element = make('div', { class: 'fields no-print' });
  const addRow = ({ key, placeholder, meaning }: ShownField): Row => {
    const id = `${name}-${key}`;
    const input = make('input', {
      id,
      placeholder,
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      'aria-describedby': `${id}-message`,
    });
    const message = make('span', { id: `${id}-message`, class: 'message' });
    const label = make('label', { for: id }, meaning.slice(0, 1).toUpperCase() + meaning.slice(1));
    const row = { element: make('p', {}, label, input, message), input, message, placeholder };
    rows.set(key, row);
    element.append(row.element);
    input.addEventListener('input', () => {
      touched.add(key);
      changed();
    });
    return row;
  };
  return {
    element,
    show: (fields) => {
      for (const field of fields) if (!rows.has(field.key)) addRow(field);
      for (const [key, row] of rows) row.element.hidden = !fields.some((field) => field.key === key);
      element.hidden = fields.length === 0;
    },
    blame: (problems) => {
      for (const [key, { input, message, placeholder }] of rows) {
        const problem = problems[key];
        const stays = `Until then the snippet says ${placeholder}.`;
        const empty = touched.has(key) && input.value.trim() === '' ? `Nothing is stated. ${stays}` : '';
        message.textContent = problem === undefined ? empty : `${problem} ${stays}`;
        input.setAttribute('aria-invalid', String(problem !== undefined));
      }
    },
    typed: () => Object.fromEntries([...touched].map((key) => [key, rows.get(key)?.input.value ?? ''])),
  };
}
