import { describe, expect, test } from 'vitest';
import type { Tool } from '#schema/tool.ts';
import { assess, type Assessment } from './assess.ts';
import { compareHints } from './hints.ts';

describe('the assessed hints', () => {
  test.each<[Tool, Assessment['annotations']['assessed']]>([
    [
      { name: 'get_note', description: 'Get a note.' },
      { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: null },
    ],
    [
      { name: 'create_note', description: 'Create a note.' },
      { readOnlyHint: false, destructiveHint: false, idempotentHint: null, openWorldHint: null },
    ],
    [
      { name: 'update_note', description: 'Update a note.' },
      { readOnlyHint: false, destructiveHint: null, idempotentHint: null, openWorldHint: null },
    ],
    [
      { name: 'reset_api_key', description: 'Reset an API key.' },
      { readOnlyHint: false, destructiveHint: true, idempotentHint: null, openWorldHint: null },
    ],
    [
      { name: 'send_email', description: 'Send an email.' },
      { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    ],
    [
      { name: 'create_directory', description: 'Create a directory.' },
      { readOnlyHint: false, destructiveHint: false, idempotentHint: null, openWorldHint: false },
    ],
    [
      { name: 'delete_note', description: 'Delete a note.' },
      { readOnlyHint: false, destructiveHint: true, idempotentHint: null, openWorldHint: null },
    ],
    [
      { name: 'thing' },
      { readOnlyHint: null, destructiveHint: null, idempotentHint: null, openWorldHint: null },
    ],
  ])('$name', (tool, assessed) => {
    expect(annotationsOf(tool).assessed).toEqual(assessed);
  });
});

describe('a conflict', () => {
  test.each<[string, Tool, string[]]>([
    [
      'a tool that sends mail and is declared read-only',
      { name: 'send_email', description: 'Send an email.', annotations: { readOnlyHint: true } },
      ['readOnlyHint'],
    ],
    [
      'a search that is declared destructive',
      {
        name: 'search_notes',
        description: 'Search notes.',
        annotations: { readOnlyHint: false, destructiveHint: true },
      },
      ['readOnlyHint', 'destructiveHint'],
    ],
    [
      'a tool with "set" among its actions that is declared read-only',
      {
        name: 'notes',
        inputSchema: { properties: { action: { enum: ['get', 'set'] } } },
        annotations: { readOnlyHint: true },
      },
      ['readOnlyHint'],
    ],
    [
      'a tool that reads the web and is declared closed-world',
      { name: 'search_web', description: 'Search the web.', annotations: { openWorldHint: false } },
      ['openWorldHint'],
    ],
  ])('%s', (_what, tool, hints) => {
    expect(annotationsOf(tool).conflicts.map(({ hint }) => hint)).toEqual(hints);
  });

  test.each<[string, Tool]>([
    ['nothing is declared', { name: 'delete_note', annotations: { title: 'Delete' } }],
    ['null is declared', { name: 'delete_note', annotations: { readOnlyHint: null } }],
    [
      'the record does not show the truth',
      { name: 'update_note', description: 'Update a note.', annotations: { destructiveHint: true } },
    ],
    [
      'the protocol gives the hint no meaning for a tool that reads',
      { name: 'get_note', annotations: { readOnlyHint: true, idempotentHint: false } },
    ],
    ['the tool is not classified', { name: 'thing', annotations: { readOnlyHint: true } }],
  ])('is not seen where %s', (_why, tool) => {
    expect(annotationsOf(tool).conflicts).toEqual([]);
  });
});

test('a declared hint agrees, conflicts or is undecided, and one that is not declared is none of these', () => {
  const standings = (tool: Tool): unknown => {
    const { declared, assessed, conflicts } = annotationsOf(tool);
    return compareHints(declared, assessed, conflicts);
  };
  expect(
    standings({
      name: 'send_email',
      description: 'Send an email.',
      annotations: { readOnlyHint: true, openWorldHint: true },
    }),
  ).toEqual({ readOnlyHint: 'conflicts', openWorldHint: 'agrees' });
  // Without meaning for a tool that only reads: neither confirmed nor contradicted.
  expect(standings({ name: 'get_note', annotations: { idempotentHint: false } })).toEqual({
    idempotentHint: 'undecided',
  });
});

function annotationsOf(tool: Tool): Assessment['annotations'] {
  return assess(tool, '', undefined, undefined).annotations;
}
