import type { PolicyRequest } from '#domain/policy-request.ts';
import { plural, revealHidden } from '#domain/text.ts';
import type { Loss, Target } from '#domain/targets/target.ts';
import type { Preset } from '#schema/vocabulary.ts';
import { make } from './elements.ts';
import { loadTarget } from './loaders.ts';
import type { Piece } from './paint.ts';
import type { Typed } from './values.ts';
import { type Variant, writeVariant } from './variant.ts';

/** What is to be shown. */
export interface LiveInput {
  readonly request: PolicyRequest;
  readonly preset: string;
  readonly format: string;
  readonly typed: Typed;
  /** Address of the raw file; undefined when there is none. */
  readonly source: string | undefined;
  /** What the variant is called when it has been copied. */
  readonly said: string;
  /** What the page says was seen when the gateway's document was run; empty when it does not say. */
  readonly found: string;
  /** What the gateway's document does against the attack patterns of the page. */
  readonly effects: Element | undefined;
  /** Id of the element with the text, which the copy button names; for pages with several policies. */
  readonly codeId?: string;
}

/** Elements of a variant, and what the fields beside them show. */
export interface LiveVariant extends Pick<Variant, 'fields' | 'problems'> {
  /** What it does. */
  readonly summary: readonly Node[];
  /** The text with everything that belongs to it, or why there is none. */
  readonly content: readonly Node[];
}

/** Id of the element with the text on pages with one policy. */
const plainCodeId = 'policy-text';

/** How many tools are named in sight for one loss. */
const namedAtOnce = 5;

/** Writes a variant and makes its elements. Rejects when its code cannot be loaded. */
export async function renderVariant(input: LiveInput): Promise<LiveVariant> {
  const target = await loadTarget(input.format);
  if (!target) throw new Error(`There is no format "${input.format}".`);
  const variant = writeVariant(target, input.preset as Preset, input.request, input.typed, input.found);
  const { fields, problems, reason } = variant;
  return reason === undefined
    ? {
        fields,
        problems,
        summary: renderSummary(variant, input),
        content: renderSnippet(variant, target, input),
      }
    : { fields, problems, summary: [], content: [make('p', { class: 'notice' }, reason)] };
}

function renderSummary({ losses, caption }: Variant, { effects }: LiveInput): Node[] {
  // What was found by running the gateway's document holds where nothing of it is lost.
  const held = losses.length === 0 ? effects?.cloneNode(true) : undefined;
  return [make('p', { class: 'caption' }, caption), ...(held ? [held] : [])];
}

function renderSnippet(variant: Variant, target: Target, input: LiveInput): Node[] {
  const { losses } = variant;
  return [
    renderRest(variant),
    make('p', { class: 'file' }, make('code', {}, target.file)),
    renderCode(variant, input),
    renderTools(variant, target, input),
    ...(losses.length > 0 ? [renderLosses(losses, target, input.request.scope)] : []),
    make(
      'dl',
      { class: 'about' },
      ...[
        ['Where it goes', target.use],
        ['How tools are named', target.naming],
        ['How it is checked', target.proof.by],
      ].flatMap(([term = '', text = '']) => [make('dt', {}, term), make('dd', {}, text)]),
    ),
  ];
}

/** Sentences for what has no field, and on paper for the fields that are empty. */
function renderRest({ rest, fields, pieces }: Variant): Node {
  const marked = new Set(pieces.filter(({ marked: is }) => is).map(({ text }) => text));
  const sentence = ({ text, meaning }: { text: string; meaning: string }, onPaper: boolean): Node =>
    make('li', onPaper ? { class: 'print-only' } : {}, 'Replace ', make('mark', {}, text), ` by ${meaning}.`);
  const items = [
    ...rest.map((placeholder) => sentence(placeholder, false)),
    ...fields
      .filter(({ placeholder }) => marked.has(placeholder))
      .map(({ placeholder, meaning }) => sentence({ text: placeholder, meaning }, true)),
  ];
  return items.length === 0 ? document.createTextNode('') : make('ul', { class: 'replace' }, ...items);
}

function renderCode({ pieces, text = '' }: Variant, { codeId = plainCodeId }: LiveInput): Node {
  const long = text.split('\n').length > 40;
  const code = make('code', { id: codeId }, ...pieces.map(renderPiece));
  return make(
    'pre',
    { class: long ? 'snippet long' : 'snippet', 'data-snippet': '', ...(long ? { tabindex: '0' } : {}) },
    code,
  );
}

/** A stretch of code. */
export function renderPiece({ text, kind, marked }: Piece): Node {
  const inner = marked ? make('mark', {}, text) : document.createTextNode(text);
  return kind === '' ? inner : make('span', { class: kind }, inner);
}

function renderTools(
  { edited, text = '' }: Variant,
  { file }: Target,
  { source, said, codeId = plainCodeId }: LiveInput,
): Node {
  const name = file.split('/').at(-1) ?? 'policy';
  const download = make('a', { class: 'button', download: name, href: source ?? '' }, 'Download');
  if (edited || source === undefined) {
    download.addEventListener('click', () => {
      const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
      download.setAttribute('href', url);
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    });
  }
  const copy = make(
    'button',
    { class: 'button', type: 'button', 'data-copy': codeId, 'data-said': said },
    make('span', { 'data-label': '' }, 'Copy'),
  );
  const raw = source === undefined ? [] : [make('a', { class: 'button', href: source }, 'Raw')];
  const note =
    edited && source !== undefined
      ? [make('span', { class: 'note' }, 'The raw file has the text without your values.')]
      : [];
  return make('p', { class: 'snippet-tools no-print' }, copy, download, ...raw, ...note);
}

function renderLosses(losses: readonly Loss[], { label }: Target, scope: PolicyRequest['scope']): Node {
  return make(
    'div',
    { class: 'losses' },
    make('h3', {}, `What ${label} cannot express`),
    make(
      'ul',
      {},
      ...losses.map(({ text, tools }) =>
        make('li', {}, text, ...(scope === 'server' ? [renderNames(tools)] : [])),
      ),
    ),
  );
}

function renderNames(tools: readonly string[]): Node {
  const names = tools.flatMap((tool, index) => [
    ...(index > 0 ? [', '] : []),
    make('code', { class: 'name' }, revealHidden(tool)),
  ]);
  if (tools.length <= namedAtOnce) return make('span', { class: 'names' }, ...names);
  return make('details', { class: 'names' }, make('summary', {}, plural(tools.length, 'tool')), ...names);
}
