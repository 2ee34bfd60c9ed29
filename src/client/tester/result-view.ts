import { revealHidden } from '#domain/text.ts';
import { make, makeButton } from './dom.ts';
import type { Session, MadeCall } from './session.ts';
import { wordCalls, wordLeft, wordTime, wordWire } from './words.ts';

/** What the result part is made with. */
export interface ResultViewOptions {
  readonly heading: 'h2' | 'h3';
  readonly session: Session;
  /** Makes the last call once more. */
  readonly again: (call: MadeCall) => void;
}

/** The part of the tester that says what became of calls, with the clock and the log. */
export interface ResultView {
  readonly element: HTMLElement;
  readonly show: (calls: readonly MadeCall[]) => void;
  /** Says why no call was made. */
  readonly refuse: (reason: string) => void;
  /** Forgets what was counted, and writes into the log why. Nothing happens before the first call. */
  readonly forget: (reason: string) => void;
}

/** Lines of the log that are kept. */
const longestLog = 100;

/** Characters of arguments in a line of the log. */
const shownArgs = 120;

/** Makes the result part. */
export function createResultView({ heading, session, again }: ResultViewOptions): ResultView {
  const sentence = make('p', { class: 'decision', role: 'status' }, 'No call has been made yet.');
  const details = make('div', { class: 'details' });
  const clock = make('output', {});
  const log = make('ul', { class: 'log' });
  const history = make('details', { class: 'calls' }, make('summary', {}, 'Calls made'), log);
  let last: MadeCall | undefined;
  history.hidden = true;

  const note = (text: string, outcome?: string): void => {
    history.hidden = false;
    log.prepend(make('li', { 'data-outcome': outcome, dir: 'auto' }, revealHidden(text)));
    while (log.childElementCount > longestLog) log.lastElementChild?.remove();
  };
  const say = (text: string, outcome: string | undefined): void => {
    if (outcome === undefined) delete sentence.dataset['outcome'];
    else sentence.dataset['outcome'] = outcome;
    sentence.textContent = revealHidden(text);
  };
  const forget = (reason: string): void => {
    if (last === undefined) return;
    session.forget();
    details.replaceChildren();
    repeat.hidden = true;
    last = undefined;
    note(reason);
    say(reason, undefined);
  };
  const advance = (window: 'minute' | 'hour' | 'day'): void => {
    session.advance(window);
    clock.textContent = wordTime(session.now());
    note(`The clock goes on to ${wordTime(session.now())}.`);
    say(
      `It is ${wordTime(session.now())}: every limit of a ${window} or less has started afresh.`,
      undefined,
    );
    details.replaceChildren();
  };
  const repeat = makeButton('Call again', () => {
    if (last !== undefined) again(last);
  });
  clock.textContent = wordTime(session.now());

  const steps = (['minute', 'hour', 'day'] as const).map((window) =>
    makeButton(`Next ${window}`, () => advance(window)),
  );
  const forgetButton = makeButton('Forget the counters', () => forget('The counters are forgotten.'));
  const bar = make(
    'div',
    { class: 'bar' },
    repeat,
    make('span', {}, 'Clock (UTC): ', clock),
    ...steps,
    forgetButton,
  );
  // Before the first call there is nothing to repeat and nothing counted.
  bar.hidden = true;

  return {
    element: make(
      'section',
      { class: 'result', 'aria-labelledby': 'try-result-heading' },
      make(heading, { id: 'try-result-heading' }, 'The decision'),
      sentence,
      details,
      bar,
      history,
    ),
    show: (calls) => {
      last = calls.at(-1);
      if (last === undefined) return;
      for (const call of calls) note(wordLine(call), call.decision.outcome);
      say(wordCalls(calls), last.decision.outcome);
      details.replaceChildren(...describe(last));
      repeat.hidden = false;
      bar.hidden = false;
    },
    refuse: (reason) => {
      details.replaceChildren();
      say(reason, 'none');
    },
    forget,
  };
}

function describe(call: MadeCall): HTMLElement[] {
  const { decision, limits } = call;
  const wire = wordWire(call);
  const parts = [
    ...(decision.outcome === 'deny'
      ? [...showDenial(decision.rule, decision.message)]
      : [makeLine('The call goes on to the server as it is.')]),
    ...limits.map((limit) => {
      const scope = limit.shared ? ', over all tools together' : '';
      return makeLine(
        make('code', { class: 'name', dir: 'auto' }, revealHidden(limit.limit.counter)),
        `: ${wordLeft(limit)}${scope}.`,
      );
    }),
  ];
  if (wire === undefined) return parts;
  const pre = make(
    'pre',
    { tabindex: '0', 'aria-label': 'Answer on the wire' },
    make('code', {}, revealHidden(wire)),
  );
  return [
    ...parts,
    make('p', { class: 'hint' }, 'On the wire the agent gets a result, not an error of the protocol:'),
    pre,
  ];
}

function showDenial(rule: string, message: string): HTMLElement[] {
  return [
    makeLine('Rule: ', make('code', { class: 'name', dir: 'auto', 'data-rule': true }, revealHidden(rule))),
    makeLine(
      'Message to the agent: ',
      make('q', { dir: 'auto', 'data-message': true }, revealHidden(message)),
    ),
  ];
}

function makeLine(...children: readonly (Node | string)[]): HTMLElement {
  return make('p', {}, ...children);
}

function wordLine({ number, at, tool, args, decision }: MadeCall): string {
  const text = JSON.stringify(args);
  const shown = text.length > shownArgs ? `${text.slice(0, shownArgs)}…` : text;
  const outcome = decision.outcome === 'allow' ? 'allowed' : `denied by ${decision.rule}`;
  return `${String(number)}. ${wordTime(at)}: ${tool} ${shown}: ${outcome}`;
}
