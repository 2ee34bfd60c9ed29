import { expect, test } from 'vitest';
import { definitionDigest } from './canonical.ts';
import { checkContent, checks } from './checks.ts';
import {
  makeAttack,
  makeGuide,
  makeReview,
  makeServer,
  makeSite,
  makeTool,
  writeContentFolder,
} from './content-folder.fixture.ts';
import { formatProblems } from './problems.ts';
import { readContent } from './read.ts';

/** What the checks say about a folder, as printed, with the temporary folder replaced. */
function findings(files: Readonly<Record<string, unknown>>): string {
  using folder = writeContentFolder(files);
  return formatProblems(checkContent(readContent(folder.contentDir))).replaceAll(
    folder.contentDir,
    'content',
  );
}

/** A review file whose digests are those of the recorded tool, unless a review says otherwise. */
function reviewFile(...reviews: Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const digest = definitionDigest({ name: 'delete_note', ...makeTool() });
  return { server: 'notes', reviews: reviews.map((review) => makeReview({ digest, ...review })) };
}

test('a valid folder breaks no rule', () => {
  expect(findings({ 'reviews/notes.yaml': reviewFile({}) })).toBe('No problems.');
});

test('every check has an id of its own', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
});

test('ids equal paths', () => {
  expect(
    findings({
      'servers/notebook.json': makeServer(),
      'servers/notes.json': undefined,
      'reviews/Notes.yaml': reviewFile({}),
      'guides/Reading_1.mdx': makeGuide('Text.'),
    }),
  ).toMatchInlineSnapshot(`
    "content/guides/Reading_1.mdx
      error: the file name "Reading_1" is not an id
        Rename the file: lower-case letters and digits, joined by single dashes.

    content/reviews/Notes.yaml
      error: server: the server is "notes", the file is called "Notes"
        Rename the file or correct the server.

    content/servers/notebook.json
      error: id: the id is "notes", the file is called "notebook"
        Rename the file or correct the id.

    3 errors in 3 files."
  `);
});

test('two tools of one name are refused, names that differ in case are not', () => {
  const tools = [makeTool(), makeTool({ name: 'Delete_Note' }), makeTool()];
  expect(findings({ 'servers/notes.json': makeServer({ tools, declaredToolCount: 3 }) }))
    .toMatchInlineSnapshot(`
      "content/servers/notes.json
        error: tools[2].name: the name "delete_note" is taken by tools[0]
          Keep the tool that the server really has, or capture the server again.

      1 error in 1 file."
    `);
});

test('two tools with one address are refused', () => {
  // Found by search: names that come to the same characters and the same hash.
  const tools = ['aBcDefGHIJKLMNopqrstuv', 'AbcdefGhiJKLmnoPqrstuv'].map((name) => makeTool({ name }));
  expect(findings({ 'servers/notes.json': makeServer({ tools, declaredToolCount: 2 }) })).toContain(
    'has the address',
  );
});

test('fewer declared tools than recorded are refused, more are not', () => {
  expect(findings({ 'servers/notes.json': makeServer({ declaredToolCount: 0 }) })).toMatchInlineSnapshot(`
    "content/servers/notes.json
      error: declaredToolCount: declares 0 tools, but 1 are recorded
        Set declaredToolCount to the number of tools that the server has.

    1 error in 1 file."
  `);
  expect(findings({ 'servers/notes.json': makeServer({ declaredToolCount: 116 }) })).toBe('No problems.');
});

test('a package needs an accepted licence, a published page does not', () => {
  expect(findings({ 'servers/notes.json': makeServer({ licence: 'GPL-3.0-only' }) })).toMatchInlineSnapshot(`
    "content/servers/notes.json
      error: licence: the licence "GPL-3.0-only" is not accepted
        State the licence if it is an accepted one (MIT, Apache-2.0, ISC, BSD-2-Clause, BSD-3-Clause, unless site.yaml lists others under licences); otherwise remove the file: its definitions may not be published here.

    1 error in 1 file."
  `);
  expect(findings({ 'servers/notes.json': makeServer({ licence: null }) })).toContain('no licence is stated');
  const capture = { method: 'reference-page', date: '2026-11-21' };
  expect(findings({ 'servers/notes.json': makeServer({ licence: null, capture }) })).toBe('No problems.');
});

