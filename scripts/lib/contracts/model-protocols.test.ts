import { expect, test } from 'vitest';
import { messagesProtocol, responsesProtocol } from './model-protocols.ts';

const text = { type: 'text', text: 'Call them.' };

test('the Messages API: offered tools, and a second turn after the results', () => {
  const tools = [{ name: 'mcp__notes__a', description: 'A tool.', input_schema: {} }, { name: 'Bash' }];
  expect(messagesProtocol.readTurn({ tools, messages: [{ role: 'user', content: [text] }] })).toEqual({
    offered: [
      { name: 'mcp__notes__a', description: 'A tool.' },
      { name: 'Bash', description: '' },
    ],
    answered: false,
  });
  const results = { role: 'user', content: [{ type: 'tool_result', tool_use_id: '1', content: 'ran' }] };
  expect(messagesProtocol.readTurn({ tools, messages: [results] }).answered).toBe(true);
  expect(() => messagesProtocol.readTurn({ tools: 'none' })).toThrow();
});

test('the Responses API: tools of a server are a namespace', () => {
  const tools = [
    { type: 'function', name: 'exec_command' },
    {
      type: 'namespace',
      name: 'mcp__notes',
      tools: [{ type: 'function', name: 'a', description: 'A tool.' }],
    },
  ];
  expect(responsesProtocol.readTurn({ tools, input: [{ type: 'message' }] })).toEqual({
    offered: [{ namespace: 'mcp__notes', name: 'a', description: 'A tool.' }],
    answered: false,
  });
  const output = { type: 'function_call_output', call_id: '1', output: 'ran' };
  expect(responsesProtocol.readTurn({ tools, input: [output] }).answered).toBe(true);
});
