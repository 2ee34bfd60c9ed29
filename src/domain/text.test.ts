import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  article,
  endSentence,
  findHidden,
  firstSentence,
  formatNumber,
  joinList,
  plural,
  quote,
  revealHidden,
  serverNoun,
  splitSentences,
} from './text.ts';

test.each([
  ['Execute', 'an'],
  ['unknown', 'an'],
  ['API', 'an'],
  ['read', 'a'],
  ['unit', 'a'],
  ['user', 'a'],
  ['URL', 'a'],
  ['universal', 'a'],
])('%s takes "%s"', (word, expected) => {
  expect(article(word)).toBe(expected);
});

test('counts agree with their noun', () => {
  expect([
    plural(0, 'tool'),
    plural(1, 'tool'),
    plural(2, 'advisory', 'advisories'),
    plural(1234567, 'tool'),
  ]).toEqual(['0 tools', '1 tool', '2 advisories', '1,234,567 tools']);
  expect([formatNumber(999), formatNumber(1000), formatNumber(31000)]).toEqual(['999', '1,000', '31,000']);
});

test('lists read as English', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => joinList(items))).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
  expect(joinList(['a', 'b'], 'or')).toBe('a or b');
});

test('a sentence gets one full stop', () => {
  expect(
    [
      'Reads',
      'Reads.',
      'Really?',
      'It says “no.”',
      'A list (e.g. this.)',
      'And so on…',
      ' ',
      'Ends in `x`',
    ].map(endSentence),
  ).toEqual([
    'Reads.',
    'Reads.',
    'Really?',
    'It says “no.”',
    'A list (e.g. this.)',
    'And so on…',
    '',
    'Ends in `x`.',
  ]);
});

test('a server is named without saying "server" twice', () => {
  expect(['Molt2Meet', 'Dynamic MCP Server', ' everything server '].map(serverNoun)).toEqual([
    'the Molt2Meet server',
    'Dynamic MCP Server',
    'everything server',
  ]);
});

describe('the first sentence', () => {
  test.each([
    ["Reset a user's API key and email it. More.", "Reset a user's API key and email it."],
    ['Search by field, e.g. name or mail. More.', 'Search by field, e.g. name or mail.'],
    ['Needs version 2.1.0 of api.example.org/v1. More.', 'Needs version 2.1.0 of api.example.org/v1.'],
    ['Open https://example.org/a.b?c=d. More.', 'Open https://example.org/a.b?c=d.'],
    ['Returns "done." Then waits.', 'Returns "done."'],
    ['Actions:\n- get: one\n- set: two', 'Actions'],
    ['Gets a user\n\nMore text', 'Gets a user'],
    ['Gets a user\nby its id. More.', 'Gets a user\nby its id.'],
    ['Is it there? Finds out.', 'Is it there?'],
    ['No punctuation at all', 'No punctuation at all'],
    ['\n    Indented. More.', 'Indented.'],
    ['Wait... then go on. More.', 'Wait... then go on.'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(firstSentence(text)).toBe(expected);
  });

  test('every sentence stands in the text, in order, and no letter is lost', () => {
    const piece = fc.constantFrom(
      'word',
      'e.g.',
      '. ',
      '? ',
      "it's",
      '\n\n',
      '\n- ',
      ': ',
      '1.2',
      '"',
      ' ',
      '…',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join(' ');
        let from = 0;
        const sentences = splitSentences(text);
        for (const sentence of sentences) {
          const at = text.indexOf(sentence, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + sentence.length;
        }
        const letters = (value: string): string => value.replace(/[^a-z0-9]/g, '');
        expect(letters(sentences.join(''))).toBe(letters(text));
      }),
    );
  });
});

describe('hidden characters', () => {
  test('are shown by their code points, once each in a list', () => {
    const text = 'a\u200bb\u202ec\u{e0041}\u001b[31m\u200b\ufeff';
    expect(revealHidden(text)).toBe('a⟨U+200B⟩b⟨U+202E⟩c⟨U+E0041⟩⟨U+001B⟩[31m⟨U+200B⟩⟨U+FEFF⟩');
    expect(findHidden(text)).toEqual(['⟨U+200B⟩', '⟨U+202E⟩', '⟨U+E0041⟩', '⟨U+001B⟩', '⟨U+FEFF⟩']);
  });

  test('are not found in ordinary text of any language', () => {
    const text = 'Grüße, 天気, مرحبا, שלום, ⚠️ 👍🏽\tx\r\ny';
    expect(findHidden(text)).toEqual([]);
    expect(revealHidden(text)).toBe(text.replace('\r\n', '\n'));
  });

  test('cannot leave a quotation', () => {
    expect(quote('one\n  two\u202e ')).toBe('“one two⟨U+202E⟩”');
  });
});