test('the operator says which licences are accepted', () => {
  const ofLicence = (licence: string | null, licences: unknown): string =>
    findings({
      'servers/notes.json': makeServer({ licence }),
      'site.yaml': makeSite({ licences }),
    });
  expect(ofLicence('LicenseRef-Internal', ['MIT', 'LicenseRef-Internal'])).toBe('No problems.');
  expect(ofLicence(null, 'any')).toBe('No problems.');
  expect(ofLicence('Apache-2.0', ['MIT'])).toContain('the licence "Apache-2.0" is not accepted');
});

test('a review needs its server and its tool', () => {
  expect(
    findings({
      'reviews/note.yaml': { server: 'note', reviews: [makeReview()] },
      'reviews/notes.yaml': reviewFile({ tool: 'delete_notes' }),
    }),
  ).toMatchInlineSnapshot(`
    "content/reviews/note.yaml
      error: server: there is no server "note"
        Did you mean "notes"? Add the record of the server, or delete the review file.

    content/reviews/notes.yaml
      error: reviews[0].tool: the server "notes" has no tool "delete_notes"
        Did you mean "delete_note"? Correct the name, or delete the review of a tool that no longer exists.

    2 errors in 2 files."
  `);
});

test('a review of a server whose file was refused is not blamed', () => {
  expect(findings({ 'servers/notes.json': '{', 'reviews/notes.yaml': reviewFile({}) })).toBe('No problems.');
});

test('a tool is reviewed once', () => {
  expect(findings({ 'reviews/notes.yaml': reviewFile({}, { level: 'low' }) })).toMatchInlineSnapshot(`
    "content/reviews/notes.yaml
      error: reviews[1].tool: "delete_note" is reviewed by reviews[0] already
        Keep the newer review; a review replaces the one before it.

    1 error in 1 file."
  `);
});

test('quotes of a review stand in the record', () => {
  const evidence = [
    { path: 'description', quote: 'for Good' },
    { path: 'annotations.destructiveHint', quote: 'false' },
    { path: 'annotations.readOnlyHint', quote: 'true' },
    { path: 'description', quote: '' },
  ];
  expect(findings({ 'reviews/notes.yaml': reviewFile({ evidence }) })).toMatchInlineSnapshot(`
    "content/reviews/notes.yaml
      error: reviews[0].evidence[0]: the record does not say "for Good" at "description"
        Quote the record exactly, at a path such as name, description or annotations.destructiveHint.
      error: reviews[0].evidence[1]: the record does not say "false" at "annotations.destructiveHint"
        Quote the record exactly, at a path such as name, description or annotations.destructiveHint.
      error: reviews[0].evidence[2]: the record has nothing at "annotations.readOnlyHint"
        Quote the record exactly, at a path such as name, description or annotations.destructiveHint.
      error: reviews[0].evidence[3]: the quote says that nothing stands at "description", but something does
        Quote the record exactly, at a path such as name, description or annotations.destructiveHint.

    4 errors in 1 file."
  `);
});

test('quotes may rest on text, hints, parameters and absence', () => {
  const evidence = [
    { path: 'name', quote: 'delete' },
    { path: 'annotations.destructiveHint', quote: 'true' },
    { path: 'inputSchema.properties.id', quote: 'Id of the note' },
    { path: 'inputSchema.properties', quote: 'id' },
    { path: 'outputSchema', quote: '' },
  ];
  expect(findings({ 'reviews/notes.yaml': reviewFile({ evidence }) })).toBe('No problems.');
});

