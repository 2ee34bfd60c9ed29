import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { lintRules } from '#domain/policy/lint.ts';
import { checkContent, checks } from '#records/checks.ts';
import { formatProblems } from '#records/problems.ts';
import { readContent } from '#records/read.ts';
import { acceptedLicences } from '#records/server-checks.ts';
import { attackSchema, guideSchema } from '#schema/attack.ts';
import { reviewFileSchema } from '#schema/review.ts';
import { serverSchema } from '#schema/server.ts';
import { goldFileSchema } from '#schema/gold.ts';
import { siteSchema } from '#schema/site.ts';
import { securityHeaders } from '#site/security.ts';
import { gates } from './gates.ts';
import { projectRoot } from './settings.ts';
import { siteChecks } from './site-check/checks.ts';
import { textRules } from './site-check/text-rules.ts';

const contributing = readFileSync(path.join(projectRoot, 'CONTRIBUTING.md'), 'utf8');
const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');

/** What stands under a heading, up to the next one; a single # begins a comment of an example. */
function sectionOf(heading: string): string {
  const sections = contributing.split(/^#{2,3} /m);
  const found = sections.find((section) => section.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`CONTRIBUTING.md has no section "${heading}".`);
  return found;
}

/** Ids in the first column of the table under a heading. */
function idsUnder(heading: string): string[] {
  return [...sectionOf(heading).matchAll(/^\| `([^`]+)`/gm)].map(([, id = '']) => id);
}

/** The example under a heading. */
function exampleUnder(heading: string): string {
  const text = /```(?:jsonc|yaml)\n([\s\S]*?)```/.exec(sectionOf(heading))?.[1];
  if (text === undefined) throw new Error(`The section "${heading}" has no example.`);
  return text;
}

/** Paths of the fields that a schema has and an example lacks. Of a list, one entry must have the field. */
function listMissing(schema: z.core.JSONSchema._JSONSchema, examples: readonly unknown[], at = ''): string[] {
  if (typeof schema === 'boolean') return [];
  if (schema.items !== undefined && !Array.isArray(schema.items)) {
    return listMissing(schema.items, examples.filter(Array.isArray).flat(), `${at}[]`);
  }
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const values = examples.flatMap((example): unknown[] =>
      typeof example === 'object' && example !== null && key in example ? [Reflect.get(example, key)] : [],
    );
    return values.length === 0 ? [`${at}.${key}`] : listMissing(field, values, `${at}.${key}`);
  });
}

describe('tables of CONTRIBUTING.md name exactly what the code has', () => {
  test.each([
    ['Record checks', checks],
    ['Site checks', siteChecks],
    ['Wordings that are refused', textRules],
    ['Policy lint', lintRules],
    ['Gates', gates],
  ])('%s', (heading, table) => {
    expect(idsUnder(heading).toSorted()).toEqual(table.map(({ id }) => id).toSorted());
  });

  test('accepted licences', () => {
    expect(sectionOf('Record checks')).toContain(`Accepted licences: ${acceptedLicences.join(', ')}.`);
  });
});

describe('examples of CONTRIBUTING.md', () => {
  // Comments of JSON with comments stand on lines of their own here; YAML takes the rest, final commas included.
  const server: unknown = parse(exampleUnder('A server record').replace(/^\s*\/\/.*$/gm, ''));
  const front = (heading: string): string => `---\n${exampleUnder(heading)}---\n\nText.\n`;

  test.each([
    ['A server record', serverSchema, server],
    ['A review', reviewFileSchema, parse(exampleUnder('A review'))],
    ['An attack pattern', attackSchema, parse(exampleUnder('An attack pattern'))],
    ['A guide', guideSchema, parse(exampleUnder('A guide'))],
    ['Labels', goldFileSchema, parse(exampleUnder('Labels'))],
    ['The site file', siteSchema, parse(exampleUnder('The site file'))],
  ])('%s has every field of its schema', (_heading, schema: z.ZodType, example: unknown) => {
    expect(listMissing(z.toJSONSchema(schema, { io: 'input' }), [example])).toEqual([]);
  });

  let contentDir: string;
  beforeAll(() => void (contentDir = mkdtempSync(path.join(tmpdir(), 'contributing-'))));
  afterAll(() => rmSync(contentDir, { recursive: true, force: true }));

  test('make a catalogue without a problem', () => {
    const files = {
      'site.yaml': exampleUnder('The site file'),
      'servers/notes.json': JSON.stringify(server),
      'reviews/notes.yaml': exampleUnder('A review'),
      'attacks/note-wiping.mdx': front('An attack pattern'),
      'guides/how-to-read-a-page.mdx': front('A guide'),
    };
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(contentDir, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const content = readContent(contentDir);
    expect(formatProblems([...content.problems, ...checkContent(content)])).toBe('No problems.');
  });
});

test('README.md gives the headers that the server of the project sends', () => {
  for (const [name, value] of Object.entries(securityHeaders))
    expect(readme).toContain(`  ${name}: ${value}\n`);
});
