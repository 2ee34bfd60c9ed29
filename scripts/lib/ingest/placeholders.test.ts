import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fillPlaceholders, makeUpValue } from './placeholders.ts';

const scratch = mkdtempSync(join(tmpdir(), 'placeholders-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test('folders that exist are used, others are made for the occasion and shown as before', () => {
  const { words, masks } = fillPlaceholders(
    ['run', '<cwd>/package.json', '<directory>', '--dir=<tmp>/no-such-folder-here/a'],
    scratch,
  );
  const place = (number: number): string => join(scratch, `place-${number}`);
  expect(words).toEqual([
    'run',
    join(process.cwd(), 'package.json'),
    place(1),
    `--dir=${join(place(2), 'no-such-folder-here/a')}`,
  ]);
  expect(masks).toEqual([
    { text: place(1), label: '<directory>' },
    { text: place(2), label: '<tmp>' },
  ]);
  expect(existsSync(join(place(2), 'no-such-folder-here/a'))).toBe(true);
});

test('what else is missing becomes a value that nobody has', () => {
  const { words, masks } = fillPlaceholders(
    ['--api-key=<redacted>', '<account id>', 'a<b', '<Tag>'],
    scratch,
  );
  expect(words).toEqual(['--api-key=not-a-real-value-1', 'not-a-real-value-2', 'a<b', '<Tag>']);
  expect(masks.map(({ label }) => label)).toEqual(['<redacted>', '<account id>']);
  expect(makeUpValue('BASE_URL')).toMatch(/^http:\/\/127\.0\.0\.1/);
  expect(makeUpValue('API_KEY')).toBe('not-a-real-value-for-api-key');
});

test('a path of a record never leads out of the folder that was made', () => {
  const { words } = fillPlaceholders(['<directory>/../../../etc'], scratch);
  expect(words).toEqual([join(scratch, 'place-1', 'etc')]);
});
