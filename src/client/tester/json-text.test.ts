import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from './json-text.ts';

const messageOf = (text: string): string => {
  const json = readJson(text);
  return json.ok ? 'valid' : json.message;
};

test.each([
  ['', 'There is nothing here yet.'],
  ['{', 'Line 1, column 2: a closing brace is missing.'],
  ['{\n  "a": tru\n}', 'Line 2, column 8: something stands here that is no JSON value.'],
  ['{"a": 1,}', 'Line 1, column 9: a name in double quotation marks is missing.'],
  ['{\n\n"a" 1}', 'Line 3, column 5: a colon is missing.'],
  ['[1 2]', 'Line 1, column 4: a comma is missing.'],
  ["{'a': 1}", 'Line 1, column 2: something stands here that is no JSON value.'],
  ['// note\n{}', 'Line 1, column 1: JSON has no comments.'],
  ['{} {}', 'Line 1, column 4: something follows after the end of the document.'],
  ['"a\nb"', 'Line 1, column 1: a text is not closed on its line.'],
])('%j: %s', (text, message) => {
  expect(messageOf(text)).toBe(message);
});

test('a text is taken exactly when the engine takes it, and has the same value', () => {
  const texts = fc.oneof(
    fc.json(),
    fc
      .array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', 'a', ' ', '\n', '\\', '-', 'null'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const json = readJson(text);
      let value: unknown = undefined;
      let ok = true;
      try {
        value = JSON.parse(text);
      } catch {
        ok = false;
      }
      expect(json.ok).toBe(ok);
      if (json.ok) expect(json.value).toEqual(value);
      else expect(json.message).toMatch(/\.$/);
    }),
  );
});

test('a pointer leads to the line of the field, or of what is there of the way', () => {
  const json = readJson('{\n  "tools": {\n    "a/b": [1,\n 2]\n  }\n}');
  if (!json.ok) throw new Error(json.message);
  const lineOf = (pointer: string): number | undefined => json.locate(pointer)?.line;
  expect(['', '/tools', '/tools/a~1b', '/tools/a~1b/1', '/tools/a~1b/7', '/nowhere'].map(lineOf)).toEqual([
    1, 2, 3, 4, 3, 1,
  ]);
});

test('keys that stand twice in one object are found, and equal keys of different objects are not', () => {
  const json = readJson('{"a": {"b": 1,\n "b": 2}, "c": {"a": 1}, "c": 2}');
  if (!json.ok) throw new Error(json.message);
  expect(json.repeated.map(({ key, position }) => [key, position.line])).toEqual([
    ['b', 2],
    ['c', 2],
  ]);
});

test('a text nested too deep for the parser is read all the same, without places', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  expect(readJson(deep).ok).toBe(true);
  expect(messageOf(deep.slice(1))).toBe('This is not valid JSON.');
});
