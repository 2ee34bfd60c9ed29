import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markWords } from './mark.ts';

/** The text with square brackets around what is marked. */
function show(text: string, ...words: string[]): string {
  return markWords(text, words)
    .map((stretch) => (stretch.marked ? `[${stretch.text}]` : stretch.text))
    .join('');
}

test.each([
  ['create_api_key', ['api', 'key'], 'create_[api]_[key]'],
  ['createApiKey', ['key'], 'createApi[Key]'],
  ['HTTPServer', ['server'], 'HTTP[Server]'],
  ['Creates a key.', ['create'], '[Creates] a key.'],
  ['Deletes repositories', ['delete', 'repository'], '[Deletes] [repositories]'],
  ['deployment', ['deploy'], '[deploy]ment'],
  ['naïve Straße', ['naïve', 'stra'], '[naïve] [Stra]ße'],
])('in %s the words %j are marked', (text, words, marked) => {
  expect(show(text, ...words)).toBe(marked);
});

test('words of a name that are asked for in one word are marked as one', () => {
  expect(show('create_api_key', 'apikey')).toBe('create_[api_key]');
  expect(show('createApiKey', 'createap')).toBe('[createAp]iKey');
  expect(show('an api key', 'apikey')).toBe('an api key');
});

test('short words are marked only where they stand alone', () => {
  expect(show('to a token of App', 'to', 'a')).toBe('[to] [a] token of App');
});

test('a word in the middle of another is not marked', () => {
  expect(show('monkey', 'key')).toBe('monkey');
});

test('the stretches are the text, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string({ unit: 'grapheme' }).map((word) => word.toLowerCase())),
      (text, words) => {
        const stretches = markWords(text, words);
        expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
        expect(stretches.every((stretch) => stretch.text !== '')).toBe(true);
      },
    ),
  );
});
