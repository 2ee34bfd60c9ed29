import { expect, test } from 'vitest';
import { checkContent } from './checks.ts';
import { makeServer, makeTool, writeContentFolder } from './content-folder.fixture.ts';
import { formatProblems } from './problems.ts';
import { readContent } from './read.ts';

const is = makeTool();
const was = makeTool({ description: 'Delete a note.' });
const gone = makeTool({ name: 'get_note' });

/** A change that leads to the recorded server, with some fields replaced. */
function makeChange(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const changed = [{ before: was, after: is }];
  return { date: '2026-11-21', previous: '2026-11-01', added: [], removed: [], changed, ...fields };
}

/** What reading and checking say about a folder with these changes, with the temporary folder replaced. */
function findings(changes: readonly unknown[], files: Readonly<Record<string, unknown>> = {}): string {
  using folder = writeContentFolder({ 'changes/notes.json': { server: 'notes', changes }, ...files });
  const content = readContent(folder.contentDir);
  return formatProblems([...content.problems, ...checkContent(content)]).replaceAll(
    folder.contentDir,
    'content',
  );
}

test('changes that lead to the record break no rule', () => {
  const first = { date: '2026-11-01', previous: '2026-10-01', added: [was], removed: [gone], changed: [] };
  expect(findings([makeChange({ version: { before: '1', after: '2' } }), first])).toBe('No problems.');
  // Two captures on one day, and a tool that comes back.
  const back = makeChange({ date: '2026-11-01', changed: [], added: [], removed: [gone] });
  const went = { ...first, added: [gone], removed: [], date: '2026-11-01' };
  expect(findings([makeChange(), back, went])).toBe('No problems.');
});

test('a misspelt key and a wrong date are refused where they stand', () => {
  expect(findings([{ ...makeChange({ date: '21.11.2026' }), remove: [] }])).toMatchInlineSnapshot(`
    "content/changes/notes.json
      error: changes[0].date (line 5, column 7): "21.11.2026" must be a date written YYYY-MM-DD
        Correct the value.
      error: changes[0].remove (line 45, column 7): unknown key "remove"
        Did you mean "removed"? Rename or remove it.

    2 errors in 1 file."
  `);
});

test('a change file needs its server, under its name', () => {
  const file = { server: 'note', changes: [] };
  expect(findings([], { 'changes/notes.json': undefined, 'changes/Note.json': file })).toMatchInlineSnapshot(`
    "content/changes/Note.json
      error: server: the server is "note", the file is called "Note"
        Rename the file or correct the server.
      error: server: there is no server "note"
        Did you mean "notes"? Add the record of the server, or delete the change file with it.

    2 errors in 1 file."
  `);
});

test('a change file of a server whose own file was refused is not blamed', () => {
  expect(findings([makeChange()], { 'servers/notes.json': '{' })).not.toContain('changes/notes.json');
});

test('changes stand in order', () => {
  const change = makeChange({ previous: '2026-11-22' });
  const older = { date: '2026-11-23', previous: '2026-10-01', added: [was], removed: [], changed: [] };
  expect(findings([change, older])).toMatchInlineSnapshot(`
    "content/changes/notes.json
      error: changes[0].previous: 2026-11-22 is after 2026-11-21, the day of the newer capture
        Put the changes in order, and correct the date that is wrong.
      error: changes[0].previous: 2026-11-22 is before 2026-11-23, the date of the change below it
        Put the changes in order, and correct the date that is wrong.

    2 errors in 1 file."
  `);
});

test('a change that changes nothing is refused', () => {
  const same = { before: is, after: Object.fromEntries(Object.entries(is).toReversed()) };
  expect(findings([makeChange({ changed: [] }), makeChange({ changed: [same] })])).toMatchInlineSnapshot(`
    "content/changes/notes.json
      error: changes[0].previous: 2026-11-01 is before 2026-11-21, the date of the change below it
        Put the changes in order, and correct the date that is wrong.
      error: changes[0]: no tool was added, removed or changed
        Remove it: captures that do not differ leave no change.
      error: changes[1].changed[0]: the definitions before and after are the same
        Remove it: captures that do not differ leave no change.

    3 errors in 1 file."
  `);
});

test('a tool is named once in a change, by one name', () => {
  const renamed = { before: makeTool({ name: 'remove_note' }), after: is };
  expect(findings([makeChange({ changed: [renamed], added: [is] })])).toMatchInlineSnapshot(`
    "content/changes/notes.json
      error: changes[0].changed[0].after.name: the name is "delete_note", and was "remove_note"
        Keep one entry; a tool with another name is one tool removed and one added.
      error: changes[0].changed[0]: "delete_note" is named by added[0] already
        Keep one entry; a tool with another name is one tool removed and one added.

    2 errors in 1 file."
  `);
});

test('a record that was edited by hand no longer follows from its changes', () => {
  const edited = makeServer({ tools: [makeTool({ description: 'Delete.' }), gone], declaredToolCount: 2 });
  const change = makeChange({ removed: [gone] });
  expect(findings([change], { 'servers/notes.json': edited })).toMatchInlineSnapshot(`
    "content/changes/notes.json
      error: changes[0].changed[0].after: the record has another definition of "delete_note", or none
        Undo what was edited by hand in the record or in the change, then capture the server again: npm run ingest
      error: changes[0].removed[0]: the record still has "get_note"
        Undo what was edited by hand in the record or in the change, then capture the server again: npm run ingest

    2 errors in 1 file."
  `);
  const early = makeServer({ capture: { method: 'stdio', date: '2026-11-20' } });
  expect(findings([makeChange()], { 'servers/notes.json': early })).toContain(
    'changes[0].date: 2026-11-21 is after 2026-11-20',
  );
});

test('a gap between two changes is found, once for each tool', () => {
  const other = makeTool({ description: 'Remove a note.' });
  const older = makeChange({
    date: '2026-11-01',
    previous: '2026-10-01',
    changed: [{ before: was, after: other }],
  });
  const oldest = { date: '2026-10-01', previous: '2026-09-01', added: [other], removed: [], changed: [] };
  expect(findings([makeChange(), older, oldest])).toMatchInlineSnapshot(`
    "content/changes/notes.json
      error: changes[1].changed[0].after: a later change has another definition of "delete_note", or none
        Undo what was edited by hand in the record or in the change, then capture the server again: npm run ingest

    1 error in 1 file."
  `);
});
