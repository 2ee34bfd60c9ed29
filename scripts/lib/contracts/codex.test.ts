import { describe, expect, test } from 'vitest';
import { completeSnippet, openSession } from './codex.ts';
import type { ContractCase } from './types.ts';

const url = 'http://127.0.0.1:1234/mcp/0';

test('the address of a server stands in its table, whatever the snippet leaves open', () => {
  expect(completeSnippet('[mcp_servers.notes]\ndisabled_tools = ["a"]\n', 'notes', url)).toBe(
    `[mcp_servers.notes]\nurl = "${url}"\ndisabled_tools = ["a"]\n`,
  );
  expect(completeSnippet('[mcp_servers.notes]\nurl = "https://your-server"\n', 'notes', url)).toBe(
    `[mcp_servers.notes]\nurl = "${url}"\n`,
  );
  expect(completeSnippet('[mcp_servers.notes.tools.a]\napproval_mode = "prompt"\n', 'notes', url)).toBe(
    `[mcp_servers.notes]\nurl = "${url}"\n[mcp_servers.notes.tools.a]\napproval_mode = "prompt"\n`,
  );
});

describe('a conversation', () => {
  const found: ContractCase = {
    page: 'notes',
    presets: [],
    text: '',
    alias: 'notes',
    served: ['a', 'b'],
    calls: [],
  };

  /** Tells a session what Codex says, and returns what it answers. */
  function converse(...messages: readonly unknown[]) {
    const session = openSession([found], '/project');
    const said: unknown[] = [];
    let finished = false;
    for (const message of messages) {
      session.readLine(
        JSON.stringify(message),
        (line) => said.push(JSON.parse(line)),
        () => (finished = true),
      );
    }
    return { said, finished, outcomes: Object.fromEntries(session.outcomes) };
  }

  const thread = { id: 'thread', result: { thread: { id: 't-1' } } };
  const status = (word: string) => ({
    method: 'mcpServer/startupStatus/updated',
    params: { threadId: 't-1', name: 'notes', status: word, error: null },
  });
  const completed = (id: string, fields: object) => ({
    method: 'item/completed',
    params: { item: { type: 'mcpToolCall', id, ...fields } },
  });

  test('the turn begins when the server is ready, not before: its tools would be missing', () => {
    expect(converse(thread, status('starting')).said).toEqual([]);
    expect(converse(thread, status('ready')).said).toMatchObject([
      { method: 'turn/start', params: { threadId: 't-1' } },
    ]);
    expect(converse(status('ready'), thread).said).toMatchObject([{ method: 'turn/start' }]);
  });

  test('a server that does not start ends the run', () => {
    expect(() => converse(thread, status('failed'))).toThrow('not connected to notes');
  });

  test('questions are declined, and each call has its outcome', () => {
    const { said, finished, outcomes } = converse(
      { method: 'mcpServer/elicitation/request', id: 0, params: { serverName: 'notes' } },
      completed('call_0', { status: 'completed', error: null }),
      completed('call_1', { status: 'failed', error: { message: 'user rejected MCP tool call' } }),
      completed('call_2', { status: 'failed', error: { message: 'The connection was lost.' } }),
      { method: 'item/completed', params: { item: { type: 'agentMessage', id: 'm' } } },
      { method: 'turn/completed', params: {} },
    );
    expect(said).toEqual([{ id: 0, result: { action: 'decline', content: null, _meta: null } }]);
    expect(finished).toBe(true);
    expect(outcomes).toEqual({ call_0: 'allow', call_1: 'ask', call_2: 'The connection was lost.' });
  });

  test('an error ends the run', () => {
    expect(() => converse({ id: 'thread', error: { code: -32600, message: 'no' } })).toThrow('-32600');
  });
});
