import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toolSchema } from '#schema/tool.ts';
import { readDumpTool } from './dump-tool.ts';

const value = fc.oneof(
  fc.constantFrom(null, true, 1, '', 'text', '__proto__', [], [{}], [1], {}, 'n'.repeat(513)),
  fc.dictionary(
    fc.constantFrom('title', 'readOnlyHint', 'idempotentHint', 'x', '__proto__'),
    fc.jsonValue({ maxDepth: 1 }),
  ),
);
const key = fc.constantFrom(
  ...(Object.keys(toolSchema.shape) as (keyof typeof toolSchema.shape)[]),
  'vendor',
  '__proto__',
);

test('a definition is read exactly when the schema of records takes it, but for what is left out', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, value)), fc.string({ maxLength: 4 }), (pairs, name) => {
      const definition: unknown = Object.fromEntries<unknown>([['name', name], ...pairs]);
      const read = readDumpTool(definition);
      const whole = toolSchema.safeParse(definition);
      if (typeof read === 'string') expect(whole.success).toBe(false);
      else {
        expect(toolSchema.parse(read)).toEqual(read);
        if (whole.success && !('extensions' in whole.data)) expect(read).toEqual(whole.data);
      }
      if (whole.success) expect(typeof read).toBe('object');
    }),
    { numRuns: 2000 },
  );
});

test('every key that the protocol names is kept', () => {
  const definition = {
    name: 'save',
    title: 'Save',
    description: 'Saves.',
    inputSchema: { type: 'object' },
    outputSchema: {},
    annotations: { title: 'Save', readOnlyHint: false, openWorldHint: null, priority: 1 },
    execution: {},
    icons: [{}],
    _meta: {},
  };
  expect(readDumpTool(definition)).toEqual(definition);
  expect(Object.keys({ ...definition, extensions: {} }).sort()).toEqual(Object.keys(toolSchema.shape).sort());
});
