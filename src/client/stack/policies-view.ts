import type { PolicyChoices } from '#domain/policy-request.ts';
import type { MergedPolicy } from '#domain/stack/merge.ts';
import type { StackServer } from '#domain/stack/stack.ts';
import { formatNumber } from '#domain/text.ts';
import { idsOf, type PolicyFormat, type Preset, presets } from '#schema/vocabulary.ts';
// The panel of other pages shares its tabs and fields with this one. Whole, it stays one file there: two would weigh more.
import { recallFormat, rememberFormat } from '../policy-panel.ts';
import { renderPiece } from '../policy-panel/live.ts';
import { paint } from '../policy-panel/paint.ts';
import { createTabs } from '../policy-panel/tabs.ts';
import { make, makeButton } from '../tester/dom.ts';
import { createPolicyCard } from './policy-card.ts';
import { saveFile } from './save.ts';
import { type WrittenStack, writeStack } from './write.ts';

/** A format, as its tab shows it. */
export interface FormatLabel {
  readonly id: PolicyFormat;
  readonly label: string;
}

/** What policies are shown from. */
export interface PoliciesOptions {
  readonly servers: readonly StackServer[];
  readonly formats: readonly FormatLabel[];
  readonly choices: PolicyChoices;
  readonly preset: Preset;
  /** Is told what the reader has chosen. */
  readonly setPreset: (preset: Preset) => void;
  /** Is told what a server is called in the reader's configuration. */
  readonly setAlias: (key: string, alias: string) => void;
}

/** Beyond this many characters code is shown in one colour: colouring would take longer than a reader waits. */
const longestPainted = 40_000;

/** The policy of every server in one preset and one format, and all of them as one file where the format has such files. */
export function renderPolicies(options: PoliciesOptions): HTMLElement[] {
  const { servers, formats, choices, setPreset, setAlias } = options;
  const remembered = formats.find(({ id }) => id === recallFormat());
  let { preset } = options;
  let format = remembered?.id ?? formats[0]?.id ?? 'gateway';
  let turn = 0;
  const cards = servers.map((server, index) =>
    createPolicyCard({
      server,
      index,
      open: servers.length === 1,
      choices,
      choice: () => ({ preset, format, label: formats.find(({ id }) => id === format)?.label ?? format }),
      changed: () => {
        for (const { typed } of cards) setAlias(typed().server.key, typed().server.alias);
        void showMerged();
      },
    }),
  );
  const merged = make('div', { class: 'merged' });
  const panel = make(
    'div',
    { id: 'stack-policies-panel', role: 'tabpanel' },
    merged,
    ...cards.map(({ element }) => element),
  );
  const write = (): Promise<WrittenStack> =>
    writeStack(
      cards.map(({ typed }) => typed()),
      preset,
      format,
    );
  const showMerged = async (): Promise<void> => {
    const mine = (turn += 1);
    if (servers.length < 2) return;
    merged.toggleAttribute('inert', true);
    const written = await write().catch((error: unknown) => {
      console.error(error);
      return undefined;
    });
    if (mine !== turn) return;
    merged.toggleAttribute('inert', false);
    merged.replaceChildren(...(written ? renderMerged(written) : []));
  };
  const show = (): void => {
    presetTabs.select(preset);
    formatTabs.select(format);
    panel.setAttribute('aria-labelledby', `${presetTabs.idOf(preset)} ${formatTabs.idOf(format)}`);
    for (const { render } of cards) void render();
    void showMerged();
  };
  const presetTabs = createTabs(
    { name: 'preset', label: 'Preset', panelId: panel.id },
    idsOf(presets).map((id) => ({ id, label: presets[id].label })),
    (id) => {
      preset = idsOf(presets).find((known) => known === id) ?? preset;
      setPreset(preset);
      show();
    },
  );
  const formatTabs = createTabs({ name: 'format', label: 'Format', panelId: panel.id }, formats, (id) => {
    format = formats.find((known) => known.id === id)?.id ?? format;
    rememberFormat(format);
    show();
  });
  show();
  return [
    make(
      'div',
      { class: 'policy-panel', 'data-ready': true },
      presetTabs.element,
      formatTabs.element,
      renderDownload(servers.length, write),
      panel,
    ),
  ];
}

function renderDownload(servers: number, write: () => Promise<WrittenStack>): HTMLElement {
  const said = make('span', { class: 'hint', role: 'status' });
  const label = servers === 1 ? 'Download as ZIP' : `Download all ${formatNumber(servers)} as ZIP`;
  const button = makeButton(label, () => {
    said.textContent = 'Writing the archive…';
    write()
      .then(({ pack }) => pack())
      .then(
        ({ name, bytes }) => {
          saveFile(name, new Blob([bytes], { type: 'application/zip' }));
          said.textContent = `${name} is saved.`;
        },
        (error: unknown) => {
          console.error(error);
          said.textContent = 'The archive could not be written. Check the connection and try again.';
        },
      );
  });
  button.classList.add('primary');
  return make('p', { class: 'bar no-print' }, button, said);
}

/** All policies as one file, or why there is none. */
function renderMerged({ merged, language }: WrittenStack): HTMLElement[] {
  if (merged.kind === 'separate') return [make('p', { class: 'caption' }, merged.reason)];
  return [
    make(
      'details',
      { class: 'card' },
      make('summary', {}, make('h3', {}, 'All servers in one file')),
      make('p', { class: 'caption' }, 'Use this file or those of the single servers, not both.'),
      ...(merged.notes.length === 0
        ? []
        : [make('ul', { class: 'losses' }, ...merged.notes.map((note) => make('li', {}, note)))]),
      make('p', { class: 'file' }, make('code', {}, merged.file)),
      renderText(merged, language),
      renderMergedTools(merged),
    ),
  ];
}

type OneFile = Extract<MergedPolicy, { kind: 'merged' }>;

function renderText({ text }: OneFile, language: WrittenStack['language']): HTMLElement {
  const pieces = paint(text, text.length > longestPainted ? undefined : language, []);
  const code = make('code', { id: 'stack-merged-text' }, ...pieces.map(renderPiece));
  return make('pre', { class: 'snippet long', tabindex: '0' }, code);
}

function renderMergedTools({ file, text }: OneFile): HTMLElement {
  const copy = make(
    'button',
    {
      class: 'button',
      type: 'button',
      'data-copy': 'stack-merged-text',
      'data-said': 'the policies of all servers',
    },
    make('span', { 'data-label': true }, 'Copy'),
  );
  const save = makeButton('Download', () => saveFile(file, new Blob([text], { type: 'text/plain' })));
  return make('p', { class: 'snippet-tools no-print' }, copy, save);
}
