import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Language, paint } from './paint.ts';

const look = (text: string, language: Language): string[] =>
  paint(text, language, [])
    .filter(({ kind }) => kind !== '')
    .map(({ text: piece, kind }) => `${kind} ${piece}`);

test('keys, values and comments look different', () => {
  expect(look('{"a": "b: c", "n": -1.5, "t": true}', 'json')).toEqual([
    'k "a"',
    's "b: c"',
    'k "n"',
    'n -1.5',
    'k "t"',
    'n true',
  ]);
  expect(look('# why\n[mcp.x]\nlist = ["a # b", 1]', 'toml')).toEqual([
    'c # why',
    'k [mcp.x]',
    'k list',
    's "a # b"',
    'n 1',
  ]);
  expect(look("- name: 'a'\n  port: 3000 # x", 'yaml')).toEqual([
    'k name',
    "s 'a'",
    'k port',
    'n 3000',
    'c # x',
  ]);
  expect(look('forbid (principal) when { 1 }; // x', 'cedar')).toEqual([
    'k forbid',
    'k principal',
    'k when',
    'n 1',
    'c // x',
  ]);
  expect(look("const a = 'b';", 'typescript')).toEqual(['k const', "s 'b'"]);
});

test('a placeholder is marked within the token that it is a part of', () => {
  const pieces = paint('"a-b-c"', 'json', [{ start: 3, end: 4 }]);
  expect(pieces).toEqual([
    { text: '"a-', kind: 's', marked: false },
    { text: 'b', kind: 's', marked: true },
    { text: '-c"', kind: 's', marked: false },
  ]);
});

test('whatever the text is, the pieces are the text', () => {
  const languages = fc.constantFrom<Language>('json', 'toml', 'yaml', 'cedar', 'typescript');
  const text = fc.string({
    unit: fc.constantFrom(
      '"',
      "'",
      '`',
      '\\',
      '#',
      '/',
      ':',
      '=',
      '[',
      ']',
      '{',
      ' ',
      '\n',
      '-',
      '1',
      'a',
      '_',
      'é',
    ),
  });
  fc.assert(
    fc.property(text, languages, fc.nat(40), (code, language, at) => {
      const marks = at + 1 < code.length ? [{ start: at, end: at + 1 }] : [];
      const pieces = paint(code, language, marks);
      expect(pieces.map((piece) => piece.text).join('')).toBe(code);
      expect(pieces.filter(({ marked }) => marked).map((piece) => piece.text)).toEqual(
        marks.map(({ start, end }) => code.slice(start, end)),
      );
    }),
  );
});
