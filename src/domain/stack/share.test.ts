import { expect, test } from 'vitest';
import { mostShared, readShareFragment, writeShareFragment } from './share.ts';

test('a link holds the servers and the preset, and is read back', () => {
  const link = writeShareFragment({ servers: ['github-reference', 'stripe', 'stripe'], preset: 'strict' });
  expect(link).toBe('#stack=1.strict.github-reference.stripe');
  expect(readShareFragment(link)).toEqual({
    kind: 'stack',
    servers: ['github-reference', 'stripe'],
    preset: 'strict',
  });
});

test('what the catalogue cannot have is never written', () => {
  const servers = ['My server', 'ghp_Secret', 'a.b', '../x', 'A', '', 'pasted:1', 'x'.repeat(81)];
  expect(writeShareFragment({ servers, preset: 'strict' })).toBe('');
});

test.each(['', '#', '#combinations', 'stackx=1', '#__proto__'])('%s is no link to a stack', (fragment) => {
  expect(readShareFragment(fragment)).toEqual({ kind: 'none' });
});

test.each([
  ['#stack=', /another version/],
  ['#stack=2.strict.a', /another version/],
  ['#stack=1.strict', /cut/],
  ['#stack=1.__proto__.a', /cut/],
  ['#stack=1.strict.<script>', /cut/],
  ['#stack=1.strict.a..b', /cut/],
  [
    `#stack=1.strict.${Array.from({ length: mostShared + 1 }, (_, index) => `s${index.toString()}`).join('.')}`,
    /cut/,
  ],
  [`#stack=1.strict.${'a'.repeat(100_000)}`, /too long/],
])('%#: a link that cannot be read says why', (fragment, why) => {
  const read = readShareFragment(fragment);
  expect(read.kind === 'unreadable' ? read.reason : '').toMatch(why);
});