test('a review of another definition is a warning, and so is one without a digest', () => {
  expect(
    findings({
      'servers/tasks.json': makeServer({ id: 'tasks', name: 'Tasks' }),
      'reviews/notes.yaml': reviewFile({ digest: `sha256:${'1'.repeat(64)}` }),
      'reviews/tasks.yaml': { server: 'tasks', reviews: [makeReview()] },
    }),
  ).toMatchInlineSnapshot(`
    "content/reviews/notes.yaml
      warning: reviews[0].digest: was made for an earlier definition; the recorded one has sha256:e234a2045367c0a5a744cebca10802cefc2714a84dc7e3d13c1153b25ba467f9
        Read the definition again, then set the digest to the one given here.

    content/reviews/tasks.yaml
      warning: reviews[0].digest: the digest is not filled in
        Run: npm run validate -- --fix-digests

    2 warnings in 2 files."
  `);
});

test('links to patterns and guides that do not exist are refused', () => {
  expect(
    findings({
      'attacks/mass-deletion.mdx': makeAttack(
        'See [one](/attacks/mass-deletoin/) and\n<a href="../../guides/nowhere/">two</a>.',
      ),
      'guides/reading.mdx': undefined,
    }),
  ).toMatchInlineSnapshot(`
    "content/attacks/mass-deletion.mdx
      error: line 44: there is no attack pattern "mass-deletoin"
        Did you mean "mass-deletion"? Correct the id in the link, or add the file that it names.
      error: line 45: there is no guide "nowhere"
        Correct the id in the link, or add the file that it names.

    content/site.yaml
      error: callToAction.action.href: there is no guide "reading"
        Correct the id in the link, or add the file that it names.

    3 errors in 2 files."
  `);
});

test('links to other sites, to lists and to refused files are left alone', () => {
  expect(
    findings({
      'guides/reading.mdx': makeGuide(
        '[a](https://example.org/attacks/x/) [b](/attacks/) [c](/attacks/broken/) `/attacks/x/`',
      ),
      'attacks/broken.mdx': '---\nname: 1\n---\n',
    }),
  ).toBe('No problems.');
});

test('policy numbers name a cell that limits calls, and keep the presets in order', () => {
  const site = (key: string, max = 1): string =>
    [
      'title: One',
      'tagline: One sentence.',
      'gateway: { name: your gateway, steps: [Load it.] }',
      'callToAction: { heading: Go on, text: Read. }',
      'formats: [gateway]',
      `policyNumbers: { ${key}: { max: ${String(max)}, window: hour } }`,
    ].join('\n');
  expect(findings({ 'site.yaml': site('write.huge.strict') })).toMatchInlineSnapshot(`
    "content/site.yaml
      error: policyNumbers["write.huge.strict"]: names no cell of the policy table that limits calls, so it would have no effect
        Write one of read.medium.strict, read.medium.recommended, read.high.recommended, read.high.permissive, write.medium.recommended, write.medium.permissive, write.high.recommended, write.high.permissive, execute.high.recommended, execute.high.permissive, execute.critical.permissive, destructive.high.permissive, financial.critical.permissive, unknown.unknown.permissive.

    1 error in 1 file."
  `);
  expect(findings({ 'site.yaml': site('write.high.strict') })).toMatch(/no effect/);
  expect(findings({ 'site.yaml': site('write.high.recommended') })).toBe('No problems.');
  expect(findings({ 'site.yaml': site('write.high.recommended', 31) })).toMatch(
    /recommended would allow more calls than permissive/,
  );
});

test('a catalogue without servers or without tools is refused', () => {
  expect(findings({ 'servers/notes.json': undefined })).toMatchInlineSnapshot(`
    "content/servers
      error: no tool is recorded, so there is nothing to build
        Capture a server: npm run ingest -- --id <id> --name <name> --stdio "<command>"

    1 error in 1 file."
  `);
  expect(findings({ 'servers/notes.json': makeServer({ tools: [] }) })).toContain('no tool is recorded');
});
