import { type PolicyChoices, recommendFor } from '#domain/policy-request.ts';
import { requestOf } from '#domain/stack/policies.ts';
import type { StackServer } from '#domain/stack/stack.ts';
import { formatNumber, plural, revealHidden } from '#domain/text.ts';
import type { PolicyFormat, Preset } from '#schema/vocabulary.ts';
import { createFields } from '../policy-panel/fields.ts';
import { renderVariant } from '../policy-panel/live.ts';
import { applyTyped } from '../policy-panel/values.ts';
import { debounce, make } from '../tester/dom.ts';
import { words } from './parts.ts';

/** What the reader has chosen for all servers. */
export interface PolicyChoice {
  readonly preset: Preset;
  readonly format: PolicyFormat;
  /** Name of the format. */
  readonly label: string;
}

/** The policy of one server in the page. */
export interface PolicyCard {
  readonly element: HTMLElement;
  /** Writes the policy anew, when the card is open. */
  readonly render: () => Promise<void>;
  /** The server and the operator's choices with what the reader has typed in their place. */
  readonly typed: () => { readonly server: StackServer; readonly choices: PolicyChoices };
}

/** What a card is made from. */
export interface PolicyCardOptions {
  readonly server: StackServer;
  /** Place among the cards: part of its ids. */
  readonly index: number;
  readonly open: boolean;
  readonly choices: PolicyChoices;
  readonly choice: () => PolicyChoice;
  /** Is told when the reader has typed something. */
  readonly changed: () => void;
}

/** Makes the card of a server, with a field for its name in the reader's configuration and for every placeholder. */
export function createPolicyCard(options: PolicyCardOptions): PolicyCard {
  const { server, index, open, choices, choice, changed } = options;
  const id = `stack-policy-${String(index)}`;
  const request = requestOf(server, server.alias, choices);
  const summary = make('div', { class: 'head' });
  const short = make('span', { class: 'count' });
  const content = make('div', { class: 'live' });
  const settle = debounce(150, () => {
    void render();
    changed();
  });
  const fields = createFields(settle, id);
  const element = make(
    'details',
    { class: 'card', open: open || undefined, 'data-policy-of': server.key },
    make('summary', {}, make('h3', {}, words(server.name)), ' ', short),
    summary,
    fields.element,
    content,
  );
  let turn = 0;
  const render = async (): Promise<void> => {
    const { preset, format, label } = choice();
    short.textContent = describeActions(options, preset);
    if (!element.open) return;
    const mine = (turn += 1);
    // What is in sight belongs to another choice by now, so it must not be copied for this one.
    content.toggleAttribute('inert', true);
    try {
      const variant = await renderVariant({
        request,
        preset,
        format,
        typed: fields.typed(),
        source: undefined,
        said: `the ${preset} policy of ${revealHidden(server.name)} for ${label}`,
        // What it does stands in the summary.
        found: '',
        effects: undefined,
        codeId: `${id}-text`,
      });
      if (mine !== turn) return;
      summary.replaceChildren(...variant.summary);
      content.replaceChildren(...variant.content);
      fields.show(variant.fields);
      fields.blame(variant.problems);
    } catch (error) {
      console.error(error);
      const words = 'This format could not be loaded. Check the connection and choose it again.';
      if (mine === turn) content.replaceChildren(make('p', { class: 'notice' }, words));
    } finally {
      if (mine === turn) content.toggleAttribute('inert', false);
    }
  };
  element.addEventListener('toggle', () => void render());
  return {
    element,
    render,
    typed: () => {
      const { numbers, values, alias, endpoint } = applyTyped(request, fields.typed()).request;
      return { server: { ...server, alias, endpoint }, choices: { numbers, values } };
    },
  };
}

/** What a preset does with the tools of a server: `14 tools: 6 allowed, 7 limited, 1 hidden`. */
function describeActions({ server, choices }: PolicyCardOptions, preset: Preset): string {
  const { tools } = recommendFor(preset, requestOf(server, server.alias, choices));
  const fates = { allow: 'allowed', limit: 'limited', deny: 'denied', hide: 'hidden' } as const;
  const counts = (Object.keys(fates) as (keyof typeof fates)[])
    .map((kind) => ({ fate: fates[kind], count: tools.filter(({ action }) => action.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ fate, count }) => `${formatNumber(count)} ${fate}`);
  return `${plural(tools.length, 'tool')}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}`;
}
