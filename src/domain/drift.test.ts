import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeSchema } from '#schema/change.ts';
import { type Review, reviewSchema } from '#schema/review.ts';
import { type Server, serverSchema } from '#schema/server.ts';
import type { Tool } from '#schema/tool.ts';
import { compareCaptures, describeChange, type JudgedChange, judgeChange } from './drift.ts';
import type { JudgedTool } from './drift/judge-tool.ts';

const before = readCapture('before');
const after = readCapture('after');

function readCapture(name: string): Server {
  const file = join(import.meta.dirname, `../../tests/fixtures/rug-pull/${name}.json`);
  return serverSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The capture with other tools. */
function withTools(server: Server, tools: readonly Tool[]): Server {
  return { ...server, tools: [...tools], declaredToolCount: tools.length };
}

/** The judged change from one set of tools to another, by the rules alone unless a review judged one of the definitions. */
function judge(
  was: readonly Tool[],
  is: readonly Tool[],
  reviewOf: (tool: Tool) => Review | undefined = () => undefined,
): JudgedChange {
  const change = compareCaptures(withTools(before, was), withTools(after, is));
  if (!change) throw new Error('The captures do not differ.');
  return judgeChange(change, { choices: { numbers: {}, values: {} }, reviewOf, setting: undefined });
}

/** What happened to the one tool that differs. */
function judgeOne(was: Tool, is: Tool): JudgedTool | undefined {
  return judge([was], [is]).tools[0];
}

const signalsOf = (tool: JudgedTool | undefined): string[] =>
  (tool?.reasons ?? []).map(({ signal }) => signal);

test('a harmless tool that turns against its users is caught, with every reason', () => {
  const change = compareCaptures(before, after);
  expect(changeSchema.safeParse(change).success).toBe(true);
  if (!change) throw new Error('The captures do not differ.');
  const judged = judgeChange(change, {
    choices: { numbers: {}, values: {} },
    reviewOf: () => undefined,
    setting: undefined,
  });
  expect(judged.riskier).toBe(true);
  const [worst] = judged.tools;
  expect(worst?.name).toBe('get_fun_fact');
  expect(signalsOf(worst)).toEqual(
    expect.arrayContaining([
      'level-rose',
      'capability-gained',
      'hint-weakened',
      'instructs-the-model',
      'input-gained',
      'policy-stricter',
    ]),
  );
  expect(worst?.capabilities.gained).toContain('network-egress');
  expect(worst?.reasons.find(({ signal }) => signal === 'input-gained')?.quotes).toEqual(['callback_url']);
  expect(worst?.weakenedHints).toEqual([
    { hint: 'readOnlyHint', before: true, after: undefined },
    { hint: 'openWorldHint', before: false, after: undefined },
  ]);
});

test('a change as lines for a terminal', () => {
  const was: Tool = {
    name: 'tidy',
    description: 'List the files in a folder.',
    annotations: { readOnlyHint: true },
  };
  const is: Tool = { name: 'tidy', description: 'Delete all files in a folder.' };
  const added: Tool = { name: 'list_notes', description: 'List the notes.' };
  expect(describeChange(judge([was], [is, added])).join('\n')).toMatchInlineSnapshot(`
    "2026-10-02 → 2026-11-21, version “1.4.0” → “1.5.0”: 1 tool changed, 1 tool added.
    RISKIER changed “tidy”: read, low → destructive, critical
      ! The level was low and is now critical.
      ! The class was read and is now destructive.
      ! readOnlyHint was declared true and is now not declared.
      ! The recommended policy was: allowed without limit. It is now: hidden and refused.
      description: “List the files in a folder.” → “Delete all files in a folder.”
      annotations: “{ "readOnlyHint": true }” → (nothing)
    added “list_notes”: read, low"
  `);
});

test('a corrected typo is a change, and no danger', () => {
  const typo = judgeChange(
    { date: after.capture.date, previous: before.capture.date, ...onlyChange('convert_units') },
    { choices: { numbers: {}, values: {} }, reviewOf: () => undefined, setting: undefined },
  );
  expect(typo.riskier).toBe(false);
  expect(typo.tools[0]?.fields).toEqual([
    {
      path: 'description',
      before: 'Convert a value from one unit of mesurement to another.',
      after: 'Convert a value from one unit of measurement to another.',
    },
  ]);
});

/** The part of a change that concerns one tool of both captures. */
function onlyChange(name: string): Pick<Parameters<typeof judgeChange>[0], 'added' | 'removed' | 'changed'> {
  const [was, is] = [before, after].map(({ tools }) => tools.find((tool) => tool.name === name));
  return { added: [], removed: [], changed: was && is ? [{ before: was, after: is }] : [] };
}

test('the same tools in another order, with keys in another order, are no change', () => {
  const shuffled = before.tools
    .map((tool) => Object.fromEntries(Object.entries(tool).toReversed()) as Tool)
    .toReversed();
  expect(compareCaptures(before, { ...withTools(before, shuffled), capture: after.capture })).toBeUndefined();
  // The order of a list says something.
  const swap = { name: 'a', inputSchema: { required: ['b', 'c'] } };
  const swapped = { name: 'a', inputSchema: { required: ['c', 'b'] } };
  expect(compareCaptures(withTools(before, [swap]), withTools(before, [swapped]))?.changed).toHaveLength(1);
});

test('turning a change round turns what it says round, and what one way made riskier the other did not', () => {
  const description = fc.constantFrom(
    undefined,
    'Get a note.',
    'Delete a note for good.',
    'Run a shell command.',
    'Fetch a page from the given URL.',
  );
  const tool = fc
    .record({ name: fc.constantFrom('a', 'get_note', 'delete_note'), description, title: fc.string() })
    .map(({ description: text, ...rest }): Tool =>
      text === undefined ? rest : { ...rest, description: text },
    );
  const tools = fc.uniqueArray(tool, { selector: ({ name }) => name, maxLength: 3 });
  fc.assert(
    fc.property(tools, tools, (was, is) => {
      const forth = compareCaptures(withTools(before, was), withTools(before, is));
      const back = compareCaptures(withTools(before, is), withTools(before, was));
      expect(forth === undefined).toBe(back === undefined);
      expect(forth?.added.map(({ name }) => name).toSorted()).toEqual(
        back?.removed.map(({ name }) => name).toSorted(),
      );
      if (!forth || !back) return;
      const rising = (change: typeof forth): string[] =>
        judgeChange(change, {
          choices: { numbers: {}, values: {} },
          reviewOf: () => undefined,
          setting: undefined,
        })
          .tools.filter((found) => signalsOf(found).includes('level-rose'))
          .map(({ name }) => name);
      expect(rising(forth).filter((name) => rising(back).includes(name))).toEqual([]);
    }),
  );
});

test('a tool that becomes safer is not riskier', () => {
  const deletes: Tool = { name: 'tidy', description: 'Delete all files in a folder.' };
  const lists: Tool = {
    name: 'tidy',
    description: 'List the files in a folder.',
    annotations: { readOnlyHint: true },
  };
  expect(judgeOne(deletes, lists)?.riskier).toBe(false);
  expect(signalsOf(judgeOne(lists, deletes))).toEqual(
    expect.arrayContaining(['level-rose', 'class-worse', 'hint-weakened', 'policy-stricter']),
  );
});

test('hints count when they promise less, not when they are added or promise more', () => {
  const plain: Tool = { name: 'get_note', description: 'Get a note.' };
  const said = (annotations: NonNullable<Tool['annotations']>): Tool => ({ ...plain, annotations });
  expect(judgeOne(plain, said({ readOnlyHint: true }))?.weakenedHints).toEqual([]);
  expect(judgeOne(said({ readOnlyHint: false }), said({ readOnlyHint: true }))?.weakenedHints).toEqual([]);
  expect(judgeOne(said({ openWorldHint: true }), plain)?.weakenedHints).toEqual([]);
  expect(judgeOne(said({ idempotentHint: true, openWorldHint: false }), plain)?.weakenedHints).toEqual([
    { hint: 'idempotentHint', before: true, after: undefined },
    { hint: 'openWorldHint', before: false, after: undefined },
  ]);
});

test('a hidden character that was not there before is a reason, and is shown by name', () => {
  const plain: Tool = { name: 'get_note', description: 'Get a note.' };
  const judged = judge([plain], [{ ...plain, description: 'Get a\u200b note.\u001b[31m' }]);
  expect(signalsOf(judged.tools[0])).toEqual(['hidden-text']);
  const lines = describeChange(judged).join('\n');
  expect(lines).toContain('⟨U+200B⟩');
  expect(lines).not.toMatch(/[\u200b\u001b]/);
});

test('a parameter that was there before is no new way out', () => {
  const fetches = (...names: string[]): Tool => ({
    name: 'fetch_page',
    description: 'Fetch a page.',
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    },
  });
  expect(signalsOf(judgeOne(fetches('url'), fetches('url', 'size')))).toEqual([]);
  expect(judgeOne(fetches('url'), fetches('url', 'mirror_url'))?.reasons).toEqual([
    {
      signal: 'input-gained',
      label: 'New way for data to leave',
      text: 'A new parameter takes an address.',
      quotes: ['mirror_url'],
    },
  ]);
});

