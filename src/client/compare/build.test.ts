import { describe, expect, test } from 'vitest';
import { recommendTool } from '#domain/policy-request.ts';
import { serverPolicy } from '#domain/policy/recommend.ts';
import { countOutcomes, simulateServer } from '#domain/policy/simulate.ts';
import type { ApiProfile, ProfileTool } from '#schema/api-profiles.ts';
import { readAddress } from './address.ts';
import { type Built, buildComparison, listNeeded } from './build.ts';
import { context, profileTool, serverProfile } from './profiles.fixture.ts';

const remove: ProfileTool = profileTool('shop/remove', {
  class: 'destructive',
  level: 'critical',
  capabilities: ['data-delete'],
  flags: ['bulk'],
  attacks: ['key-minting', 'of-another-build'],
  tokens: 12_000,
  parameters: 3,
  requiredParameters: 1,
  declaredHints: { readOnlyHint: true, openWorldHint: false },
  assessedHints: { readOnlyHint: false },
  hintConflicts: ['readOnlyHint'],
  summary: 'Remove it <b>all</b>.',
});
const move: ProfileTool = profileTool('shop/move', {
  class: 'write',
  level: 'high',
  bounds: [{ kind: 'below-folder', argument: 'path', place: 'machine' }],
});
const find: ProfileTool = profileTool('office/find', { parameters: null, requiredParameters: null });
const profiles = new Map<string, ApiProfile>(
  [serverProfile('shop', [remove, move]), serverProfile('office', [find]), serverProfile('empty')].map(
    (each) => [each.id, each],
  ),
);
const build = (address: string): Built => buildComparison(readAddress(address), profiles, context);

/** The texts of a row, cell by cell. */
function read({ rows }: Built, label: string): string[] {
  const row = rows.find((each) => each.label === label);
  if (!row) throw new Error(`There is no row "${label}".`);
  return row.cells.map(({ items, note }) =>
    [
      ...items.map((item) => [item.text, item.note].filter(Boolean).join(' | ')),
      ...(note ? [`(${note})`] : []),
    ].join('; '),
  );
}

describe('tools', () => {
  const built = build('?tools=shop/remove,office/find');

  test.each([
    ['Level', ['Critical', 'Low']],
    ['Class', ['Destructive', 'Read']],
    ['In its own words', ['Remove it <b>all</b>.', '(No description)']],
    ['Capabilities', ['Deletes data', '(None is shown)']],
    ['Parameters', ['3, 1 required', 'Input not documented']],
    ['Tokens of the definition', ['12,000 | 6.0% of a 200k window', '100 | 0.1% of a 200k window']],
    [
      'Declared hints',
      [
        'readOnlyHint: true | conflict: the record shows false; openWorldHint: false | the record does not decide it',
        '(None declared)',
      ],
    ],
    ['Attack patterns that fit', ['Key minting; of-another-build', '(No pattern fits)']],
    ['Recommended policy', ['Hide', 'Allow']],
    ['Permissive policy', ['Deny with a message', 'Allow']],
  ])('%s', (label, cells) => {
    expect(read(built, label)).toEqual(cells);
  });

  test('a rule about an argument is told where the tool has the argument', () => {
    expect(read(build('?tools=shop/move'), 'Recommended policy')).toEqual([
      '10 calls an hour; (A call passes only when path lies below /your/folder.)',
    ]);
  });

  test('the order is that of the address, and what the catalogue lacks is named', () => {
    const { columns, missing } = build('?tools=office/find,nowhere/x,shop/remove,shop/y');
    expect(columns.map(({ id, from }) => `${id} of ${from}`)).toEqual([
      'office/find of The office',
      'shop/remove of The shop',
    ]);
    expect(missing).toEqual(['nowhere/x', 'shop/y']);
  });
});

describe('servers', () => {
  const built = build('?servers=shop,office');

  test.each([
    ['Tools', ['2', '1']],
    ['Tools by level', ['Critical | 1; High | 1', 'Low | 1']],
    ['Worst tools', ['remove; move', 'find']],
    ['Exposure to attack patterns', ['Key minting | 1 tool', '(No pattern fits a tool)']],
    [
      'Declared hints',
      ['Declared | 1 of 2 tools; Conflicts | 1 of 1 declaring tool', 'Declared | 0 of 1 tool'],
    ],
    ['Reviewed by people', ['0 of 2 tools', '0 of 1 tool']],
    ['Tokens of all definitions', ['12,100 | 6.0% of a 200k window', '100 | 0.1% of a 200k window']],
  ])('%s', (label, cells) => {
    expect(read(built, label)).toEqual(cells);
  });

  test('a server without tools has a column, too', () => {
    expect(read(build('?servers=empty,shop'), 'Tools by level')[0]).toBe('(No tool is recorded)');
  });

  test.each([
    ['one of each kind', [remove, move, find]],
    [
      'only tools that would be hidden',
      [remove, profileTool('shop/drop', { class: 'destructive', level: 'critical' })],
    ],
  ])('the counts of the recommended policy are those of its document when it is run: %s', (_case, tools) => {
    const document = serverPolicy(tools.map((tool) => recommendTool(tool, 'recommended', context.policy)));
    const { allowed, limited, denied, hidden } = countOutcomes(
      simulateServer(
        document,
        tools.map(({ name }) => name),
        0,
      ),
    );
    const wanted = [
      ['Allowed without limit', allowed],
      ['Limited in calls', limited],
      ['Refused with a message', denied],
      ['Hidden and refused', hidden],
    ] as const;
    const { rows } = buildComparison(
      readAddress('?servers=made'),
      new Map([['made', serverProfile('made', tools)]]),
      context,
    );
    const row = rows.find(({ label }) => label === 'Recommended policy');
    expect(row?.cells[0]?.items.map(({ text, note }) => [text, note])).toEqual(
      wanted.filter(([, count]) => count > 0).map(([text, count]) => [text, String(count)]),
    );
  });
});

test('each server is needed once', () => {
  expect(listNeeded(readAddress('?tools=a/x,a/y,b/z'))).toEqual(['a', 'b']);
});
