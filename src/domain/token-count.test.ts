import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import type { Tool } from '#schema/tool.ts';
import { countDefinitionTokens } from './token-count.ts';

const tool: Tool = {
  name: 'delete_note',
  description: 'Delete a note for good.',
  inputSchema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
};

test('what is counted is the JSON of a function tool', () => {
  const sent =
    '{"type":"function","name":"delete_note","description":"Delete a note for good.","parameters":{"type":"object","properties":{"id":{"type":"string"}},"required":["id"]}}';
  expect(countDefinitionTokens(tool)).toBe(encode(sent).length);
});

test('what clients do not send is not counted, and what is absent is left out', () => {
  const { name, description, inputSchema } = tool;
  const full: Tool = {
    ...tool,
    title: 'Delete a note',
    outputSchema: { type: 'object' },
    annotations: { destructiveHint: true },
    _meta: { vendor: 'notes' },
  };
  expect(countDefinitionTokens(full)).toBe(countDefinitionTokens({ name, description, inputSchema }));
  expect(countDefinitionTokens({ name })).toBe(encode('{"type":"function","name":"delete_note"}').length);
});

test('marks of the encoding in a description are words like others', () => {
  expect(countDefinitionTokens({ ...tool, description: 'End with <|endoftext|>.' })).toBeGreaterThan(
    countDefinitionTokens({ ...tool, description: 'End with .' }) + 3,
  );
});

test.each(['a', 'é', '語', '=', ' ', '😀', '\u0301'])(
  'a long run of "%s" is counted in parts that change the count by little',
  (letter) => {
    const description = letter.repeat(2600);
    const exact = encode(JSON.stringify({ type: 'function', name: 'x', description })).length;
    expect(Math.abs(countDefinitionTokens({ name: 'x', description }) - exact)).toBeLessThanOrEqual(12);
  },
);

test('a definition with a million letters and no blank is counted', { timeout: 20_000 }, () => {
  const description = Array.from({ length: 1_000_000 }, (_, index) =>
    String.fromCharCode(97 + ((index * index * 31 + index * 17) % 26)),
  ).join('');
  expect(countDefinitionTokens({ name: 'x', description })).toBeGreaterThan(100_000);
});
