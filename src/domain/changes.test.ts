import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChangeEntry, indexChanges, type ToolChangeEntry } from './changes.ts';

const entries = [
  makeEntry('b', 0, '2026-11-20', false, ['b/x']),
  makeEntry('b', 1, '2026-11-20', true, ['b/x', 'b/y']),
  makeEntry('a', 0, '2026-11-20', false, ['a/x']),
  makeEntry('a', 1, '2026-10-01', true, ['a/x']),
  makeEntry('c', 0, '2026-11-21', false, ['c/x']),
];

test('lists the newest first, then the riskier; a server and a tool each in the order of its file', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
      const { all, ofServer, ofTool } = indexChanges(shuffled);
      expect(all.map(({ id }) => id)).toEqual(['c/0', 'b/1', 'a/0', 'b/0', 'a/1']);
      expect(ofServer.get('b')?.map(({ id }) => id)).toEqual(['b/0', 'b/1']);
      expect(ofTool.get('b/x')?.map(({ id }) => id)).toEqual(['b/0', 'b/1']);
      expect(ofTool.get('b/y')?.map(({ id }) => id)).toEqual(['b/1']);
    }),
  );
});

function makeEntry(
  serverId: string,
  index: number,
  date: string,
  riskier: boolean,
  tools: readonly string[],
): ChangeEntry {
  return {
    id: `${serverId}/${index.toString()}`,
    serverId,
    index,
    date,
    previous: date,
    version: undefined,
    riskier,
    tools: tools.map((id): ToolChangeEntry => ({
      id,
      name: id,
      kind: 'changed',
      riskier,
      reviewLapsed: false,
      before: undefined,
      after: undefined,
      reasons: [],
      capabilities: { gained: [], lost: [] },
      flags: { gained: [], lost: [] },
      fields: [],
      fieldCount: 0,
    })),
  };
}
