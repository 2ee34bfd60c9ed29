import { revealHidden } from '#domain/text.ts';
import { idsOf, type Preset, presets as presetTerms } from '#schema/vocabulary.ts';
import { checkPolicy, type CheckedPolicy, mostFindings, type ShownFinding } from './check-policy.ts';
import { debounce, make, makeField } from './dom.ts';
import type { KnownServer, PresetTexts } from './known-server.ts';

/** What the policy part of the tester is made with. */
export interface PolicyViewOptions {
  readonly heading: 'h2' | 'h3';
  /** Whether the text is folded away: where the page shows it already. */
  readonly folded: boolean;
  /** Called when the policy has changed, by typing or by choosing. */
  readonly onChange: () => void;
}

/** The part of the tester in which the policy is chosen, edited, checked and explained. */
export interface PolicyView {
  readonly element: HTMLElement;
  readonly checked: () => CheckedPolicy;
  /** The preset in use, and the text where it is not that of the preset. */
  readonly choice: () => { readonly preset: Preset | undefined; readonly policy: string | undefined };
  /** Offers documents to begin with. The text stays unless it is one of those offered before, or empty. */
  readonly offer: (texts: PresetTexts | undefined) => void;
  /** Shows a policy: the text, or where there is none the document of the preset. */
  readonly fill: (choice: {
    readonly preset?: Preset | undefined;
    readonly policy?: string | undefined;
  }) => void;
  /** Sets the server that the policy is checked against. */
  readonly setServer: (server: KnownServer | undefined) => void;
}

/** Milliseconds without a key press before the policy is checked. */
const typingPause = 250;

/** Makes the policy part. */
export function createPolicyView({ heading, folded, onChange }: PolicyViewOptions): PolicyView {
  const select = make('select', { id: 'try-preset' });
  const chooser = makeField('Policy', select);
  const summary = make('p', { id: 'try-policy-summary', class: 'summary', role: 'status' });
  const area = make('textarea', { id: 'try-policy', rows: '14', spellcheck: 'false', autocomplete: 'off' });
  const findings = make('ul', { class: 'findings' });
  const sentences = make('ul');
  const explanation = make(
    'details',
    { open: folded || matchMedia('(max-width: 64rem)').matches ? undefined : true },
    make('summary', {}, 'What this policy says'),
    sentences,
  );
  const editor = makeField('Policy document (JSON, version 1)', area, summary);
  const text = folded ? make('details', {}, make('summary', {}, 'Edit the policy'), editor) : editor;
  let server: KnownServer | undefined;
  let presets: PresetTexts | undefined;
  let preset: Preset | 'own' = 'own';
  let own = '';
  let checked = checkPolicy('', undefined);
  /** The text that was checked last. */
  let shown = '';

  const show = (): void => {
    shown = area.value;
    checked = checkPolicy(shown, server);
    summary.textContent = checked.summary;
    area.setAttribute('aria-invalid', String(checked.findings.some(({ severity }) => severity === 'error')));
    const first = checked.findings.slice(0, mostFindings);
    findings.replaceChildren(...first.map((finding) => showFinding(finding, area)));
    const more = checked.findings.length - first.length;
    if (more > 0) findings.append(make('li', {}, `And ${String(more)} more.`));
    findings.hidden = first.length === 0;
    sentences.replaceChildren(
      ...checked.sentences.map((each) => make('li', { dir: 'auto' }, revealHidden(each))),
    );
    explanation.hidden = checked.sentences.length === 0;
  };
  const use = (next: Preset | 'own'): void => {
    preset = next;
    area.value = (next === 'own' ? own : presets?.[next]) ?? area.value;
    select.value = next;
    show();
  };
  const checkTyped = (): void => {
    if (area.value === shown) return;
    show();
    onChange();
  };
  const checkSoon = debounce(typingPause, checkTyped);

  area.addEventListener('input', () => {
    own = area.value;
    preset = 'own';
    select.value = 'own';
    checkSoon();
  });
  select.addEventListener('change', () => {
    const chosen = idsOf(presetTerms).find((id) => id === select.value);
    if (chosen === undefined && own === '') own = area.value;
    use(chosen ?? 'own');
    onChange();
  });
  chooser.hidden = true;
  show();

  return {
    element: make(
      'section',
      { class: 'policy', 'aria-labelledby': 'try-policy-heading' },
      make(heading, { id: 'try-policy-heading' }, 'The policy'),
      chooser,
      text,
      ...(folded ? [summary] : []),
      findings,
      explanation,
    ),
    checked: () => {
      // A call may be made before the pause after typing is over.
      checkTyped();
      return checked;
    },
    choice: () =>
      preset === 'own' ? { preset: undefined, policy: area.value } : { preset, policy: undefined },
    offer: (texts) => {
      const isUntouched = preset !== 'own' || area.value.trim() === '';
      presets = texts;
      chooser.hidden = texts === undefined;
      const offered = texts === undefined ? [] : idsOf(presetTerms);
      select.replaceChildren(
        ...offered.map((id) => make('option', { value: id }, presetTerms[id].label)),
        make('option', { value: 'own' }, 'Your own'),
      );
      if (texts === undefined) own = area.value;
      use(texts === undefined || !isUntouched ? 'own' : preset === 'own' ? 'recommended' : preset);
    },
    fill: (choice) => {
      if (choice.policy !== undefined) own = choice.policy;
      const offered = presets === undefined ? 'own' : (choice.preset ?? 'recommended');
      use(choice.policy !== undefined ? 'own' : offered);
    },
    setServer: (known) => {
      server = known;
      show();
    },
  };
}

function showFinding(
  { severity, message, remedy, position }: ShownFinding,
  area: HTMLTextAreaElement,
): HTMLElement {
  const item = make(
    'li',
    { 'data-severity': severity },
    make('strong', {}, severity === 'error' ? 'Error' : 'Warning'),
  );
  if (position !== undefined) {
    const { line, column, offset } = position;
    const place = make(
      'button',
      { type: 'button', class: 'place' },
      `line ${String(line)}, column ${String(column)}`,
    );
    place.addEventListener('click', () => {
      area.closest('details')?.setAttribute('open', '');
      area.focus();
      const end = area.value.indexOf('\n', offset);
      area.setSelectionRange(offset, end === -1 ? area.value.length : end);
    });
    item.append(' at ', place);
  }
  item.append(
    ': ',
    make('span', { dir: 'auto' }, revealHidden(message)),
    ' ',
    make('span', { class: 'remedy' }, revealHidden(remedy)),
  );
  return item;
}
