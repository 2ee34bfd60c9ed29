import { expect, test } from 'vitest';
import { makeEntry, makeServerEntry } from '#domain/catalogue.fixture.ts';
import { buildCatalogue, type ToolEntry } from '#domain/catalogue.ts';
import { findFindings } from './findings.ts';
import { createUrls } from './urls.ts';

/** Sentences as they are read: the number, then the rest. */
function read(servers: readonly string[], ...tools: ToolEntry[]): string[] {
  const catalogue = buildCatalogue({
    servers: servers.map((id) => makeServerEntry(id)),
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
      makeEntry('a/drop', deletes),
      makeEntry('a/wipe', { ...deletes, declaredHints: { readOnlyHint: 'conflicts' } }),
      makeEntry('a/trim', { ...deletes, declaredHints: { destructiveHint: 'conflicts' } }),
      makeEntry('a/delete', { ...deletes, declaredHints: { destructiveHint: 'agrees' } }),
    )[0],
  ).toBe(
    '3 of 4 tools that destroy or remove something do not say so to the client: 1 leaves the hint out, 2 claim the opposite.',
  );
});

test('one tool is one tool', () => {
  expect(read(['a'], makeEntry('a/drop', deletes))[0]).toBe(
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
  const tools = [
    makeEntry('mail/read', secret),
    makeEntry('mail/send', sends),
    makeEntry('inbox/read', secret),
  ];
  expect(read(['mail', 'inbox'], ...tools)[0]).toBe(
    '1 of 2 servers needs no other to leak data: its own tools read what is private, take in what strangers write, and have a way out. It is mail.',
  );
  expect(read(['inbox'], makeEntry('inbox/read', secret))).toEqual([]);
});

test('the heaviest server is named with its share of a window, when there is another', () => {
  const tools = [makeEntry('a/x', { tokens: 3000 }), makeEntry('b/x', { tokens: 20_000 })];
  expect(read(['a', 'b'], ...tools)).toEqual([
    '20,000 tokens go to the definitions of b before the first question is asked: 10.0% of a context window of 200,000.',
  ]);
  expect(read(['a'], makeEntry('a/x'))).toEqual([]);
});

test('where these show nothing, others take their place; where nothing is shown, nothing is said', () => {
  expect(
    read(
      ['a'],
      makeEntry('a/x', { declaredHints: { idempotentHint: 'conflicts' }, attacks: ['some'] }),
      makeEntry('a/y', { declaredHints: { idempotentHint: 'agrees' } }),
    ),
  ).toEqual([
    '1 of 2 tools with declared hints has one that the definition itself contradicts.',
    '1 of 2 tools gives access that a documented attack has used.',
  ]);
  expect(read([])).toEqual([]);
});
