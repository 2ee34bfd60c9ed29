import { expect, test } from 'vitest';
import { listLicenceNotes, listOriginPages } from './origin.ts';

test('a web address is linked, and a home page that is the repository again is left out', () => {
  const source = {
    repository: 'git+https://github.com/example/notes.git',
    homepage: 'https://github.com/example/notes#readme',
  };
  expect(listOriginPages({ source, notices: [] })).toEqual([
    { label: 'Repository', text: 'github.com/example/notes', href: 'https://github.com/example/notes' },
  ]);
});

test('a home page of its own stands beside the repository', () => {
  const source = { repository: 'https://github.com/example/notes', homepage: 'https://notes.example/' };
  expect(listOriginPages({ source, notices: [] })).toEqual([
    { label: 'Repository', text: 'github.com/example/notes', href: 'https://github.com/example/notes' },
    { label: 'Home page', text: 'notes.example', href: 'https://notes.example/' },
  ]);
});

test.each([
  'example/notes',
  'git@example.org:odd/notes.git',
  'git://example.org/notes.git',
  'javascript:alert(1)',
])('what is no web address is named and not linked: %s', (repository) => {
  const [page, ...others] = listOriginPages({ source: { repository }, notices: [] });
  expect([page?.text, page?.href, others]).toEqual([repository.replace(/\.git$/, ''), undefined, []]);
});

test('nothing is linked of a server whose repository is not to be trusted', () => {
  const source = { repository: 'https://github.com/example/lure', homepage: 'https://lure.example/' };
  const notices = [{ kind: 'unsafe-repository' as const, text: 'Do not install it.' }];
  expect(listOriginPages({ source, notices }).map(({ text, href }) => [text, href])).toEqual([
    ['github.com/example/lure', undefined],
    ['lure.example', undefined],
  ]);
});

test('of the notices, those that speak of the licence are passed on', () => {
  const notices = [
    { kind: 'note' as const, text: 'The package is archived.' },
    { kind: 'note' as const, text: 'Only the README states the licence.' },
    { kind: 'partial-capture' as const, text: 'The page gave no licence and no schema.' },
  ];
  expect(listLicenceNotes({ notices })).toEqual(['Only the README states the licence.']);
});
