import { expect, test } from 'vitest';
import { buildCatalogue, type ServerEntry, type ToolEntry } from '#domain/catalogue.ts';
import { findFindings } from './findings.ts';
import { createUrls } from './urls.ts';

function entry(id: string, fields: Partial<ToolEntry> = {}): ToolEntry {
  const [serverId = '', slug = ''] = id.split('/');
  return {
    id,
    serverId,
    index: 0,
    slug,
    name: slug,
    summary: '',
    class: 'read',
    level: 'low',
    confidence: 'high',
    capabilities: [],
    flags: [],
    bounds: [],
    attacks: [],
    reviewed: false,
    tokens: 100,
    parameters: 0,
    descriptionLength: 0,
    declaredHints: {},
    digest: '',
    ...fields,
  };
}

function server(id: string, name = id): ServerEntry {
  return {
    id,
    name,
    source: {},
    licence: null,
    transports: [],
    capture: { method: 'file', date: '2026-03-01' },
    declaredToolCount: 1,
    notices: [],
    recorded: 1,
  };
}

/** Sentences as they are read: the number, then the rest. */
function read(servers: readonly string[], ...tools: ToolEntry[]): string[] {
  const catalogue = buildCatalogue({
    servers: servers.map((id) => server(id)),
    tools,
    attacks: [],
    guides: [],
  });
  return findFindings(catalogue, createUrls('/')).map(({ figure, text }) => `${figure} ${text}`);
}

const deletes = { class: 'destructive', level: 'high' } as const;

test('tools that destroy are counted when their hints are silent or claim the opposite', () => {
  expect(
    read(
      ['a'],
      entry('a/drop', deletes),
      entry('a/wipe', { ...deletes, declaredHints: { readOnlyHint: 'conflicts' } }),
      entry('a/trim', { ...deletes, declaredHints: { destructiveHint: 'conflicts' } }),
      entry('a/delete', { ...deletes, declaredHints: { destructiveHint: 'agrees' } }),
    )[0],
  ).toBe(
    '3 of 4 tools that destroy or remove something do not say so to the client: 1 leaves the hint out, 2 claim the opposite.',
  );
});

test('one tool is one tool', () => {
  expect(read(['a'], entry('a/drop', deletes))[0]).toBe(
    '1 of 1 tool that destroy or remove something does not say so to the client: the hint for it is left out.',
  );
});

test('a server that has all three parts of a leak is found, and one that lacks a part is not', () => {
  const secret = {
    class: 'read',
    level: 'medium',
    capabilities: ['messaging-read', 'untrusted-ingest'],
  } as const;
  const sends = { class: 'write', level: 'high', capabilities: ['messaging-send'] } as const;
  const tools = [entry('mail/read', secret), entry('mail/send', sends), entry('inbox/read', secret)];
  expect(read(['mail', 'inbox'], ...tools)[0]).toBe(
    '1 of 2 servers needs no other to leak data: its own tools read what is private, take in what strangers write, and have a way out. It is mail.',
  );
  expect(read(['inbox'], entry('inbox/read', secret))).toEqual([]);
});

test('the heaviest server is named with its share of a window, when there is another', () => {
  const tools = [entry('a/x', { tokens: 3000 }), entry('b/x', { tokens: 20_000 })];
  expect(read(['a', 'b'], ...tools)).toEqual([
    '20,000 tokens go to the definitions of b before the first question is asked: 10.0% of a context window of 200,000.',
  ]);
  expect(read(['a'], entry('a/x'))).toEqual([]);
});

test('where these show nothing, others take their place; where nothing is shown, nothing is said', () => {
  expect(
    read(
      ['a'],
      entry('a/x', { declaredHints: { idempotentHint: 'conflicts' }, attacks: ['some'] }),
      entry('a/y', { declaredHints: { idempotentHint: 'agrees' } }),
    ),
  ).toEqual([
    '1 of 2 tools with declared hints has one that the definition itself contradicts.',
    '1 of 2 tools gives access that a documented attack has used.',
  ]);
  expect(read([])).toEqual([]);
});
