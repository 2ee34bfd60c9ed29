import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { machinePath } from './text-rules.ts';
import { explainJson } from './structure.ts';
import type { FileCheck, SiteCheck } from './types.ts';

/** Paths of all files under a folder, relative to it, with slashes, in order. */
export function listFiles(directory: string): string[] {
  const found: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(join(directory, folder), { withFileTypes: true })) {
      if (entry.isDirectory()) folders.push(`${folder}${entry.name}/`);
      else found.push(`${folder}${entry.name}`);
    }
  }
  return found.sort();
}

/** The checks of files, as a table. */
export const fileChecks: readonly (FileCheck | SiteCheck)[] = [
  {
    id: 'some-pages',
    scope: 'site',
    description: 'A site has pages.',
    remedy: 'Check that the folder is the one that was built into, and that the catalogue has records.',
    check: (records) => (records.length > 0 ? [] : [{ message: 'there is no HTML file' }]),
  },
  {
    id: 'api-index',
    scope: 'site',
    description: 'The API states its totals.',
    remedy: 'Generate api/v1/index.json with {"totals": {"servers": 1, "tools": 1}}.',
    check: (_, site) =>
      site.totals() === undefined
        ? [{ page: 'api/v1/index.json', message: 'it is missing, or has no totals' }]
        : [],
  },
  {
    id: 'api-json',
    scope: 'file',
    description: 'The files of the API are JSON.',
    remedy: 'Write them with JSON.stringify.',
    appliesTo: (path) => path.startsWith('api/') && path.endsWith('.json'),
    check: (_, text) => explainJson(text).map((message) => ({ message })),
  },
  {
    id: 'machine-paths-in-files',
    scope: 'file',
    description: 'No script, style sheet, feed or list holds a path of somebody’s machine.',
    remedy: 'Find what wrote it: a bundler that keeps source paths, or a record with a local command.',
    appliesTo: (path) => /\.(?:css|js|mjs|txt|xml)$/.test(path) && !path.startsWith('api/'),
    check(_, text) {
      const found = machinePath.exec(text);
      return found === null ? [] : [{ message: `it holds "${text.slice(found.index, found.index + 40)}"` }];
    },
  },
  {
    id: 'foreign-styles',
    scope: 'file',
    description: 'Style sheets load nothing from another host.',
    remedy: 'Keep a copy in public/ or src/, and refer to that.',
    appliesTo: (path) => path.endsWith('.css'),
    check: (_, text) =>
      [...text.matchAll(/(?:url\(\s*["']?|@import\s+["'])((?:https?:)?\/\/[^"')\s]+)/gi)].map((match) => ({
        message: `it loads ${match[1] ?? ''}`,
      })),
  },
  {
    id: 'file-names',
    scope: 'site',
    description: 'File names hold only letters, digits, and . _ @ -',
    remedy: 'Make slugs with domain/slug.ts; hosts refuse or change other characters.',
    check: (_, { files }) =>
      [...files]
        .filter((path) => !/^[A-Za-z0-9._@/-]+$/.test(path))
        .map((path) => ({ page: path, message: 'its path holds other characters' })),
  },
  {
    id: 'case-collisions',
    scope: 'site',
    description: 'No two paths differ by case alone.',
    remedy: 'Make slugs with domain/slug.ts, which adds a suffix where case was lost.',
    check(_, { files }) {
      const firstPath = new Map<string, string>();
      return [...files].flatMap((path) => {
        const lower = path.toLowerCase();
        const first = firstPath.get(lower);
        if (first === undefined) firstPath.set(lower, path);
        return first === undefined
          ? []
          : [{ page: path, message: `it is ${first} on hosts that ignore case` }];
      });
    },
  },
];
