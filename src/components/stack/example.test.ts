import { expect, test } from 'vitest';
import type { Catalogue, ServerEntry, ToolEntry } from '#domain/catalogue.ts';
import type { Capability } from '#schema/vocabulary.ts';
import { findExample } from './example.ts';

/** A catalogue of servers with one tool for each list of capabilities. */
function catalogueOf(servers: Readonly<Record<string, readonly Capability[][]>>): Catalogue {
  const entries = Object.entries(servers);
  return {
    servers: entries.map(([id, tools]) => ({ id, recorded: tools.length }) as unknown as ServerEntry),
    toolsOfServer: new Map(
      entries.map(([id, tools]) => [
        id,
        tools.map(
          (capabilities) => ({ class: 'write', level: 'medium', capabilities }) as unknown as ToolEntry,
        ),
      ]),
    ),
  } as unknown as Catalogue;
}

const ids = (catalogue: Catalogue): string[] => findExample(catalogue).map(({ id }) => id);

test('the example is dangerous only together', () => {
  const found = ids(
    catalogueOf({
      all: [['filesystem-read', 'untrusted-ingest', 'network-egress'], []],
      files: [['filesystem-read'], []],
      inbox: [['untrusted-ingest'], []],
      mail: [['messaging-send'], [], []],
      chat: [['messaging-send'], []],
      nothing: [[], []],
    }),
  );
  expect(found).toEqual(['files', 'inbox', 'chat']);
});

test('without such servers small ones are shown', () => {
  expect(ids(catalogueOf({ one: [[], []], two: [[], [], []] }))).toEqual(['one', 'two']);
});
