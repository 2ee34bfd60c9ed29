import { expect, test } from 'vitest';
import { definitionDigest } from '#records/canonical.ts';
import { makeReview, makeServer, makeTool, writeContentFolder } from '#records/content-folder.fixture.ts';
import { readContent } from '#records/read.ts';
import { toolSchema } from '#schema/tool.ts';
import { buildCollections } from './records-loader.ts';

const digest = definitionDigest(toolSchema.parse(makeTool()));

test('an entry of a tool holds its verdict and where its record stands, and no schema', () => {
  using folder = writeContentFolder({});
  const { tools } = buildCollections(readContent(folder.contentDir));
  expect(tools).toEqual([
    {
      id: 'notes/delete_note',
      data: {
        id: 'notes/delete_note',
        serverId: 'notes',
        index: 0,
        slug: 'delete_note',
        name: 'delete_note',
        summary: 'Delete a note for good.',
        class: 'destructive',
        level: 'critical',
        confidence: 'high',
        capabilities: ['data-delete'],
        flags: [],
        bounds: [],
        attacks: ['mass-deletion'],
        reviewed: false,
        tokens: 40,
        parameters: 1,
        descriptionLength: 23,
        declaredHints: { destructiveHint: 'agrees' },
        digest,
      },
    },
  ]);
});

test('tools whose names differ in case keep two entries, each with the position of its record', () => {
  const tools = [makeTool({ name: 'getUser' }), makeTool({ name: 'getuser' })];
  using folder = writeContentFolder({ 'servers/notes.json': makeServer({ tools, declaredToolCount: 2 }) });
  const entries = buildCollections(readContent(folder.contentDir)).tools;
  expect(new Set(entries.map(({ id }) => id)).size).toBe(2);
  expect(entries.map(({ data }) => 'index' in data && data.index)).toEqual([0, 1]);
});

test.each([
  ['of this definition counts', digest, { level: 'high', reviewed: true }],
  ['of another definition does not', `sha256:${'0'.repeat(64)}`, { level: 'critical', reviewed: false }],
])('a review %s', (_what, judged, expected) => {
  using folder = writeContentFolder({
    'reviews/notes.yaml': { server: 'notes', reviews: [makeReview({ digest: judged })] },
  });
  const [entry] = buildCollections(readContent(folder.contentDir)).tools;
  expect(entry?.data).toMatchObject(expected);
});

test('a server is stored without its tools, with their number', () => {
  using folder = writeContentFolder({});
  const [server] = buildCollections(readContent(folder.contentDir)).servers;
  expect(JSON.stringify(server?.data)).not.toContain('inputSchema');
  expect(JSON.stringify(server?.data)).toContain('"recorded":1');
});
