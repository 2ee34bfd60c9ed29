import type { PasteProblem } from '#domain/stack/paste-json.ts';
import type { Recognition } from '#domain/stack/recognise.ts';
import { formatNumber, joinList, plural, revealHidden } from '#domain/text.ts';
import type { ListedServer } from '#schema/api-profiles.ts';
import { make, makeButton } from '../tester/dom.ts';
import { serverName, words } from './parts.ts';

/** Tools of a pasted list, after they have been judged. */
export interface JudgedDump {
  /** Untrusted text. */
  readonly name: string;
  readonly tools: number;
  readonly problems: readonly string[];
  /** The server has more tools than the text. */
  readonly more: boolean;
}

/** What became of a pasted text. */
export interface Reading {
  readonly recognitions: readonly Recognition[];
  readonly dumps: readonly JudgedDump[];
  readonly problems: readonly PasteProblem[];
}

/** What a reader can do about it. */
export interface ReadingActions {
  /** Takes a server of the catalogue under the name that the configuration gives it. */
  readonly take: (server: ListedServer, alias: string) => void;
  readonly close: () => void;
}

/** What was read of a text, and what the reader has to decide. */
export function renderReading(reading: Reading, { take, close }: ReadingActions): HTMLElement[] {
  const { recognitions, dumps, problems } = reading;
  const title = make('h3', { tabindex: '-1' }, 'What was read');
  const unknown = recognitions.some(({ kind }) => kind === 'unknown');
  return [
    title,
    make('p', {}, summariseReading(reading)),
    make(
      'p',
      { class: 'hint' },
      'The text is gone from this page. Nothing of it left your browser, and credentials were dropped. Only ids of servers of this catalogue stand in the link.',
    ),
    make(
      'ul',
      {},
      ...recognitions.map((recognition) => renderRecognition(recognition, take)),
      ...dumps.map(renderDump),
      ...problems.map(renderProblem),
    ),
    ...(unknown
      ? [
          make(
            'p',
            { class: 'hint' },
            'A server that is not in the catalogue is judged as soon as you paste what it answers to ',
            make('code', {}, 'tools/list'),
            '.',
          ),
        ]
      : []),
    make('p', { class: 'bar' }, makeButton('Close', close)),
  ];
}

/** How much of a text was understood, in a sentence. */
export function summariseReading({ recognitions, dumps, problems }: Reading): string {
  const known = recognitions.filter(({ kind }) => kind === 'recognised').length;
  const guessed = recognitions.filter((each) => each.kind === 'unknown' && each.guesses.length > 0).length;
  const unknown = recognitions.length - known - guessed;
  const judged = dumps.reduce((sum, { tools }) => sum + tools, 0);
  const parts = [
    known > 0 ? `${plural(known, 'server')} ${known === 1 ? 'is' : 'are'} recognised` : '',
    guessed > 0 ? `${formatNumber(guessed)} may be known` : '',
    unknown > 0 ? `${formatNumber(unknown)} ${unknown === 1 ? 'is' : 'are'} not known` : '',
    dumps.length > 0 ? `${plural(judged, 'tool')} ${judged === 1 ? 'has' : 'have'} been judged` : '',
    problems.length > 0 ? `${plural(problems.length, 'place')} could not be read` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing was found in the text.' : `${joinList(parts)}.`;
}

function renderRecognition(recognition: Recognition, take: ReadingActions['take']): HTMLElement {
  const { entry } = recognition;
  const alias = make('b', {}, words(entry.alias));
  if (recognition.kind === 'unknown') {
    const { reason, guesses } = recognition;
    return make(
      'li',
      { 'data-kind': guesses.length > 0 ? 'guess' : 'unknown' },
      alias,
      ' is not recognised. ',
      words(reason),
      ...(guesses.length === 0
        ? []
        : [
            ' It may be:',
            ...guesses.map(({ server, because }) =>
              make('div', { class: 'bar' }, makeTake(server, entry.alias, take), make('span', {}, because)),
            ),
          ]),
    );
  }
  const { server, by, evidence } = recognition;
  return make(
    'li',
    { 'data-kind': 'recognised' },
    alias,
    ' is ',
    serverName(server),
    `, by its ${by} `,
    make(
      'code',
      { dir: 'auto', 'data-untrusted': true },
      revealHidden(evidence.replace(/^[a-z]+:(?!\/\/)/, '')),
    ),
    '.',
    ...(entry.disabled
      ? [
          ' The configuration has it switched off, so it is left out.',
          make('div', { class: 'bar' }, makeTake(server, entry.alias, take)),
        ]
      : []),
  );
}

function makeTake(server: ListedServer, alias: string, take: ReadingActions['take']): HTMLElement {
  const button = makeButton(`Add ${revealHidden(server.name)}`, () => {
    take(server, alias);
    button.replaceWith(make('b', { tabindex: '-1' }, `${revealHidden(server.name)} is added.`));
  });
  return button;
}

function renderDump({ name, tools, problems, more }: JudgedDump): HTMLElement {
  return make(
    'li',
    { 'data-kind': 'judged' },
    `${plural(tools, 'tool')} of `,
    make('b', {}, words(name)),
    `${tools === 1 ? ' has' : ' have'} been judged here, by the rules of this catalogue.`,
    ...(more ? [' The server said that it has more tools than these.'] : []),
    ...(problems.length === 0
      ? []
      : [make('ul', {}, ...problems.map((text) => make('li', {}, words(text))))]),
  );
}

function renderProblem({ text, line, column }: PasteProblem): HTMLElement {
  const place = line === undefined ? '' : `Line ${String(line)}, column ${String(column ?? 1)}: `;
  return make('li', { 'data-kind': 'problem' }, make('b', {}, place), words(text));
}
