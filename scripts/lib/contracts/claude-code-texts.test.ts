import { describe, expect, test } from 'vitest';
import { mergeSettings, readDoctor, readStream } from './claude-code-texts.ts';

describe('what the doctor says', () => {
  const around = (...lines: readonly string[]): string =>
    [
      'Claude Code doctor',
      '',
      'Search: OK (bundled)',
      'Organization policy: not fetched with a custom ANTHROPIC_BASE_URL',
      '',
      ...lines,
      'Remote Control',
      '- Not signed in to claude.ai',
      '',
      'No installation issues found.',
    ].join('\n');

  test('nothing, when it accepts the settings', () => {
    expect(readDoctor(around())).toEqual([]);
  });

  test('every line of both sections, and none of the others', () => {
    const output = around(
      'Invalid settings',
      '- .claude/settings.json › permissions.allow: Invalid permission rule "mcp__*" was skipped',
      '  Suggested fix: name the server',
      '',
      'Permission rules that may not work as written',
      '- Permission deny rule "Bsh(rm)" matches no known tool — check for typos.',
      '',
    );
    expect(readDoctor(output)).toEqual([
      '- .claude/settings.json › permissions.allow: Invalid permission rule "mcp__*" was skipped',
      '- Permission deny rule "Bsh(rm)" matches no known tool — check for typos.',
    ]);
  });

  test('output that is not the doctor’s is never taken for silence', () => {
    expect(() => readDoctor('error: unknown command')).toThrow('unknown command');
  });
});

describe('what became of calls', () => {
  const lines = (...events: readonly unknown[]): string =>
    events.map((event) => JSON.stringify(event)).join('\n');
  const init = (status: string) => ({
    type: 'system',
    subtype: 'init',
    mcp_servers: [{ name: 'notes', status, source: 'dynamic' }],
    tools: ['mcp__notes__a'],
  });
  const result = (id: string, content: unknown, failed?: true) => ({
    type: 'user',
    message: {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: id, content, ...(failed ? { is_error: true } : {}) }],
    },
  });

  test('ran, asked, not there, and whatever else is said', () => {
    const output = lines(
      init('connected'),
      { type: 'system', subtype: 'permission_denied', message: 'a text where others have an object' },
      result('1', [{ type: 'text', text: 'The tool ran.' }]),
      result('2', "Claude requested permissions to use mcp__notes__b, but you haven't granted it yet.", true),
      result('3', '<tool_use_error>Error: No such tool available: mcp__notes__c</tool_use_error>', true),
      result(
        '4',
        "Permission to use mcp__notes__d has been denied because Claude Code is running in don't ask mode.",
        true,
      ),
      result('5', 'The connection was lost.', true),
    );
    expect(Object.fromEntries(readStream(output, ['notes']))).toEqual({
      1: 'allow',
      2: 'ask',
      3: 'deny',
      4: 'deny',
      5: 'The connection was lost.',
    });
  });

  test('a server that was not connected ends the run, since its tools would look denied', () => {
    expect(() => readStream(lines(init('failed')), ['notes'])).toThrow('not connected to notes');
    expect(() => readStream(lines(init('connected')), ['notes', 'mail'])).toThrow('not connected to mail');
  });
});

describe('settings put together', () => {
  test('lists one after the other, keys of both', () => {
    expect(
      mergeSettings([
        { permissions: { allow: ['a'] } },
        { permissions: { allow: ['b'], deny: ['c'] } },
        { permissions: { deny: ['d'] } },
      ]),
    ).toEqual({ permissions: { allow: ['a', 'b'], deny: ['c', 'd'] } });
  });

  test('two that say different things cannot be put together', () => {
    const mode = (defaultMode: string) => ({ permissions: { defaultMode } });
    expect(mergeSettings([mode('dontAsk'), mode('dontAsk')])).toEqual(mode('dontAsk'));
    expect(() => mergeSettings([mode('dontAsk'), mode('plan')])).toThrow('cannot stand in one file');
  });
});
