import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeContentFolder } from '#records/content-folder.fixture.ts';
import { validate } from './validate.ts';

/** Runs the script as the user does. */
function run(
  contentDir: string,
  ...args: string[]
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'validate.ts'), ...args], {
    env: { ...process.env, CONTENT_DIR: contentDir },
    encoding: 'utf8',
  });
}

/** A review file with comments and odd layout, whose digests are not filled in. */
const review = `# Judged by hand
server: notes
reviews:
  - tool:   delete_note   # the only one
    digest: "sha256:${'0'.repeat(64)}" # filled in by a script
    rationale: >-
      A note is lost,
      and for good.
    evidence: [ { path: description, quote: for good } ]
    reviewer: A. Reviewer
    date: 2026-11-21
`;

test('valid records are counted', () => {
  using folder = writeContentFolder({});
  const { status, stdout, stderr } = run(folder.contentDir);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toBe('1 server, 1 tool, 0 reviews, 1 attack, 1 guide: all records are valid.\n');
});

test('problems of schemas and of the catalogue come in one run, with exit code 1', () => {
  using folder = writeContentFolder({ 'servers/broken.json': '{', 'guides/reading.mdx': undefined });
  const { status, stdout, stderr } = run(folder.contentDir);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('broken.json');
  expect(stderr).toContain('there is no guide "reading"');
  expect(stderr).toContain('3 errors in 3 files.');
});

test('missing digests are a warning, and are filled in on demand without touching the rest', () => {
  using folder = writeContentFolder({ 'reviews/notes.yaml': review });
  expect(validate(folder.contentDir)).toMatchObject({ ok: true, problems: [{ severity: 'warning' }] });
  const { status, stdout } = run(folder.contentDir, '--fix-digests');
  expect(status).toBe(0);
  expect(stdout).toContain('digest of delete_note filled in');
  expect(validate(folder.contentDir).problems).toEqual([]);
  const text = readFileSync(join(folder.contentDir, 'reviews/notes.yaml'), 'utf8');
  expect(text.replace(/sha256:[0-9a-f]{64}/, '')).toBe(review.replace(/"sha256:0{64}"/, ''));
});
