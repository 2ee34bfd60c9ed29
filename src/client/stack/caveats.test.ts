import { expect, test } from 'vitest';
import { listCaveats } from './caveats.ts';

const complete = { name: 'Files', recordedToolCount: 3, declaredToolCount: 3, notices: [] };

test('a server that is recorded whole needs no word', () => {
  expect(listCaveats({ ...complete, notices: [{ kind: 'note', text: 'It asks for a token.' }] })).toEqual([]);
});

test('tools that are missing and a repository to distrust are said', () => {
  const notices = [{ kind: 'unsafe-repository', text: 'It leads to an archive.' }];
  expect(listCaveats({ ...complete, recordedToolCount: 1, notices })).toEqual([
    'Of 3 tools of “Files”, 1 tool is recorded. The others are missing here, and its policy denies them where the format can.',
    '“Files” is not to be trusted: It leads to an archive.',
  ]);
});
