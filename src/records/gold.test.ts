import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { definitionDigest } from './canonical.ts';
import { readGold } from './gold.ts';
import { formatProblems } from './problems.ts';

const tools = [
  { name: 'delete_note', description: 'Delete a note.' },
  { name: 'list_notes', description: 'List notes.' },
] as const;
const [deleteNote, listNotes] = tools;

const label = (tool: { name: string; description: string }, more: object = {}): object => ({
  tool: tool.name,
  digest: definitionDigest(tool),
  class: 'read',
  level: 'low',
  capabilities: [],
  ...more,
});

let goldDir: string;
beforeEach(() => void (goldDir = mkdtempSync(path.join(tmpdir(), 'gold-'))));
afterEach(() => rmSync(goldDir, { recursive: true, force: true }));

function write(folder: string, labels: object | undefined, record: object | undefined = {}): void {
  mkdirSync(path.join(goldDir, folder), { recursive: true });
  if (labels) writeFileSync(path.join(goldDir, folder, 'labels.yaml'), stringify(labels));
  const server = {
    id: folder,
    name: 'Notes',
    source: {},
    licence: null,
    transports: [],
    capture: { method: 'file', date: '2026-01-02' },
    declaredToolCount: 2,
    notices: [],
    tools,
    ...record,
  };
  writeFileSync(path.join(goldDir, folder, 'definitions.json'), JSON.stringify(server));
}

/** What is wrong, with paths that are the same on every machine. */
function problems(): string {
  return formatProblems(readGold(goldDir).problems).replaceAll(goldDir, 'gold');
}

test('labels come with the definition that was labelled, in the order of folders', () => {
  write('zebra', {
    server: 'zebra',
    set: 'held-out',
    labels: [label(deleteNote, { class: 'destructive', level: 'critical', reason: 'For good.' })],
  });
  write('apple', { server: 'apple', set: 'development', labels: [label(listNotes)] });
  writeFileSync(path.join(goldDir, 'floors.json'), '{}');
  const { labelled } = readGold(goldDir);
  expect(problems()).toBe('No problems.');
  expect(labelled).toEqual([
    {
      server: 'apple',
      record: { name: 'Notes', source: {} },
      set: 'development',
      tool: listNotes,
      label: label(listNotes),
    },
    {
      server: 'zebra',
      record: { name: 'Notes', source: {} },
      set: 'held-out',
      tool: deleteNote,
      label: label(deleteNote, { class: 'destructive', level: 'critical', reason: 'For good.' }),
    },
  ]);
});

test('a folder that is not there holds no labels', () => {
  expect(readGold(path.join(goldDir, 'nowhere'))).toEqual({ labelled: [], problems: [] });
});

test('all that is wrong is said at once', () => {
  write(
    'notes',
    {
      server: 'note',
      set: 'development',
      labels: [
        label(listNotes),
        label(listNotes),
        label(deleteNote, { tool: 'delete_notes' }),
        label(deleteNote, { digest: `sha256:${'0'.repeat(64)}` }),
      ],
    },
    { id: 'noted' },
  );
  write('misspelt', {
    server: 'misspelt',
    set: 'heldout',
    labels: [
      label(listNotes, { capabilities: ['shell-exe'], why: 'Debatable.' }),
      label(deleteNote, { level: 'unknown', capabilities: ['data-delete', 'data-delete'] }),
    ],
  });
  write('lonely', undefined);
  expect(problems()).toMatchInlineSnapshot(`
    "gold/lonely/labels.yaml
      error: the file does not exist
        Write the labels, or delete the folder.

    gold/misspelt/labels.yaml
      error: set (line 2, column 1): "heldout" is not one of the allowed values
        Did you mean "held-out"? Use one of: development, held-out.
      error: labels[0].capabilities[0] (line 9, column 9): "shell-exe" is not one of the allowed values
        Did you mean "shell-exec"? Use one of: admin-permission-change, browser-control, bulk-update, cicd, cloud-infra, config-write, credential-handling, data-delete, database-query, filesystem-read, filesystem-write, key-issuance, key-rotation, memory-write, messaging-read, messaging-send, metered-api, model-sampling, network-egress, payment, pii-read, repo-read, repo-write, schedule-webhook, secrets-read, shell-exec, tool-metadata, untrusted-ingest.
      error: labels[0].why (line 10, column 5): unknown key "why"
        Remove it. Allowed here: tool, digest, class, level, capabilities, reason.
      error: labels[1].capabilities (line 15, column 5): a list of 2 items names a capability twice
        Correct the value.
      error: labels[1].level (line 14, column 5): "unknown" must be unknown where the class is unknown, and only there
        Correct the value.

    gold/notes/definitions.json
      error: id: says "noted", the folder is called "notes"
        Rename the folder or correct the id.

    gold/notes/labels.yaml
      error: server: says "note", the folder is called "notes"
        Rename the folder or correct the id.
      error: labels[1].tool: "list_notes" is labelled by labels[0] already
        Keep the label that holds.
      error: labels[2].tool: definitions.json has no tool "delete_notes"
        Did you mean "delete_note"? Correct the name, or delete the label.
      error: labels[3].digest: was made for another definition; that of "delete_note" in definitions.json has sha256:3ad8c519b219bb3fd342858f43075cb169eb3c9f38657909ea36d3c34f746f11
        Restore the definition that was labelled, or label the present one anew and state its digest.

    11 errors in 4 files."
  `);
});

test('a definition is never in both sets', () => {
  write('notes', { server: 'notes', set: 'development', labels: [label(listNotes), label(deleteNote)] });
  write('fork', { server: 'fork', set: 'held-out', labels: [label(listNotes)] });
  expect(problems()).toMatchInlineSnapshot(`
    "gold/fork/labels.yaml
      error: labels[0]: the same definition is labelled for development: gold/notes/labels.yaml, labels[0]
        Delete one of the two labels: what is held out must not be known while rules are written.

    1 error in 1 file."
  `);
});
