import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinCommand, splitCommand } from './command-words.ts';

test('a command is split as a shell does, and nothing is expanded', () => {
  expect(splitCommand(`npx -y  "my server" 'it''s' a\\ b "" $HOME *`)).toEqual([
    'npx',
    '-y',
    'my server',
    'its',
    'a b',
    '',
    '$HOME',
    '*',
  ]);
  expect(() => splitCommand(`npx "open`)).toThrow('a quote " that is not closed');
});

test('joined words are split into the same words', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(splitCommand(joinCommand(words))).toEqual(words);
    }),
  );
});
