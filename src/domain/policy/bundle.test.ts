import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** What a page loads to check, explain and try out a policy. The pattern engine is counted apart. */
const modules = ['evaluate', 'lint', 'simulate', 'explain'];

/** Bytes, compressed. */
const budget = 12_288;

test('the policy code fits into a page, and brings no library along', async () => {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: modules.map((name) => `export * from './${name}.ts';`).join('\n'),
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: ['re2js'],
    legalComments: 'none',
    metafile: true,
    write: false,
  });
  expect(Object.keys(metafile.inputs).filter((file) => file.includes('node_modules'))).toEqual([]);
  const sizes = outputFiles.map(({ contents }) => gzipSync(contents).length);
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeLessThanOrEqual(budget);
});
