import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { projectRoot } from './settings.ts';

// The rules under test do not depend on types, and without types a file need not exist.
const eslint = new ESLint({ cwd: projectRoot, overrideConfig: [tseslint.configs.disableTypeChecked] });

async function lint(filePath: string, code: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const importRule = '@typescript-eslint/no-restricted-imports';

describe('layers', () => {
  test.each([
    ['src/schema/x.ts', '#domain/text.ts'],
    ['src/schema/x.ts', 'node:fs'],
    ['src/records/x.ts', '#domain/text.ts'],
    ['src/domain/risk/x.ts', '#records/read.ts'],
    ['src/domain/risk/x.ts', 'node:fs'],
    ['src/domain/risk/x.ts', '../../schema/tool.ts'],
    ['src/client/x.ts', '#site/urls.ts'],
    ['src/site/x.ts', '#components/x.ts'],
    ['src/pages/x.ts', '#scripts/build.ts'],
    ['src/components/x.ts', '#records/read.ts'],
    ['src/components/x.ts', '#site/load.ts'],
  ])('%s must not import %s', async (file, source) => {
    expect(await lint(file, `import { value } from '${source}';\nconsole.log(value);\n`)).toEqual([
      importRule,
    ]);
  });

  test.each([
    ['src/schema/x.ts', './common.ts'],
    ['src/records/x.ts', '#domain/slug.ts'],
    ['src/records/x.ts', 'node:fs'],
    ['src/domain/risk/x.ts', '#domain/text.ts'],
    ['src/domain/risk/x.ts', '#schema/tool.ts'],
    ['src/client/x.ts', '#domain/text.ts'],
    ['src/site/x.ts', '#records/read.ts'],
    ['src/pages/x.ts', '#site/load.ts'],
    ['src/components/x.ts', '#schema/vocabulary.ts'],
    ['src/components/x.ts', '#domain/text.ts'],
    ['src/components/x.ts', '#site/urls.ts'],
    ['scripts/x.ts', '#site/load.ts'],
  ])('%s may import %s', async (file, source) => {
    expect(await lint(file, `import { value } from '${source}';\nconsole.log(value);\n`)).toEqual([]);
  });

  test('a component may import types of the domain', async () => {
    const code = `import type { Value } from '#domain/profile.ts';\nexport const value: Value = 1;\n`;
    expect(await lint('src/components/x.ts', code)).toEqual([]);
  });

  test('the front matter of a component obeys the rules, too', async () => {
    const code = `---\nimport { load } from '#site/load.ts';\n---\n\n<p>{load()}</p>\n`;
    expect(await lint('src/components/Example.astro', code)).toEqual([importRule]);
  });

  test('only the loader reads the content store', async () => {
    const code = `import { getCollection } from 'astro:content';\nconsole.log(getCollection);\n`;
    expect(await lint('src/pages/x.ts', code)).toEqual([importRule]);
    expect(await lint('src/site/urls.ts', code)).toEqual([importRule]);
    expect(await lint('src/site/load.ts', code)).toEqual([]);
  });
});

describe('same input, same output', () => {
  test.each(['Date.now()', 'new Date()', 'Math.random()'])('src must not use %s', async (expression) => {
    expect(await lint('src/domain/x.ts', `export const value = ${expression};\n`)).toEqual([
      'no-restricted-syntax',
    ]);
    expect(await lint('scripts/x.ts', `export const value = ${expression};\n`)).toEqual([]);
  });

  test('src may make a date from data', async () => {
    expect(await lint('src/domain/x.ts', `export const value = new Date('2026-01-01');\n`)).toEqual([]);
  });
});
