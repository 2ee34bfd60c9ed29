import { expect, test } from 'vitest';
import { makeServer, makeTool, writeContentFolder } from './content-folder.fixture.ts';
import { formatProblems } from './problems.ts';
import { readContent, readServer } from './read.ts';

/** Problems as printed, with the temporary folder replaced. */
function refusals(files: Readonly<Record<string, unknown>>): string {
  using folder = writeContentFolder(files);
  const { problems } = readContent(folder.contentDir);
  return formatProblems(problems).replaceAll(folder.contentDir, 'content');
}

test('a valid folder is read whole', () => {
  using folder = writeContentFolder({ 'reviews/notes.yaml': 'server: notes\nreviews: []\n' });
  const content = readContent(folder.contentDir);
  expect(content.problems).toEqual([]);
  expect(content.site?.title).toBe('Catalogue');
  expect(content.servers.map(({ path }) => path)).toEqual(['servers/notes.json']);
  expect(content.reviews.map(({ server }) => server)).toEqual(['notes']);
  expect(content.attacks.map(({ id, name }) => [id, name])).toEqual([['mass-deletion', 'Mass deletion']]);
  expect(content.guides.map(({ id, title }) => [id, title])).toEqual([['reading', 'Guide']]);
  expect(readServer(folder.contentDir, 'notes')).toEqual(content.servers[0]?.server);
});

test('all problems of all files come in one run', () => {
  expect(
    refusals({
      'site.yaml': 'title: Catalogue\ntagline: [unclosed\n',
      'servers/comma.json': '{\n  "id": "comma",\n}\n',
      'servers/list.json': `{\n  "id": "list",\n  "transports": [\n    "stdio", \n    ]\n}\n`,
      'servers/cut.json': '{\n  "id": "cut"',
      'servers/empty.json': '',
      'servers/notes.json': makeServer({
        licence: undefined,
        transports: ['stdoi'],
        declaredToolCount: '1',
        capture: { method: 'stdio', date: '21.11.2026' },
        tools: [
          makeTool({ descripton: 'Misspelt', description: undefined }),
          makeTool({ name: '' }),
          makeTool({ name: 'x'.repeat(600), annotations: { readOnlyHint: 'yes' } }),
        ],
        source: { homepage: 'example.org' },
        zzz: 1,
      }),
      'reviews/notes.yaml': [
        'server: Notes',
        'reviews:',
        '  - tool: delete_note',
        '    digest: sha256:12',
        '    level: hgh',
        '    evidence: []',
        '    reviewer: ""',
        '    date: 2026-11-21',
      ].join('\n'),
      'attacks/mass-deletion.mdx': '## No front matter\n',
      'guides/reading.mdx': '---\ntitle: Guide\nsummary: What to know.\norder: first\n---\nText.\n',
      'guides/notes.md': 'Text.\n',
    }),
  ).toMatchInlineSnapshot(`
    "content/attacks/mass-deletion.mdx
      error: line 1, column 1: the file has no front matter
        Begin it with a line of three dashes, the fields in YAML, and another line of three dashes.

    content/guides/notes.md
      warning: is not read: guides/ holds .mdx files
        Rename it so that it ends in .mdx, or move it elsewhere.

    content/guides/reading.mdx
      error: order (line 4, column 1): expected a number, found "first"
        Write a number, without quotes.

    content/reviews/notes.yaml
      error: server (line 1, column 1): "Notes" must be lower-case letters and digits, joined by single dashes
        Correct the value.
      error: reviews[0].digest (line 4, column 5): "sha256:12" must be sha256: and 64 hexadecimal digits
        Correct the value.
      error: reviews[0].level (line 5, column 5): "hgh" is not one of the allowed values
        Did you mean "high"? Use one of: low, medium, high, critical, unknown.
      error: reviews[0].rationale (line 3, column 5): required field is missing
        Add it; it holds text.
      error: reviews[0].evidence (line 6, column 5): must quote at least one passage of the record
        Correct the value.
      error: reviews[0].reviewer (line 7, column 5): must not be empty
        Correct the value.

    content/servers/comma.json
      error: line 3, column 1: not valid JSON: Expected double-quoted property name
        Correct the syntax; the fault may stand a little before this place.

    content/servers/cut.json
      error: line 2, column 14: not valid JSON: Expected ',' or '}' after property value
        Correct the syntax; the fault may stand a little before this place.

    content/servers/empty.json
      error: there is nothing in it
        Write the record, or delete the file.

    content/servers/list.json
      error: line 5, column 5: not valid JSON: Unexpected token ']'
        Correct the syntax; the fault may stand a little before this place.

    content/servers/notes.json
      error: source.homepage (line 5, column 5): "example.org" must be a full address such as https://example.org/page
        Correct the value.
      error: licence (line 1, column 1): required field is missing
        Add it; it holds text.
      error: transports[0] (line 8, column 5): "stdoi" is not one of the allowed values
        Did you mean "stdio"? Use one of: stdio, streamable-http, sse.
      error: capture.date (line 12, column 5): "21.11.2026" must be a date written YYYY-MM-DD
        Correct the value.
      error: declaredToolCount (line 14, column 3): expected a number, found "1"
        Write a number, without quotes.
      error: tools[0].descripton (line 31, column 7): unknown key "descripton"
        Did you mean "description"? Rename or remove it.
      error: tools[1].name (line 34, column 7): must not be empty
        Correct the value.
      error: tools[2].name (line 50, column 7): has 600 characters, must have at most 512
        Correct the value.
      error: tools[2].annotations.readOnlyHint (line 62, column 9): expected true or false, found "yes"
        Write true or false, without quotes.
      error: zzz (line 66, column 3): unknown key "zzz"
        Remove it. Allowed here: id, name, source, licence, transports, capture, serverInfo, instructions, declaredToolCount, notices, tools.

    content/site.yaml
      error: line 3, column 1: not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]
        Correct the syntax; the fault may stand a little before this place.

    23 errors and 1 warning in 10 files."
  `);
});

