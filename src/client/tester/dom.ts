/** Attributes of an element; `true` stands for one without a value, undefined for none. */
type Attributes = Readonly<Record<string, string | true | undefined>>;

/** Makes an element. Texts become text nodes, whatever is in them. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

/** A button that does something. */
export function makeButton(label: string, act: () => void): HTMLButtonElement {
  const button = make('button', { class: 'button', type: 'button' }, label);
  button.addEventListener('click', act);
  return button;
}

/** A label above its control, with what explains it. */
export function makeField(
  label: string | Node,
  control: HTMLElement,
  ...notes: readonly HTMLElement[]
): HTMLElement {
  const described = notes.map(({ id }) => id).filter((id) => id !== '');
  if (described.length > 0) control.setAttribute('aria-describedby', described.join(' '));
  return make('div', { class: 'field' }, make('label', { for: control.id }, label), control, ...notes);
}

/** A function that runs once, some milliseconds after the last of its calls. */
export function debounce(pause: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  };
}