test('an added tool is riskier when it is dangerous, a removed one never', () => {
  const list: Tool = { name: 'list_notes', description: 'List the notes.' };
  const wipe: Tool = { name: 'delete_file', description: 'Delete a file.' };
  expect(judge([], [list]).riskier).toBe(false);
  expect(signalsOf(judge([], [wipe]).tools[0])).toEqual(['added-dangerous']);
  expect(judge([wipe], []).riskier).toBe(false);
});

test('a review that lapses with a corrected typo does not make the tool riskier', () => {
  const was: Tool = { name: 'delete_file', description: 'Delete a fiel.' };
  const is: Tool = { name: 'delete_file', description: 'Delete a file.' };
  const review = reviewSchema.parse({
    tool: 'delete_file',
    digest: `sha256:${'1'.repeat(64)}`,
    class: 'write',
    level: 'medium',
    rationale: 'Files are kept in a bin.',
    evidence: [{ path: 'name', quote: 'delete_file' }],
    reviewer: 'A. Reviewer',
    date: '2026-11-21',
  });
  const judged = judge([was], [is], (tool) => (tool === was ? review : undefined)).tools[0];
  expect(judged).toMatchObject({ riskier: false, reviewLapsed: true });
  expect([judged?.before?.level, judged?.after?.level]).toEqual(['medium', 'critical']);
});

test('differences are named as deep as both definitions go, lists as a whole', () => {
  const was: Tool = {
    name: 'a',
    inputSchema: { properties: { x: { type: 'string' }, y: {} }, required: ['x'] },
  };
  const is: Tool = {
    name: 'a',
    inputSchema: { properties: { x: { type: 'number' } }, required: ['x', 'z'] },
  };
  expect(judgeOne(was, is)?.fields.map(({ path }) => path)).toEqual([
    'inputSchema.properties.x.type',
    'inputSchema.properties.y',
    'inputSchema.required',
  ]);
});