test('wrong policy numbers, addresses and duplicate keys are named', () => {
  const site = [
    'title: One',
    'tagline: One sentence.',
    'gateway: { name: your gateway, steps: [] }',
    'callToAction: { heading: Go on, text: Read., action: { label: Guide, href: guides } }',
    'formats: [gateway]',
    'policyNumbers: { write.high: { max: 0, window: hour } }',
  ];
  expect(refusals({ 'site.yaml': site.join('\n') })).toMatchInlineSnapshot(`
    "content/site.yaml
      error: gateway.steps (line 3, column 32): has 0 items, must have at least 1
        Correct the value.
      error: callToAction.action.href (line 4, column 70): "guides" fits none of the allowed forms: must begin with https:// or http://; or must be a full address or a path such as /guides/
        Correct the value.
      error: policyNumbers["write.high"] (line 6, column 18): must be <class>.<level>.<preset>
        Correct the value.

    3 errors in 1 file."
  `);
  expect(refusals({ 'site.yaml': [...site, 'title: Two'].join('\n') })).toMatchInlineSnapshot(`
    "content/site.yaml
      error: line 7, column 1: not valid YAML: Map keys must be unique
        Correct the syntax; the fault may stand a little before this place.

    1 error in 1 file."
  `);
});

test('a missing folder is refused; without a site file the neutral choices hold', () => {
  expect(readContent('no-such-folder').problems.map(({ message }) => message)).toEqual([
    'the content folder does not exist',
  ]);
  expect(refusals({ 'site.yaml': undefined })).toBe('No problems.');
});

test('a refused file is left out and remembered, and the others are read', () => {
  using folder = writeContentFolder({ 'servers/broken.json': '{' });
  const content = readContent(folder.contentDir);
  expect(content.servers.map(({ id }) => id)).toEqual(['notes']);
  expect([...content.refused]).toEqual(['servers/broken.json']);
  expect(() => readServer(folder.contentDir, 'broken')).toThrow('not valid JSON');
});

test('files with a byte order mark or Windows line ends are read', () => {
  using folder = writeContentFolder({
    'servers/notes.json': `\ufeff${JSON.stringify(makeServer())}`,
    'guides/reading.mdx':
      '\ufeff---\r\ntitle: Guide\r\nsummary: What to know.\r\norder: 1\r\n---\r\nText.\r\n',
  });
  const content = readContent(folder.contentDir);
  expect(content.problems).toEqual([]);
  expect(content.prose.find(({ kind }) => kind === 'guide')).toMatchObject({
    body: 'Text.\r\n',
    bodyLine: 6,
  });
});
