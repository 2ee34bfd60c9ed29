import { expect, test } from 'vitest';
import { readContractOptions } from './options.ts';
import { replaceResults } from './report.ts';

test('without options, all clients are installed anew and nothing is stored', () => {
  expect(readContractOptions([])).toEqual({
    only: ['claude-code', 'codex', 'gemini'],
    reuse: undefined,
    keep: undefined,
    write: false,
  });
  expect(readContractOptions(['--only', 'gemini,codex', '--reuse', 'clients', '--write'])).toEqual({
    only: ['codex', 'gemini'],
    reuse: 'clients',
    keep: undefined,
    write: true,
  });
});

test('everything that is wrong is said at once', () => {
  const read = (): unknown =>
    readContractOptions(['--only', 'codex,cursor', '--keep', 'a', '--reuse=b', '--wirte', 'x']);
  expect(read).toThrow('--only names "cursor"');
  expect(read).toThrow('--keep and --reuse exclude each other');
  expect(read).toThrow('There is no option --wirte.');
  expect(read).toThrow('"x" is no option.');
  expect(read).toThrow('Usage: npm run test:contracts');
  expect(() => readContractOptions(['--keep'])).toThrow('--keep needs a value.');
});

test('a result takes the place of the earlier one of its target; others stay', () => {
  const result = (target: 'claude-code' | 'codex' | 'gemini', failed: number) => ({
    target,
    package: 'p',
    version: '1.0.0',
    date: '2026-11-21',
    snippets: 1,
    impossible: 0,
    checks: 2,
    passed: 2 - failed,
    failed,
    note: 'A note.',
  });
  const order = ['claude-code', 'codex', 'gemini'] as const;
  expect(
    replaceResults(
      [result('gemini', 0), result('codex', 1)],
      [result('codex', 0), result('claude-code', 0)],
      order,
    ),
  ).toEqual([result('claude-code', 0), result('codex', 0), result('gemini', 0)]);
});
