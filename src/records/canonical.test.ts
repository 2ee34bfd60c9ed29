import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serverSchema } from '#schema/server.ts';
import { canonicalJson, definitionDigest, formatServerFile } from './canonical.ts';
import { makeServer } from './content-folder.fixture.ts';

/** The same value with the keys of every object in the opposite order. */
function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, child]) => [key, reverseKeys(child)]),
  );
}

test('the order of keys changes neither the canonical text nor the digest', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (inputSchema) => {
      expect(canonicalJson(reverseKeys(inputSchema))).toBe(canonicalJson(inputSchema));
      const reversed = Object.fromEntries(Object.entries(inputSchema).toReversed());
      expect(definitionDigest({ inputSchema: reversed, name: 'a' })).toBe(
        definitionDigest({ name: 'a', inputSchema }),
      );
    }),
  );
});

test('the digest covers everything in the record of a tool', () => {
  const digests = [
    definitionDigest({ name: 'a' }),
    definitionDigest({ name: 'a', description: '' }),
    definitionDigest({ name: 'a', extensions: { x: 1 } }),
    definitionDigest({ name: 'a', inputSchema: { required: ['b', 'c'] } }),
    definitionDigest({ name: 'a', inputSchema: { required: ['c', 'b'] } }),
  ];
  expect(new Set(digests).size).toBe(digests.length);
  // Reviews name this digest: it must be the same in every version of this project.
  expect(digests[0]).toMatchInlineSnapshot(
    `"sha256:d9d719b27480b55cd4918020e7473e716ed3569c8adafe926cf9b10b4f8ef064"`,
  );
});

test('a server file has our keys in the order of the schema and the server’s in its own', () => {
  const record = makeServer({
    tools: [{ inputSchema: { z: 1, a: 2 }, name: 'b', annotations: { zz: 1, title: 'B' } }],
  });
  const text = formatServerFile(serverSchema.parse(reverseKeys(record)));
  const { tools } = serverSchema.parse(JSON.parse(text));
  expect(text.match(/^ {2}"\w+"/gm)?.map((key) => key.trim().slice(1, -1))).toEqual(
    Object.keys(makeServer()),
  );
  expect(JSON.stringify(tools[0])).toBe(
    '{"name":"b","inputSchema":{"a":2,"z":1},"annotations":{"title":"B","zz":1}}',
  );
  expect(text.endsWith('}\n')).toBe(true);
});
