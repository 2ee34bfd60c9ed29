import { type PolicyRequest, recommendFor } from '#domain/policy-request.ts';
import { explainRules } from '#domain/policy/argument-rules.ts';
import type { Loss, Placeholder, Target, TargetInput } from '#domain/targets/target.ts';
import type { Preset } from '#schema/vocabulary.ts';
import { findPlaceholders } from './marks.ts';
import { paint, type Piece } from './paint.ts';
import { applyTyped, type Field, type FieldKey, sortPlaceholders, type Typed } from './values.ts';

/** One variant of a policy, ready to be shown. */
export interface Variant {
  /** The text as it is copied, and the same in stretches of one look; undefined when there is none. */
  readonly text: string | undefined;
  readonly pieces: readonly Piece[];
  /** Why there is no text; undefined when there is one. */
  readonly reason: string | undefined;
  /** What it does. */
  readonly caption: string;
  readonly losses: readonly Loss[];
  /** The reader's values are in the text, so it is no longer that of the raw file. */
  readonly edited: boolean;
  readonly fields: readonly Field[];
  readonly problems: Readonly<Partial<Record<FieldKey, string>>>;
  /** What the reader has to replace in the text. */
  readonly rest: readonly Placeholder[];
}

/** Beyond this many characters code is shown in one colour: colouring would take longer than a reader waits. */
const longestPainted = 40_000;

/**
 * Writes one variant with what the reader has typed. Values go through the target, never into its text, so that they are escaped.
 * @param found what the page says was seen when the gateway's document was run, for targets that say nothing themselves
 */
export function writeVariant(
  target: Target,
  preset: Preset,
  request: PolicyRequest,
  typed: Typed,
  found: string,
): Variant {
  const asked = recommendFor(preset, request);
  const own = target.write(asked);
  const { fields, rest } = sortPlaceholders(own, target, request);
  const { request: changed, problems } = applyTyped(request, pick(typed, fields));
  const input = recommendFor(preset, changed);
  const snippet = target.write(input);
  if (snippet.kind === 'impossible') {
    const { reason } = snippet;
    return {
      text: undefined,
      pieces: [],
      reason,
      caption: '',
      losses: [],
      edited: false,
      fields,
      problems,
      rest,
    };
  }
  const { text, caption, losses } = snippet;
  const open = fields.filter(({ key }) => problems[key] !== undefined || (typed[key] ?? '').trim() === '');
  const marks = findPlaceholders(text, target, preset, changed, open);
  const language = text.length > longestPainted ? undefined : target.language;
  return {
    text,
    pieces: paint(text, language, marks),
    reason: undefined,
    caption: caption ?? restateRules(found, asked, input),
    losses,
    edited: own.kind === 'impossible' || own.text !== text,
    fields,
    problems,
    rest,
  };
}

/** What was typed for another format must not change this one unseen. */
function pick(typed: Typed, fields: readonly Field[]): Typed {
  return Object.fromEntries(
    fields.flatMap(({ key }) => (typed[key] === undefined ? [] : [[key, typed[key]]])),
  );
}

/** What was seen ends in what the arguments of a call must meet; with values of the reader that reads differently. */
function restateRules(found: string, before: TargetInput, after: TargetInput): string {
  const explain = ({ tools }: TargetInput): string =>
    explainRules(tools.flatMap(({ rules }) => rules)).join(' ');
  const end = explain(before);
  return found.endsWith(end) ? found.slice(0, found.length - end.length) + explain(after) : found;
}
